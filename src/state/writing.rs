//! What is written for one person: drafts, answers to letters, and what is thought of a page. It lives as long as one
//! acts for them.

use leptos::prelude::*;

use super::answering::Answering;
use super::drafts::Drafts;
use super::editor::{Editor, SendState};
use super::expiry::Unsaved;
use super::person_scope::PersonScope;
use super::second;
use crate::api::Client;
use crate::domain::draft::Draft;
use crate::domain::draft_work::DraftWork;

impl PersonScope {
    /// Has anything been written here? Only then is the second module there, which does what follows.
    #[must_use]
    pub fn is_writing(self) -> bool {
        self.editors.try_with_value(Vec::is_empty) == Some(false)
            || self.answerings.try_with_value(Vec::is_empty) == Some(false)
            || self.has_opinions()
    }

    /// What is written for the person and not safe on the server.
    pub(super) fn unsaved(self) -> Option<Unsaved> {
        if self.is_writing() { second::unsaved(self) } else { None }
    }

    pub(super) fn gather_unsaved(self) -> Option<Unsaved> {
        let (editors, answers) = (self.editors.try_get_value()?, self.answerings.try_get_value()?);
        let editors = editors.into_iter().map(|(_, editor)| editor);
        let drafts = editors.filter(|editor| {
            let is_sending = editor.send.with_untracked(SendState::is_open);
            editor.is_unsaved() || is_sending || editor.files.is_unsaved()
        });
        let answers = answers.into_iter().filter(|(_, one)| one.is_written());
        let opinions = self.opinions.try_get_value()?;
        Some(Unsaved {
            person: self.person().id,
            drafts: drafts.map(|editor| (editor.work(), editor.files.all())).collect(),
            answers: answers.map(|(_, one)| one.answer()).collect(),
            opinions,
        })
    }

    /// Saves all that is not saved.
    pub(super) fn save_all(self) {
        if self.is_writing() {
            second::save_all(self);
        }
    }

    pub(super) fn save_each(self) {
        for (_, editor) in self.editors.try_get_value().unwrap_or_default() {
            editor.save_now();
        }
    }

    /// Deletes what is deleted and saves all that is not saved; goes on when the outcome is known.
    pub(super) fn flush_each(self, then: Box<dyn FnOnce()>) {
        self.spawn(async move {
            for finish in self.drafts.get_value().map(Drafts::finish_all).unwrap_or_default() {
                finish.await;
            }
            for (_, editor) in self.editors.get_value() {
                editor.flush().await;
            }
            then();
        });
    }

    /// Goes on with what was written when the session ended.
    pub(super) fn go_on(self, unsaved: Unsaved) {
        for (mut work, files) in unsaved.drafts {
            work.interrupt();
            let (id, client) = (work.draft().id.clone(), self.client.with_value(Client::lasting));
            let editor = self.keep(|| Editor::new(self, work, client));
            self.editors.update_value(|editors| editors.push((id, editor)));
            editor.save_now();
            editor.files.go_on(files);
        }
        for answer in unsaved.answers {
            self.answer_letter(&answer.thread).go_on(answer);
        }
        self.opinions.set_value(unsaved.opinions);
    }

    /// The editor of a draft: the one that is already open, or a new one.
    #[must_use]
    pub fn edit(self, draft: Draft) -> Editor {
        let open = self.editors.with_value(|editors| {
            let of_draft = editors.iter().find(|(id, editor)| *id == draft.id && !editor.is_sent());
            of_draft.map(|(_, editor)| *editor)
        });
        if let Some(editor) = open {
            return editor;
        }
        let (id, client) = (draft.id.clone(), self.client.with_value(Client::lasting));
        let editor = self.keep(|| Editor::new(self, DraftWork::new(draft), client));
        self.editors.update_value(|editors| editors.push((id, editor)));
        editor
    }

    /// Drops what was written of a draft that is deleted.
    pub(super) fn close_editor(self, draft: &str) {
        self.editors.try_update_value(|editors| editors.retain(|(id, _)| id != draft));
        self.app.tell_unsaved();
    }

    /// The answer to an appointment letter: the one that is being written, or a new one.
    #[must_use]
    pub fn answer_letter(self, thread: &str) -> Answering {
        let open = self.answerings.with_value(|open| {
            open.iter().find(|(id, _)| id == thread).map(|(_, answering)| *answering)
        });
        if let Some(answering) = open {
            return answering;
        }
        let client = self.client.with_value(Client::lasting);
        let answering = self.keep(|| Answering::new(self, thread.to_owned(), client));
        self.answerings.update_value(|open| open.push((thread.to_owned(), answering)));
        answering
    }

    /// The drafts that are open here and hold a text that was not sent, also when it was written on after
    /// another tab had sent the draft.
    #[must_use]
    pub fn unsent(self) -> Vec<Editor> {
        let has_text = |editor: &Editor| {
            let is_reply = editor.is_reply();
            let is_written = editor.content.with_untracked(|text| text.is_written(is_reply));
            let is_sent = editor.is_sent();
            (!is_sent || editor.is_unsaved()) && is_written || !is_sent && !editor.files.is_empty()
        };
        self.editors.with_value(|editors| {
            editors.iter().map(|(_, editor)| *editor).filter(has_text).collect()
        })
    }

    /// Has a draft been sent from here?
    #[must_use]
    pub fn is_sent(self, draft: &str) -> bool {
        self.editors.with_value(|editors| {
            editors.iter().any(|(id, editor)| id == draft && editor.is_sent())
        })
    }

    /// A draft that was sent from here is none any more: it is open again.
    pub(super) fn forget_sent(self, draft: &str) {
        self.editors.update_value(|all| all.retain(|(id, one)| id != draft || !one.is_sent()));
    }

    /// Is anything written or attached that the server is not known to have?
    #[must_use]
    pub fn has_unsaved(self) -> bool {
        self.has_unsaved_text() || self.any_editor(|editor| editor.files.is_unsaved())
    }

    /// Is anything written that the server is not known to have?
    #[must_use]
    pub fn has_unsaved_text(self) -> bool {
        let answers = self.answerings.try_get_value().unwrap_or_default();
        self.any_editor(|editor| editor.is_unsaved())
            || answers.iter().any(|(_, one)| one.is_written())
            || self.has_opinions()
    }

    /// Is anything written of a page that was not sent?
    fn has_opinions(self) -> bool {
        self.opinions.try_with_value(Vec::is_empty) == Some(false)
    }

    fn any_editor(self, is_so: fn(&Editor) -> bool) -> bool {
        let editors = self.editors.try_get_value().unwrap_or_default();
        editors.iter().any(|(_, editor)| is_so(editor))
    }

    /// Is a message or an answer on its way?
    pub(super) fn is_any_sending(self) -> bool {
        let is_on_way = |send: &SendState| *send == SendState::Sending;
        let answers = self.answerings.get_value();
        self.any_editor(|editor| editor.send.with_untracked(|send| *send == SendState::Sending))
            || answers.iter().any(|(_, one)| one.send.with_untracked(is_on_way))
    }

    /// Is anything written that is not sent? Of what may have been sent, nobody can say so.
    pub(super) fn has_unsent(self) -> bool {
        self.unsent().iter().any(|editor| !untrack(|| editor.is_locked()))
    }
}
