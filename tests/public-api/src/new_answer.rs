//! An answer to an appointment letter, as it is asked for.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use innboks::domain::appointment::{AnswerKind, PARTS_OF_DAY, WEEKDAYS};
use innboks::domain::length::length;
use serde::{Deserialize, Serialize};

use crate::appointment::Price;
use crate::problem::{FieldError, Problem};

/// Longest text, in characters.
const MAX_TEXT: usize = 2000;

/// When another time would suit.
#[derive(Debug, Deserialize, Serialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Wishes {
    weekdays: Vec<String>,
    parts_of_day: Vec<String>,
    #[serde(deserialize_with = "Option::deserialize")]
    not_before: Option<String>,
    #[serde(deserialize_with = "Option::deserialize")]
    not_after: Option<String>,
}

/// What is answered.
#[derive(Debug, Deserialize)]
#[serde(tag = "kind", rename_all = "camelCase", deny_unknown_fields)]
pub enum NewAnswer {
    /// Another time.
    #[serde(rename_all = "camelCase")]
    OtherTime {
        /// When it would suit.
        wishes: Wishes,
        /// Anything else.
        text: String,
        /// In øre. Must be there, and may be null.
        #[serde(deserialize_with = "Option::deserialize")]
        accepted_fee: Option<u32>,
    },
    /// Not coming.
    #[serde(rename_all = "camelCase")]
    Cancel {
        /// Anything else.
        text: String,
        /// In øre. Must be there, and may be null.
        #[serde(deserialize_with = "Option::deserialize")]
        accepted_fee: Option<u32>,
    },
    /// A message.
    Message {
        /// The message.
        text: String,
    },
}

impl NewAnswer {
    /// Its kind.
    #[must_use]
    pub const fn kind(&self) -> AnswerKind {
        match self {
            Self::OtherTime { .. } => AnswerKind::OtherTime,
            Self::Cancel { .. } => AnswerKind::Cancel,
            Self::Message { .. } => AnswerKind::Message,
        }
    }

    /// Its text.
    #[must_use]
    pub fn text(&self) -> &str {
        match self {
            Self::OtherTime { text, .. } | Self::Cancel { text, .. } | Self::Message { text } => {
                text
            }
        }
    }

    /// The fee that the citizen was told and accepted, in øre.
    #[must_use]
    pub const fn accepted_fee(&self) -> Option<u32> {
        match self {
            Self::OtherTime { accepted_fee, .. } | Self::Cancel { accepted_fee, .. } => {
                *accepted_fee
            }
            Self::Message { .. } => None,
        }
    }

    /// The wishes as JSON, where there are some.
    ///
    /// # Errors
    /// When they cannot be written as JSON.
    pub fn wishes(&self) -> Result<Option<String>, Problem> {
        match self {
            Self::OtherTime { wishes, .. } => Ok(Some(serde_json::to_string(wishes)?)),
            _ => Ok(None),
        }
    }

    /// Holds it against the limits.
    ///
    /// # Errors
    /// Each field that breaks one.
    pub fn check(&self) -> Result<(), Problem> {
        let mut errors = Vec::new();
        if let Self::OtherTime { wishes, .. } = self {
            wishes.check(&mut errors);
        }
        if length(self.text()) > MAX_TEXT {
            errors.push(FieldError { field: "text", code: "tooLong" });
        } else if self.kind() == AnswerKind::Message && self.text().trim().is_empty() {
            errors.push(FieldError { field: "text", code: "required" });
        }
        if errors.is_empty() { Ok(()) } else { Err(Problem::validation(errors)) }
    }

    /// Holds the fee that was accepted against the one that is due.
    ///
    /// # Errors
    /// When the citizen was told something else.
    pub fn check_fee(&self, due: Option<&Price>) -> Result<(), Problem> {
        let due = due.filter(|_| self.kind().can_cost()).map(|fee| fee.amount);
        if self.accepted_fee() == due {
            return Ok(());
        }
        let not_accepted = FieldError { field: "acceptedFee", code: "feeNotAccepted" };
        Err(Problem::validation(vec![not_accepted]))
    }
}

impl Wishes {
    fn check(&self, errors: &mut Vec<FieldError>) {
        let mut add = |field, code| errors.push(FieldError { field, code });
        for (field, words, known) in [
            ("wishes.weekdays", &self.weekdays, &WEEKDAYS[..]),
            ("wishes.partsOfDay", &self.parts_of_day, &PARTS_OF_DAY[..]),
        ] {
            if !words.iter().all(|word| known.contains(&word.as_str())) {
                add(field, "unknown");
            } else if words.iter().collect::<BTreeSet<_>>().len() < words.len() {
                add(field, "invalid");
            }
        }
        let days = [("wishes.notBefore", &self.not_before), ("wishes.notAfter", &self.not_after)]
            .map(|(field, day)| (field, day.as_deref().map(day_of)));
        for (field, day) in days {
            if day == Some(None) {
                add(field, "invalid");
            }
        }
        if let [(_, Some(Some(first))), (field, Some(Some(last)))] = days
            && last < first
        {
            add(field, "invalid");
        }
    }
}

/// A day as the contract writes it, nothing looser.
fn day_of(text: &str) -> Option<NaiveDate> {
    NaiveDate::parse_from_str(text, "%Y-%m-%d").ok().filter(|day| day.to_string() == text)
}
