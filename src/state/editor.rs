use chrono::{DateTime, Utc};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::app::App;
use super::login::Login;
use crate::api::{ApiError, Client, drafts};
use crate::domain::draft::{Content, Draft, Missing};

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
    /// Not sent, or nobody knows.
    Failed(ApiError),
    /// Sent; the thread where it stands.
    Sent(String),
}

enum Clash {
    Api(ApiError),
    Elsewhere(Draft),
}

impl Editor {
    /// Opens `draft`. Its calls go through `client`, which must outlive the scope.
    #[must_use]
    pub(super) fn new(app: App, draft: Draft, client: Client) -> Self {
        let editor = Self {
            content: RwSignal::new(draft.content.clone()),
            save: RwSignal::new(SaveState::Untouched),
            send: RwSignal::new(SendState::Writing),
            missing: RwSignal::new(Vec::new()),
            kept: StoredValue::new(Kept { draft, tried: None, is_busy: false, shall_send: false }),
            client: StoredValue::new_local(client),
            app,
        };
        on_cleanup(move || editor.save_last());
        editor
    }

    /// The draft as the server is known to have it.
    #[must_use]
    pub fn draft(self) -> Draft {
        self.kept.with_value(|kept| kept.draft.clone())
    }

    /// Takes over what was typed. It is saved by [`Editor::save_now`], which the form calls when the
    /// keys rest.
    pub fn write(self, change: impl FnOnce(&mut Content)) {
        self.content.update(change);
        let now = self.content.get_untracked();
        self.missing.update(|missing| {
            missing.retain(|what| now.missing(self.is_reply()).contains(what));
        });
        if self.is_unsaved() && !self.is_changed_elsewhere() {
            self.save.set(SaveState::Unsaved);
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
        self.send.with_untracked(|send| matches!(send, SendState::Sent(_)))
    }

    /// Saves what is not saved, unless that is already under way.
    pub fn save_now(self) {
        if !self.is_changed_elsewhere() {
            self.work();
        }
    }

    /// Saves, then sends. Calling it again while it works, or after an uncertain answer, is safe.
    pub fn send_now(self) {
        let missing = self.content.with_untracked(|content| content.missing(self.is_reply()));
        let is_done = self
            .send
            .with_untracked(|send| matches!(send, SendState::Sending | SendState::Sent(_)));
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
                    Ok(draft) => {
                        self.kept.try_update_value(|kept| kept.draft = draft);
                        self.save.set(SaveState::Saved(self.now()));
                    }
                    Err(clash) => return self.give_up(clash),
                }
            } else if shall_send {
                self.kept.update_value(|kept| kept.shall_send = false);
                match drafts::send(&client, &draft).await {
                    Ok(thread) => self.send.set(SendState::Sent(thread)),
                    Err(error) => self.give_up(Clash::Api(error)),
                }
                return;
            } else {
                return;
            }
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
            Clash::Api(error) => {
                if was_sending {
                    self.send.set(SendState::Failed(error.clone()));
                }
                if self.is_unsaved() {
                    self.save.set(SaveState::Failed(error.clone()));
                }
                self.app.notice_expiry(&error);
            }
        }
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

    fn now(self) -> DateTime<Utc> {
        self.app.login.with_untracked(|login| match login {
            Login::In { clock, .. } => clock.now(),
            _ => DateTime::default(),
        })
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
        answer => return answer.map_err(Clash::Api),
    }
    let current = drafts::open(client, &draft.id).await.map_err(Clash::Api)?;
    if current.content == *content {
        Ok(current)
    } else if Some(&current.content) == tried || current.content == draft.content {
        drafts::save(client, &current, content).await.map_err(Clash::Api)
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
