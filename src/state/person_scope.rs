use std::pin::Pin;

use leptos::prelude::*;
use leptos::task::spawn_local_scoped_with_cancellation;

use super::app::App;
use super::editor::Editor;
use super::inbox::Inbox;
use super::login::Login;
use crate::api::{ApiError, Client};
use crate::domain::access::{self, Verdict};
use crate::domain::category::Category;
use crate::domain::draft::Draft;
use crate::domain::person::{Person, PersonId, User};
use crate::domain::thread::{Action, ThreadSummary};
use crate::route::Route;
use crate::shell::Start;

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
    /// What shall happen once the citizen accepts that unsaved text is lost.
    pub leaving: RwSignal<Option<Leaving>>,
    /// Is what was written being saved, to leave?
    pub is_leaving: RwSignal<bool>,
    editors: StoredValue<Vec<(String, Editor)>>,
    owner: StoredValue<Owner>,
    person: StoredValue<Person>,
    user: StoredValue<User>,
    client: StoredValue<Client, LocalStorage>,
}

impl PersonScope {
    /// Begins to act for `person`. Call it inside the subtree that belongs to them.
    #[must_use]
    pub fn begin(app: App, person: Person) -> Option<Self> {
        let (csrf_token, user) = app.login.with_untracked(|login| match login {
            Login::In { session, .. } => Some((session.csrf_token.clone(), session.user.clone())),
            _ => None,
        })?;
        let api_url = app.start.with_value(Start::api_url);
        let client = Client::new(&api_url, &csrf_token, Some(person.id.clone())).ok()?;
        let client = StoredValue::new_local(client);
        on_cleanup(move || {
            client.try_with_value(Client::abort);
        });
        Some(Self {
            app,
            inbox: Inbox::new(),
            leaving: RwSignal::new(None),
            is_leaving: RwSignal::new(false),
            editors: StoredValue::new(Vec::new()),
            owner: StoredValue::new(Owner::current()?),
            person: StoredValue::new(person),
            user: StoredValue::new(user),
            client,
        })
    }

    /// Who is acted for.
    #[must_use]
    pub fn person(self) -> Person {
        self.person.get_value()
    }

    /// Is it the person whom the session shows when nothing says otherwise?
    #[must_use]
    pub fn is_default_person(self) -> bool {
        self.app.login.with_untracked(|login| match login {
            Login::In { session, .. } => {
                self.person.with_value(|person| person.id == session.default_person)
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

    /// The editor of a draft: the one that is already open, or a new one.
    #[must_use]
    pub fn edit(self, draft: Draft) -> Editor {
        let open = self.editors.with_value(|editors| {
            let of_draft = editors.iter().find(|(id, editor)| *id == draft.id && !editor.is_sent());
            of_draft.map(|(_, editor)| *editor)
        });
        open.unwrap_or_else(|| {
            let (id, client) = (draft.id.clone(), self.client.with_value(Client::lasting));
            let editor =
                self.owner.get_value().with(|| Editor::new(self.app, self.inbox, draft, client));
            self.editors.update_value(|editors| editors.push((id, editor)));
            editor
        })
    }

    /// Is anything written that the server is not known to have?
    #[must_use]
    pub fn has_unsaved(self) -> bool {
        self.editors.with_value(|editors| editors.iter().any(|(_, editor)| editor.is_unsaved()))
    }

    /// Saves what is unsaved, then leaves; asks first when it cannot be saved.
    pub fn leave(self, leaving: Leaving, go: impl FnOnce(Leaving) + 'static) {
        if self.is_leaving.get_untracked() {
            return;
        }
        self.is_leaving.set(true);
        let editors = self.editors.get_value();
        self.spawn(async move {
            for (_, editor) in editors {
                editor.flush().await;
            }
            self.is_leaving.set(false);
            if self.has_unsaved() {
                self.leaving.set(Some(leaving));
            } else {
                go(leaving);
            }
        });
    }

    /// Is the person's inbox open to this user?
    ///
    /// # Errors
    /// Why not.
    pub fn inbox_access(self) -> Verdict {
        self.decide(access::inbox)
    }

    /// May this user see the category?
    ///
    /// # Errors
    /// Why not.
    pub fn category_access(self, category: Category) -> Verdict {
        self.decide(|user, person, now| access::category(user, person, category, now))
    }

    /// May this user start a new thread?
    ///
    /// # Errors
    /// Why not.
    pub fn compose_access(self) -> Verdict {
        self.decide(access::compose)
    }

    /// May this user do `action` with the thread?
    ///
    /// # Errors
    /// Why not.
    pub fn action_access(self, thread: &ThreadSummary, action: Action) -> Verdict {
        self.decide(|user, person, now| access::action(user, person, thread.facts(), action, now))
    }

    fn decide(
        self,
        policy: impl FnOnce(&User, &Person, chrono::DateTime<chrono::Utc>) -> Verdict,
    ) -> Verdict {
        let now = self.app.login.with_untracked(|login| match login {
            Login::In { clock, .. } => Some(clock.now()),
            _ => None,
        });
        match now {
            Some(now) => self
                .user
                .with_value(|user| self.person.with_value(|person| policy(user, person, now))),
            None => Err(access::Reason::LogInAgain),
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
