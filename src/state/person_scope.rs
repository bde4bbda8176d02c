use std::pin::Pin;

use chrono::{DateTime, Utc};
use leptos::prelude::*;
use leptos::task::spawn_local_scoped_with_cancellation;

use super::app::App;
use super::editor::Editor;
use super::inbox::Inbox;
use super::login::Login;
use crate::api::{ApiError, Client};
use crate::domain::access::{self, Reason, Verdict};
use crate::domain::category::Category;
use crate::domain::consent::ConsentLevel;
use crate::domain::draft::Draft;
use crate::domain::person::{Person, PersonId, ServiceClosed, ServiceName, User};
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

/// The claims about a person and their user.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Claims {
    user: User,
    person: Person,
}

impl Claims {
    fn of(login: &Login, id: &PersonId) -> Option<Self> {
        let Login::In { session, .. } = login else { return None };
        // How much is unread is no claim, and changes all the time.
        let person = Person { unread: 0, ..session.person(id)?.clone() };
        Some(Self { user: session.user.clone(), person })
    }
}

/// What the claims make of a person's inbox at this moment. While it stays the same, nothing is drawn
/// anew, whatever else the claims say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decisions {
    verdicts: Vec<Verdict>,
    level: ConsentLevel,
    service: Result<(), ServiceClosed>,
    contact_info_is_old: bool,
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
    /// What follows from the claims.
    pub decisions: Memo<Decisions>,
    claims: Memo<Claims>,
    /// The threads opened while one acts for the person, with their category.
    opened: StoredValue<Vec<(String, Category)>>,
    owner: StoredValue<Owner>,
    shown: StoredValue<Option<Decisions>>,
    client: StoredValue<Client, LocalStorage>,
}

impl PersonScope {
    /// Begins to act for `person`. Call it inside the subtree that belongs to them.
    #[must_use]
    pub fn begin(app: App, person: &PersonId) -> Option<Self> {
        let first = app.login.with_untracked(|login| Claims::of(login, person))?;
        let client = StoredValue::new_local(app.client(Some(person.clone()))?);
        on_cleanup(move || {
            client.try_with_value(Client::abort);
        });
        let id = person.clone();
        let claims = Memo::new(move |before: Option<&Claims>| {
            let now = app.login.with(|login| Claims::of(login, &id));
            now.unwrap_or_else(|| before.unwrap_or(&first).clone())
        });
        let decisions = Memo::new(move |before: Option<&Decisions>| {
            app.tick.track();
            app.claims_are_lost.track();
            match before {
                // Nobody is logged in any more: this subtree is about to end.
                Some(before) if app.now().is_none() => before.clone(),
                _ => claims.with(|claims| decide_all(app, claims)),
            }
        });
        Some(Self {
            app,
            inbox: Inbox::new(),
            leaving: RwSignal::new(None),
            is_leaving: RwSignal::new(false),
            editors: StoredValue::new(Vec::new()),
            decisions,
            claims,
            opened: StoredValue::new(Vec::new()),
            owner: StoredValue::new(Owner::current()?),
            shown: StoredValue::new(None),
            client,
        })
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
        for (_, editor) in self.editors.get_value() {
            // What waited while nothing might be written is saved now.
            editor.save_now();
        }
        self.app.announce(untrack(|| self.app.texts.now(Key::AccessChanged, &[])));
        true
    }

    /// Who is acted for.
    #[must_use]
    pub fn person(self) -> Person {
        self.claims.with_untracked(|claims| claims.person.clone())
    }

    /// Is it someone else, whose inbox is open to the user? Follows the claims.
    #[must_use]
    pub fn represents(self) -> bool {
        self.claims.with(|claims| claims.person.is_represented())
            && self.decisions.with(|decisions| decisions.verdicts.first() == Some(&Ok(())))
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

    /// Has a draft been sent from here?
    #[must_use]
    pub fn is_sent(self, draft: &str) -> bool {
        self.editors.with_value(|editors| {
            editors.iter().any(|(id, editor)| id == draft && editor.is_sent())
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

    /// Notes that a thread was opened, so that its page can say why when the claims hide it.
    pub fn note_opened(self, thread: &ThreadSummary) {
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
        self.claims.with_untracked(|claims| claims.user.confidential_address)
    }

    /// Is the user's contact information so old that the service will stop (R91)?
    #[must_use]
    pub fn contact_info_is_old(self) -> bool {
        self.decisions.with_untracked(|decisions| decisions.contact_info_is_old)
    }

    /// May this user answer in the thread? What the server says of its own refusal is told, where it
    /// says more than that.
    ///
    /// # Errors
    /// Why not.
    pub fn reply_access(self, thread: &ThreadSummary, closed: Option<Reason>) -> Verdict {
        match self.action_access(thread, Action::Reply) {
            Err(Reason::NotGranted) => Err(closed.unwrap_or(Reason::NotGranted)),
            verdict => verdict.and(closed.map_or(Ok(()), Err)),
        }
    }

    fn decide(self, policy: impl FnOnce(&User, &Person, DateTime<Utc>) -> Verdict) -> Verdict {
        self.claims.with_untracked(|claims| decide(self.app, claims, policy))
    }

    /// Ends what is shown when the error says that the session is over; hands the error on.
    pub fn noticing<T>(self, answer: Result<T, ApiError>) -> Result<T, ApiError> {
        if let Err(error) = &answer {
            self.app.notice_expiry(error);
        }
        answer
    }
}

/// Asks the policy, on the server's clock. Claims that could not be read open nothing.
fn decide(
    app: App,
    claims: &Claims,
    policy: impl FnOnce(&User, &Person, DateTime<Utc>) -> Verdict,
) -> Verdict {
    if app.claims_are_lost.get_untracked() {
        return Err(Reason::UnknownClaim);
    }
    match app.now() {
        Some(now) => policy(&claims.user, &claims.person, now),
        None => Err(Reason::LogInAgain),
    }
}

fn decide_all(app: App, claims: &Claims) -> Decisions {
    let whole = [access::inbox, access::writing, access::compose];
    let whole = whole.into_iter().map(|policy| decide(app, claims, policy));
    let kinds = Category::ALL.into_iter().map(|kind| {
        decide(app, claims, |user, person, now| access::category(user, person, kind, now))
    });
    let is_old = |now| access::contact_info_is_old(&claims.user, now);
    Decisions {
        verdicts: whole.chain(kinds).collect(),
        level: claims.person.consent_level,
        service: claims.person.service(ServiceName::Messages),
        contact_info_is_old: app.now().is_some_and(is_old),
    }
}

/// The scope around.
#[must_use]
pub fn use_scope() -> PersonScope {
    expect_context()
}
