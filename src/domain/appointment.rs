//! Appointment letters: what they are about, and until when an answer is free of charge.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};

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
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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

/// The last moment to answer free of charge.
#[must_use]
pub fn free_until(starts_at: DateTime<Utc>) -> DateTime<Utc> {
    starts_at - FREE
}

/// How long an answer stays free of charge, in whole minutes; `None` when it does no more.
#[must_use]
pub fn free_for(free_until: DateTime<Utc>, now: DateTime<Utc>) -> Option<u64> {
    u64::try_from((free_until - now).num_milliseconds()).ok().map(|left| left / 60_000)
}
