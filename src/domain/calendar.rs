//! Norwegian time: the offset of Europe/Oslo and its days.
//!
//! The rule is the EU's (Directive 2000/84/EC): summer time from the last Sunday of March to the
//! last Sunday of October, changing at 01:00 UTC. A time-zone database would cost ten times the size.

use chrono::{DateTime, Datelike, Days, FixedOffset, NaiveDate, NaiveDateTime, Utc};

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
    fn the_clock_is_right_around_both_changes() {
        assert_eq!(oslo("2026-03-29T00:59:59Z"), "2026-03-29T01:59");
        assert_eq!(oslo("2026-03-29T01:00:00Z"), "2026-03-29T03:00");
        assert_eq!(oslo("2026-10-25T00:59:59Z"), "2026-10-25T02:59");
        assert_eq!(oslo("2026-10-25T01:00:00Z"), "2026-10-25T02:00");
        assert_eq!(oslo("2026-12-31T23:30:00Z"), "2027-01-01T00:30");
        assert_eq!(oslo("2024-02-29T22:59:00Z"), "2024-02-29T23:59");
    }
}
