//! What changes while the page is open: the session's events, and time.

use std::time::Duration;

use leptos::prelude::*;

use super::app::App;
use super::clock::elapsed;
use super::pause::pause;
use super::task::spawn;
use crate::api::Client;
use crate::api::events::{self, Event};
use crate::reactive::StoredValue;

/// What depends on the time, such as the last day of a power of attorney, is at most this late.
const TICK: Duration = Duration::from_secs(20);
/// The page's own calls come first.
const START: Duration = Duration::from_secs(1);
/// Between two tries to open the stream, doubled with each failure, give or take half.
const RETRY: Duration = Duration::from_secs(1);
const LONGEST_RETRY: Duration = Duration::from_secs(60);
/// The service says something every 25 seconds; a stream that is silent for so long is dead.
const SILENCE: f64 = 60_000.0;

/// The stream that is listened to.
#[derive(Clone, Copy)]
pub struct Live {
    /// Its end is the stream's end.
    client: StoredValue<Option<Client>>,
    /// When something was heard last, in milliseconds since the page was opened.
    heard_at: StoredValue<f64>,
    /// Names the last event that was heard, in this log-in.
    last: StoredValue<Option<String>>,
}

impl Live {
    pub(super) fn new() -> Self {
        Self {
            client: StoredValue::new(None),
            heard_at: StoredValue::new(0.0),
            last: StoredValue::new(None),
        }
    }

    /// Listens for as long as somebody is logged in and the page is seen.
    pub(super) fn listen(self, app: App) {
        if is_hidden() || self.client.with_value(Option::is_some) {
            return;
        }
        let Some(client) = app.client(None) else { return };
        self.client.set_value(Some(client.clone()));
        self.heard_at.set_value(elapsed());
        spawn(async move {
            pause(START).await;
            self.hear(app, &client).await;
        });
    }

    /// Listens no more.
    pub(super) fn stop(self) {
        if let Some(Some(client)) = self.client.try_update_value(Option::take) {
            client.abort();
        }
    }

    /// Listens no more, and forgets what was heard: the next log-in begins anew.
    pub(super) fn forget(self) {
        self.stop();
        self.last.set_value(None);
    }

    /// Follows the page in and out of sight, and the time. A page that was hidden looks at the claims
    /// when it is shown again. Stops with the owner.
    pub(super) fn follow(self, app: App) {
        let timer = set_interval_with_handle(move || self.tick(app), TICK).ok();
        let listener = window_event_listener(leptos::ev::visibilitychange, move |_| {
            if is_hidden() {
                self.stop();
            } else {
                app.refresh_claims();
                self.listen(app);
            }
        });
        on_cleanup(move || {
            self.stop();
            listener.remove();
            if let Some(timer) = timer {
                timer.clear();
            }
        });
    }

    fn tick(self, app: App) {
        app.tick.update(|tick| *tick = tick.wrapping_add(1));
        if is_hidden() {
            return;
        }
        app.refresh_old_claims();
        if elapsed() - self.heard_at.get_value() > SILENCE {
            self.stop();
            self.listen(app);
        }
    }

    async fn hear(self, app: App, client: &Client) {
        let mut failures = 0;
        while let Some(last) = self.last_event(app).filter(|_| !client.is_aborted()) {
            let opened_at = elapsed();
            match events::open(client, &last).await {
                Ok(mut stream) => {
                    while let Some(events) = stream.next().await {
                        self.heard_at.set_value(elapsed());
                        if client.is_aborted() {
                            return;
                        }
                        if let Some(id) = stream.last_id() {
                            self.last.set_value(Some(id.to_owned()));
                        }
                        take_in(app, events);
                    }
                }
                Err(error) => {
                    app.leave_alone(&error);
                    app.notice_expiry(&error);
                }
            }
            // A stream that held for a while is no failure.
            failures = if elapsed() - opened_at > SILENCE { 0 } else { failures + 1 };
            self.heard_at.set_value(elapsed());
            pause(backoff(failures).max(app.quiet_for().unwrap_or_default())).await;
        }
    }

    /// What the server is told was heard last: its place in what happened, and the version of the
    /// claims that is known here. Before the first event, the place that the session named.
    fn last_event(self, app: App) -> Option<String> {
        let version = app.claims_version()?;
        let last = self.last.try_get_value()?.or_else(|| app.first_event());
        let place = last.as_deref().and_then(|last| Some(last.rsplit_once('.')?.1));
        Some(place.map_or_else(|| version.clone(), |place| format!("{version}.{place}")))
    }
}

fn take_in(app: App, events: Vec<Event>) {
    let mut changes = Vec::new();
    for event in events {
        match event {
            // The session tells what they are now, or that it has ended.
            Event::ClaimsChanged | Event::SessionEnded => app.refresh_claims(),
            Event::Changed(change) if app.knows(&change.person) => changes.push(change),
            // Of a person whom the session does not name: nothing that may be shown.
            Event::Changed(_) => {}
            Event::Resync => changes.extend(app.change_of_all()),
        }
    }
    if !changes.is_empty() {
        app.heard.tell(changes);
    }
}

/// Half to one and a half of the doubled pause, so that not all come back at once.
fn backoff(failures: u32) -> Duration {
    let pause = RETRY.saturating_mul(1 << failures.min(6)).min(LONGEST_RETRY);
    pause.mul_f64(0.5 + js_sys::Math::random())
}

/// Is the page out of sight?
pub fn is_hidden() -> bool {
    document().visibility_state() == web_sys::VisibilityState::Hidden
}
