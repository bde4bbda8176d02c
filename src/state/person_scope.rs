use std::pin::Pin;

use chrono::{DateTime, Utc};
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
use crate::i18n::Key;
use crate::route::Route;

/// A way out of the scope.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Leaving {
    /// To another person's page.
    Switch(PersonId, Route),
    /// Out.
    LogOut,
}

/// The claims about a person and their user, and whether the inbox is open by them at this moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Access {
    user: User,
    person: Person,
    inbox: Verdict,
}

impl Access {
    fn of(login: &Login, id: &PersonId) -> Option<Self> {
        let Login::In { session, clock } = login else { return None };
        // How much is unread is no claim, and changes all the time.
        let person = Person { unread: 0, ..session.person(id)?.clone() };
        let inbox = access::inbox(&session.user, &person, clock.now());
        Some(Self { user: session.user.clone(), person, inbox })
    }
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
    /// What is known of the person and the user, and what follows from it. While it stays the same,
    /// nothing is drawn anew.
    pub access: Memo<Access>,
    /// The threads opened while one acts for the person, with their category.
    opened: StoredValue<Vec<(String, Category)>>,
    owner: StoredValue<Owner>,
    shown: StoredValue<Access>,
    client: StoredValue<Client, LocalStorage>,
}

impl PersonScope {
    /// Begins to act for `person`. Call it inside the subtree that belongs to them.
    #[must_use]
    pub fn begin(app: App, person: &PersonId) -> Option<Self> {
        let first = app.login.with_untracked(|login| Access::of(login, person))?;
        let client = StoredValue::new_local(app.client(Some(person.clone()))?);
        on_cleanup(move || {
            client.try_with_value(Client::abort);
        });
        let (id, known) = (person.clone(), first.clone());
        let access = Memo::new(move |before: Option<&Access>| {
            app.tick.track();
            let now = app.login.with(|login| Access::of(login, &id));
            now.unwrap_or_else(|| before.unwrap_or(&known).clone())
        });
        Some(Self {
            app,
            inbox: Inbox::new(),
            leaving: RwSignal::new(None),
            is_leaving: RwSignal::new(false),
            editors: StoredValue::new(Vec::new()),
            access,
            opened: StoredValue::new(Vec::new()),
            owner: StoredValue::new(Owner::current()?),
            shown: StoredValue::new(first),
            client,
        })
    }

    /// Begins anew when the claims have changed since what is shown was fetched: all of that is
    /// forgotten and its calls are aborted. What is being written stays. Did it?
    pub fn follow_claims(self) -> bool {
        let access = self.access.get_untracked();
        if self.shown.with_value(|shown| *shown == access) {
            return false;
        }
        let id = access.person.id.clone();
        self.shown.set_value(access);
        self.inbox.forget();
        if let Some(client) = self.app.client(Some(id)) {
            self.client.with_value(Client::abort);
            self.client.set_value(client);
        }
        self.app.announce(untrack(|| self.app.texts.now(Key::AccessChanged, &[])));
        true
    }

    /// Who is acted for.
    #[must_use]
    pub fn person(self) -> Person {
        self.access.with_untracked(|access| access.person.clone())
    }

    /// Is it the person whom the session shows when nothing says otherwise?
    #[must_use]
    pub fn is_default_person(self) -> bool {
        self.app.login.with_untracked(|login| match login {
            Login::In { session, .. } => {
                self.access.with_untracked(|access| access.person.id == session.default_person)
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
        if let Some(editor) = open {
            // What waited while nothing might be written is saved now.
            editor.save_now();
            return editor;
        }
        let (id, client) = (draft.id.clone(), self.client.with_value(Client::lasting));
        let editor = self.owner.get_value().with(|| Editor::new(self, draft, client));
        self.editors.update_value(|editors| editors.push((id, editor)));
        editor
    }

    /// The drafts that are open here and hold a text that was not sent.
    #[must_use]
    pub fn unsent(self) -> Vec<Editor> {
        let has_text = |editor: &Editor| {
            !editor.is_sent() && editor.content.with_untracked(|content| !content.is_empty())
        };
        self.editors.with_value(|editors| {
            editors.iter().map(|(_, editor)| *editor).filter(has_text).collect()
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

    /// May this user still see a thread that was opened? One that was not is not known to be hidden.
    ///
    /// # Errors
    /// Why not.
    pub fn opened_access(self, id: &str) -> Verdict {
        let kind = self.opened.with_value(|opened| {
            opened.iter().find(|(known, _)| known == id).map(|(_, kind)| *kind)
        });
        kind.map_or(Ok(()), |kind| self.category_access(kind))
    }

    pub(super) fn note_opened(self, thread: &ThreadSummary) {
        if let Some(kind) = thread.category {
            self.opened.update_value(|opened| {
                opened.retain(|(known, _)| *known != thread.id);
                opened.push((thread.id.clone(), kind));
            });
        }
    }

    /// May this user write anything at all for the person?
    ///
    /// # Errors
    /// Why not.
    pub(super) fn writing_access(self) -> Verdict {
        self.decide(access::writing)
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

    /// Has the user a confidential address, so that they act for nobody (R56)?
    #[must_use]
    pub fn has_confidential_address(self) -> bool {
        self.access.with_untracked(|access| access.user.confidential_address)
    }

    /// Is the user's contact information so old that the service will stop (R91)?
    #[must_use]
    pub fn contact_info_is_old(self) -> bool {
        self.judge(|user, _, now| access::contact_info_is_old(user, now)).unwrap_or(false)
    }

    fn decide(self, policy: impl FnOnce(&User, &Person, DateTime<Utc>) -> Verdict) -> Verdict {
        self.judge(policy).unwrap_or(Err(access::Reason::LogInAgain))
    }

    /// `None` when nobody is logged in any more.
    fn judge<T>(self, ask: impl FnOnce(&User, &Person, DateTime<Utc>) -> T) -> Option<T> {
        let now = self.app.login.with_untracked(|login| match login {
            Login::In { clock, .. } => Some(clock.now()),
            _ => None,
        })?;
        Some(self.access.with_untracked(|access| ask(&access.user, &access.person, now)))
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
