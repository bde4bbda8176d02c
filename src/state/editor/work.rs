//! Carries out what the [`DraftWork`] behind an editor asks for, and tells it what came of it.

use std::time::Duration;

use leptos::prelude::*;

use super::{Editor, Parting};
use crate::api::{ApiError, Client, drafts};
use crate::domain::draft_work::{DraftWork, Outcome, SendState, Step};
use crate::i18n::Key;
use crate::state::app::App;
use crate::state::live::is_hidden;
use crate::state::login::Login;
use crate::state::task::spawn;

/// Makes one call; `files` go with what is sent.
async fn ask(client: &Client, step: Step, files: &[String]) -> Result<Outcome, ApiError> {
    match step {
        Step::Save(draft, content) => {
            drafts::save(client, &draft, &content).await.map(Outcome::Draft)
        }
        Step::Send(draft) => drafts::send(client, &draft, files).await.map(Outcome::Sent),
        Step::Look(_, draft) => drafts::open(client, &draft.id).await.map(Outcome::Draft),
    }
}

impl Editor {
    /// Changes the work, shows what it has become, and does what there is to do.
    pub(super) fn act<T>(self, change: impl FnOnce(&mut DraftWork) -> T) -> Option<T> {
        // Answers may come when the scope has ended.
        self.work.try_with_value(|_| ())?;
        let is_closed = self.scope.writing_access().is_err();
        let (result, step) = self.work.try_update_value(|work| {
            work.close(is_closed);
            (change(work), work.next_step())
        })?;
        self.show();
        if let Some(step) = step {
            self.carry_out(step);
        }
        Some(result)
    }

    fn carry_out(self, step: Step) {
        let Some(client) = self.client.try_get_value() else { return };
        let (files, left, app) = (self.files.stored(), self.left.get_value(), self.scope.app);
        spawn(async move {
            let answer = ask(&client, step, &files).await;
            match left.take() {
                Some(mut rest) => {
                    rest.0.answered(answer, chrono::DateTime::default());
                    save_rest(app, &client, rest).await;
                }
                None => self.take(answer),
            }
        });
    }

    fn take(self, answer: Result<Outcome, ApiError>) {
        // Nobody is left to tell when the scope has ended.
        let (app, error) = (self.scope.app, answer.as_ref().err().cloned());
        let now = app.now().unwrap_or_default();
        let Some(again) = self.act(|work| {
            work.answered(answer, now);
            work.again()
        }) else {
            return;
        };
        if let Some(pause) = again {
            self.save_after(pause);
        }
        if let Some(error) = error {
            app.notice_expiry(&error);
        }
    }

    /// Draws what changed.
    fn show(self) {
        self.work.with_value(|work| {
            if self.content.with_untracked(|shown| shown != work.content()) {
                self.content.set(work.content().clone());
            }
            if self.save.with_untracked(|shown| shown != work.save()) {
                self.save.set(work.save().clone());
            }
        });
        if let Some(Some((files, refusal))) = self.work.try_update_value(DraftWork::conflicting) {
            if self.files.take(files) {
                self.files.changed_elsewhere.set(true);
            } else {
                self.work.update_value(|work| work.not_sent(refusal));
            }
        }
        let send = self.work.with_value(|work| work.send().clone());
        if self.send.with_untracked(|shown| *shown != send) {
            let is_sent = send.is_sent();
            let is_stopped = matches!(send, SendState::NotSent(_) | SendState::Writing);
            let was_sending = self.send.with_untracked(SendState::is_open);
            self.send.set(send);
            if is_sent {
                self.tell_sent();
            } else if is_stopped && was_sending {
                self.tell_not_sent();
            }
        }
    }

    /// The list is fetched anew when it is next shown, and a reader who went on is told.
    fn tell_sent(self) {
        self.scope.inbox.expire();
        self.scope.app.tell_news();
        self.scope.app.announce(self.scope.app.texts.text(Key::SendSent));
    }

    /// A writer who went on is told; one who is there sees why.
    pub(super) fn tell_not_sent(self) {
        if self.forms.get_value() == 0 {
            let (texts, name) = (self.scope.app.texts, self.draft().recipient_name);
            self.scope.app.announce(texts.with(Key::SendNotSent, "name", name));
        }
    }

    /// Saves after a pause.
    pub(super) fn save_after(self, pause: Duration) {
        self.stop_timer();
        let save = move || {
            self.timer.try_update_value(Option::take);
            self.act(DraftWork::save_again);
        };
        self.timer.set_value(set_timeout_with_handle(save, pause).ok());
    }

    /// Drops a save that was put off.
    pub(super) fn stop_timer(self) {
        if let Some(Some(timer)) = self.timer.try_update_value(Option::take) {
            timer.clear();
        }
    }

    /// A tab that is hidden may not come back, and a network that is back lets it through.
    pub(super) fn save_when_it_matters(self) {
        let hidden = window_event_listener(leptos::ev::visibilitychange, move |_| {
            if is_hidden() {
                self.save_now();
            }
        });
        let online = window_event_listener(leptos::ev::online, move |_| self.save_now());
        on_cleanup(move || {
            hidden.remove();
            online.remove();
        });
    }

    /// The scope ends: what is not saved goes out once more, for its own person. When the session is over
    /// it cannot, and is kept ([`crate::state::App::keep`]).
    pub(super) fn save_last(self) {
        let is_over =
            self.scope.app.login.with_untracked(|login| matches!(login, Login::Over { .. }));
        let (Some(mut work), Some(client)) =
            (self.work.try_get_value(), self.client.try_get_value())
        else {
            return;
        };
        if is_over || work.is_locked() {
            return;
        }
        if work.is_busy() {
            // Two saves at once would stand in each other's way: the rest follows the answer.
            work.save_now();
            self.left.with_value(|left| left.replace(Some(Parting::new(work))));
            return;
        }
        work.interrupt();
        work.save_now();
        let (app, rest) = (self.scope.app, Parting::new(work));
        spawn(async move { save_rest(app, &client, rest).await });
    }
}

/// Saves what is left to save. Nobody is there to tell: the page that could show a failure is gone. Under another user's
/// session the old token is refused.
async fn save_rest(app: App, client: &Client, mut rest: Parting) {
    let work = &mut rest.0;
    while let Some(step) = work.next_step() {
        let answer = ask(client, step, &[]).await;
        work.answered(answer, chrono::DateTime::default());
    }
    if !work.is_unsaved() {
        app.expiry.is_saved(&work.draft().id);
        app.tell_unsaved();
    }
}
