//! Dates and sizes as Norwegians write them, in Europe/Oslo. The browser words them, but for Northern Sami.

use std::cell::RefCell;

use chrono::{DateTime, Datelike, NaiveDate, TimeDelta, Utc};
use js_sys::{Array, Date, Function, Intl, Object, Reflect};
use wasm_bindgen::JsValue;

use super::{Language, sami};
use crate::domain::calendar::oslo_date;

/// «22. november 2026».
#[must_use]
pub fn date(language: Language, day: NaiveDate) -> String {
    if language == Language::Se {
        return sami::date(day);
    }
    let noon = day.and_hms_opt(12, 0, 0).map(|noon| noon.and_utc()).unwrap_or_default();
    format(language, noon, &[("day", "numeric"), ("month", "long"), ("year", "numeric")])
}

/// «mandag 23. november».
#[must_use]
pub fn weekday_date(language: Language, day: NaiveDate) -> String {
    if language == Language::Se {
        return sami::weekday_date(day);
    }
    let noon = day.and_hms_opt(12, 0, 0).map(|noon| noon.and_utc()).unwrap_or_default();
    format(language, noon, &[("weekday", "long"), ("day", "numeric"), ("month", "long")])
}

/// «10 sekunder».
#[must_use]
pub fn seconds(language: Language, count: i64) -> String {
    units(language, "second", count)
}

/// «22. nov. 2026», short enough for a list.
#[must_use]
pub fn day(language: Language, instant: DateTime<Utc>) -> String {
    if language == Language::Se {
        return sami::short(oslo_date(instant));
    }
    format(language, instant, &[("day", "numeric"), ("month", "short"), ("year", "numeric")])
}

/// «22. november 2026 kl. 09:15».
#[must_use]
pub fn date_time(language: Language, instant: DateTime<Utc>) -> String {
    if language == Language::Se {
        return format!("{} dii. {}", sami::date(oslo_date(instant)), time(language, instant));
    }
    format(language, instant, &[("dateStyle", "long"), ("timeStyle", "short")])
}

/// «09:15».
#[must_use]
pub fn time(language: Language, instant: DateTime<Utc>) -> String {
    format(language, instant, &[("timeStyle", "short")])
}

/// «mandag 30. november 2026 kl. 10:15–11:00»; the whole of the end where it is another day.
#[must_use]
pub fn clock_span(language: Language, from: DateTime<Utc>, to: Option<DateTime<Utc>>) -> String {
    let whole = |at: DateTime<Utc>| {
        if language == Language::Se {
            let day = oslo_date(at);
            let (weekday, time) = (sami::weekday_date(day), time(language, at));
            return format!("{weekday} {} dii. {time}", day.year());
        }
        format(language, at, &[("dateStyle", "full"), ("timeStyle", "short")])
    };
    let start = whole(from);
    match to {
        None => start,
        Some(to) if oslo_date(to) == oslo_date(from) => format!("{start}–{}", time(language, to)),
        Some(to) => format!("{start} – {}", whole(to)),
    }
}

/// The name of a day of the week, `0` is Monday.
#[must_use]
pub fn weekday(language: Language, day: usize) -> String {
    if language == Language::Se {
        return sami::weekday(day);
    }
    // The epoch was a Thursday.
    let at = DateTime::UNIX_EPOCH + TimeDelta::days(4 + i64::try_from(day).unwrap_or_default());
    format(language, at, &[("weekday", "long")])
}

/// «2 døgn 3 timer», «3 timer 12 minutter», «12 minutter»: never more than is left.
#[must_use]
pub fn time_left(language: Language, left: TimeDelta) -> String {
    let (days, hours, minutes) = (left.num_days(), left.num_hours() % 24, left.num_minutes() % 60);
    let mut parts = Vec::new();
    for (unit, count) in [("day", days), ("hour", hours), ("minute", minutes)] {
        if parts.len() < 2 && (count > 0 || unit == "minute" && parts.is_empty()) {
            parts.push(units(language, unit, count));
        }
    }
    parts.join(" ")
}

fn units(language: Language, unit: &str, count: i64) -> String {
    if language == Language::Se {
        return sami::units(unit, count);
    }
    let parts = [("style", "unit"), ("unit", unit), ("unitDisplay", "long")];
    let (locales, options) = (locales(language), options(&parts));
    let count = JsValue::from_f64(count as f64);
    said(&Intl::NumberFormat::new(&locales, &options).format(), &count)
}

/// «i dag», «i går», «for 3 døgn siden».
#[must_use]
pub fn days_ago(language: Language, days: i32) -> String {
    if language == Language::Se {
        return sami::days_ago(days);
    }
    let options = options(&[("numeric", "auto")]);
    let format = Intl::RelativeTimeFormat::new(&locales(language), &options);
    format.format(f64::from(-days), "day").into()
}

/// «12 kB», in steps of 1,024 as the limits count, and rounded up: nothing but an empty file is «0 kB», and what is
/// above a limit shows more than the limit.
#[must_use]
pub fn file_size(bytes: u64) -> String {
    if bytes < 1 << 20 {
        format!("{} kB", bytes.div_ceil(1 << 10))
    } else {
        format!("{} MB", bytes.div_ceil(1 << 20))
    }
}

fn format(language: Language, instant: DateTime<Utc>, parts: Parts) -> String {
    said(
        &formatter(language, parts),
        &Date::new(&JsValue::from_f64(instant.timestamp_millis() as f64)),
    )
}

/// Which parts of an instant are said, and how, as the browser calls them.
type Parts = &'static [(&'static str, &'static str)];

thread_local! {
    /// Made once: making one takes as long as drawing a row.
    static FORMATTERS: RefCell<Vec<(Language, Parts, Function)>> = const { RefCell::new(Vec::new()) };
}

fn formatter(language: Language, parts: Parts) -> Function {
    FORMATTERS.with_borrow_mut(|known| {
        let made = known.iter().find(|(of, parts_of, _)| *of == language && *parts_of == parts);
        if let Some((.., format)) = made {
            return format.clone();
        }
        let options = options(parts);
        set(&options, "timeZone", "Europe/Oslo");
        let format = Intl::DateTimeFormat::new(&locales(language), &options).format();
        known.push((language, parts, format.clone()));
        format
    })
}

fn said(format: &Function, value: &JsValue) -> String {
    let text = format.call1(&JsValue::UNDEFINED, value).ok();
    text.and_then(|text| text.as_string()).unwrap_or_default()
}

fn locales(language: Language) -> Array {
    let [own, known] = language.locales();
    Array::of2(&JsValue::from_str(own), &JsValue::from_str(known))
}

fn options(parts: &[(&str, &str)]) -> Object {
    let options = Object::new();
    for (name, value) in parts {
        set(&options, name, value);
    }
    options
}

fn set(options: &Object, name: &str, value: &str) {
    // Setting a property of a fresh object cannot fail.
    let _ = Reflect::set(options, &JsValue::from_str(name), &JsValue::from_str(value));
}
