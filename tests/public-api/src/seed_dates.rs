//! Dates in the seeds' texts, counted from the start, so that an appointment to come stays one to come.

use chrono::{DateTime, Datelike, Duration, NaiveDate, NaiveTime, TimeZone, Utc};
use chrono_tz::Europe::Oslo;

/// Bokmål and nynorsk have the same names.
const MONTHS: [&str; 12] = [
    "januar",
    "februar",
    "mars",
    "april",
    "mai",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "desember",
];
const OPEN: &str = "{{date:";
const CLOSE: &str = "}}";

/// Writes a date for each `{{date:+17}}`: so many days after `today`, or with a minus before it.
///
/// # Errors
/// The token that is no such date.
pub fn fill(text: &str, today: NaiveDate) -> Result<String, String> {
    let mut filled = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, token)) = rest.split_once(OPEN) {
        let (day, after) = token
            .split_once(CLOSE)
            .and_then(|(days, after)| Some((date(days, today)?, after)))
            .ok_or_else(|| format!("no such date: {OPEN}{token}"))?;
        filled += before;
        filled += &day;
        rest = after;
    }
    filled += rest;
    Ok(filled)
}

fn date(days: &str, today: NaiveDate) -> Option<String> {
    let day = today.checked_add_signed(Duration::try_days(days.parse().ok()?)?)?;
    let month = MONTHS.get(usize::try_from(day.month0()).ok()?)?;
    Some(format!("{}. {month}", day.day()))
}

/// The day in Norway.
#[must_use]
pub fn day(at: DateTime<Utc>) -> NaiveDate {
    at.with_timezone(&Oslo).date_naive()
}

/// A time of a day so many days from now, or before.
///
/// # Errors
/// What is no time.
pub fn time(now: DateTime<Utc>, days: i64, at: &str) -> Result<DateTime<Utc>, String> {
    let time = NaiveTime::parse_from_str(at, "%H:%M").map_err(|error| error.to_string())?;
    let day = Duration::try_days(days).and_then(|days| day(now).checked_add_signed(days));
    // An hour that the clock skipped does not exist; the seeds use no such hour.
    day.and_then(|day| Oslo.from_local_datetime(&day.and_time(time)).earliest())
        .map(|at| at.with_timezone(&Utc))
        .ok_or_else(|| format!("no such time: in {days} days at {at}"))
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::fill;

    #[test]
    fn dates_count_from_the_start() {
        let today = NaiveDate::from_ymd_opt(2026, 12, 22).unwrap();
        let filled = |text| fill(text, today);
        assert_eq!(
            filled("Tid: {{date:+17}} kl. 10.15"),
            Ok("Tid: 8. januar kl. 10.15".to_owned())
        );
        assert_eq!(
            filled("{{date:-22}} og {{date:0}}"),
            Ok("30. november og 22. desember".to_owned())
        );
        assert_eq!(filled("Ingen dato."), Ok("Ingen dato.".to_owned()));
        for wrong in ["{{date:snart}}", "{{date:+17", "{{date:+999999999999}}"] {
            assert!(filled(wrong).is_err(), "{wrong}");
        }
    }
}
