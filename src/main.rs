//! Exports `mount` and `unmount` to the element script.

use innboks::{page, shell::Start};
use wasm_bindgen::prelude::*;
use web_sys::HtmlElement;

/// A running app.
#[wasm_bindgen]
pub struct Mounted(#[expect(dead_code, reason = "dropping it ends the app")] page::Mounted);

/// Runs the app inside `container`.
///
/// # Errors
/// When the texts of the language cannot be had.
#[wasm_bindgen]
pub async fn mount(container: HtmlElement, start: Start) -> Result<Mounted, JsError> {
    let texts = start.texts(start.language()).await.ok_or_else(|| JsError::new("no texts"))?;
    Ok(Mounted(page::mount(container, start, texts)))
}

/// Ends the app: its nodes, listeners and calls are gone.
#[wasm_bindgen]
pub fn unmount(mounted: Mounted) {
    drop(mounted);
}

fn main() {}
