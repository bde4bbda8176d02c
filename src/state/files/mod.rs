//! The files of a draft that is being written: each goes to the server by itself while the citizen writes on.

mod item;
mod shrink;
mod way;

pub use item::{DraftFile, FileStep, Told};

use leptos::prelude::*;
use web_sys::Blob;

use super::person_scope::PersonScope;
use crate::api::Client;
use crate::domain::chosen_file::{MAX_NAME, Refusal};
use crate::domain::draft::Draft;
use crate::domain::file::{Attachment, FileKind, readable_file_name};
use crate::reactive::{RwSignal, StoredValue};

/// The files of a draft. They live as long as its editor; an upload that is under way when that ends, ends with it.
#[derive(Clone, Copy)]
pub struct Files {
    /// In the order in which they were chosen.
    pub items: RwSignal<Vec<DraftFile>>,
    /// What became of a file last, to be told.
    pub told: RwSignal<Option<Told>>,
    /// The message speaks of a file, and has none: is that meant?
    pub question: RwSignal<bool>,
    /// The citizen wants to send, as soon as the files are there.
    pub send_waits: RwSignal<bool>,
    /// The file that kept the message from being sent.
    pub holds: RwSignal<Option<DraftFile>>,
    /// Another tab or device has changed the files meanwhile.
    pub changed_elsewhere: RwSignal<bool>,
    is_open: StoredValue<bool>,
    is_asked: StoredValue<bool>,
    draft: StoredValue<String>,
    client: StoredValue<Client>,
    scope: PersonScope,
}

impl Files {
    /// The files that a draft has. Calls go through `client`.
    pub(super) fn new(scope: PersonScope, draft: &Draft, client: Client) -> Self {
        let items = draft.files.iter().cloned().map(DraftFile::stored).collect();
        Self {
            items: RwSignal::new(items),
            told: RwSignal::new(None),
            question: RwSignal::new(false),
            send_waits: RwSignal::new(false),
            holds: RwSignal::new(None),
            changed_elsewhere: RwSignal::new(false),
            is_open: StoredValue::new(false),
            is_asked: StoredValue::new(false),
            draft: StoredValue::new(draft.id.clone()),
            client: StoredValue::new(client),
            scope,
        }
    }

    /// Says whether files may be added here.
    pub fn set_open(self, is_open: bool) {
        self.is_open.set_value(is_open);
    }

    /// Takes files that were chosen; each goes its own way.
    pub fn add(self, chosen: Vec<web_sys::File>) {
        if !self.is_open.get_value() || chosen.is_empty() {
            return;
        }
        self.question.set(false);
        self.holds.set(None);
        for file in chosen {
            let Some(id) = random_id() else { return };
            let name = readable_file_name(&file.name()).chars().take(MAX_NAME).collect();
            let bytes: Blob = file.into();
            let about = Attachment {
                id: id.clone(),
                name,
                kind: FileKind::Other,
                size: bytes.size() as u64,
                state: crate::domain::file::AttachmentState::Available,
            };
            self.items.update(|items| items.push(DraftFile::chosen(about, bytes)));
            self.prepare(id);
        }
    }

    /// Tries again what did not work.
    pub fn retry(self, id: &str) {
        self.holds.set(None);
        match untrack(|| self.step(id)) {
            Some(FileStep::Failed(_)) => self.upload(id.to_owned()),
            Some(FileStep::NotRemoved(_)) => self.remove(id),
            Some(FileStep::Refused(Refusal::AllTooLarge | Refusal::Unreadable)) => {
                self.prepare(id.to_owned());
            }
            _ => {}
        }
    }

    /// What has become of a file; `None` when it is gone. Follows it.
    #[must_use]
    pub fn step(self, id: &str) -> Option<FileStep> {
        self.items.with(|items| items.iter().find(|one| one.id() == id).map(|one| one.step.clone()))
    }

    /// Is there none?
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.items.with_untracked(Vec::is_empty)
    }

    /// Is there one that the server is not known to have, and might?
    #[must_use]
    pub fn is_unsaved(self) -> bool {
        self.items.with_untracked(|items| {
            items
                .iter()
                .any(|one| one.step.is_under_way() || matches!(one.step, FileStep::Failed(_)))
        })
    }

    /// All of them, to go on with elsewhere. Those of the draft are as old as its last saved text.
    pub(super) fn all(self) -> Vec<DraftFile> {
        self.items.get_untracked()
    }

    /// Goes on with the files as they stood when the session ended.
    pub(super) fn go_on(self, files: Vec<DraftFile>) {
        let files: Vec<_> = files.into_iter().map(|one| DraftFile { abort: None, ..one }).collect();
        self.items.set(files.clone());
        for one in files {
            match one.step {
                FileStep::Stored | FileStep::Refused(_) => {}
                FileStep::Removing | FileStep::NotRemoved(_) => self.take_off(one),
                _ if one.bytes.is_some() => self.upload(one.about.id),
                _ => self.prepare(one.about.id),
            }
        }
    }

    /// The files that go with the message.
    pub(super) fn stored(self) -> Vec<String> {
        let items = self.items.try_with_untracked(Clone::clone).unwrap_or_default();
        let stored = items.iter().filter(|one| one.step == FileStep::Stored);
        stored.map(|one| one.id().to_owned()).collect()
    }

    /// Takes over which files the server has; were others shown?
    pub(super) fn take(self, theirs: Vec<Attachment>) -> bool {
        let before = self.stored();
        self.items.try_update(|items| {
            let is_there = |id: &str| theirs.iter().any(|file| file.id == id);
            items.retain(|one| one.step != FileStep::Stored || is_there(one.id()));
            let new: Vec<_> = theirs
                .into_iter()
                .filter(|file| !items.iter().any(|one| one.id() == file.id))
                .map(DraftFile::stored)
                .collect();
            items.extend(new);
        });
        self.stored() != before
    }

    /// What keeps the message from going: a file that needs the citizen, one that is on its way, or the question
    /// whether one was forgotten, which is asked once. `speaks_of_file` says whether the message does.
    pub(super) fn hold(self, speaks_of_file: bool) -> Hold {
        let items = self.items.get_untracked();
        let stuck = items.iter().find(|one| one.step.is_stuck()).cloned();
        let is_stuck = stuck.is_some();
        self.holds.set(stuck);
        self.question.set(false);
        self.changed_elsewhere.set(false);
        if is_stuck {
            return Hold::Stopped;
        }
        if self.is_under_way() {
            self.send_waits.set(true);
            return Hold::Waits;
        }
        let is_forgotten = items.is_empty() && speaks_of_file && self.is_open.get_value();
        if is_forgotten && !self.is_asked.get_value() {
            self.is_asked.set_value(true);
            self.question.set(true);
            return Hold::Stopped;
        }
        Hold::None
    }

    /// Is one of them on its way?
    pub(super) fn is_under_way(self) -> bool {
        let is = |items: &Vec<DraftFile>| items.iter().any(|one| one.step.is_under_way());
        self.items.try_with_untracked(is) == Some(true)
    }

    fn change(self, id: &str, change: impl FnOnce(&mut DraftFile)) {
        if !self.items.is_disposed() {
            self.items.update(|items| {
                if let Some(one) = items.iter_mut().find(|one| one.id() == id) {
                    change(one);
                }
            });
        }
    }

    fn set_step(self, id: &str, step: FileStep) {
        self.change(id, |one| one.step = step);
    }
}

/// What keeps a message from going.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Hold {
    None,
    Waits,
    Stopped,
}

/// An id that nobody else makes.
fn random_id() -> Option<String> {
    window().crypto().ok().map(|crypto| crypto.random_uuid())
}
