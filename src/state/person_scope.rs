use std::pin::Pin;
use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local_scoped_with_cancellation;

use super::answering::Answering;
use super::app::App;
use super::decisions::{Claims, Decisions};
use super::editor::{Editor, SendState};
use super::expiry::Unsaved;
use super::inbox::Inbox;
use super::login::Login;
use super::pause::pause;
use super::tabs::Word;
use crate::api::{ApiError, Client};
use crate::domain::category::Category;
use crate::domain::draft::Draft;
use crate::domain::draft_work::DraftWork;
use crate::domain::person::{Person, PersonId};
use crate::i18n::Key;
use crate::reactive::{Memo, RwSignal, StoredValue};
use crate::route::Route;

/// So long a log-out waits for what other tabs have not saved.
const OTHERS_SAVE: Duration = Duration::from_millis(250);

/// A way out of the scope.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Leaving {
    /// To another person's page.
    Switch(PersonId, Route),
    /// Out.
    LogOut,
}

/// The person boundary: one keyed subtree per acting person, in which all of that person's state
/// lives. When it ends, its calls are aborted and its signals are gone, so that an answer which
/// comes late has nowhere to be drawn.
#[derive(Clone, Copy)]
pub struct PersonScope {
    /// What stands above every person.
    pub app: App,
    /// The list of threads.
    pub inbox: Inbox,
    /// What shall happen once the citizen says so: unsaved text is lost, or unsent text stays behind.
    pub leaving: RwSignal<Option<Leaving>>,
    /// Is what was written being saved, to leave?
    pub is_leaving: RwSignal<bool>,
    editors: StoredValue<Vec<(String, Editor)>>,
    answerings: StoredValue<Vec<(String, Answering)>>,
    /// What follows from the claims.
    pub decisions: Memo<Decisions>,
    pub(super) claims: Memo<Claims>,
    /// The threads opened while one acts for the person, with their category.
    pub(super) opened: StoredValue<Vec<(String, Category)>>,
    owner: StoredValue<Owner>,
    shown: StoredValue<Option<Decisions>>,
    client: StoredValue<Client>,
}

impl PersonScope {
    /// Begins to act for `person`. Call it inside the subtree that belongs to them.
    #[must_use]
    pub fn begin(app: App, person: &PersonId) -> Option<Self> {
        let first = app.login.with_untracked(|login| Claims::of(login, person))?;
        let client = StoredValue::new(app.client(Some(person.clone()))?);
        on_cleanup(move || {
            client.try_with_value(Client::abort);
        });
        let id = person.clone();
        let claims = Memo::new(move |before: Option<&Claims>| {
            let now = app.login.with(|login| Claims::of(login, &id));
            now.unwrap_or_else(|| before.unwrap_or(&first).clone())
        });
        let decisions = Decisions::follow(app, claims);
        let scope = Self {
            app,
            inbox: Inbox::new(),
            leaving: RwSignal::new(None),
            is_leaving: RwSignal::new(false),
            editors: StoredValue::new(Vec::new()),
            answerings: StoredValue::new(Vec::new()),
            decisions,
            claims,
            opened: StoredValue::new(Vec::new()),
            owner: StoredValue::new(Owner::current()?),
            shown: StoredValue::new(None),
            client,
        };
        app.expiry.act_for(scope);
        if let Some(unsaved) = app.expiry.take(person) {
            scope.go_on(unsaved);
        }
        Some(scope)
    }

    /// What is written for the person and not safe on the server; `None` when the scope has ended.
    pub(super) fn unsaved(self) -> Option<Unsaved> {
        let (editors, answers) = (self.editors.try_get_value()?, self.answerings.try_get_value()?);
        let editors = editors.into_iter().map(|(_, editor)| editor);
        let drafts = editors
            .filter(|editor| editor.is_unsaved() || editor.send.with_untracked(SendState::is_open));
        let answers = answers.into_iter().filter(|(_, one)| one.is_written());
        Some(Unsaved {
            person: self.person().id,
            drafts: drafts.map(Editor::work).collect(),
            answers: answers.map(|(_, one)| one.answer()).collect(),
        })
    }

    /// Saves all that is not saved.
    pub(super) fn save_all(self) {
        for (_, editor) in self.editors.try_get_value().unwrap_or_default() {
            editor.save_now();
        }
    }

    /// Goes on with what was written when the session ended.
    fn go_on(self, unsaved: Unsaved) {
        for mut work in unsaved.drafts {
            work.interrupt();
            let (id, client) = (work.draft().id.clone(), self.client.with_value(Client::lasting));
            let editor = self.keep(|| Editor::new(self, work, client));
            self.editors.update_value(|editors| editors.push((id, editor)));
            editor.save_now();
        }
        for answer in unsaved.answers {
            self.answer_letter(&answer.thread).go_on(answer);
        }
    }

    /// Begins anew when the claims decide otherwise than when what is shown was fetched: all of that
    /// is forgotten and its calls are aborted; what is being written stays. Did it?
    pub fn follow_claims(self) -> bool {
        let now = self.decisions.get_untracked();
        let before = self.shown.try_update_value(|shown| shown.replace(now.clone())).flatten();
        if before.is_none_or(|before| before == now) {
            return false;
        }
        self.inbox.forget();
        if let Some(client) = self.app.client(Some(self.person().id)) {
            self.client.with_value(Client::abort);
            self.client.set_value(client);
        }
        // What waited while nothing might be written is saved now.
        self.save_all();
        self.app.announce(self.app.texts.text(Key::AccessChanged));
        true
    }

    /// Who is acted for.
    #[must_use]
    pub fn person(self) -> Person {
        self.claims.with_untracked(|claims| claims.person.clone())
    }

    /// Is it the person whom the session shows when nothing says otherwise?
    #[must_use]
    pub fn is_default_person(self) -> bool {
        self.app.login.with_untracked(|login| match login {
            Login::In { session, .. } => {
                self.claims.with_untracked(|claims| claims.person.id == session.default_person)
            }
            _ => false,
        })
    }

    /// Calls for this person, which end with the scope.
    #[must_use]
    pub fn client(self) -> Client {
        self.client.get_value()
    }

    /// Runs `task` for as long as one acts for this person: it ends, wherever it is, with the scope.
    pub fn spawn(self, task: impl Future<Output = ()> + 'static) {
        let task: Pin<Box<dyn Future<Output = ()>>> = Box::pin(task);
        if let Some(owner) = self.owner.try_get_value() {
            owner.with(|| spawn_local_scoped_with_cancellation(task));
        }
    }

    /// Makes something that lives as long as one acts for this person.
    pub(super) fn keep<T>(self, make: impl FnOnce() -> T) -> T {
        self.owner.get_value().with(make)
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
    }

    fn any_editor(self, is_so: fn(&Editor) -> bool) -> bool {
        let editors = self.editors.try_get_value().unwrap_or_default();
        editors.iter().any(|(_, editor)| is_so(editor))
    }

    /// Is anything written that is not sent? Of what may have been sent, nobody can say so.
    fn has_unsent(self) -> bool {
        self.unsent().iter().any(|editor| !untrack(|| editor.is_locked()))
    }

    /// Saves what is unsaved, then leaves; asks first when it cannot be saved, and before a switch
    /// from text that was not sent.
    pub fn leave(self, leaving: Leaving, go: impl FnOnce(Leaving) + 'static) {
        if self.is_leaving.get_untracked() {
            return;
        }
        self.is_leaving.set(true);
        let editors = self.editors.get_value();
        if leaving == Leaving::LogOut {
            self.app.tabs.tell(Word::Leaving);
        }
        self.spawn(async move {
            for (_, editor) in editors {
                editor.flush().await;
            }
            if leaving == Leaving::LogOut {
                pause(OTHERS_SAVE).await;
            }
            self.is_leaving.set(false);
            let is_switch = matches!(leaving, Leaving::Switch(..));
            if self.has_unsaved() || is_switch && self.has_unsent() {
                self.leaving.set(Some(leaving));
            } else {
                go(leaving);
            }
        });
    }

    /// Ends what is shown when the error says that the session is over; hands the error on.
    pub fn noticing<T>(self, answer: Result<T, ApiError>) -> Result<T, ApiError> {
        if let Err(error) = &answer {
            self.app.notice_expiry(error);
        }
        answer
    }
}

/// The scope around.
#[must_use]
pub fn use_scope() -> PersonScope {
    expect_context()
}
