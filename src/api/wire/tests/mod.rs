//! What the contract's examples read as, and what becomes of values that stand in no contract.

mod archive;
#[cfg(not(target_arch = "wasm32"))]
mod damage;
mod problem;
mod recipient;
mod session;
mod thread;

use serde_json::{Value, json};

use super::Fields;

/// Values that have the wrong type or an unknown meaning wherever a claim or an enum stands.
fn not_understood() -> [Value; 5] {
    [Value::Null, json!("somethingNew"), json!(-1), json!({}), json!([])]
}

/// `json` with the value at `place` (a JSON pointer) replaced.
fn with(json: &Value, place: &str, value: Value) -> Value {
    let mut json = json.clone();
    *json.pointer_mut(place).expect(place) = value;
    json
}

/// `json` without the field at `place`.
fn without(json: &Value, place: &str) -> Value {
    let mut json = json.clone();
    let (parent, name) = place.rsplit_once('/').expect("a pointer");
    let object = json.pointer_mut(parent).and_then(Value::as_object_mut).expect(parent);
    object.remove(name).expect(name);
    json
}
