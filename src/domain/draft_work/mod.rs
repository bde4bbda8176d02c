//! What is done about a draft that is being written: which call comes next, and what an answer, or
//! none, means for the text. It asks nobody and waits for nothing, so that the app and a test drive it alike.

mod answers;
#[cfg(test)]
mod tests;

use std::time::Duration;

use chrono::{DateTime, Utc};

use super::draft::{Content, Draft};
use super::error::ApiError;
use super::file::Attachment;

/// A save that failed is tried again after this long, or when the service says; then each time after twice as long.
const RETRY: Duration = Duration::from_secs(5);
/// So often that doubles.
const DOUBLINGS: u32 = 4;
/// A version that moves on more often than this in a row is an error.
const MOST_LOOKS: u8 = 3;
/// So many tries without an answer are remembered: any of them may have landed.
const MOST_TRIES: usize = 8;

/// Whether the text is safe on the server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SaveState {
    /// As it was opened.
    Untouched,
    /// Newer than what the server has.
    Unsaved,
    /// On its way.
    Saving,
    /// Safe since then.
    Saved(DateTime<Utc>),
    /// Not saved; the text stands in the field.
    Failed(ApiError),
    /// Another tab or device has changed it meanwhile.
    ChangedElsewhere(Draft),
}

/// Whether the message is sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SendState {
    /// Not yet.
    Writing,
    /// On its way.
    Sending,
    /// Surely not sent.
    NotSent(ApiError),
    /// Perhaps sent: no answer came.
    Uncertain,
    /// Sent; the thread where it stands.
    Sent(String),
    /// It had been sent before, from here without an answer or from another tab.
    SentBefore,
}

impl SendState {
    /// Is it on its way, or nobody knows?
    #[must_use]
    pub fn is_open(&self) -> bool {
        matches!(self, Self::Sending | Self::Uncertain)
    }

    /// Does the message stand in its thread?
    #[must_use]
    pub fn is_sent(&self) -> bool {
        matches!(self, Self::Sent(_) | Self::SentBefore)
    }
}

/// A call to make.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// Save this over the version that the draft names.
    Save(Draft, Content),
    /// Send the draft as the server has it.
    Send(Draft),
    /// Fetch the draft: its version moved on before what was about to be done.
    Look(Box<Step>, Draft),
}

/// What a call gave.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(clippy::large_enum_variant, reason = "there is one at a time")]
pub enum Outcome {
    /// The draft as the server has it now.
    Draft(Draft),
    /// The thread where the message stands.
    Sent(String),
}

/// A draft being written. One call is under way at a time, and a send saves first.
#[derive(Clone, Debug)]
pub struct DraftWork {
    content: Content,
    save: SaveState,
    send: SendState,
    /// As the server is known to have it.
    draft: Draft,
    /// Sent to the server without an answer; the latest last.
    tried: Vec<Content>,
    step: Option<Step>,
    /// The version moved on: how the draft stands now is asked before this is done.
    moved: Option<Step>,
    /// How often it was looked for in a row.
    looks: u8,
    shall_save: bool,
    shall_send: bool,
    /// A send went without an answer: until one comes, nothing says that it was not sent.
    perhaps_sent: bool,
    /// Told by the service to wait: no save before its time, but when the citizen sends.
    waits: bool,
    /// When to try again what failed.
    again: Option<Duration>,
    /// How many saves have failed in a row.
    failures: u32,
    /// What the service refused for good: it is not saved again until it changes, or the citizen sends.
    refused: Option<Content>,
    /// Nothing may be written just now: the text waits here.
    is_closed: bool,
    /// A send was refused, most likely because the draft has other files than were named.
    conflict: Option<ApiError>,
    /// Those that it has, to be compared with what is shown, and the refusal.
    conflicting: Option<(Vec<Attachment>, ApiError)>,
}

impl DraftWork {
    /// Begins with the draft as the server has it.
    #[must_use]
    pub fn new(draft: Draft) -> Self {
        Self {
            content: draft.content.clone(),
            save: SaveState::Untouched,
            send: SendState::Writing,
            draft,
            tried: Vec::new(),
            step: None,
            moved: None,
            looks: 0,
            shall_save: false,
            shall_send: false,
            perhaps_sent: false,
            waits: false,
            again: None,
            failures: 0,
            refused: None,
            is_closed: false,
            conflict: None,
            conflicting: None,
        }
    }

    /// What is written.
    #[must_use]
    pub fn content(&self) -> &Content {
        &self.content
    }

    /// Whether it is safe on the server.
    #[must_use]
    pub fn save(&self) -> &SaveState {
        &self.save
    }

    /// Whether it is sent.
    #[must_use]
    pub fn send(&self) -> &SendState {
        &self.send
    }

    /// The draft as the server is known to have it.
    #[must_use]
    pub fn draft(&self) -> &Draft {
        &self.draft
    }

    /// Is a call under way?
    #[must_use]
    pub fn is_busy(&self) -> bool {
        self.step.is_some()
    }

    /// Is it an answer in a thread?
    #[must_use]
    pub fn is_reply(&self) -> bool {
        self.draft.thread_id.is_some()
    }

    /// Does the field hold anything that the server is not known to have?
    #[must_use]
    pub fn is_unsaved(&self) -> bool {
        self.content != self.draft.content
    }

    /// May the text not be changed? Not while it is sent, nor while nobody knows whether it was: the
    /// next press must send the same again.
    #[must_use]
    pub fn is_locked(&self) -> bool {
        !matches!(self.send, SendState::Writing | SendState::NotSent(_))
    }

    /// Did the service ask to be left alone?
    #[must_use]
    pub fn waits(&self) -> bool {
        self.waits
    }

    /// Has another tab or device changed it, and nothing been chosen yet?
    #[must_use]
    pub fn is_changed_elsewhere(&self) -> bool {
        matches!(self.save, SaveState::ChangedElsewhere(_))
    }

    /// Takes over what was typed. Shall it be saved when the keys rest?
    pub fn write(&mut self, content: Content) -> bool {
        if self.is_locked() {
            return false;
        }
        self.content = content;
        let is_new = self.is_unsaved() && !self.is_changed_elsewhere();
        if is_new {
            self.save = SaveState::Unsaved;
        }
        is_new
    }

    /// Notes whether anything may be written just now.
    pub fn close(&mut self, is_closed: bool) {
        if self.is_closed && !is_closed {
            self.refused = None;
        }
        self.is_closed = is_closed;
    }

    /// Asks that what is unsaved be saved, as soon as the service lets it.
    pub fn save_now(&mut self) {
        let may = !self.is_closed
            && !self.waits
            && !self.is_locked()
            && self.refused.as_ref() != Some(&self.content);
        self.shall_save |= may && self.is_unsaved() && !self.is_changed_elsewhere();
    }

    /// The pause before the next try is over, or there is reason to believe that it goes better now.
    pub fn save_again(&mut self) {
        self.waits = false;
        self.save_now();
    }

    /// Asks that it be saved, then sent. Doing so again while it works, or after an uncertain answer, is safe.
    pub fn send_now(&mut self) {
        if self.may_send() {
            self.send = SendState::Sending;
            self.shall_send = true;
        }
    }

    /// Is there something to send, and not sent or on its way yet?
    #[must_use]
    pub fn may_send(&self) -> bool {
        let is_done = self.send == SendState::Sending || self.send.is_sent();
        let is_missing = !self.content.missing(self.is_reply()).is_empty();
        !is_done && !is_missing && !self.is_changed_elsewhere()
    }

    /// Keeps what stands here over what another tab or device saved.
    pub fn keep_mine(&mut self) {
        if let SaveState::ChangedElsewhere(theirs) = &self.save {
            self.draft = theirs.clone();
            self.save = SaveState::Unsaved;
            self.save_again();
        }
    }

    /// Takes what another tab or device saved in place of what stands here.
    pub fn take_theirs(&mut self) {
        if let SaveState::ChangedElsewhere(theirs) = &self.save {
            self.content = theirs.content.clone();
            self.draft = theirs.clone();
            self.save = SaveState::Untouched;
        }
    }

    /// The call to make now; nothing while one is under way.
    pub fn next_step(&mut self) -> Option<Step> {
        if self.is_busy() {
            return None;
        }
        if self.is_closed {
            // What may be written has changed since this was asked for: the text stays here, unsent.
            self.stop();
            return None;
        }
        self.step = if let Some(moved) = self.moved.take() {
            Some(Step::Look(Box::new(moved), self.draft.clone()))
        } else if (self.shall_save || self.shall_send) && self.is_unsaved() {
            self.save = SaveState::Saving;
            Some(Step::Save(self.draft.clone(), self.content.clone()))
        } else {
            self.shall_save = false;
            std::mem::take(&mut self.shall_send).then(|| Step::Send(self.draft.clone()))
        };
        self.step.clone()
    }

    /// How long to wait before [`DraftWork::save_again`], once after each answer that asks for it.
    pub fn again(&mut self) -> Option<Duration> {
        self.again.take()
    }

    /// The files that the draft has, once after a send that was refused in conflict with it, and the refusal.
    pub fn conflicting(&mut self) -> Option<(Vec<Attachment>, ApiError)> {
        self.conflicting.take()
    }

    /// The files were not what it was refused for: the writer is told that it was not sent, and why.
    pub fn not_sent(&mut self, refusal: ApiError) {
        self.send = SendState::NotSent(refusal);
    }

    /// The answer to what is under way will not come any more: where it is drawn has ended.
    pub fn interrupt(&mut self) {
        match self.step.take() {
            Some(Step::Send(_)) => self.perhaps_sent = true,
            Some(Step::Save(_, content)) => self.note_try(content),
            _ => {}
        }
        if self.is_unsaved() {
            // Where it is drawn no more, what is unsaved goes out once more, unheard.
            self.note_try(self.content.clone());
        }
        self.waits = false;
        self.stop();
    }

    /// Gives up what was asked for.
    fn stop(&mut self) {
        (self.shall_save, self.shall_send) = (false, false);
        (self.moved, self.looks, self.conflict) = (None, 0, None);
        if self.save == SaveState::Saving {
            self.save = SaveState::Unsaved;
        }
        if self.send.is_open() {
            self.send = if self.perhaps_sent { SendState::Uncertain } else { SendState::Writing };
        }
    }

    fn note_try(&mut self, content: Content) {
        if self.tried.last() != Some(&content) {
            self.tried.push(content);
        }
        if self.tried.len() > MOST_TRIES {
            self.tried.remove(0);
        }
    }
}
