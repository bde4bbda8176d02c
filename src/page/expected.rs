//! By when an answer can be expected, in words.

use chrono::{DateTime, Utc};

use crate::domain::calendar::{AnswerWithin, ExpectedAnswer, Holiday};
use crate::i18n::{Key, Plural, Texts, weekday_date};

/// When what is sent at `sent` is answered (R73, R82, R83), and which holidays put it off.
pub fn expected(texts: Texts, answer: AnswerWithin, sent: DateTime<Utc>) -> String {
    let Some(ExpectedAnswer { day, is_today, holidays }) = answer.expected(sent) else {
        return texts.now(Key::ComposeAnswerSameDay, &[]);
    };
    let key = match answer.same_day {
        true if is_today => Key::ComposeAnswerToday,
        true => Key::ComposeAnswerMostly,
        false if answer.working_days <= 1 => Key::ComposeAnswerOn,
        false => Key::ComposeAnswerBy,
    };
    let when = texts.now(key, &[("date", &weekday_date(texts.language(), day))]);
    let names: Vec<String> = holidays.into_iter().map(|one| texts.now(name(one), &[])).collect();
    let key = match Plural::of(texts.language(), u32::try_from(names.len()).unwrap_or_default()) {
        Plural::One => Key::ComposeAnswerHolidayOne,
        Plural::Two => Key::ComposeAnswerHolidayTwo,
        Plural::Other => Key::ComposeAnswerHolidayOther,
    };
    let names = match &names[..] {
        [] => return when,
        [one] => one.clone(),
        [first @ .., last] => {
            texts.now(Key::ComposeAnd, &[("first", &first.join(", ")), ("last", last)])
        }
    };
    format!("{when} {}", texts.now(key, &[("names", &names)]))
}

fn name(holiday: Holiday) -> Key {
    match holiday {
        Holiday::NewYear => Key::HolidayNewYear,
        Holiday::MaundyThursday => Key::HolidayMaundyThursday,
        Holiday::GoodFriday => Key::HolidayGoodFriday,
        Holiday::EasterSunday => Key::HolidayEasterSunday,
        Holiday::EasterMonday => Key::HolidayEasterMonday,
        Holiday::LabourDay => Key::HolidayLabourDay,
        Holiday::ConstitutionDay => Key::HolidayConstitutionDay,
        Holiday::Ascension => Key::HolidayAscension,
        Holiday::WhitSunday => Key::HolidayWhitSunday,
        Holiday::WhitMonday => Key::HolidayWhitMonday,
        Holiday::ChristmasDay => Key::HolidayChristmasDay,
        Holiday::BoxingDay => Key::HolidayBoxingDay,
    }
}
