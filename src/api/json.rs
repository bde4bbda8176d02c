//! JSON as text. In a browser its own parser and writer are used: serde_json's would be in the module
//! for 4 kB. Elsewhere, in native tests, serde_json's.

#[cfg(not(target_arch = "wasm32"))]
use serde_json::Value;

/// Reads a text; `None` when it is not JSON, or nested deeper than anything of the contract's.
#[cfg(not(target_arch = "wasm32"))]
pub fn parse(text: &str) -> Option<Value> {
    serde_json::from_str(text).ok()
}

/// Writes a value.
#[cfg(not(target_arch = "wasm32"))]
pub fn write(value: &Value) -> String {
    value.to_string()
}

#[cfg(target_arch = "wasm32")]
pub use browser::{parse, write};

#[cfg(target_arch = "wasm32")]
mod browser {
    use js_sys::{Array, JSON, Object, Reflect};
    use serde_json::{Map, Number, Value};
    use wasm_bindgen::{JsCast, JsValue};

    /// Deeper is nothing of the contract's; as in serde_json.
    const DEEPEST: u32 = 128;
    /// Up to here each whole number is itself (`Number.MAX_SAFE_INTEGER`).
    const LARGEST: f64 = 9_007_199_254_740_991.0;

    pub fn parse(text: &str) -> Option<Value> {
        read(&JSON::parse(text).ok()?, DEEPEST)
    }

    pub fn write(value: &Value) -> String {
        // Fails only for what JSON has no form for, and a `Value` is none of that.
        JSON::stringify(&made(value)).map(String::from).unwrap_or_default()
    }

    fn read(value: &JsValue, depth: u32) -> Option<Value> {
        let depth = depth.checked_sub(1)?;
        if value.is_null() {
            return Some(Value::Null);
        }
        if let Some(text) = value.as_string() {
            return Some(Value::String(text));
        }
        if let Some(is) = value.as_bool() {
            return Some(Value::Bool(is));
        }
        if let Some(number) = value.as_f64() {
            return Some(number_of(number).map_or(Value::Null, Value::Number));
        }
        if let Some(list) = value.dyn_ref::<Array>() {
            return list
                .iter()
                .map(|value| read(&value, depth))
                .collect::<Option<_>>()
                .map(Value::Array);
        }
        let mut fields = Map::new();
        for entry in Object::entries(value.unchecked_ref()).iter() {
            let entry: Array = entry.unchecked_into();
            fields.insert(entry.get(0).as_string()?, read(&entry.get(1), depth)?);
        }
        Some(Value::Object(fields))
    }

    fn number_of(number: f64) -> Option<Number> {
        if number.fract() == 0.0 && number.abs() <= LARGEST {
            let whole = number as i64;
            return Some(u64::try_from(whole).map_or_else(|_| whole.into(), Number::from));
        }
        Number::from_f64(number)
    }

    fn made(value: &Value) -> JsValue {
        match value {
            Value::Null => JsValue::NULL,
            Value::Bool(is) => JsValue::from_bool(*is),
            Value::Number(number) => JsValue::from_f64(number.as_f64().unwrap_or_default()),
            Value::String(text) => JsValue::from_str(text),
            Value::Array(values) => values.iter().map(made).collect::<Array>().into(),
            Value::Object(fields) => {
                let object = Object::new();
                for (name, value) in fields {
                    // Setting a property of a fresh object cannot fail.
                    let _ = Reflect::set(&object, &JsValue::from_str(name), &made(value));
                }
                object.into()
            }
        }
    }
}
