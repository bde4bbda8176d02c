use std::time::Duration;

use leptos::prelude::window;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

/// Whoever is not waited for any more leaves no timer behind.
struct Timer(Option<i32>);

impl Drop for Timer {
    fn drop(&mut self) {
        if let Some(id) = self.0 {
            window().clear_timeout_with_handle(id);
        }
    }
}

/// Waits.
pub async fn pause(length: Duration) {
    let length = i32::try_from(length.as_millis()).unwrap_or(i32::MAX);
    let mut timer = Timer(None);
    let promise = js_sys::Promise::new(&mut |resolve, _| {
        let wait = window().set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, length);
        timer.0 = wait.ok();
        // Without a timer there is nothing to wait for.
        if timer.0.is_none() {
            let _ = resolve.call0(&JsValue::UNDEFINED);
        }
    });
    let _ = JsFuture::from(promise).await;
}
