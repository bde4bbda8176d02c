//! Norwegian time: the offset of Europe/Oslo and its days.
//!
//! The rule is the EU's (Directive 2000/84/EC): summer time from the last Sunday of March to the
//! last Sunday of October, changing at 01:00 UTC. A time-zone database would cost ten times the size.

mod working_days;

pub use working_days::{AnswerWithin, ExpectedAnswer, Holiday, add_working_days, is_working_day};

use chrono::{
    DateTime, Datelike, Days, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, Timelike, Utc,
};

/// Reads an instant as the contract writes it: RFC 3339 in UTC, such as `2026-11-22T12:00:00Z`.
///
/// chrono's own parser, which takes every form there is, would cost 4 kB.
#[must_use]
pub fn instant(text: &str) -> Option<DateTime<Utc>> {
    let (date, time) = text.strip_suffix('Z')?.split_once('T')?;
    let (seconds, fraction) = match time.split_once('.') {
        Some((seconds, fraction)) => (seconds, Some(fraction)),
        None => (time, None),
    };
    let [hour, minute, second] = numbers(seconds, ':', [2, 2, 2])?;
    let nanosecond = match fraction {
        Some(fraction) if (1..=9).contains(&fraction.len()) => {
            number(fraction, fraction.len())? * 10_u32.pow(9 - u32::try_from(fraction.len()).ok()?)
        }
        Some(_) => return None,
        None => 0,
    };
    Some(day(date)?.and_hms_nano_opt(hour, minute, second, nanosecond)?.and_utc())
}

/// Reads a day as the contract writes it: `2026-11-22`.
#[must_use]
pub fn day(text: &str) -> Option<NaiveDate> {
    let [year, month, day] = numbers(text, '-', [4, 2, 2])?;
    NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)
}

/// Reads a time of the day as the contract writes it: `14:30`.
#[must_use]
pub fn clock_time(text: &str) -> Option<NaiveTime> {
    let (hour, minute) = text.split_once(':')?;
    NaiveTime::from_hms_opt(number(hour, 2)?, number(minute, 2)?, 0)
}

/// A day as the contract, and a date field, write it.
#[must_use]
pub fn word(day: NaiveDate) -> String {
    format!("{:04}-{:02}-{:02}", day.year(), day.month(), day.day())
}

/// An instant as the contract writes it, to the millisecond.
#[must_use]
pub fn instant_word(instant: DateTime<Utc>) -> String {
    let time = instant.time();
    let [hour, minute, second] = [time.hour(), time.minute(), time.second()];
    let millis = instant.timestamp_subsec_millis();
    format!("{}T{hour:02}:{minute:02}:{second:02}.{millis:03}Z", word(instant.date_naive()))
}

fn numbers(text: &str, separator: char, digits: [usize; 3]) -> Option<[u32; 3]> {
    let mut parts = text.split(separator);
    let mut next = |digits| number(parts.next()?, digits);
    let numbers = [next(digits[0])?, next(digits[1])?, next(digits[2])?];
    parts.next().is_none().then_some(numbers)
}

fn number(text: &str, digits: usize) -> Option<u32> {
    let all_digits = text.len() == digits && text.bytes().all(|byte| byte.is_ascii_digit());
    if all_digits { text.parse().ok() } else { None }
}

/// The wall clock of Europe/Oslo at `instant`.
#[must_use]
pub fn oslo_time(instant: DateTime<Utc>) -> NaiveDateTime {
    let hours = if is_summer_time(instant) { 2 } else { 1 };
    match FixedOffset::east_opt(hours * 3600) {
        Some(offset) => instant.with_timezone(&offset).naive_local(),
        None => instant.naive_utc(),
    }
}

/// The day in Europe/Oslo at `instant`.
#[must_use]
pub fn oslo_date(instant: DateTime<Utc>) -> NaiveDate {
    oslo_time(instant).date()
}

/// How many days of Europe/Oslo lie between: 0 on the same day, however many hours that is.
#[must_use]
pub fn days_between(earlier: DateTime<Utc>, later: DateTime<Utc>) -> i32 {
    oslo_date(later).num_days_from_ce() - oslo_date(earlier).num_days_from_ce()
}

fn is_summer_time(instant: DateTime<Utc>) -> bool {
    let utc = instant.naive_utc();
    let change = |month| {
        last_sunday(utc.year(), month).and_then(|day| day.and_hms_opt(1, 0, 0)).unwrap_or_default()
    };
    (change(3)..change(10)).contains(&utc)
}

fn last_sunday(year: i32, month: u32) -> Option<NaiveDate> {
    // Both March and October have 31 days.
    let last = NaiveDate::from_ymd_opt(year, month, 31)?;
    last.checked_sub_days(Days::new(u64::from(last.weekday().num_days_from_sunday())))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn oslo(rfc3339: &str) -> String {
        let instant = DateTime::parse_from_rfc3339(rfc3339).expect("an instant").to_utc();
        oslo_time(instant).format("%Y-%m-%dT%H:%M").to_string()
    }

    #[test]
    fn a_time_is_written_as_it_is_read() {
        for text in ["2026-11-22T08:05:09.007Z", "0999-01-02T23:59:59.000Z"] {
            assert_eq!(instant(text).map(instant_word).as_deref(), Some(text));
        }
        assert_eq!(day("2026-02-03").map(word).as_deref(), Some("2026-02-03"));
    }

    #[test]
    fn a_time_is_read_exactly_or_not_at_all() {
        let read = |text| instant(text).map(|at| at.to_rfc3339());
        assert_eq!(read("2026-11-22T12:00:00Z"), Some("2026-11-22T12:00:00+00:00".into()));
        assert_eq!(read("2024-02-29T23:59:59.5Z"), Some("2024-02-29T23:59:59.500+00:00".into()));
        for broken in [
            "2026-11-22T12:00:00",
            "2026-11-22",
            "2026-02-29T12:00:00Z",
            "2026-11-22T24:00:00Z",
            "2026-11-22T12:00:00.Z",
            "2026-11-22T12:00:00.1234567890Z",
            "2026-1-22T12:00:00Z",
            "",
            "+026-11-22T12:00:00Z",
            "2026-11-22T12:00:00:00Z",
            "2026-11-22T12:00Z",
            "Z",
            "TZ",
        ] {
            assert_eq!(read(broken), None, "{broken}");
        }
        assert_eq!(day("2027-01-31"), NaiveDate::from_ymd_opt(2027, 1, 31));
        assert_eq!(day("2027-1-31"), None);
        assert_eq!(clock_time("14:30"), NaiveTime::from_hms_opt(14, 30, 0));
        for broken in ["24:00", "14:60", "4:30", "14.30", "14:30:00", ""] {
            assert_eq!(clock_time(broken), None, "{broken}");
        }
    }

    #[test]
    fn days_are_counted_at_norwegian_midnights() {
        let at = |text| instant(text).expect("an instant");
        let days = |earlier, later| days_between(at(earlier), at(later));
        assert_eq!(days("2026-11-22T23:00:00Z", "2026-11-23T22:59:59Z"), 0);
        assert_eq!(days("2026-11-22T22:59:59Z", "2026-11-22T23:00:00Z"), 1);
        assert_eq!(days("2026-03-28T23:30:00Z", "2026-03-29T21:59:59Z"), 0);
        assert_eq!(days("2026-10-24T21:59:59Z", "2026-10-25T23:00:00Z"), 2);
        assert_eq!(days("2026-12-31T23:00:00Z", "2026-12-31T22:00:00Z"), -1);
    }

    #[test]
    fn the_clock_is_right_around_both_changes() {
        assert_eq!(oslo("2026-03-29T00:59:59Z"), "2026-03-29T01:59");
        assert_eq!(oslo("2026-03-29T01:00:00Z"), "2026-03-29T03:00");
        assert_eq!(oslo("2026-10-25T00:59:59Z"), "2026-10-25T02:59");
        assert_eq!(oslo("2026-10-25T01:00:00Z"), "2026-10-25T02:00");
        assert_eq!(oslo("2026-12-31T23:30:00Z"), "2027-01-01T00:30");
        assert_eq!(oslo("2024-02-29T22:59:00Z"), "2024-02-29T23:59");
    }
}
