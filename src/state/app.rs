use std::rc::Rc;

use chrono::{DateTime, Utc};
use leptos::prelude::*;

use super::claims::Freshness;
use super::expiry::Expiry;
use super::heard::Heard;
use super::live::Live;
use super::login::Login;
use super::remote::Remote;
use super::tabs::{Tabs, Word};
use super::task::spawn;
use crate::api::{self, ApiError, Client, Link, Problem, Session};
use crate::domain::person::{Counts, PersonId};
use crate::i18n::{Language, Text, Texts};
use crate::reactive::{RwSignal, StoredValue};
use crate::shell::{self, Shell, Start};

/// What stands above every person: who is logged in, the language, and what is read aloud.
#[derive(Clone, Copy)]
pub struct App {
    /// What the element script handed over.
    pub start: StoredValue<Start>,
    /// The shell around the app.
    pub shell: StoredValue<Rc<dyn Shell>>,
    /// Whether someone is logged in.
    pub login: RwSignal<Login>,
    /// The texts.
    pub texts: Texts,
    /// What is new with each person, for this reader.
    pub counts: RwSignal<Vec<(PersonId, Counts)>>,
    /// How the last try to fetch them went.
    pub counted: RwSignal<Remote<()>>,
    /// Are the counts being fetched?
    pub is_counting: RwSignal<bool>,
    /// What a screen reader is told, politely.
    pub announcement: RwSignal<Text>,
    /// Is the second module there?
    pub second: RwSignal<Remote<()>>,
    /// Goes up with time: what depends on it is decided anew.
    pub tick: RwSignal<u32>,
    /// Goes up with each log-in and wipe: an answer to an earlier one is not used.
    turn: StoredValue<u32>,
    /// The claims changed, and what they are now could not be understood: nothing is open.
    pub claims_are_lost: RwSignal<bool>,
    pub(super) freshness: StoredValue<Freshness>,
    /// Until then the service asked to be left alone, in milliseconds since the page was opened.
    pub(super) quiet_until: StoredValue<f64>,
    /// What the event stream told.
    pub(super) heard: Heard,
    /// When the session ends, and what is kept then.
    pub expiry: Expiry,
    pub(super) tabs: Tabs,
    live: Live,
    /// What the page was told last of who is acted for.
    pub(super) told_unread: StoredValue<Option<(PersonId, u32)>>,
    /// Whom the page wants to act for, once somebody is logged in.
    pub(super) wished: StoredValue<Option<PersonId>>,
    /// The language that was asked for last.
    language: StoredValue<Option<Language>>,
}

impl App {
    /// Starts the app's state and takes the answer about the session.
    #[must_use]
    pub fn new(start: Start, texts: Texts) -> Self {
        let heard_by = StoredValue::new(None::<Self>);
        let tabs = Tabs::hear(move |word| {
            if let Some(app) = heard_by.get_value() {
                app.hear_tab(word);
            }
        });
        let app = Self {
            shell: StoredValue::new(shell::around(&start)),
            start: StoredValue::new(start),
            login: RwSignal::new(Login::Waiting),
            texts,
            counts: RwSignal::new(Vec::new()),
            counted: RwSignal::new(Remote::Idle),
            is_counting: RwSignal::new(false),
            announcement: RwSignal::new(Text::Fixed(String::new())),
            second: RwSignal::new(Remote::Idle),
            tick: RwSignal::new(0),
            turn: StoredValue::new(0),
            claims_are_lost: RwSignal::new(false),
            freshness: StoredValue::new(Freshness::Known),
            quiet_until: StoredValue::new(0.0),
            heard: Heard::new(),
            expiry: Expiry::new(),
            tabs,
            live: Live::new(),
            told_unread: StoredValue::new(None),
            wished: StoredValue::new(None),
            language: StoredValue::new(None),
        };
        let start = app.start.get_value();
        app.answer(async move { read(start.session().await).await }, App::take_session);
        heard_by.set_value(Some(app));
        app.follow_return();
        app.live.follow(app);
        app
    }

    /// Asks about the session anew, after a failure.
    pub fn ask_session(self) {
        self.wipe(Login::Waiting);
        let start = self.start.get_value();
        self.answer(async move { read(start.ask_session().await).await }, App::take_session);
    }

    /// Uses what `call` answers, unless someone logged in or out meanwhile.
    pub(super) fn answer<T: 'static>(
        self,
        call: impl Future<Output = T> + 'static,
        act: fn(Self, T),
    ) {
        let turn = self.turn.get_value();
        spawn(async move {
            let answer = call.await;
            if self.turn.try_get_value() == Some(turn) {
                act(self, answer);
            }
        });
    }

    pub(super) fn take_session(self, session: Result<Session, ApiError>) {
        let was_in = self.login.with_untracked(|login| matches!(login, Login::In { .. }));
        if let Ok(session) = &session {
            self.expiry.keep_only(&session.user.id);
            self.expiry.begin(session);
            // The session does not say what waits.
            let counts = session.persons.iter().map(|person| {
                let known = untrack(|| self.counts_of(&person.id));
                (person.id.clone(), Counts { unread: person.unread, ..known })
            });
            self.counts.set(counts.collect());
        }
        let is_over = self.expiry.is_over();
        self.login.set(match Login::from_answer(session) {
            Login::Missing { login_url } if is_over => Login::Over { login_url },
            // What is kept waits for the next try.
            Login::Failed(_) if is_over => Login::Over { login_url: None },
            login => login,
        });
        self.live.listen(self);
        let start = self.start.get_value();
        spawn(async move {
            // The list comes first.
            start.drawn().await;
            self.fetch_second();
        });
        if !was_in && self.now().is_some() {
            self.watch_end();
            self.tabs.tell(Word::LoggedIn);
        }
    }

    /// The server's time now; `None` when nobody is logged in.
    #[must_use]
    pub fn now(self) -> Option<DateTime<Utc>> {
        self.login.try_with_untracked(|login| match login {
            Login::In { clock, .. } => Some(clock.now()),
            _ => None,
        })?
    }

    /// Tells a screen reader, as soon as the words are there.
    pub fn announce(self, text: Text) {
        self.announcement.set(text);
    }

    /// What is new with the person, for this reader.
    #[must_use]
    pub fn counts_of(self, person: &PersonId) -> Counts {
        let known = |all: &Vec<(PersonId, Counts)>| {
            all.iter().find(|(id, _)| id == person).map(|(_, counts)| *counts)
        };
        self.counts.with(known).unwrap_or_default()
    }

    /// How many unread threads this reader has with the person.
    #[must_use]
    pub fn unread_of(self, person: &PersonId) -> u32 {
        self.counts_of(person).unread
    }

    /// Notes how many unread threads this reader has with the person.
    pub fn set_unread(self, person: &PersonId, count: u32) {
        self.counts.update(|all| {
            if let Some(entry) = all.iter_mut().find(|(id, _)| id == person) {
                entry.1.unread = count;
            }
        });
    }

    /// Fetches what is new with all persons; a failure leaves what is known.
    pub fn refresh_unread(self) {
        let Some(client) = self.client(None) else { return };
        self.is_counting.set(true);
        let call = async move { api::session::unread(&client).await };
        self.answer(call, |app, answer| {
            app.is_counting.set(false);
            match answer {
                Ok(counts) => {
                    app.counted.set(Remote::Ready(()));
                    app.take_counts(counts);
                }
                Err(error) => {
                    app.counted.set(Remote::Failed(error.clone()));
                    app.notice_expiry(&error);
                }
            }
        });
    }

    /// What the answer leaves out stays as it is known.
    fn take_counts(self, counts: Vec<(PersonId, Counts)>) {
        self.counts.update(|all| {
            for (id, counts) in counts {
                match all.iter_mut().find(|(known, _)| *known == id) {
                    Some(entry) => entry.1 = counts,
                    None => all.push((id, counts)),
                }
            }
        });
    }

    /// A client for calls about `person`, or about nobody.
    pub(super) fn client(self, person: Option<PersonId>) -> Option<Client> {
        let csrf_token = self.csrf_token()?;
        let link = Rc::new(SessionLink { app: self, turn: self.turn() });
        Client::new(&self.start.with_value(Start::api_url), &csrf_token, person, link).ok()
    }

    /// Which log-in this is.
    #[must_use]
    pub fn turn(self) -> u32 {
        self.turn.try_get_value().unwrap_or_default()
    }

    /// Changes the language of everything shown, and keeps the choice.
    pub fn choose_language(self, language: Language) {
        self.change_language(language, true);
    }

    pub(super) fn change_language(self, language: Language, is_kept: bool) {
        let (start, client) = (self.start.get_value(), self.client(None).filter(|_| is_kept));
        self.language.set_value(Some(language));
        spawn(async move {
            let Some(catalogue) = start.texts(language).await else { return };
            let Some(later) = start.later_texts(language).await else { return };
            // Another may have been asked for meanwhile.
            if self.language.try_get_value() != Some(Some(language)) {
                return;
            }
            self.texts.change(catalogue.with(&later));
            let Some(client) = client else { return };
            let mut told = language;
            loop {
                if let Err(error) = api::session::set_language(&client, told).await {
                    // The words are there for now; only the choice is not kept.
                    return self.notice_expiry(&error);
                }
                // Two choices in a row may be heard in the wrong order: the last is said once more.
                match self.language.try_get_value().flatten() {
                    Some(last) if last != told => told = last,
                    _ => return,
                }
            }
        });
    }

    /// Logs out, here and in every other tab. What is shown goes at once; when the service did not
    /// hear it, the page says so.
    pub fn log_out(self) {
        let (Some(client), Some(csrf_token)) = (self.client(None), self.csrf_token()) else {
            return;
        };
        self.expiry.forget();
        self.wipe(Login::Waiting);
        let call = async move { (api::session::log_out(&client).await, csrf_token) };
        self.answer(call, |app, (answer, csrf_token)| {
            let login_url = match answer {
                Ok(login_url) => login_url,
                Err(ApiError::Refused(Problem { status: 401, login_url, .. })) => login_url,
                Err(error) => return app.wipe(Login::NotOut { csrf_token, error }),
            };
            app.tabs.tell(Word::LoggedOut);
            app.wipe(Login::Out { login_url });
        });
    }

    fn csrf_token(self) -> Option<String> {
        self.login.try_with_untracked(|login| match login {
            Login::In { session, .. } => Some(session.csrf_token.clone()),
            Login::NotOut { csrf_token, .. } => Some(csrf_token.clone()),
            _ => None,
        })?
    }

    /// A 401 in the middle of anything ends what is shown.
    pub fn notice_expiry(self, error: &ApiError) {
        if let ApiError::Refused(Problem { status: 401, login_url, .. }) = error {
            let is_over = |login: &Login| matches!(login, Login::Over { .. });
            // The app may have ended meanwhile.
            if self.login.try_with_untracked(is_over) == Some(false) {
                self.end(login_url.clone());
            }
        }
    }

    /// Removes everything about anyone from memory and from the page.
    pub(super) fn wipe(self, login: Login) {
        self.turn.update_value(|turn| *turn += 1);
        self.freshness.set_value(Freshness::Known);
        self.claims_are_lost.set(false);
        self.live.forget();
        self.expiry.stop();
        self.heard.take();
        self.counts.set(Vec::new());
        self.counted.set(Remote::Idle);
        self.is_counting.set(false);
        self.announcement.set(Text::Fixed(String::new()));
        self.login.set(login);
    }
}

/// Ties a client to the log-in that it was made in: another user's token is never used for it.
struct SessionLink {
    app: App,
    turn: u32,
}

impl SessionLink {
    /// Answers may come when the app has ended.
    fn is_open(&self) -> bool {
        self.app.turn.try_get_value() == Some(self.turn)
    }
}

impl Link for SessionLink {
    fn csrf_token(&self) -> Option<String> {
        self.is_open().then(|| self.app.csrf_token())?
    }

    fn used(&self) {
        if self.is_open() {
            self.app.note_use();
        }
    }

    fn told_version(&self, version: &str) {
        if self.is_open() {
            self.app.compare_claims(version);
        }
    }
}

/// Reads the answer about the session; without one, the service was not reached.
pub(super) async fn read(answer: Option<gloo_net::http::Response>) -> Result<Session, ApiError> {
    match answer {
        Some(response) => api::session::read(response).await,
        None => Err(ApiError::Network),
    }
}

/// The app's state.
#[must_use]
pub fn use_app() -> App {
    expect_context()
}
