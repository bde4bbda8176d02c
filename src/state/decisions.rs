//! What the claims allow one to do for a person: every question to the policy goes through here.

use chrono::{DateTime, Utc};

use super::app::App;
use super::login::Login;
use super::person_scope::PersonScope;
use crate::domain::access::{self, Reason, Verdict};
use crate::domain::category::Category;
use crate::domain::consent::ConsentLevel;
use crate::domain::person::{Person, PersonId, ServiceClosed, ServiceName, User};
use crate::domain::thread::{Action, ThreadSummary};
use crate::reactive::Memo;

/// The claims about a person and their user.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claims {
    pub(super) user: User,
    pub(super) person: Person,
}

impl Claims {
    pub(super) fn of(login: &Login, id: &PersonId) -> Option<Self> {
        let Login::In { session, .. } = login else { return None };
        // How much is unread is no claim, and changes all the time.
        let person = Person { unread: 0, ..session.person(id)?.clone() };
        Some(Self { user: session.user.clone(), person })
    }
}

/// What the claims make of a person's inbox at this moment. While it stays the same, nothing is drawn
/// anew, whatever else the claims say.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Decisions {
    verdicts: Vec<Verdict>,
    level: ConsentLevel,
    service: Result<(), ServiceClosed>,
    contact_info_is_old: bool,
}

impl Decisions {
    /// Follows the claims, the clock and whether the claims are known at all.
    pub(super) fn follow(app: App, claims: Memo<Claims>) -> Memo<Self> {
        Memo::new(move |before: Option<&Self>| {
            app.tick.track();
            app.claims_are_lost.track();
            match before {
                // Nobody is logged in any more: the subtree is about to end.
                Some(before) if app.now().is_none() => before.clone(),
                _ => claims.with(|claims| Self::of(app, claims)),
            }
        })
    }

    fn of(app: App, claims: &Claims) -> Self {
        let whole = [access::inbox, access::writing, access::compose, access::attach_to_new];
        let whole = whole.into_iter().map(|policy| decide(app, claims, policy));
        let kinds = Category::ALL.into_iter().map(|kind| {
            decide(app, claims, |user, person, now| access::category(user, person, kind, now))
        });
        let is_old = |now| access::contact_info_is_old(&claims.user, now);
        Self {
            verdicts: whole.chain(kinds).collect(),
            level: claims.person.consent_level,
            service: claims.person.service(ServiceName::Messages),
            contact_info_is_old: app.now().is_some_and(is_old),
        }
    }
}

impl PersonScope {
    /// Is it someone else, whose inbox is open to the user? Follows the claims.
    #[must_use]
    pub fn represents(self) -> bool {
        self.claims.with(|claims| claims.person.is_represented())
            && self.decisions.with(|decisions| decisions.verdicts.first() == Some(&Ok(())))
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

    /// May files go with a new thread?
    ///
    /// # Errors
    /// Why not.
    pub fn attach_access(self) -> Verdict {
        self.decide(access::attach_to_new)
    }

    /// May this user do `action` with the thread?
    ///
    /// # Errors
    /// Why not.
    pub fn action_access(self, thread: &ThreadSummary, action: Action) -> Verdict {
        self.decide(|user, person, now| access::action(user, person, thread.facts(), action, now))
    }

    /// May this user see and make copies in the archive, once its terms are accepted?
    ///
    /// # Errors
    /// Why not.
    pub fn archive_access(self, thread: &ThreadSummary) -> Verdict {
        self.decide(|user, person, now| access::archive(user, person, thread.facts(), now))
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
