//! When to look at the claims again, besides what answers tell.

use std::time::Duration;

use leptos::prelude::*;

use super::app::App;

/// What depends on the time, such as the last day of a power of attorney, is at most this late.
const TICK: Duration = Duration::from_secs(20);

/// Looks at the time every now and then, and at the claims when a hidden page is shown again: its
/// clock may have stood still. Stops with the owner.
pub fn keep_fresh(app: App) {
    let tick = move || app.tick.update(|tick| *tick = tick.wrapping_add(1));
    let timer = set_interval_with_handle(tick, TICK).ok();
    let listener = window_event_listener(leptos::ev::visibilitychange, move |_| {
        if document().visibility_state() == web_sys::VisibilityState::Visible {
            app.refresh_claims();
        }
    });
    on_cleanup(move || {
        listener.remove();
        if let Some(timer) = timer {
            timer.clear();
        }
    });
}
