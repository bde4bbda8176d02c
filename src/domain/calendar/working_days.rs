//! Norwegian working days: all but Saturdays, Sundays and public holidays (lov om helligdager and lov om 1. og 17. mai).

use chrono::{DateTime, Datelike, NaiveDate, NaiveTime, Utc, Weekday};

use super::oslo_time;

/// More working days than any service is given to answer in.
const MOST: u32 = 30;

/// The public holidays.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holiday {
    /// 1. nyttårsdag.
    NewYear,
    /// Skjærtorsdag.
    MaundyThursday,
    /// Langfredag.
    GoodFriday,
    /// 1. påskedag.
    EasterSunday,
    /// 2. påskedag.
    EasterMonday,
    /// 1. mai.
    LabourDay,
    /// 17. mai.
    ConstitutionDay,
    /// Kristi himmelfartsdag.
    Ascension,
    /// 1. pinsedag.
    WhitSunday,
    /// 2. pinsedag.
    WhitMonday,
    /// 1. juledag.
    ChristmasDay,
    /// 2. juledag.
    BoxingDay,
}

impl Holiday {
    /// The public holiday that a day is. Where two fall together, the one with a fixed date.
    #[must_use]
    pub fn on(day: NaiveDate) -> Option<Self> {
        match (day.day(), day.month()) {
            (1, 1) => return Some(Self::NewYear),
            (1, 5) => return Some(Self::LabourDay),
            (17, 5) => return Some(Self::ConstitutionDay),
            (25, 12) => return Some(Self::ChristmasDay),
            (26, 12) => return Some(Self::BoxingDay),
            _ => {}
        }
        match day.signed_duration_since(easter_sunday(day.year())?).num_days() {
            -3 => Some(Self::MaundyThursday),
            -2 => Some(Self::GoodFriday),
            0 => Some(Self::EasterSunday),
            1 => Some(Self::EasterMonday),
            39 => Some(Self::Ascension),
            49 => Some(Self::WhitSunday),
            50 => Some(Self::WhitMonday),
            _ => None,
        }
    }
}

/// Easter Sunday of the Gregorian calendar, by the rule that Jones, Meeus and others print («anonymous» or Butcher's).
fn easter_sunday(year: i32) -> Option<NaiveDate> {
    let golden = year.rem_euclid(19);
    let (century, of_century) = (year.div_euclid(100), year.rem_euclid(100));
    let leap_centuries = century.div_euclid(4);
    let moon = (century + 8).div_euclid(25);
    let moon = (century - moon + 1).div_euclid(3);
    let epact = (19 * golden + century - leap_centuries - moon + 15).rem_euclid(30);
    let sunday = (32 + 2 * century.rem_euclid(4) + 2 * (of_century / 4) - epact - of_century % 4)
        .rem_euclid(7);
    let late = (golden + 11 * epact + 22 * sunday) / 451;
    let days = epact + sunday - 7 * late + 114;
    NaiveDate::from_ymd_opt(
        year,
        u32::try_from(days / 31).ok()?,
        u32::try_from(days % 31 + 1).ok()?,
    )
}

/// Is it a working day?
#[must_use]
pub fn is_working_day(day: NaiveDate) -> bool {
    !is_weekend(day) && Holiday::on(day).is_none()
}

fn is_weekend(day: NaiveDate) -> bool {
    matches!(day.weekday(), Weekday::Sat | Weekday::Sun)
}

/// The working day that is so many working days after `day`; with none, `day` itself or the first one after it.
#[must_use]
pub fn add_working_days(day: NaiveDate, count: u32) -> NaiveDate {
    let mut left = count.min(MOST);
    let mut last = day;
    for day in day.iter_days().skip(usize::from(count > 0)) {
        if is_working_day(day) {
            last = day;
            left = left.saturating_sub(1);
            if left == 0 {
                break;
            }
        }
    }
    last
}

/// What a recipient says about when it answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct AnswerWithin {
    /// At most so many working days after the day of sending (R73, R82).
    pub working_days: u32,
    /// Mostly on the day of sending (R83).
    pub same_day: bool,
    /// What is sent before this time of a working day is answered on it; `None` when that is not known.
    pub same_day_until: Option<NaiveTime>,
}

/// By when an answer can be expected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExpectedAnswer {
    /// The day in Europe/Oslo.
    pub day: NaiveDate,
    /// Is it the day of sending?
    pub is_today: bool,
    /// Holidays that put it off, in their order.
    pub holidays: Vec<Holiday>,
}

impl AnswerWithin {
    /// By when an answer to what is sent at `sent` can be expected. `None` when it is mostly the same day, without
    /// anybody knowing until when.
    #[must_use]
    pub fn expected(self, sent: DateTime<Utc>) -> Option<ExpectedAnswer> {
        let sent = oslo_time(sent);
        let today = sent.date();
        let day = if !self.same_day {
            add_working_days(today, self.working_days)
        } else if !is_working_day(today) {
            add_working_days(today, 0)
        } else if sent.time() < self.same_day_until? {
            today
        } else {
            add_working_days(today, 1)
        };
        let between = today.iter_days().take_while(|other| *other < day);
        let holidays =
            between.filter(|other| !is_weekend(*other)).filter_map(Holiday::on).collect();
        Some(ExpectedAnswer { day, is_today: day == today, holidays })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::calendar::{day, instant};

    const BY_OTHERS: &str = include_str!("../../../tests/calendar/working_days.csv");

    fn date(text: &str) -> NaiveDate {
        day(text).expect("a day")
    }

    #[test]
    fn holidays_and_working_days_are_those_of_a_calendar_made_by_others() {
        let (mut years, mut days, mut holidays) = (0, 0, 0);
        for row in BY_OTHERS.lines().skip(1) {
            let cells: Vec<&str> = row.split(',').collect();
            let [year, free, next, fifth] = cells[..] else { panic!("{row}") };
            let first = date(&format!("{year}-01-01"));
            let all = first.iter_days().take_while(|day| day.year() == first.year());
            let all: Vec<NaiveDate> = all.collect();
            let ours = all.iter().filter(|day| Holiday::on(**day).is_some());
            let ours: Vec<String> = ours.map(|day| day.format("%m%d").to_string()).collect();
            assert_eq!(ours.join(" "), free, "{year}");
            for (count, letters) in [(1, next), (5, fifth)] {
                let later = all.iter().map(|day| {
                    let days = add_working_days(*day, count).signed_duration_since(*day).num_days();
                    char::from(b'A' + u8::try_from(days).expect("a few days"))
                });
                assert_eq!(later.collect::<String>(), letters, "{year}, {count}");
            }
            (years, days, holidays) = (years + 1, days + all.len(), holidays + ours.len());
        }
        assert_eq!((years, days), (81, 29_585));
        assert!(holidays > 81 * 11, "{holidays}");
    }

    #[test]
    fn each_holiday_is_known_by_its_own_name() {
        for (text, holiday) in [
            ("2026-01-01", Holiday::NewYear),
            ("2026-04-02", Holiday::MaundyThursday),
            ("2026-04-03", Holiday::GoodFriday),
            ("2026-04-05", Holiday::EasterSunday),
            ("2026-04-06", Holiday::EasterMonday),
            ("2026-05-01", Holiday::LabourDay),
            ("2026-05-14", Holiday::Ascension),
            ("2026-05-17", Holiday::ConstitutionDay),
            ("2026-05-24", Holiday::WhitSunday),
            ("2026-05-25", Holiday::WhitMonday),
            ("2026-12-25", Holiday::ChristmasDay),
            ("2026-12-26", Holiday::BoxingDay),
            // Ascension as well.
            ("2008-05-01", Holiday::LabourDay),
        ] {
            assert_eq!(Holiday::on(date(text)), Some(holiday), "{text}");
        }
        for text in ["2026-04-04", "2026-12-24", "2026-12-31", "2026-05-15"] {
            assert_eq!(Holiday::on(date(text)), None, "{text}");
        }
    }

    #[test]
    fn every_day_of_three_centuries_has_a_working_day_soon_after_it() {
        let days = date("1900-01-01").iter_days().take_while(|day| day.year() <= 2200);
        for day in days {
            let [same, next, fifth] = [0, 1, 5].map(|count| add_working_days(day, count));
            assert!([same, next, fifth].into_iter().all(is_working_day), "{day}");
            assert_eq!(same == day, is_working_day(day), "{day}");
            assert!(day < next && next < fifth, "{day}");
            // Christmas and New Year, or Easter, and the weekends around them.
            assert!(next.signed_duration_since(day).num_days() <= 6, "{day}");
            assert!(fifth.signed_duration_since(day).num_days() <= 14, "{day}");
        }
        // The last days that there are do not panic.
        assert!(add_working_days(NaiveDate::MAX, u32::MAX) <= NaiveDate::MAX);
        assert_eq!(Holiday::on(NaiveDate::MIN), Some(Holiday::NewYear));
    }

    fn within(working_days: u32) -> AnswerWithin {
        AnswerWithin { working_days, same_day: false, same_day_until: None }
    }

    fn expected(within: AnswerWithin, sent: &str) -> Option<(String, Vec<Holiday>)> {
        let answer = within.expected(instant(sent).expect("an instant"))?;
        assert_eq!(answer.is_today, answer.day == oslo_time(instant(sent)?).date());
        Some((answer.day.to_string(), answer.holidays))
    }

    #[test]
    fn the_doctor_answers_in_five_working_days_and_the_municipality_on_the_next() {
        let none = Vec::new();
        let friday = "2026-11-20T12:00:00Z";
        assert_eq!(expected(within(5), friday), Some(("2026-11-27".into(), none.clone())));
        assert_eq!(expected(within(1), friday), Some(("2026-11-23".into(), none.clone())));
        // It is Saturday in Oslo already.
        let night = "2026-11-20T23:30:00Z";
        assert_eq!(expected(within(1), night), Some(("2026-11-23".into(), none)));
        let eve = "2026-04-30T10:00:00Z";
        assert_eq!(expected(within(1), eve), Some(("2026-05-04".into(), vec![Holiday::LabourDay])));
        let easter = vec![Holiday::MaundyThursday, Holiday::GoodFriday, Holiday::EasterMonday];
        assert_eq!(
            expected(within(5), "2026-04-01T10:00:00Z"),
            Some(("2026-04-13".into(), easter))
        );
    }

    #[test]
    fn the_surgery_answers_the_same_day_until_it_closes() {
        let until = NaiveTime::from_hms_opt(14, 30, 0);
        let open = AnswerWithin { working_days: 0, same_day: true, same_day_until: until };
        let day = |sent| expected(open, sent).map(|(day, _)| day);
        assert_eq!(day("2026-11-20T13:29:59Z").as_deref(), Some("2026-11-20"));
        assert_eq!(day("2026-11-20T13:30:00Z").as_deref(), Some("2026-11-23"));
        assert_eq!(day("2026-11-22T09:00:00Z").as_deref(), Some("2026-11-23"));
        let good_friday = expected(open, "2026-04-03T09:00:00Z");
        let put_off = vec![Holiday::GoodFriday, Holiday::EasterMonday];
        assert_eq!(good_friday, Some(("2026-04-07".into(), put_off)));
        // Nobody says until when: no day is invented, but for days when nobody is there.
        let unknown = AnswerWithin { same_day_until: None, ..open };
        assert_eq!(expected(unknown, "2026-11-20T09:00:00Z"), None);
        let sunday = expected(unknown, "2026-11-22T09:00:00Z");
        assert_eq!(sunday, Some(("2026-11-23".into(), Vec::new())));
    }
}
