//! What an answer means for what is written.

use chrono::{DateTime, Utc};

use super::{DOUBLINGS, DraftWork, MOST_LOOKS, Outcome, RETRY, SaveState, SendState, Step};
use crate::domain::draft::{Content, Draft};
use crate::domain::error::ApiError;

/// The contract's word for a draft that has other files than the writer saw, or another key.
const CONFLICT: &str = "conflict";

impl DraftWork {
    /// Takes the answer to the call that is under way, at this moment of the server's clock.
    pub fn answered(&mut self, answer: Result<Outcome, ApiError>, now: DateTime<Utc>) {
        let Some(step) = self.step.take() else { return };
        match (step, answer) {
            (Step::Save(_, content), Ok(Outcome::Draft(saved))) => self.saved(saved, content, now),
            (Step::Send(_), Ok(Outcome::Sent(thread))) => self.send = SendState::Sent(thread),
            (Step::Look(step, _), Ok(Outcome::Draft(current))) => self.found(*step, current, now),
            (step @ (Step::Save(..) | Step::Send(_)), Err(error))
                if error.status() == Some(412) && self.looks < MOST_LOOKS =>
            {
                self.moved = Some(step);
            }
            (step @ Step::Send(_), Err(error)) if error.code() == Some(CONFLICT) => {
                self.conflict = Some(error);
                self.moved = Some(step);
            }
            // The draft is gone, or was sent meanwhile: what was about to be done is told which.
            (Step::Look(step, _), Err(error))
                if error.status() == Some(404) && self.looks < MOST_LOOKS =>
            {
                self.looks = MOST_LOOKS;
                match *step {
                    Step::Send(_) => self.shall_send = true,
                    _ => self.shall_save = true,
                }
            }
            // What was refused stands there no more: what does is next.
            (Step::Save(_, content), Err(error))
                if content != self.content && matches!(error.status(), Some(413 | 422)) =>
            {
                self.save =
                    if self.is_unsaved() { SaveState::Unsaved } else { SaveState::Untouched };
                self.refused = Some(content);
            }
            (step, Err(error)) => self.failed(&step, error),
            // An answer to another question.
            (step, Ok(_)) => self.failed(&step, ApiError::Malformed),
        }
    }

    /// What was written counts as saved, however the service writes it.
    fn saved(&mut self, saved: Draft, content: Content, now: DateTime<Utc>) {
        self.draft = Draft { content, ..saved };
        self.save = SaveState::Saved(now);
        self.tried.clear();
        self.failures = 0;
        self.looks = 0;
    }

    /// The version moved on: because an earlier save of ours landed without an answer, or by somebody else.
    fn found(&mut self, step: Step, current: Draft, now: DateTime<Utc>) {
        self.looks += 1;
        let is_known = current.content == self.draft.content;
        match (step, self.conflict.take()) {
            (Step::Send(_), Some(refusal)) if is_known => {
                // Refused, so not sent: the citizen sees what it would go with, and sends again.
                self.perhaps_sent = false;
                self.stop();
                self.conflicting = Some((current.files.clone(), refusal));
                self.draft = current;
            }
            (Step::Save(_, content), _) if current.content == content => {
                self.saved(current, content, now);
            }
            (Step::Save(..), _) if is_known || self.tried.contains(&current.content) => {
                self.draft = current;
                self.shall_save = true;
            }
            (Step::Send(_), None) if is_known => {
                self.draft = current;
                self.shall_send = true;
            }
            _ => {
                // A draft that stands there has not been sent, and what comes late names an old version.
                self.perhaps_sent = false;
                self.send = SendState::Writing;
                self.stop();
                self.save = SaveState::ChangedElsewhere(current);
            }
        }
    }

    fn failed(&mut self, step: &Step, error: ApiError) {
        let is_sending = self.send == SendState::Sending;
        if error.status() == Some(409) {
            self.send = SendState::SentBefore;
        } else if is_sending {
            // When the save before it failed, the send was not even tried.
            self.perhaps_sent |= matches!(step, Step::Send(_)) && error.is_uncertain();
            self.send = if self.perhaps_sent {
                SendState::Uncertain
            } else {
                SendState::NotSent(error.clone())
            };
        }
        self.stop();
        if self.is_unsaved() {
            if let Step::Save(_, content) = step
                && error.is_uncertain()
            {
                self.note_try(content.clone());
            }
            if error.may_pass() {
                self.waits = error.retry_after().is_some();
                let pause = RETRY * 2_u32.pow(self.failures.min(DOUBLINGS));
                self.again = Some(error.retry_after().unwrap_or(pause));
                self.failures = self.failures.saturating_add(1);
            } else if let Step::Save(_, content) = step
                && !matches!(error.status(), Some(401 | 409 | 412))
            {
                self.refused = Some(content.clone());
            }
            self.save = SaveState::Failed(error);
        }
    }
}
