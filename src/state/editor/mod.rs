//! A draft being written.

mod parting;
mod with_files;
mod work;

use std::cell::RefCell;
use std::rc::Rc;
use std::time::Duration;

use leptos::prelude::*;

use parting::Parting;
pub use parting::saved;

use super::files::Files;
use super::pause::pause;
use super::person_scope::PersonScope;
use crate::api::Client;
use crate::domain::draft::{Content, Draft, Missing};
use crate::domain::draft_work::DraftWork;
pub use crate::domain::draft_work::{SaveState, SendState};
use crate::reactive::{RwSignal, StoredValue, follow};

/// Saved when the keys have rested this long.
const REST: Duration = Duration::from_millis(1_500);

/// A draft being written. It lives as long as one acts for its person, so that leaving the page
/// loses nothing. What is done and when is decided by its [`DraftWork`].
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
    work: StoredValue<DraftWork>,
    client: StoredValue<Client>,
    timer: StoredValue<Option<TimeoutHandle>>,
    /// What was being done when the scope ended: it goes on from the answer to the call under way.
    left: StoredValue<Rc<RefCell<Option<Parting>>>>,
    /// So many forms show it.
    forms: StoredValue<u32>,
    scope: PersonScope,
}

impl Editor {
    /// Goes on with `work` in `scope`. Its calls go through `client`, which must outlive the scope.
    #[must_use]
    pub(super) fn new(scope: PersonScope, work: DraftWork, client: Client) -> Self {
        let editor = Self {
            content: RwSignal::new(work.content().clone()),
            save: RwSignal::new(work.save().clone()),
            send: RwSignal::new(work.send().clone()),
            missing: RwSignal::new(Vec::new()),
            files: Files::new(scope, work.draft(), client.clone()),
            work: StoredValue::new(work),
            client: StoredValue::new(client),
            timer: StoredValue::new(None),
            left: StoredValue::new(Rc::default()),
            forms: StoredValue::new(0),
            scope,
        };
        editor.save_when_it_matters();
        follow(move || {
            editor.content.track();
            editor.save.track();
            editor.files.items.track();
            untrack(|| scope.app.tell_unsaved());
        });
        on_cleanup(move || {
            editor.stop_timer();
            editor.save_last();
        });
        editor
    }

    /// It is shown for as long as the page that asks: there stands what becomes of it.
    pub fn show_here(self) {
        self.forms.update_value(|forms| *forms += 1);
        on_cleanup(move || {
            self.forms.try_update_value(|forms| *forms = forms.saturating_sub(1));
        });
    }

    /// May the text be changed? Not while it is sent or waits for its files, nor while nobody knows
    /// whether it was sent.
    #[must_use]
    pub fn is_locked(self) -> bool {
        self.is_sending() || self.files.send_waits.get()
    }

    /// Is it sent, on its way, or does nobody know?
    #[must_use]
    pub fn is_sending(self) -> bool {
        self.send.track();
        self.work.with_value(DraftWork::is_locked)
    }

    /// The draft as the server is known to have it.
    #[must_use]
    pub fn draft(self) -> Draft {
        self.work.with_value(|work| work.draft().clone())
    }

    /// What is done about it, to go on with elsewhere.
    #[must_use]
    pub(super) fn work(self) -> DraftWork {
        self.work.get_value()
    }

    /// Takes over what was typed, and saves it when the keys rest.
    pub fn write(self, change: impl FnOnce(&mut Content)) {
        self.scope.app.expiry.note_writing();
        let mut content = self.content.get_untracked();
        change(&mut content);
        self.missing.update(|missing| {
            missing.retain(|what| content.missing(self.is_reply()).contains(what));
        });
        let may_wait = move |work: &mut DraftWork| work.write(content) && !work.waits();
        if self.act(may_wait) == Some(true) {
            self.save_after(REST);
        }
    }

    /// Is it an answer in a thread?
    #[must_use]
    pub fn is_reply(self) -> bool {
        self.work.with_value(DraftWork::is_reply)
    }

    /// Does the field hold anything that the server is not known to have?
    #[must_use]
    pub fn is_unsaved(self) -> bool {
        self.work.with_value(DraftWork::is_unsaved)
    }

    /// Has it been sent?
    #[must_use]
    pub fn is_sent(self) -> bool {
        self.send.with_untracked(SendState::is_sent)
    }

    /// Saves what is not saved, unless that is already under way. While nothing may be written, the
    /// text waits here.
    pub fn save_now(self) {
        self.act(DraftWork::save_now);
    }

    /// Saves, then sends. Calling it again while it works, or after an uncertain answer, is safe.
    pub fn send_now(self) {
        self.missing.set(self.content.with_untracked(|content| content.missing(self.is_reply())));
        if self.work.with_value(DraftWork::may_send) && self.files_let_go() {
            self.act(DraftWork::send_now);
        }
    }

    /// Keeps what stands here over what another tab or device saved.
    pub fn keep_mine(self) {
        self.act(DraftWork::keep_mine);
    }

    /// Takes what another tab or device saved in place of what stands here.
    pub fn take_theirs(self) {
        if let SaveState::ChangedElsewhere(theirs) = self.save.get_untracked() {
            self.files.take(theirs.files);
        }
        self.act(DraftWork::take_theirs);
    }

    /// Saves what is not saved and waits for the outcome: is all safe now?
    pub async fn flush(self) -> bool {
        self.save_now();
        while self.work.try_with_value(DraftWork::is_busy) == Some(true) {
            pause(Duration::from_millis(50)).await;
        }
        self.work.try_with_value(DraftWork::is_unsaved) == Some(false)
    }
}
