use chrono::{DateTime, NaiveDate, Utc};
use serde_json::Value;

use crate::domain::calendar::{day, instant};

/// The fields of a JSON object; a missing or ill-typed field reads as `None`.
#[derive(Clone, Copy)]
pub struct Fields<'a>(pub &'a Value);

impl<'a> Fields<'a> {
    pub fn object(self, name: &str) -> Option<Fields<'a>> {
        self.0.get(name).filter(|value| value.is_object()).map(Fields)
    }

    pub fn str(self, name: &str) -> Option<&'a str> {
        self.0.get(name)?.as_str()
    }

    pub fn string(self, name: &str) -> Option<String> {
        self.str(name).map(str::to_owned)
    }

    /// The address of a page elsewhere; of no other kind than https.
    pub fn https(self, name: &str) -> Option<String> {
        self.string(name).filter(|href| href.starts_with("https://"))
    }

    pub fn number(self, name: &str) -> Option<u64> {
        self.0.get(name)?.as_u64()
    }

    /// A count; beyond 32 bits it cannot be right, and reads as none.
    pub fn count(self, name: &str) -> Option<u32> {
        self.number(name)?.try_into().ok()
    }

    /// Exactly `true`; anything else is the smaller right.
    pub fn is(self, name: &str) -> bool {
        self.0.get(name).and_then(Value::as_bool).unwrap_or(false)
    }

    pub fn instant(self, name: &str) -> Option<DateTime<Utc>> {
        instant(self.str(name)?)
    }

    pub fn day(self, name: &str) -> Option<NaiveDate> {
        day(self.str(name)?)
    }

    /// Is there a list of this name at all?
    pub fn has_list(self, name: &str) -> bool {
        self.0.get(name).is_some_and(Value::is_array)
    }

    /// A list; missing or ill-typed, it is empty.
    pub fn list(self, name: &str) -> &'a [Value] {
        self.0.get(name).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default()
    }

    /// The texts of a list.
    pub fn strings(self, name: &str) -> Vec<String> {
        self.list(name).iter().filter_map(|value| value.as_str().map(str::to_owned)).collect()
    }

    /// The entries of a list that `read` understands.
    pub fn each<T>(self, name: &str, read: impl Fn(Fields<'a>) -> Option<T>) -> Vec<T> {
        self.list(name).iter().filter_map(|value| read(Fields(value))).collect()
    }
}
