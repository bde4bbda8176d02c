use std::time::Duration;

use chrono::TimeDelta;
use leptos::prelude::*;

use super::editor::SendState;
use super::pause::pause;
use super::person_scope::PersonScope;
use super::remote::Remote;
use super::task::spawn;
use crate::api::{self, ApiError, Client};
use crate::domain::appointment::{Answers, NewAnswer, Wrong, free_for};
use crate::i18n::Key;
use crate::reactive::{RwSignal, StoredValue, follow};

/// Told when so much is left.
const NEARLY: TimeDelta = TimeDelta::hours(1);

/// An answer to an appointment letter being written. It lives as long as one acts for the person, so that
/// leaving the page loses nothing.
#[derive(Clone, Copy)]
pub struct Answering {
    /// What may be answered, and what has been. While it is fetched anew, the earlier answer stands.
    pub answers: RwSignal<Remote<Answers>>,
    /// What is written.
    pub new: RwSignal<NewAnswer>,
    /// What stands in its way, once the citizen has tried to send.
    pub wrong: RwSignal<Vec<Wrong>>,
    /// Whether it is sent; afterwards, the next one can be written.
    pub send: RwSignal<SendState>,
    /// How long it stays free of charge; `None` when it does no more, or never did.
    pub left: RwSignal<Option<TimeDelta>>,
    is_counting: StoredValue<bool>,
    thread: StoredValue<String>,
    client: StoredValue<Client>,
    scope: PersonScope,
}

/// An answer as it is written, to go on with when the session has ended meanwhile.
#[derive(Clone)]
pub struct Answer {
    pub(super) thread: String,
    answers: Remote<Answers>,
    new: NewAnswer,
    send: SendState,
}

impl Answering {
    /// Begins in `scope`. What is sent goes through `client`, which must outlive the scope.
    pub(super) fn new(scope: PersonScope, thread: String, client: Client) -> Self {
        let new = RwSignal::new(NewAnswer::default());
        follow(move || {
            new.track();
            untrack(|| scope.app.tell_unsaved());
        });
        Self {
            answers: RwSignal::new(Remote::Idle),
            new,
            wrong: RwSignal::new(Vec::new()),
            send: RwSignal::new(SendState::Writing),
            left: RwSignal::new(None),
            is_counting: StoredValue::new(false),
            thread: StoredValue::new(thread),
            client: StoredValue::new(client),
            scope,
        }
    }

    /// What is written, and whether it may have been sent.
    pub(super) fn answer(self) -> Answer {
        Answer {
            thread: self.thread.get_value(),
            answers: self.answers.get_untracked(),
            new: self.new.get_untracked(),
            send: self.send.get_untracked(),
        }
    }

    /// Goes on with what was written.
    pub(super) fn go_on(self, answer: Answer) {
        self.answers.set(answer.answers);
        self.new.set(answer.new);
        // The answer to a send that was under way does not come here.
        let is_open = answer.send.is_open();
        self.send.set(if is_open { SendState::Uncertain } else { SendState::Writing });
    }

    /// Is anything written that is not sent?
    #[must_use]
    pub fn is_written(self) -> bool {
        self.new.with_untracked(|new| !new.text.trim().is_empty())
    }

    /// May it not be changed? Not while it is sent, nor while nobody knows whether it was: the next
    /// press must send the same again.
    #[must_use]
    pub fn is_locked(self) -> bool {
        self.send.with(SendState::is_open)
    }

    /// Takes over what was chosen or typed.
    pub fn write(self, change: impl FnOnce(&mut NewAnswer)) {
        if untrack(|| self.is_locked()) {
            return;
        }
        self.scope.app.expiry.note_writing();
        self.new.update(change);
        let now = self.look();
        self.wrong.update(|wrong| wrong.retain(|what| now.contains(what)));
    }

    /// Fetches what may be answered now.
    pub fn fetch(self) {
        if self.answers.with_untracked(|answers| answers.ready().is_none()) {
            self.answers.set(Remote::Loading);
        }
        let scope = self.scope;
        scope.spawn(async move {
            let thread = self.thread.get_value();
            match scope.noticing(api::appointments::answers(&scope.client(), &thread).await) {
                Ok(mut answers) => {
                    // Of what may have been sent the next press sends the same, by the same key.
                    let is_open = self.send.with_untracked(SendState::is_open);
                    let earlier = self.answers.with_untracked(|known| known.ready().cloned());
                    if let Some(earlier) = earlier.filter(|_| is_open) {
                        answers.key = earlier.key;
                    }
                    self.answers.set(Remote::Ready(answers));
                    self.count_down();
                }
                Err(ApiError::Aborted) => {}
                // What is known stands; a send asks anew.
                Err(_) if self.answers.with_untracked(|known| known.ready().is_some()) => {}
                Err(error) => self.answers.set(Remote::Failed(error)),
            }
        });
    }

    /// Sends, once. Calling it again while it is under way, or after an uncertain answer, is safe.
    pub fn send_now(self) {
        let is_sending = self.send.with_untracked(|send| *send == SendState::Sending);
        let answers = self.answers.with_untracked(|answers| answers.ready().cloned());
        let Some(answers) = answers.filter(|_| !is_sending) else { return };
        let wrong = self.look();
        self.wrong.set(wrong.clone());
        if !wrong.is_empty() {
            return;
        }
        let was_open = self.send.with_untracked(SendState::is_open);
        self.send.set(SendState::Sending);
        let (client, new) = (self.client.get_value(), self.new.get_untracked());
        let thread = self.thread.get_value();
        spawn(async move {
            let sent = api::appointments::answer(&client, &thread, &answers, &new).await;
            if !self.send.is_disposed() {
                self.take(sent, was_open);
            }
        });
    }

    fn take(self, sent: Result<(), ApiError>, was_open: bool) {
        let app = self.scope.app;
        match sent {
            Ok(()) => {
                self.new.set(NewAnswer::default());
                self.send.set(SendState::Writing);
                self.scope.inbox.expire();
                app.tell_news();
                app.announce(app.texts.text(Key::AnswerSent));
            }
            // A first try may have landed: a later refusal does not say that it did not.
            Err(error) if error.is_uncertain() || was_open && error.may_pass() => {
                self.send.set(SendState::Uncertain);
                app.notice_expiry(&error);
                return;
            }
            Err(error) => {
                self.send.set(SendState::NotSent(error.clone()));
                app.notice_expiry(&error);
            }
        }
        // The limit may have passed, or the hospital closed the letter, or another tab was first.
        self.fetch();
    }

    fn look(self) -> Vec<Wrong> {
        self.answers.with_untracked(|answers| {
            let fee = answers.ready().and_then(|answers| answers.fee.as_ref());
            self.new.with_untracked(|new| new.wrong(fee))
        })
    }

    /// Counts down to the limit by the server's clock, and asks anew when it has passed.
    fn count_down(self) {
        let left = move || {
            let until = self.answers.try_with_untracked(|answers| answers.ready()?.free_until);
            free_for(until.flatten()?, self.scope.app.now()?)
        };
        self.left.set(left());
        if self.is_counting.get_value() {
            return;
        }
        self.is_counting.set_value(true);
        self.scope.spawn(async move {
            while let Some(now) = left() {
                // The moment when the shown minutes change, or the one after the limit.
                let next = u64::try_from(now.num_milliseconds() % 60_000).unwrap_or_default() + 1;
                pause(Duration::from_millis(next)).await;
                let (before, now) = (now, left());
                self.left.set(now);
                let is_near = now.is_some_and(|now| now < NEARLY) && before >= NEARLY;
                if is_near || now.is_none() {
                    let key = if is_near { Key::AnswerNearly } else { Key::AnswerPassed };
                    let app = self.scope.app;
                    app.announce(app.texts.text(key));
                }
                if now.is_none() {
                    self.fetch();
                }
            }
            self.is_counting.set_value(false);
        });
    }
}
