//! What waits for the citizen.

use chrono::{DateTime, Utc};

use super::draft::Draft;
use super::message::DeliveryState;
use super::thread::ThreadSummary;

/// Everything that waits in a person's inbox.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Waiting {
    /// Threads to do something about, the most urgent first.
    pub threads: Vec<ThreadSummary>,
    /// New messages that are not sent.
    pub drafts: Vec<Draft>,
}

impl Waiting {
    /// How many things wait.
    #[must_use]
    pub fn count(&self) -> usize {
        self.threads.len() + self.drafts.len()
    }
}

/// What a thread waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WaitsFor {
    /// An answer, before this moment if there is one.
    Answer(Option<DateTime<Utc>>),
    /// That the citizen learns of a message that did not arrive.
    Failed(DeliveryState),
    /// That a draft is sent.
    Draft,
}

impl WaitsFor {
    /// The most urgent of what the thread waits for.
    #[must_use]
    pub fn of(thread: &ThreadSummary) -> Option<Self> {
        if thread.needs_answer {
            return Some(Self::Answer(thread.answer_by));
        }
        match thread.delivery {
            Some(state @ (DeliveryState::RejectedByJournal | DeliveryState::Failed)) => {
                Some(Self::Failed(state))
            }
            _ => thread.has_draft.then_some(Self::Draft),
        }
    }
}
