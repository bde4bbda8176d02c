//! Exports `mount` and `unmount` to the element script.

use innboks::{page, shell::Start};
use wasm_bindgen::prelude::*;
use web_sys::HtmlElement;

/// A running app.
#[wasm_bindgen]
pub struct Mounted(page::Mounted);

#[wasm_bindgen]
impl Mounted {
    /// The page asks to act for a person.
    pub fn act_for(&self, person: String) {
        self.0.act_for(person);
    }

    /// The page wants another language.
    pub fn speak(&self, language: &str) {
        self.0.speak(language);
    }

    /// What the shell is answered before it warns of the end of the session: 0 for as it likes, 1 to extend it. The
    /// numbers are what it says of its token: what is left, when it warns, how long it lasts.
    #[must_use]
    pub fn sign_out(&self, left: f64, warning: f64, lifetime: f64) -> u8 {
        u8::from(self.0.extends_session(&[left, warning, lifetime]))
    }
}

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
