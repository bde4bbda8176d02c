//! A draft being written.

mod exchange;
mod with_files;
mod work;

use std::time::Duration;

use chrono::{DateTime, Utc};
use leptos::prelude::*;

use super::files::Files;
use super::pause::pause;
use super::person_scope::PersonScope;
use crate::api::{ApiError, Client};
use crate::domain::draft::{Content, Draft, Missing};
use crate::reactive::{RwSignal, StoredValue};

/// Saved when the keys have rested this long.
const REST: Duration = Duration::from_millis(1_500);

/// A draft being written. It lives as long as one acts for its person, so that leaving the page
/// loses nothing. One save or send is under way at a time; a send saves first.
#[derive(Clone, Copy)]
pub struct Editor {
    /// What is written.
    pub content: RwSignal<Content>,
    /// Whether it is safe on the server.
    pub save: RwSignal<SaveState>,
    /// Whether it is sent.
    pub send: RwSignal<SendState>,
    /// What is missing, once the citizen has tried to send.
    pub missing: RwSignal<Vec<Missing>>,
    /// The files that go with it.
    pub files: Files,
    kept: StoredValue<Kept>,
    client: StoredValue<Client>,
    timer: StoredValue<Option<TimeoutHandle>>,
    scope: PersonScope,
}

/// What the server is known to have.
#[derive(Clone)]
struct Kept {
    draft: Draft,
    /// Sent to the server last, though perhaps without an answer.
    tried: Option<Content>,
    is_busy: bool,
    shall_send: bool,
    /// A send went without an answer: until one comes, nothing says that it was not sent.
    perhaps_sent: bool,
    /// Told by the service to wait: no save before its time, but when the citizen sends.
    waits: bool,
    /// Nothing may be written just now: the text waits here.
    is_closed: bool,
}

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
}

impl Editor {
    /// Opens `draft` in `scope`. Its calls go through `client`, which must outlive the scope.
    #[must_use]
    pub(super) fn new(scope: PersonScope, draft: Draft, client: Client) -> Self {
        let editor = Self {
            content: RwSignal::new(draft.content.clone()),
            save: RwSignal::new(SaveState::Untouched),
            send: RwSignal::new(SendState::Writing),
            missing: RwSignal::new(Vec::new()),
            files: Files::new(scope, &draft, client.clone()),
            kept: StoredValue::new(Kept {
                draft,
                tried: None,
                is_busy: false,
                shall_send: false,
                perhaps_sent: false,
                waits: false,
                is_closed: false,
            }),
            client: StoredValue::new(client),
            timer: StoredValue::new(None),
            scope,
        };
        editor.save_when_hidden();
        on_cleanup(move || {
            editor.stop_timer();
            editor.save_last();
        });
        editor
    }

    /// May the text be changed? Not while it is sent or waits for its files, nor while nobody knows
    /// whether it was sent: the next press must send the same again.
    #[must_use]
    pub fn is_locked(self) -> bool {
        self.is_sending() || self.files.send_waits.get()
    }

    /// Is it sent, on its way, or does nobody know?
    #[must_use]
    pub fn is_sending(self) -> bool {
        self.send.with(|send| !matches!(send, SendState::Writing | SendState::NotSent(_)))
    }

    /// The draft as the server is known to have it.
    #[must_use]
    pub fn draft(self) -> Draft {
        self.kept.with_value(|kept| kept.draft.clone())
    }

    /// Takes over what was typed, and saves it when the keys rest.
    pub fn write(self, change: impl FnOnce(&mut Content)) {
        self.content.update(change);
        let now = self.content.get_untracked();
        self.missing.update(|missing| {
            missing.retain(|what| now.missing(self.is_reply()).contains(what));
        });
        if self.is_unsaved() && !self.is_changed_elsewhere() {
            self.save.set(SaveState::Unsaved);
            self.save_after(REST);
        }
    }

    /// Is it an answer in a thread?
    #[must_use]
    pub fn is_reply(self) -> bool {
        self.kept.with_value(|kept| kept.draft.thread_id.is_some())
    }

    /// Does the field hold anything that the server is not known to have?
    #[must_use]
    pub fn is_unsaved(self) -> bool {
        !self.is_sent()
            && self.content.with_untracked(|content| {
                self.kept.with_value(|kept| kept.draft.content != *content)
            })
    }

    /// Has it been sent?
    #[must_use]
    pub fn is_sent(self) -> bool {
        self.send.with_untracked(|send| matches!(send, SendState::Sent(_) | SendState::SentBefore))
    }

    /// Saves what is not saved, unless that is already under way. While nothing may be written, the
    /// text waits here.
    pub fn save_now(self) {
        if self.is_closed() {
            return;
        }
        let waits = self.kept.with_value(|kept| kept.waits);
        let is_locked = untrack(|| self.is_locked());
        if !waits && !is_locked && self.is_unsaved() && !self.is_changed_elsewhere() {
            self.stop_timer();
            self.work();
        }
    }

    /// Saves, then sends. Calling it again while it works, or after an uncertain answer, is safe.
    pub fn send_now(self) {
        let missing = self.content.with_untracked(|content| content.missing(self.is_reply()));
        let is_sending = self.send.with_untracked(|send| *send == SendState::Sending);
        let is_done = is_sending || self.is_sent();
        self.missing.set(missing.clone());
        let is_ready = missing.is_empty() && !is_done && !self.is_changed_elsewhere();
        if is_ready && self.files_let_go() {
            self.send.set(SendState::Sending);
            self.kept.update_value(|kept| kept.shall_send = true);
            self.work();
        }
    }

    /// Keeps what stands here over what another tab or device saved.
    pub fn keep_mine(self) {
        if let SaveState::ChangedElsewhere(theirs) = self.save.get_untracked() {
            self.kept.update_value(|kept| kept.draft = theirs);
            self.save.set(SaveState::Unsaved);
            self.work();
        }
    }

    /// Takes what another tab or device saved in place of what stands here.
    pub fn take_theirs(self) {
        if let SaveState::ChangedElsewhere(theirs) = self.save.get_untracked() {
            self.content.set(theirs.content.clone());
            self.files.take(theirs.files.clone());
            self.kept.update_value(|kept| kept.draft = theirs);
            self.save.set(SaveState::Untouched);
        }
    }

    /// Saves what is not saved and waits for the outcome: is all safe now?
    pub async fn flush(self) -> bool {
        self.save_now();
        while self.kept.try_with_value(|kept| kept.is_busy) == Some(true) {
            pause(Duration::from_millis(50)).await;
        }
        !self.is_unsaved()
    }

    /// May nothing be written just now?
    fn is_closed(self) -> bool {
        let is_closed = self.scope.writing_access().is_err();
        self.kept.update_value(|kept| kept.is_closed = is_closed);
        is_closed
    }

    fn is_changed_elsewhere(self) -> bool {
        self.save.with_untracked(|save| matches!(save, SaveState::ChangedElsewhere(_)))
    }
}
