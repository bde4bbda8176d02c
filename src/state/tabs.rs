//! What the tabs of one user tell each other: only that someone logged out, never content.

use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use web_sys::BroadcastChannel;

use crate::reactive::StoredValue;

const CHANNEL: &str = "innboks";
const LOGGED_OUT: &str = "logged-out";

/// Tells the other tabs.
pub fn tell_log_out() {
    if let Ok(channel) = BroadcastChannel::new(CHANNEL) {
        // A tab that cannot be told learns it from the 401 of its next call.
        let _ = channel.post_message(&JsValue::from_str(LOGGED_OUT));
        channel.close();
    }
}

/// Calls `wipe` when another tab logs out; stops with the owner.
pub fn on_log_out(wipe: impl Fn() + 'static) {
    let Ok(channel) = BroadcastChannel::new(CHANNEL) else { return };
    let listener =
        Closure::<dyn Fn(web_sys::MessageEvent)>::new(move |event: web_sys::MessageEvent| {
            if event.data() == LOGGED_OUT {
                wipe();
            }
        });
    channel.set_onmessage(Some(listener.as_ref().unchecked_ref()));
    let kept = StoredValue::new((channel, listener));
    on_cleanup(move || {
        kept.try_with_value(|(channel, _)| {
            channel.set_onmessage(None);
            channel.close();
        });
    });
}
