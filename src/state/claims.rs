//! Keeping the claims fresh while the page is open.

use std::time::Duration;

use super::app::{App, read};
use super::clock::elapsed;
use super::login::Login;
use crate::api::events::{Change, ChangeKind};
use crate::api::{ApiError, Session};
use crate::domain::person::{Person, PersonId};

/// Whether the claims that are known here are the newest, as far as anything told.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Freshness {
    /// They are.
    Known,
    /// They are not, and could not be had.
    Old,
    /// They are being asked for.
    Asked,
    /// They changed again since they were asked for.
    AskedAndOld,
}

impl App {
    /// Asks for the claims again: what is shown follows them at once. When the service cannot be
    /// reached, those that are known stand until the next try, which comes with the next answer or
    /// before long; when its answer cannot be understood, nothing is open meanwhile.
    pub(super) fn refresh_claims(self) {
        let is_in = self.login.with_untracked(|login| matches!(login, Login::In { .. }));
        self.freshness.set_value(match self.freshness.get_value() {
            Freshness::Asked | Freshness::AskedAndOld => Freshness::AskedAndOld,
            _ if !is_in => return,
            _ if self.quiet_for().is_some() => Freshness::Old,
            _ => {
                self.ask_claims();
                Freshness::Asked
            }
        });
    }

    /// Asks for the claims again if those that are known are not the newest.
    pub(super) fn refresh_old_claims(self) {
        if self.freshness.get_value() == Freshness::Old {
            self.refresh_claims();
        }
    }

    fn ask_claims(self) {
        let start = self.start.get_value();
        let call = async move { read(start.ask_session().await).await };
        self.answer(call, |app, answer| {
            let is_old = answer.is_err() || app.freshness.get_value() == Freshness::AskedAndOld;
            app.freshness.set_value(if is_old { Freshness::Old } else { Freshness::Known });
            match answer {
                Ok(session) => {
                    app.claims_are_lost.set(false);
                    app.take_claims(session);
                    app.refresh_old_claims();
                }
                Err(error) => {
                    app.claims_are_lost.update(|lost| *lost |= error == ApiError::Malformed);
                    app.leave_alone(&error);
                    app.notice_expiry(&error);
                }
            }
        });
    }

    pub(super) fn take_claims(self, mut session: Session) {
        let earlier = self.login.with_untracked(|login| match login {
            Login::In { session, .. } => Some(session.clone()),
            _ => None,
        });
        match earlier {
            Some(earlier) if earlier.user.id == session.user.id => session.keep_ended(earlier),
            // Another user has logged in: nothing of the first may be left.
            _ => self.wipe(Login::Waiting),
        }
        self.take_session(Ok(session));
    }

    /// Names the claims that are known here; `None` when nobody is logged in.
    pub(super) fn claims_version(self) -> Option<String> {
        self.login.try_with_untracked(|login| match login {
            Login::In { session, .. } => Some(session.version.clone()),
            _ => None,
        })?
    }

    /// Names the last event before the session was answered.
    pub(super) fn first_event(self) -> Option<String> {
        self.login.try_with_untracked(|login| match login {
            Login::In { session, .. } => session.last_event.clone(),
            _ => None,
        })?
    }

    /// Does the session name this person?
    pub(super) fn knows(self, person: &PersonId) -> bool {
        self.login.with_untracked(|login| match login {
            Login::In { session, .. } => session.person(person).is_some(),
            _ => false,
        })
    }

    /// Something may have changed for everyone.
    pub(super) fn change_of_all(self) -> Vec<Change> {
        self.login.with_untracked(|login| match login {
            Login::In { session, .. } => {
                let change = |person: &Person| Change {
                    kind: ChangeKind::ThreadChanged,
                    person: person.id.clone(),
                    thread: None,
                };
                session.persons.iter().map(change).collect()
            }
            _ => Vec::new(),
        })
    }

    /// An answer was made under these claims; are they the ones that are known here? A session that
    /// names no version can only be followed by its events.
    pub(super) fn compare_claims(self, version: &str) {
        if self.claims_version().is_some_and(|known| !known.is_empty() && known != version) {
            self.refresh_claims();
        }
    }

    /// Notes how long the service asks to be left alone.
    pub(super) fn leave_alone(self, error: &ApiError) {
        if let Some(wait) = error.retry_after() {
            self.quiet_until.set_value(elapsed() + wait.as_secs_f64() * 1_000.0);
        }
    }

    /// How long the service still asks to be left alone.
    pub(super) fn quiet_for(self) -> Option<Duration> {
        let left = self.quiet_until.try_get_value()? - elapsed();
        (left > 0.0).then(|| Duration::from_secs_f64(left / 1_000.0))
    }
}
