//! Dates and sizes as Norwegians write them, in Europe/Oslo.

use chrono::{DateTime, NaiveDate, Utc};
use js_sys::{Array, Date, Intl, Object, Reflect};
use wasm_bindgen::JsValue;

use super::Language;

/// «22. november 2026».
#[must_use]
pub fn date(language: Language, day: NaiveDate) -> String {
    let noon = day.and_hms_opt(12, 0, 0).map(|noon| noon.and_utc()).unwrap_or_default();
    format(language, noon, &[("day", "numeric"), ("month", "long"), ("year", "numeric")])
}

/// «22. nov. 2026», short enough for a list.
#[must_use]
pub fn day(language: Language, instant: DateTime<Utc>) -> String {
    format(language, instant, &[("day", "numeric"), ("month", "short"), ("year", "numeric")])
}

/// «22. november 2026 kl. 09:15».
#[must_use]
pub fn date_time(language: Language, instant: DateTime<Utc>) -> String {
    format(language, instant, &[("dateStyle", "long"), ("timeStyle", "short")])
}

/// «09:15».
#[must_use]
pub fn time(language: Language, instant: DateTime<Utc>) -> String {
    format(language, instant, &[("timeStyle", "short")])
}

/// «i dag», «i går», «for 3 døgn siden».
#[must_use]
pub fn days_ago(language: Language, days: i32) -> String {
    let options = Object::new();
    // Setting a property of a fresh object cannot fail.
    let _ = Reflect::set(&options, &"numeric".into(), &"auto".into());
    let locales = Array::of1(&JsValue::from_str(language.locale()));
    Intl::RelativeTimeFormat::new(&locales, &options).format(f64::from(-days), "day").into()
}

/// «12 kB», in steps of 1,000 and rounded up, so that nothing is «0 kB».
#[must_use]
pub fn file_size(bytes: u64) -> String {
    if bytes < 1_000_000 {
        format!("{} kB", bytes.div_ceil(1_000))
    } else {
        format!("{} MB", bytes.div_ceil(1_000_000))
    }
}

fn format(language: Language, instant: DateTime<Utc>, parts: &[(&str, &str)]) -> String {
    let options = Object::new();
    for (name, value) in parts.iter().chain(&[("timeZone", "Europe/Oslo")]) {
        // Setting a property of a fresh object cannot fail.
        let _ = Reflect::set(&options, &JsValue::from_str(name), &JsValue::from_str(value));
    }
    let locales = Array::of1(&JsValue::from_str(language.locale()));
    let format = Intl::DateTimeFormat::new(&locales, &options).format();
    let date = Date::new(&JsValue::from_f64(instant.timestamp_millis() as f64));
    format
        .call1(&JsValue::UNDEFINED, &date)
        .ok()
        .and_then(|text| text.as_string())
        .unwrap_or_default()
}
