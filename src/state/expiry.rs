//! The end of the session: the warning before it, and what is kept when it comes.

use std::time::Duration;

use chrono::TimeDelta;
use leptos::prelude::*;

use super::answering::Answer;
use super::app::{App, read};
use super::clock::elapsed;
use super::feedback::Opinion;
use super::files::DraftFile;
use super::live::is_hidden;
use super::login::Login;
use super::person_scope::PersonScope;
use super::tabs::Word;
use super::task::spawn;
use crate::api::{self, ApiError, Problem, Session};
use crate::domain::draft_work::DraftWork;
use crate::domain::person::PersonId;
use crate::reactive::{RwSignal, StoredValue};

/// Other tabs are told at most so often that the session is used.
const TOLD_EVERY: f64 = 2_000.0;

/// When the session ends, as far as this tab knows, and what is kept beyond its end.
#[derive(Clone, Copy)]
pub struct Expiry {
    /// How much is left, while the citizen is warned.
    pub left: RwSignal<Option<TimeDelta>>,
    /// Is it being asked for?
    pub is_staying: RwSignal<bool>,
    /// How the last try to stay logged in went wrong.
    pub failed: RwSignal<Option<ApiError>>,
    /// All in milliseconds since the page was opened.
    ends_at: StoredValue<Option<f64>>,
    length: StoredValue<f64>,
    warning: StoredValue<f64>,
    told_at: StoredValue<f64>,
    /// When something was written last.
    written_at: StoredValue<f64>,
    /// Whose page is shown.
    acting: StoredValue<Option<PersonScope>>,
    kept: StoredValue<Vec<Kept>>,
    is_over: StoredValue<bool>,
    /// The next look at it.
    timer: StoredValue<Option<TimeoutHandle>>,
}

/// What one user had written for a person and not saved when the session, or acting for the person, ended. It lies in
/// memory and is drawn only when the same user acts for the same person again.
#[derive(Clone)]
struct Kept {
    user: String,
    unsaved: Unsaved,
}

/// What was written for a person and is not safe on the server.
#[derive(Clone)]
pub struct Unsaved {
    pub(super) person: PersonId,
    /// Each with its files.
    pub(super) drafts: Vec<(DraftWork, Vec<DraftFile>)>,
    pub(super) answers: Vec<Answer>,
    pub(super) opinions: Vec<Opinion>,
}

impl Unsaved {
    /// Is it nothing?
    pub(super) fn is_empty(&self) -> bool {
        self.drafts.is_empty() && self.answers.is_empty() && self.opinions.is_empty()
    }
}

impl Expiry {
    pub(super) fn new() -> Self {
        let expiry = Self {
            left: RwSignal::new(None),
            is_staying: RwSignal::new(false),
            failed: RwSignal::new(None),
            ends_at: StoredValue::new(None),
            length: StoredValue::new(0.0),
            warning: StoredValue::new(0.0),
            told_at: StoredValue::new(0.0),
            written_at: StoredValue::new(f64::NEG_INFINITY),
            acting: StoredValue::new(None),
            kept: StoredValue::new(Vec::new()),
            is_over: StoredValue::new(false),
            timer: StoredValue::new(None),
        };
        on_cleanup(move || expiry.look_no_more());
        expiry
    }

    fn look_again_in(self, length: Duration, look: impl FnOnce() + 'static) {
        self.look_no_more();
        self.timer.set_value(set_timeout_with_handle(look, length).ok());
    }

    fn look_no_more(self) {
        if let Some(Some(timer)) = self.timer.try_update_value(Option::take) {
            timer.clear();
        }
    }

    /// Takes over from the session when it ends. A server without an end is never warned about.
    pub(super) fn begin(self, session: &Session) {
        let length = session.expires_at.map(|end| end - session.server_time);
        let length = length.map(|length| length.num_milliseconds() as f64);
        self.length.set_value(length.unwrap_or_default());
        self.warning.set_value(f64::from(session.warn_seconds) * 1_000.0);
        self.ends_at.set_value(length.map(|length| elapsed() + length));
        self.look();
    }

    /// Nobody is logged in any more.
    pub(super) fn stop(self) {
        self.ends_at.set_value(None);
        self.is_staying.set(false);
        self.look();
    }

    /// A use of the session, here or in another tab, has moved its end.
    fn move_end(self) {
        let end = elapsed() + self.length.try_get_value().unwrap_or_default();
        self.ends_at.try_update_value(|ends_at| *ends_at = ends_at.map(|_| end));
        self.look();
    }

    /// How much is left, in milliseconds; shown when that is little.
    fn look(self) -> Option<f64> {
        let left = self.ends_at.try_get_value()?.map(|end| end - elapsed());
        let warned = left.filter(|left| *left <= self.warning.get_value());
        let warned = warned.map(|left| TimeDelta::milliseconds(left.max(0.0) as i64));
        if self.left.with_untracked(|shown| *shown != warned) {
            self.left.set(warned);
        }
        if warned.is_none() {
            self.failed.set(None);
        }
        left
    }

    /// Whose page is shown from now on.
    pub(super) fn act_for(self, scope: PersonScope) {
        self.acting.set_value(Some(scope));
    }

    /// Whose page is shown, while it is.
    pub(super) fn scope(self) -> Option<PersonScope> {
        self.acting.get_value().filter(|scope| !scope.leaving.is_disposed())
    }

    /// Something is being written.
    pub(super) fn note_writing(self) {
        self.written_at.set_value(elapsed());
    }

    pub(super) fn written_at(self) -> f64 {
        self.written_at.get_value()
    }

    /// What waits for this person, and nobody else.
    pub(super) fn take(self, person: &PersonId) -> Option<Unsaved> {
        self.kept.try_update_value(|kept| {
            let place = kept.iter().position(|kept| kept.unsaved.person == *person)?;
            Some(kept.remove(place).unsaved)
        })?
    }

    /// Keeps what is not saved for a person.
    fn keep(self, user: String, unsaved: Unsaved) {
        if !unsaved.is_empty() {
            self.kept.update_value(|kept| kept.push(Kept { user, unsaved }));
        }
    }

    /// A draft is safe after all.
    pub(super) fn is_saved(self, draft: &str) {
        self.kept.try_update_value(|all| {
            for kept in all.iter_mut() {
                let is_it = |(work, files): &(DraftWork, Vec<DraftFile>)| {
                    work.draft().id == draft && files.is_empty()
                };
                kept.unsaved.drafts.retain(|one| !is_it(one));
            }
            all.retain(|kept| !kept.unsaved.is_empty());
        });
    }

    /// Drops what is another user's.
    pub(super) fn keep_only(self, user: &str) {
        self.is_over.set_value(false);
        self.kept.update_value(|kept| kept.retain(|kept| kept.user == user));
    }

    /// Drops what is kept, for good.
    pub(super) fn forget(self) {
        self.is_over.set_value(false);
        self.kept.set_value(Vec::new());
        self.written_at.set_value(f64::NEG_INFINITY);
    }

    /// Did the session end while the page was open?
    pub(super) fn is_over(self) -> bool {
        self.is_over.get_value()
    }

    /// Is there text that could not be saved before the session ended?
    #[must_use]
    pub fn has_kept(self) -> bool {
        self.kept.with_value(|kept| !kept.is_empty())
    }
}

impl App {
    /// Is anything written, here or in memory, that the server is not known to have?
    #[must_use]
    pub fn has_unsaved(self) -> bool {
        self.expiry.has_kept()
            || self.expiry.acting.get_value().is_some_and(PersonScope::has_unsaved)
    }

    /// The service answered: that was a use of the session.
    pub(super) fn note_use(self) {
        self.expiry.move_end();
        let now = elapsed();
        if now - self.expiry.told_at.get_value() >= TOLD_EVERY {
            self.expiry.told_at.set_value(now);
            self.tabs.tell(Word::Used);
        }
    }

    /// What another tab tells.
    pub(super) fn hear_tab(self, word: Word) {
        let is_in = self.login.with_untracked(|login| matches!(login, Login::In { .. }));
        match word {
            Word::LoggedOut => {
                self.expiry.forget();
                self.wipe(Login::Out { login_url: None });
                self.tell_unsaved();
            }
            Word::LoggedIn if !is_in => self.look_again(),
            Word::Leaving => self.save_all(),
            Word::Used => self.expiry.move_end(),
            Word::LoggedIn => {}
        }
    }

    /// Somebody may have logged in elsewhere meanwhile. Until that is known, what is shown stays.
    fn look_again(self) {
        let start = self.start.get_value();
        let call = async move { read(start.ask_session().await).await };
        self.answer(call, |app, answer| {
            if answer.is_ok() {
                app.take_session(answer);
            }
        });
    }

    /// Whoever comes back to a tab whose session was over may have logged in.
    pub(super) fn follow_return(self) {
        let listener = window_event_listener(leptos::ev::visibilitychange, move |_| {
            let is_over = self.login.with_untracked(|login| matches!(login, Login::Over { .. }));
            if is_over && !is_hidden() {
                self.look_again();
            }
        });
        on_cleanup(move || listener.remove());
    }

    pub(super) fn save_all(self) {
        if let Some(scope) = self.expiry.acting.get_value() {
            scope.save_all();
        }
    }

    /// Watches the end of the session for as long as this log-in, and the app, lasts.
    pub(super) fn watch_end(self) {
        spawn(async move { self.look_at_end() });
    }

    fn look_at_end(self) {
        let Some(left) = self.expiry.look() else { return };
        if left <= 0.0 {
            return self.ask_whether_over();
        }
        let until_warning = left - self.expiry.warning.get_value();
        if until_warning <= 0.0 {
            self.save_all();
        }
        // What the warning says changes with the second.
        let next = if until_warning > 0.0 { until_warning } else { left.min(1_000.0) };
        self.expiry
            .look_again_in(Duration::from_millis(next as u64 + 1), move || self.look_at_end());
    }

    /// By the clock it is over. Another tab may have used it unheard, so the service is asked; when it cannot
    /// be, nothing stays drawn.
    fn ask_whether_over(self) {
        let start = self.start.get_value();
        let call = async move { read(start.ask_session().await).await };
        self.answer(call, |app, answer| match answer {
            Ok(session) => {
                let turn = app.turn();
                app.take_claims(session);
                // Of another log-in the end is watched already.
                if app.turn() == turn {
                    if app.expiry.look().is_some_and(|left| left <= 0.0) {
                        return app.end(None);
                    }
                    app.watch_end();
                }
            }
            Err(ApiError::Refused(Problem { login_url, .. })) => app.end(login_url),
            Err(_) => app.end(None),
        });
    }

    /// Stays logged in: any use would do, this one does nothing else.
    pub fn stay(self) {
        let Some(client) = self.client(None) else { return };
        self.expiry.told_at.set_value(0.0);
        self.expiry.failed.set(None);
        self.expiry.is_staying.set(true);
        let call = async move { api::session::extend(&client).await };
        self.answer(call, |app, answer| {
            app.expiry.is_staying.set(false);
            if let Err(error) = answer {
                app.expiry.failed.set(Some(error.clone()));
                app.notice_expiry(&error);
            }
        });
    }

    /// The session is over: what is not saved is kept, undrawn, and all that is drawn goes.
    pub(super) fn end(self, login_url: Option<String>) {
        if self.user().is_none() {
            return self.wipe(Login::Missing { login_url });
        }
        if let Some(scope) = self.expiry.acting.get_value() {
            self.keep_unsaved(scope);
        }
        self.expiry.is_over.set_value(true);
        self.wipe(Login::Over { login_url });
    }

    /// Keeps what is not saved for the person of `scope`, while somebody is logged in.
    pub(super) fn keep_unsaved(self, scope: PersonScope) {
        if let (Some(user), Some(unsaved)) = (self.user(), scope.unsaved()) {
            self.expiry.keep(user, unsaved);
        }
        // The scope may be about to end, and what is written in it with it.
        spawn(async move { self.tell_unsaved() });
    }

    fn user(self) -> Option<String> {
        self.login.try_with_untracked(|login| match login {
            Login::In { session, .. } => Some(session.user.id.clone()),
            _ => None,
        })?
    }
}
