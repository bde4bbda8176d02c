//! The work behind an editor: one save or send at a time, again when it failed, and once more at the end.

use std::time::Duration;

use leptos::prelude::*;

use super::exchange::{Clash, save, send};
use super::{Editor, Kept, SaveState, SendState};
use crate::api::ApiError;
use crate::domain::draft::Draft;
use crate::i18n::Key;
use crate::state::live::is_hidden;
use crate::state::task::spawn;

/// A save that failed is tried again after this long, or when the service says.
const RETRY: Duration = Duration::from_secs(5);

impl Editor {
    /// Works off what there is to do, unless that is under way.
    pub(super) fn work(self) {
        if self.kept.with_value(|kept| kept.is_busy) {
            return;
        }
        self.kept.update_value(|kept| kept.is_busy = true);
        spawn(async move {
            self.work_off().await;
            self.kept.try_update_value(|kept| kept.is_busy = false);
        });
    }

    /// Saves until nothing is unsaved, then sends if asked to. Ends when the scope ends.
    async fn work_off(self) {
        let Some(client) = self.client.try_get_value() else { return };
        loop {
            let Some(content) = self.content.try_with_untracked(Clone::clone) else { return };
            let Some(Kept { draft, tried, shall_send, .. }) = self.kept.try_get_value() else {
                return;
            };
            if self.is_closed() {
                // The claims have changed since this was begun: the text stays here, unsent.
                return self.hold();
            }
            if draft.content != content {
                self.save.set(SaveState::Saving);
                self.kept.update_value(|kept| kept.tried = Some(content.clone()));
                match save(&client, &draft, tried.as_ref(), &content).await {
                    Ok(saved) => {
                        // What was written counts as saved, however the service writes it.
                        let draft = Draft { content, ..saved };
                        self.kept.update_value(|kept| kept.draft = draft);
                        if let Some(now) = self.scope.app.now() {
                            self.save.set(SaveState::Saved(now));
                        }
                    }
                    Err(clash) => return self.give_up(clash),
                }
            } else if shall_send {
                self.kept.update_value(|kept| kept.shall_send = false);
                return match send(&client, &draft, &self.files.stored()).await {
                    Ok(thread) => self.is_sent_to(SendState::Sent(thread)),
                    Err(clash) => self.give_up(clash),
                };
            } else {
                return;
            }
        }
    }

    /// The list is fetched anew when it is next shown, and a reader who went on is told.
    fn is_sent_to(self, state: SendState) {
        if self.send.is_disposed() {
            return;
        }
        self.send.set(state);
        self.scope.inbox.expire();
        self.scope.app.announce(untrack(|| self.scope.app.texts.now(Key::SendSent, &[])));
    }

    /// Stops short of what may not be done any more.
    fn hold(self) {
        self.kept.update_value(|kept| kept.shall_send = false);
        if self.send.with_untracked(|send| *send == SendState::Sending) {
            let is_open = self.kept.with_value(|kept| kept.perhaps_sent);
            self.send.set(if is_open { SendState::Uncertain } else { SendState::Writing });
        }
    }

    fn give_up(self, clash: Clash) {
        let Some(was_sending) = self.send.try_with_untracked(|send| *send == SendState::Sending)
        else {
            return;
        };
        self.kept.update_value(|kept| kept.shall_send = false);
        match clash {
            Clash::Elsewhere(theirs) => {
                self.send.set(SendState::Writing);
                self.save.set(SaveState::ChangedElsewhere(theirs));
            }
            Clash::OtherFiles(theirs) => {
                self.send.set(SendState::Writing);
                self.files.take(theirs);
                self.files.changed_elsewhere.set(true);
            }
            Clash::SentBefore => self.is_sent_to(SendState::SentBefore),
            Clash::Api(error) => {
                if self.is_unsaved() {
                    self.save.set(SaveState::Failed(error.clone()));
                    if error.may_pass() {
                        self.retry_after(&error);
                    }
                }
                if was_sending {
                    // When the save before it failed, the send was not even tried.
                    let is_open = !self.is_unsaved() && error.is_uncertain();
                    self.kept.update_value(|kept| kept.perhaps_sent |= is_open);
                    let state = if self.kept.with_value(|kept| kept.perhaps_sent) {
                        SendState::Uncertain
                    } else {
                        SendState::NotSent(error.clone())
                    };
                    self.send.set(state);
                }
                self.scope.app.notice_expiry(&error);
            }
        }
    }

    fn retry_after(self, error: &ApiError) {
        let told = error.retry_after();
        self.kept.update_value(|kept| kept.waits = told.is_some());
        self.save_after(told.unwrap_or(RETRY));
    }

    /// Saves after a pause, or when the service lets it.
    pub(super) fn save_after(self, pause: Duration) {
        if self.kept.with_value(|kept| kept.waits) && self.timer.with_value(Option::is_some) {
            return;
        }
        self.stop_timer();
        let save = move || {
            self.timer.set_value(None);
            self.kept.try_update_value(|kept| kept.waits = false);
            if !self.save.is_disposed() {
                self.save_now();
            }
        };
        self.timer.set_value(set_timeout_with_handle(save, pause).ok());
    }

    /// Drops a save that was put off.
    pub(super) fn stop_timer(self) {
        if let Some(Some(timer)) = self.timer.try_update_value(Option::take) {
            timer.clear();
        }
    }

    /// A tab that is hidden may not come back.
    pub(super) fn save_when_hidden(self) {
        let listener = window_event_listener(leptos::ev::visibilitychange, move |_| {
            if is_hidden() {
                self.save_now();
            }
        });
        on_cleanup(move || listener.remove());
    }

    /// The scope ends: what is not saved goes out once more, for its own person.
    pub(super) fn save_last(self) {
        let content = self.content.try_with_untracked(Clone::clone);
        let kept = self.kept.try_get_value();
        let client = self.client.try_get_value();
        if let (Some(content), Some(kept), Some(client)) = (content, kept, client)
            && !kept.is_closed
            && self.is_unsaved()
        {
            spawn(async move {
                // Nobody is left to tell: the page that could show a failure is gone. Under another
                // user's session the old token is refused.
                let _ = save(&client, &kept.draft, kept.tried.as_ref(), &content).await;
            });
        }
    }
}
