use std::time::Duration;

use chrono::{DateTime, Utc};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::app::App;
use super::inbox::Inbox;
use super::login::Login;
use crate::api::{ApiError, Client, drafts};
use crate::domain::draft::{Content, Draft, Missing};
use crate::i18n::Key;

/// Saved when the keys have rested this long.
const REST: Duration = Duration::from_millis(1_500);
/// A save that failed is tried again after this long, or when the service says.
const RETRY: Duration = Duration::from_secs(5);

/// A draft being written. It lives as long as one acts for its person, so that leaving the page
/// loses nothing. One save or send is under way at a time; a send saves first.
#[derive(Clone, Copy)]
pub struct Editor {
    /// What is written.
    pub content: RwSignal<Content>,
    /// Whether it is safe on the server.
    pub save: RwSignal<SaveState>,
    /// Whether it is sent.
    pub send: RwSignal<SendState>,
    /// What is missing, once the citizen has tried to send.
    pub missing: RwSignal<Vec<Missing>>,
    kept: StoredValue<Kept>,
    client: StoredValue<Client, LocalStorage>,
    timer: StoredValue<Option<TimeoutHandle>>,
    inbox: Inbox,
    app: App,
}

/// What the server is known to have.
#[derive(Clone)]
struct Kept {
    draft: Draft,
    /// Sent to the server last, though perhaps without an answer.
    tried: Option<Content>,
    is_busy: bool,
    shall_send: bool,
    /// Told by the service to wait: no save before its time, but when the citizen sends.
    waits: bool,
}

/// Whether the text is safe on the server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SaveState {
    /// As it was opened.
    Untouched,
    /// Newer than what the server has.
    Unsaved,
    /// On its way.
    Saving,
    /// Safe since then.
    Saved(DateTime<Utc>),
    /// Not saved; the text stands in the field.
    Failed(ApiError),
    /// Another tab or device has changed it meanwhile.
    ChangedElsewhere(Draft),
}

/// Whether the message is sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SendState {
    /// Not yet.
    Writing,
    /// On its way.
    Sending,
    /// Surely not sent.
    NotSent(ApiError),
    /// Perhaps sent: no answer came.
    Uncertain,
    /// Sent; the thread where it stands.
    Sent(String),
    /// It had been sent before, from here without an answer or from another tab.
    SentBefore,
}

/// Why a save or a send came to nothing.
enum Clash {
    Api(ApiError),
    /// Another tab or device has saved something else.
    Elsewhere(Draft),
    /// It is sent already.
    SentBefore,
}

impl From<ApiError> for Clash {
    fn from(error: ApiError) -> Self {
        if error.status() == Some(409) { Self::SentBefore } else { Self::Api(error) }
    }
}

impl Editor {
    /// Opens `draft`. Its calls go through `client`, which must outlive the scope.
    #[must_use]
    pub(super) fn new(app: App, inbox: Inbox, draft: Draft, client: Client) -> Self {
        let editor = Self {
            content: RwSignal::new(draft.content.clone()),
            save: RwSignal::new(SaveState::Untouched),
            send: RwSignal::new(SendState::Writing),
            missing: RwSignal::new(Vec::new()),
            kept: StoredValue::new(Kept {
                draft,
                tried: None,
                is_busy: false,
                shall_send: false,
                waits: false,
            }),
            client: StoredValue::new_local(client),
            timer: StoredValue::new(None),
            inbox,
            app,
        };
        editor.save_when_hidden();
        on_cleanup(move || {
            editor.stop_timer();
            editor.save_last();
        });
        editor
    }

    /// May the text be changed? Not while it is sent, nor while nobody knows whether it was: the
    /// next press must send the same again.
    #[must_use]
    pub fn is_locked(self) -> bool {
        !matches!(&*self.send.read(), SendState::Writing | SendState::NotSent(_))
    }

    /// The draft as the server is known to have it.
    #[must_use]
    pub fn draft(self) -> Draft {
        self.kept.with_value(|kept| kept.draft.clone())
    }

    /// Takes over what was typed, and saves it when the keys rest.
    pub fn write(self, change: impl FnOnce(&mut Content)) {
        self.content.update(change);
        let now = self.content.get_untracked();
        self.missing.update(|missing| {
            missing.retain(|what| now.missing(self.is_reply()).contains(what));
        });
        if self.is_unsaved() && !self.is_changed_elsewhere() {
            self.save.set(SaveState::Unsaved);
            self.save_after(REST);
        }
    }

    /// Is it an answer in a thread?
    #[must_use]
    pub fn is_reply(self) -> bool {
        self.kept.with_value(|kept| kept.draft.thread_id.is_some())
    }

    /// Does the field hold anything that the server is not known to have?
    #[must_use]
    pub fn is_unsaved(self) -> bool {
        !self.is_sent()
            && self.content.with_untracked(|content| {
                self.kept.with_value(|kept| kept.draft.content != *content)
            })
    }

    /// Has it been sent?
    #[must_use]
    pub fn is_sent(self) -> bool {
        self.send.with_untracked(|send| matches!(send, SendState::Sent(_) | SendState::SentBefore))
    }

    /// Saves what is not saved, unless that is already under way.
    pub fn save_now(self) {
        let waits = self.kept.with_value(|kept| kept.waits);
        let is_locked = untrack(|| self.is_locked());
        if !waits && !is_locked && self.is_unsaved() && !self.is_changed_elsewhere() {
            self.stop_timer();
            self.work();
        }
    }

    /// Saves, then sends. Calling it again while it works, or after an uncertain answer, is safe.
    pub fn send_now(self) {
        let missing = self.content.with_untracked(|content| content.missing(self.is_reply()));
        let is_sending = self.send.with_untracked(|send| *send == SendState::Sending);
        let is_done = is_sending || self.is_sent();
        self.missing.set(missing.clone());
        if missing.is_empty() && !is_done && !self.is_changed_elsewhere() {
            self.send.set(SendState::Sending);
            self.kept.update_value(|kept| kept.shall_send = true);
            self.work();
        }
    }

    /// Keeps what stands here over what another tab or device saved.
    pub fn keep_mine(self) {
        if let SaveState::ChangedElsewhere(theirs) = self.save.get_untracked() {
            self.kept.update_value(|kept| kept.draft = theirs);
            self.save.set(SaveState::Unsaved);
            self.work();
        }
    }

    /// Takes what another tab or device saved in place of what stands here.
    pub fn take_theirs(self) {
        if let SaveState::ChangedElsewhere(theirs) = self.save.get_untracked() {
            self.content.set(theirs.content.clone());
            self.kept.update_value(|kept| kept.draft = theirs);
            self.save.set(SaveState::Untouched);
        }
    }

    /// Saves what is not saved and waits for the outcome: is all safe now?
    pub async fn flush(self) -> bool {
        self.save_now();
        while self.kept.try_with_value(|kept| kept.is_busy) == Some(true) {
            pause().await;
        }
        !self.is_unsaved()
    }

    fn is_changed_elsewhere(self) -> bool {
        self.save.with_untracked(|save| matches!(save, SaveState::ChangedElsewhere(_)))
    }

    fn work(self) {
        if self.kept.with_value(|kept| kept.is_busy) {
            return;
        }
        self.kept.update_value(|kept| kept.is_busy = true);
        spawn_local(async move {
            self.work_off().await;
            self.kept.try_update_value(|kept| kept.is_busy = false);
        });
    }

    /// Saves until nothing is unsaved, then sends if asked to. Ends when the scope ends.
    async fn work_off(self) {
        let Some(client) = self.client.try_get_value() else { return };
        loop {
            let Some(content) = self.content.try_get_untracked() else { return };
            let Some(Kept { draft, tried, shall_send, .. }) = self.kept.try_get_value() else {
                return;
            };
            if draft.content != content {
                self.save.set(SaveState::Saving);
                self.kept.update_value(|kept| kept.tried = Some(content.clone()));
                match save(&client, &draft, tried.as_ref(), &content).await {
                    Ok(saved) => {
                        // What was written counts as saved, however the service writes it.
                        let draft = Draft { content, ..saved };
                        self.kept.update_value(|kept| kept.draft = draft);
                        if let Some(now) = self.now() {
                            self.save.set(SaveState::Saved(now));
                        }
                    }
                    Err(clash) => return self.give_up(clash),
                }
            } else if shall_send {
                self.kept.update_value(|kept| kept.shall_send = false);
                return match send(&client, &draft).await {
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
        self.inbox.is_stale.set(true);
        self.app.announce(untrack(|| self.app.texts.now(Key::SendSent, &[])));
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
            Clash::SentBefore => self.is_sent_to(SendState::SentBefore),
            Clash::Api(error) => {
                if self.is_unsaved() {
                    self.save.set(SaveState::Failed(error.clone()));
                    self.retry_after(&error);
                }
                if was_sending {
                    // When the save before it failed, the send was not even tried.
                    let is_certain = self.is_unsaved() || !error.is_uncertain();
                    let state = if is_certain {
                        SendState::NotSent(error.clone())
                    } else {
                        SendState::Uncertain
                    };
                    self.send.set(state);
                }
                self.app.notice_expiry(&error);
            }
        }
    }

    fn retry_after(self, error: &ApiError) {
        let told = match error {
            ApiError::Refused(problem) => problem.retry_after,
            _ => None,
        };
        self.kept.update_value(|kept| kept.waits = told.is_some());
        self.save_after(told.map_or(RETRY, |seconds| Duration::from_secs(seconds.into())));
    }

    fn save_after(self, pause: Duration) {
        if self.kept.with_value(|kept| kept.waits) && self.timer.with_value(Option::is_some) {
            return;
        }
        self.stop_timer();
        let save = move || {
            self.timer.try_set_value(None);
            self.kept.try_update_value(|kept| kept.waits = false);
            if !self.save.is_disposed() {
                self.save_now();
            }
        };
        self.timer.set_value(set_timeout_with_handle(save, pause).ok());
    }

    fn stop_timer(self) {
        if let Some(Some(timer)) = self.timer.try_update_value(Option::take) {
            timer.clear();
        }
    }

    fn save_when_hidden(self) {
        let listener = window_event_listener(leptos::ev::visibilitychange, move |_| {
            if document().visibility_state() == web_sys::VisibilityState::Hidden {
                self.save_now();
            }
        });
        on_cleanup(move || listener.remove());
    }

    /// The scope ends: what is not saved goes out once more, for its own person.
    fn save_last(self) {
        let content = self.content.try_get_untracked();
        let kept = self.kept.try_get_value();
        let client = self.client.try_get_value();
        if let (Some(content), Some(kept), Some(client)) = (content, kept, client)
            && self.is_unsaved()
        {
            spawn_local(async move {
                // Nobody is left to tell: the page that could show a failure is gone.
                let _ = save(&client, &kept.draft, kept.tried.as_ref(), &content).await;
            });
        }
    }

    fn now(self) -> Option<DateTime<Utc>> {
        let clock = self.app.login.try_with_untracked(|login| match login {
            Login::In { clock, .. } => Some(clock.now()),
            _ => None,
        });
        clock.flatten()
    }
}

/// Saves `content`. When the version has moved on because an earlier save of ours landed without
/// an answer, it goes over that; when it was someone else's, that is told.
async fn save(
    client: &Client,
    draft: &Draft,
    tried: Option<&Content>,
    content: &Content,
) -> Result<Draft, Clash> {
    match drafts::save(client, draft, content).await {
        Err(error) if error.status() == Some(412) => {}
        answer => return Ok(answer?),
    }
    let current = drafts::open(client, &draft.id).await?;
    if current.content == *content {
        Ok(current)
    } else if Some(&current.content) == tried || current.content == draft.content {
        Ok(drafts::save(client, &current, content).await?)
    } else {
        Err(Clash::Elsewhere(current))
    }
}

/// Sends `draft`; answers the thread. When only the version has moved on, it is sent as it stands.
async fn send(client: &Client, draft: &Draft) -> Result<String, Clash> {
    match drafts::send(client, draft).await {
        Err(error) if error.status() == Some(412) => {}
        answer => return Ok(answer?),
    }
    let current = drafts::open(client, &draft.id).await?;
    if current.content == draft.content {
        Ok(drafts::send(client, &current).await?)
    } else {
        Err(Clash::Elsewhere(current))
    }
}

/// A twentieth of a second.
async fn pause() {
    let promise = js_sys::Promise::new(&mut |resolve, _| {
        let wait = window().set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, 50);
        // Without a timer there is nothing to wait for.
        if wait.is_err() {
            let _ = resolve.call0(&wasm_bindgen::JsValue::UNDEFINED);
        }
    });
    let _ = wasm_bindgen_futures::JsFuture::from(promise).await;
}
