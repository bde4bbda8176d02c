//! What changes while the page is open: the session's events, and time.

use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::app::App;
use super::pause::pause;
use crate::api::Client;
use crate::api::events::{self, Event};

/// What depends on the time, such as the last day of a power of attorney, is at most this late.
const TICK: Duration = Duration::from_secs(20);
/// The page's own calls come first.
const START: Duration = Duration::from_secs(1);
/// Between two tries to open the stream, doubled with each failure, give or take half.
const RETRY: Duration = Duration::from_secs(1);
const LONGEST_RETRY: Duration = Duration::from_secs(60);

/// The stream that is listened to; the client's end is its end.
#[derive(Clone, Copy)]
pub struct Live(StoredValue<Option<Client>, LocalStorage>);

impl Live {
    pub(super) fn new() -> Self {
        Self(StoredValue::new_local(None))
    }

    /// Listens for as long as somebody is logged in and the page is seen.
    pub(super) fn listen(self, app: App) {
        if is_hidden() || self.0.with_value(Option::is_some) {
            return;
        }
        let Some(client) = app.client(None) else { return };
        self.0.set_value(Some(client.clone()));
        spawn_local(async move {
            pause(START).await;
            listen(app, &client).await;
        });
    }

    /// Listens no more.
    pub(super) fn stop(self) {
        if let Some(Some(client)) = self.0.try_update_value(Option::take) {
            client.abort();
        }
    }

    /// Follows the page in and out of sight, and the time. A page that was hidden looks at the claims
    /// when it is shown again. Stops with the owner.
    pub(super) fn follow(self, app: App) {
        let tick = move || {
            app.tick.update(|tick| *tick = tick.wrapping_add(1));
            app.refresh_old_claims();
        };
        let timer = set_interval_with_handle(tick, TICK).ok();
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
}

async fn listen(app: App, client: &Client) {
    let mut failures = 0;
    while let Some(version) = app.claims_version().filter(|_| !client.is_aborted()) {
        let wait = match events::open(client, &version).await {
            Ok(mut stream) => {
                failures = 0;
                while let Some(Event::ClaimsChanged | Event::SessionEnded) = stream.next().await {
                    app.refresh_claims();
                }
                None
            }
            Err(error) => {
                app.notice_expiry(&error);
                error.retry_after()
            }
        };
        failures += 1;
        pause(wait.unwrap_or_else(|| backoff(failures))).await;
    }
}

/// Half to one and a half of the doubled pause, so that not all come back at once.
fn backoff(failures: u32) -> Duration {
    let pause = RETRY.saturating_mul(1 << failures.min(6)).min(LONGEST_RETRY);
    pause.mul_f64(0.5 + js_sys::Math::random())
}

fn is_hidden() -> bool {
    document().visibility_state() == web_sys::VisibilityState::Hidden
}
