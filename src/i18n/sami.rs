//! Dates and times in Northern Sami, which few browsers know: Chromium has neither its days nor its units.

use chrono::{Datelike, NaiveDate};

/// The days of the week from Monday: the day, and on that day.
const WEEKDAYS: [(&str, &str); 7] = [
    ("vuossárga", "vuossárgga"),
    ("maŋŋebárga", "maŋŋebárgga"),
    ("gaskavahkku", "gaskavahku"),
    ("duorasdat", "duorastaga"),
    ("bearjadat", "bearjadaga"),
    ("lávvardat", "lávvardaga"),
    ("sotnabeaivi", "sotnabeaivvi"),
];

/// The months as they stand before a day.
const MONTHS: [&str; 12] = [
    "ođđajage",
    "guovva",
    "njukča",
    "cuoŋo",
    "miesse",
    "geasse",
    "suoidne",
    "borge",
    "čakča",
    "golggot",
    "skábma",
    "juovla",
];

/// «skábmamánu 22. b.»
fn month_day(day: NaiveDate) -> String {
    let month = MONTHS.get(day.month0() as usize).copied().unwrap_or_default();
    format!("{month}mánu {}. b.", day.day())
}

/// «skábmamánu 22. b. 2026»
pub fn date(day: NaiveDate) -> String {
    format!("{} {}", month_day(day), day.year())
}

/// «vuossárgga skábmamánu 23. b.»
pub fn weekday_date(day: NaiveDate) -> String {
    let weekday = WEEKDAYS.get(day.weekday().num_days_from_monday() as usize);
    let weekday = weekday.map(|weekday| weekday.1).unwrap_or_default();
    format!("{weekday} {}", month_day(day))
}

/// «vuossárga», `0` is Monday.
pub fn weekday(day: usize) -> String {
    WEEKDAYS.get(day).map(|weekday| weekday.0.to_owned()).unwrap_or_default()
}

/// «22.11.2026»
pub fn short(day: NaiveDate) -> String {
    format!("{}.{}.{}", day.day(), day.month(), day.year())
}

/// «2 diimmu», «1 diibmu».
pub fn units(unit: &str, count: i64) -> String {
    let (one, more) = match unit {
        "day" => ("jándor", "jándora"),
        "hour" => ("diibmu", "diimmu"),
        "minute" => ("minuhtta", "minuhta"),
        _ => ("sekunda", "sekundda"),
    };
    format!("{count} {}", if count == 1 { one } else { more })
}

/// «odne», «ikte», «3 beaivvi áigi».
pub fn days_ago(days: i32) -> String {
    match days {
        0 => "odne".to_owned(),
        1 => "ikte".to_owned(),
        _ => format!("{days} beaivvi áigi"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).expect("a day")
    }

    #[test]
    fn a_date_is_written_as_laws_and_newspapers_write_it() {
        assert_eq!(date(day(1990, 12, 21)), "juovlamánu 21. b. 1990");
        assert_eq!(date(day(1987, 6, 12)), "geassemánu 12. b. 1987");
        assert_eq!(weekday_date(day(2026, 11, 23)), "vuossárgga skábmamánu 23. b.");
        assert_eq!(weekday_date(day(2026, 11, 22)), "sotnabeaivvi skábmamánu 22. b.");
        assert_eq!(short(day(2026, 1, 2)), "2.1.2026");
    }

    #[test]
    fn every_day_and_month_has_its_own_name() {
        let days: std::collections::BTreeSet<_> = (0..7).map(weekday).collect();
        let months: std::collections::BTreeSet<_> =
            (1..=12).map(|m| date(day(2026, m, 1))).collect();
        assert_eq!((days.len(), months.len()), (7, 12));
        assert_eq!(weekday(0), "vuossárga");
    }

    #[test]
    fn what_is_counted_has_its_form() {
        let left =
            [("day", 2), ("hour", 1), ("hour", 3), ("minute", 1), ("minute", 0), ("second", 10)];
        let said = left.map(|(unit, count)| units(unit, count));
        assert_eq!(
            said.join(", "),
            "2 jándora, 1 diibmu, 3 diimmu, 1 minuhtta, 0 minuhta, 10 sekundda"
        );
        assert_eq!([0, 1, 3].map(days_ago).join(", "), "odne, ikte, 3 beaivvi áigi");
    }
}
