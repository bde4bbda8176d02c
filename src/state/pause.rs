use std::time::Duration;

use leptos::prelude::window;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

/// Waits.
pub async fn pause(length: Duration) {
    let length = i32::try_from(length.as_millis()).unwrap_or(i32::MAX);
    let promise = js_sys::Promise::new(&mut |resolve, _| {
        let wait = window().set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, length);
        // Without a timer there is nothing to wait for.
        if wait.is_err() {
            let _ = resolve.call0(&JsValue::UNDEFINED);
        }
    });
    let _ = JsFuture::from(promise).await;
}
