//! Dates in the seeds' texts, counted from the start, so that an appointment to come stays one to come.

use chrono::{Datelike, Duration, NaiveDate};

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
