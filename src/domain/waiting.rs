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
            Some(state) if state.did_not_arrive() => Some(Self::Failed(state)),
            _ => thread.has_draft.then_some(Self::Draft),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::calendar::instant;

    fn thread() -> ThreadSummary {
        ThreadSummary {
            id: "t-1".into(),
            category: None,
            region: None,
            sender: String::new(),
            subject: String::new(),
            preview: String::new(),
            latest_at: DateTime::default(),
            unread: false,
            message_count: 1,
            has_attachment: false,
            has_draft: true,
            citizen_wrote_last: true,
            delivery: None,
            put_away: false,
            needs_answer: false,
            answer_by: instant("2026-11-24T09:00:00Z"),
            version: 1,
            grants: Vec::new(),
        }
    }

    #[test]
    fn a_thread_waits_for_the_most_urgent_of_what_it_waits_for() {
        let by = thread().answer_by;
        let failed = |state| ThreadSummary { delivery: Some(state), ..thread() };
        assert_eq!(WaitsFor::of(&thread()), Some(WaitsFor::Draft));
        assert_eq!(WaitsFor::of(&ThreadSummary { has_draft: false, ..thread() }), None);
        for state in [DeliveryState::RejectedByJournal, DeliveryState::Failed] {
            assert_eq!(WaitsFor::of(&failed(state)), Some(WaitsFor::Failed(state)));
        }
        assert_eq!(WaitsFor::of(&failed(DeliveryState::Sent)), Some(WaitsFor::Draft));
        let asked = ThreadSummary { needs_answer: true, ..failed(DeliveryState::Failed) };
        assert_eq!(WaitsFor::of(&asked), Some(WaitsFor::Answer(by)));
    }

    #[test]
    fn letters_and_drafts_are_counted_together() {
        assert_eq!(Waiting::default().count(), 0);
        let waiting = Waiting { threads: vec![thread(), thread()], drafts: Vec::new() };
        assert_eq!(waiting.count(), 2);
    }
}
