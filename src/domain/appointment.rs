//! Appointment letters: what they are about, and until when an answer is free of charge.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};

use super::access::Reason;
use super::message::DeliveryState;
use super::recipient::Price;

/// An answer is free of charge until so long before the appointment, that moment included (R79).
/// Elapsed hours: on a night when the clocks change, the wall clock shows an hour more or less.
const FREE: TimeDelta = TimeDelta::hours(24);

/// What an appointment letter is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Appointment {
    /// Where.
    pub place: String,
    /// When it begins.
    pub starts_at: DateTime<Utc>,
    /// When it ends, where the hospital says so.
    pub ends_at: Option<DateTime<Utc>>,
    /// Whom one meets.
    pub who: Option<String>,
    /// What to bring or prepare.
    pub bring: Vec<String>,
    /// The number to call, with country code.
    pub phone: Option<String>,
    /// Does the letter hold (R37)?
    pub letter: LetterState,
    /// The thread of the letter that holds instead.
    pub replaced_by: Option<String>,
    /// What a late answer costs, or not coming.
    pub fee: Option<Price>,
}

/// What became of a letter. It stays readable in every state (R37).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LetterState {
    /// As first sent.
    New,
    /// Changed since.
    Updated,
    /// Another letter holds instead.
    Replaced,
    /// Withdrawn by the hospital.
    Deleted,
    /// Holds again after it was withdrawn.
    Restored,
    /// The appointment is over.
    Expired,
    /// A value this version does not know.
    Unknown,
}

impl LetterState {
    /// Reads the contract's word.
    #[must_use]
    pub fn parse(word: &str) -> Self {
        match word {
            "new" => Self::New,
            "updated" => Self::Updated,
            "replaced" => Self::Replaced,
            "deleted" => Self::Deleted,
            "restored" => Self::Restored,
            "expired" => Self::Expired,
            _ => Self::Unknown,
        }
    }

    /// Does the appointment stand?
    #[must_use]
    pub const fn holds(self) -> bool {
        matches!(self, Self::New | Self::Updated | Self::Restored)
    }
}

/// A way to answer a letter (R78).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum AnswerKind {
    /// Asks for another time.
    OtherTime,
    /// Cancels the appointment.
    Cancel,
    /// A message, which changes nothing in the appointment and never costs anything.
    Message,
}

impl AnswerKind {
    /// Every kind.
    pub const ALL: [Self; 3] = [Self::OtherTime, Self::Cancel, Self::Message];

    /// The contract's word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::OtherTime => "otherTime",
            Self::Cancel => "cancel",
            Self::Message => "message",
        }
    }

    /// Reads the contract's word; a kind that this version does not know cannot be answered with.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }

    /// Does it cost the fee when it comes too late?
    #[must_use]
    pub const fn can_cost(self) -> bool {
        !matches!(self, Self::Message)
    }
}

/// When another time would suit. Nothing chosen is no wish.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wishes {
    /// Days of the week, `0` is Monday and `4` Friday.
    pub weekdays: Vec<usize>,
    /// Parts of the day, `0` before 11, `1` from 11 to 14, `2` from 14.
    pub parts_of_day: Vec<usize>,
    /// The first day that suits.
    pub not_before: Option<NaiveDate>,
    /// The last day that suits.
    pub not_after: Option<NaiveDate>,
}

/// The contract's words for [`Wishes::weekdays`].
pub const WEEKDAYS: [&str; 5] = ["monday", "tuesday", "wednesday", "thursday", "friday"];
/// The contract's words for [`Wishes::parts_of_day`].
pub const PARTS_OF_DAY: [&str; 3] = ["morning", "midday", "afternoon"];

/// An answer that was given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// Opaque id.
    pub id: String,
    /// `None` when this version does not know the kind.
    pub kind: Option<AnswerKind>,
    /// When another time would suit, where that was asked for.
    pub wishes: Option<Wishes>,
    /// What else was said.
    pub text: String,
    /// The fee that was accepted, in øre.
    pub accepted_fee: Option<u32>,
    /// When.
    pub answered_at: DateTime<Utc>,
    /// How far it has come.
    pub state: Option<DeliveryState>,
}

/// What may be answered to a letter now, and what has been.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answers {
    /// The ways that are open.
    pub open: Vec<AnswerKind>,
    /// Why none is.
    pub closed: Option<Reason>,
    /// An answer is free of charge until then, that moment included.
    pub free_until: Option<DateTime<Utc>>,
    /// What must be accepted to answer now.
    pub fee: Option<Price>,
    /// The idempotency key of the next answer.
    pub key: String,
    /// What was answered, oldest first.
    pub given: Vec<Answer>,
}

/// An answer being written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewAnswer {
    /// Which way.
    pub kind: Option<AnswerKind>,
    /// When another time would suit.
    pub wishes: Wishes,
    /// What else the hospital should know, or the message.
    pub text: String,
    /// Is the fee accepted?
    pub accepts_fee: bool,
}

/// What stands in the way of an answer, in the order of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Wrong {
    /// No way is chosen.
    Kind,
    /// The last day lies before the first.
    Days,
    /// A message says nothing.
    Text,
    /// It is longer than the service takes.
    ShortText,
    /// The fee is not accepted.
    Fee,
}

impl NewAnswer {
    /// The fee that this answer is given for, in øre.
    #[must_use]
    pub fn fee(&self, fee: Option<&Price>) -> Option<u32> {
        fee.filter(|_| self.kind.is_some_and(AnswerKind::can_cost)).map(|fee| fee.amount)
    }

    /// What stands in its way, when so much must be accepted now.
    #[must_use]
    pub fn wrong(&self, fee: Option<&Price>) -> Vec<Wrong> {
        let Some(kind) = self.kind else { return vec![Wrong::Kind] };
        let days = self.wishes.not_before.zip(self.wishes.not_after);
        let days = kind == AnswerKind::OtherTime && days.is_some_and(|(from, to)| to < from);
        let text = kind == AnswerKind::Message && self.text.trim().is_empty();
        let fee = self.fee(fee).is_some() && !self.accepts_fee;
        let long = self.text.chars().nth(MAX_ANSWER).is_some();
        [(days, Wrong::Days), (text, Wrong::Text), (long, Wrong::ShortText), (fee, Wrong::Fee)]
            .into_iter()
            .filter_map(|(is_wrong, what)| is_wrong.then_some(what))
            .collect()
    }
}

/// Longest text of an answer, in characters.
pub const MAX_ANSWER: usize = 2_000;

/// The last moment to answer free of charge.
#[must_use]
pub fn free_until(starts_at: DateTime<Utc>) -> DateTime<Utc> {
    starts_at - FREE
}

/// How long an answer stays free of charge; `None` when it does no more.
#[must_use]
pub fn free_for(free_until: DateTime<Utc>, now: DateTime<Utc>) -> Option<TimeDelta> {
    Some(free_until - now).filter(|left| *left >= TimeDelta::zero())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::calendar::{instant, oslo_time};

    fn at(text: &str) -> DateTime<Utc> {
        instant(text).expect("an instant")
    }

    /// The appointment, and the wall clock in Oslo at its limit.
    const LIMITS: [(&str, &str); 6] = [
        ("2026-11-30T09:15:00Z", "2026-11-29 10:15"),
        // The night to summer time has 23 hours: the wall clock shows an hour less.
        ("2026-03-29T10:00:00Z", "2026-03-28 11:00"),
        // The night to standard time has 25.
        ("2026-10-25T10:00:00Z", "2026-10-24 12:00"),
        // A limit in the hour that comes twice, in its second turn.
        ("2026-10-26T01:30:00Z", "2026-10-25 02:30"),
        ("2024-03-01T08:00:00Z", "2024-02-29 09:00"),
        ("2027-01-01T08:00:00Z", "2026-12-31 09:00"),
    ];

    #[test]
    fn the_limit_is_24_elapsed_hours_before_whatever_the_clocks_do() {
        for (starts_at, wall_clock) in LIMITS {
            let until = free_until(at(starts_at));
            assert_eq!((at(starts_at) - until).num_seconds(), 86_400);
            assert_eq!(oslo_time(until).format("%Y-%m-%d %H:%M").to_string(), wall_clock);
        }
    }

    #[test]
    fn exactly_24_hours_before_is_in_time_and_a_moment_later_is_not() {
        for (starts_at, _) in LIMITS {
            let starts_at = at(starts_at);
            let left = |before: TimeDelta| free_for(free_until(starts_at), starts_at - before);
            let minute = TimeDelta::minutes(1);
            assert_eq!(left(FREE + minute), Some(minute));
            assert_eq!(left(FREE), Some(TimeDelta::zero()));
            assert_eq!(left(FREE - TimeDelta::milliseconds(1)), None);
            assert_eq!(left(FREE - minute), None);
        }
    }

    #[test]
    fn a_fee_is_accepted_before_an_answer_that_costs_it_can_go() {
        let fee = Price { amount: 105_300, note: String::new() };
        let answer = |kind, accepts_fee| NewAnswer {
            kind: Some(kind),
            text: "Hei".into(),
            accepts_fee,
            ..NewAnswer::default()
        };
        for kind in [AnswerKind::OtherTime, AnswerKind::Cancel] {
            assert_eq!(answer(kind, false).wrong(None), []);
            assert_eq!(answer(kind, false).wrong(Some(&fee)), [Wrong::Fee]);
            assert_eq!(answer(kind, true).wrong(Some(&fee)), []);
            assert_eq!(answer(kind, true).fee(Some(&fee)), Some(105_300));
            assert_eq!(answer(kind, true).fee(None), None);
        }
        assert_eq!(answer(AnswerKind::Message, false).wrong(Some(&fee)), []);
        assert_eq!(answer(AnswerKind::Message, true).fee(Some(&fee)), None);
    }

    #[test]
    fn what_is_missing_is_told_before_anything_is_sent() {
        assert_eq!(NewAnswer::default().wrong(None), [Wrong::Kind]);
        let message = NewAnswer { kind: Some(AnswerKind::Message), ..NewAnswer::default() };
        assert_eq!(message.wrong(None), [Wrong::Text]);
        let long = |count| NewAnswer { text: "å".repeat(count), ..message.clone() };
        assert_eq!(long(MAX_ANSWER).wrong(None), []);
        assert_eq!(long(MAX_ANSWER + 1).wrong(None), [Wrong::ShortText]);
        let day = |day| NaiveDate::from_ymd_opt(2026, 12, day);
        let wishes = |from, to| NewAnswer {
            kind: Some(AnswerKind::OtherTime),
            wishes: Wishes { not_before: day(from), not_after: day(to), ..Wishes::default() },
            ..NewAnswer::default()
        };
        assert_eq!(wishes(8, 7).wrong(None), [Wrong::Days]);
        assert_eq!(wishes(7, 7).wrong(None), []);
        let cancels = NewAnswer { kind: Some(AnswerKind::Cancel), ..wishes(8, 7) };
        assert_eq!(cancels.wrong(None), [], "what is not shown does not stand in the way");
    }

    #[test]
    fn a_letter_of_an_unknown_state_is_not_said_to_hold() {
        let holds = ["new", "updated", "restored"];
        for word in ["new", "updated", "replaced", "deleted", "restored", "expired", "moved"] {
            assert_eq!(LetterState::parse(word).holds(), holds.contains(&word), "{word}");
        }
        for kind in AnswerKind::ALL {
            assert_eq!(AnswerKind::parse(kind.word()), Some(kind));
        }
        assert_eq!(AnswerKind::parse("fax"), None);
    }
}
