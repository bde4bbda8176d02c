//! Exports `mount` and `unmount` to the element script.

use std::cell::RefCell;

use innboks::{page, shell::Start};
use wasm_bindgen::prelude::*;
use web_sys::HtmlElement;

thread_local! {
    static BROKEN: RefCell<Option<Start>> = const { RefCell::new(None) };
}

/// A running app.
#[wasm_bindgen]
pub struct Mounted(#[expect(dead_code, reason = "dropping it ends the app")] page::Mounted);

/// Runs the app inside `container`.
///
/// # Errors
/// When the texts of the language cannot be had.
#[wasm_bindgen]
pub async fn mount(container: HtmlElement, start: Start) -> Result<Mounted, JsError> {
    report_panics(start.clone());
    let texts = start.texts(start.language()).await.ok_or_else(|| JsError::new("no texts"))?;
    Ok(Mounted(page::mount(container, start, texts)))
}

/// Ends the app: its nodes, listeners and calls are gone.
#[wasm_bindgen]
pub fn unmount(mounted: Mounted) {
    drop(mounted);
}

/// A panic cannot be caught here; the script shows the static panel. What the panic says may hold
/// what someone wrote, so it goes nowhere.
fn report_panics(start: Start) {
    BROKEN.with_borrow_mut(|broken| *broken = Some(start));
    std::panic::set_hook(Box::new(|_| {
        BROKEN.with_borrow(|broken| {
            if let Some(start) = broken {
                start.panicked();
            }
        });
    }));
}

fn main() {}
