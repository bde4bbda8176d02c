//! An answer of a later version: every enum value is one that today's clients do not know.

use serde_json::Value;

/// What stands for every value that nobody knows.
pub const UNKNOWN: &str = "somethingNew";

/// Properties of the contract whose values are from an enumeration, or are lists of such values.
const ENUMS: [&str; 26] = [
    "ageBand",
    "category",
    "closedReason",
    "code",
    "consentLevel",
    "deliveryState",
    "field",
    "grants",
    "kind",
    "lang",
    "language",
    "lastFrom",
    "letterState",
    "mediaType",
    "open",
    "partsOfDay",
    "reason",
    "region",
    "rejection",
    "relation",
    "service",
    "state",
    "status",
    "topic",
    "type",
    "weekdays",
];

/// Replaces every enum value; what is no JSON stays as it is.
#[must_use]
pub fn replace(body: &[u8]) -> Vec<u8> {
    let Ok(mut value) = serde_json::from_slice(body) else { return body.to_vec() };
    walk(&mut value, false);
    serde_json::to_vec(&value).unwrap_or_else(|_| body.to_vec())
}

fn walk(value: &mut Value, is_enum: bool) {
    match value {
        Value::String(word) if is_enum => UNKNOWN.clone_into(word),
        Value::Array(items) => items.iter_mut().for_each(|item| walk(item, is_enum)),
        Value::Object(fields) => {
            for (name, field) in fields {
                walk(field, ENUMS.contains(&name.as_str()));
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::{Value, replace};

    #[test]
    fn only_enum_values_become_unknown() {
        let answer = br#"{"category":"gp","grants":["read"],"id":"t","region":null,"status":200,"body":{"kind":"text","text":"gp"}}"#;
        let expected = br#"{"body":{"kind":"somethingNew","text":"gp"},"category":"somethingNew","grants":["somethingNew"],"id":"t","region":null,"status":200}"#;
        let read = |json: &[u8]| serde_json::from_slice::<Value>(json).unwrap();
        assert_eq!(read(&replace(answer)), read(expected));
    }
}
