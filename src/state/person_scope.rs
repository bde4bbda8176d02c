use std::time::Duration;

use leptos::prelude::*;

use super::answering::Answering;
use super::app::App;
use super::decisions::{Claims, Decisions};
use super::drafts::Drafts;
use super::editor::Editor;
use super::feedback::Opinion;
use super::inbox::Inbox;
use super::login::Login;
use super::pause::pause;
use super::second;
use super::tabs::Word;
use super::task::Tasks;
use crate::api::{ApiError, Client};
use crate::domain::category::Category;
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
    pub(super) editors: StoredValue<Vec<(String, Editor)>>,
    pub(super) answerings: StoredValue<Vec<(String, Answering)>>,
    pub(super) opinions: StoredValue<Vec<Opinion>>,
    /// The page of drafts that was shown last.
    pub(super) drafts: StoredValue<Option<Drafts>>,
    /// What follows from the claims.
    pub decisions: Memo<Decisions>,
    pub(super) claims: Memo<Claims>,
    /// The threads opened while one acts for the person, with their category.
    pub(super) opened: StoredValue<Vec<(String, Category)>>,
    owner: StoredValue<Owner>,
    tasks: Tasks,
    shown: StoredValue<Option<Decisions>>,
    pub(super) client: StoredValue<Client>,
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
            opinions: StoredValue::new(Vec::new()),
            drafts: StoredValue::new(None),
            decisions,
            claims,
            opened: StoredValue::new(Vec::new()),
            owner: StoredValue::new(Owner::current()?),
            tasks: Tasks::new(),
            shown: StoredValue::new(None),
            client,
        };
        app.expiry.act_for(scope);
        // Back and forward lead to another person without asking: what could not be saved waits for this one.
        on_cleanup(move || app.keep_unsaved(scope));
        if let Some(unsaved) = app.expiry.take(person).filter(|unsaved| !unsaved.is_empty()) {
            second::go_on(scope, unsaved);
        }
        Some(scope)
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
        if let Some(owner) = self.owner.try_get_value() {
            self.tasks.spawn(owner, Box::pin(task));
        }
    }

    /// Makes something that lives as long as one acts for this person.
    pub(super) fn keep<T>(self, make: impl FnOnce() -> T) -> T {
        self.owner.get_value().with(make)
    }

    /// Saves what is unsaved and deletes what is deleted, then leaves; asks first when it cannot be saved, and before a switch
    /// from text that was not sent.
    pub fn leave(self, leaving: Leaving, go: impl FnOnce(Leaving) + 'static) {
        if self.is_leaving.get_untracked() {
            return;
        }
        self.is_leaving.set(true);
        if leaving == Leaving::LogOut {
            self.app.tabs.tell(Word::Leaving);
        }
        let ask_or_go = async move {
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
        };
        let then: Box<dyn FnOnce()> = Box::new(move || self.spawn(ask_or_go));
        if self.is_writing() || self.drafts.get_value().is_some_and(Drafts::is_any_leaving) {
            second::flush_all(self, then);
        } else {
            then();
        }
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
