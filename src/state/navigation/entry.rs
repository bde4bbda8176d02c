use leptos::prelude::*;
use leptos_router::location::{BrowserUrl, LocationProvider};
use wasm_bindgen::JsValue;

/// What a history entry says. Its `history.state` is a word of its own, by which this page finds what
/// it remembers of it, and the opaque id of the person it belongs to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    pub path: String,
    /// With its `?`.
    pub query: String,
    pub person: Option<String>,
    /// Empty for an entry that no page of ours has written.
    pub key: String,
}

impl Entry {
    /// Reads the current one.
    pub fn current() -> Self {
        let url = BrowserUrl::current();
        let path = url.as_ref().map(|url| url.path().to_owned()).unwrap_or_default();
        let query = window().location().search().unwrap_or_default();
        let state = window().history().and_then(|history| history.state()).ok();
        let state = state.and_then(|state| state.as_string()).unwrap_or_default();
        let (key, person) = state.split_once(' ').unwrap_or_default();
        let word = |word: &str| (!word.is_empty()).then(|| word.to_owned());
        Self { path, query, person: word(person), key: key.to_owned() }
    }

    /// One that the browser does not know yet.
    pub fn elsewhere(path: String) -> Self {
        Self { path, query: String::new(), person: None, key: new_key() }
    }

    /// With a word of its own, so that what is remembered of it can be found again.
    pub fn settled(self) -> Self {
        if !self.key.is_empty() {
            return self;
        }
        let settled = Self { key: new_key(), ..self };
        settled.write(true);
        settled
    }

    /// Writes it into the history. A browser refuses that only to a page that floods it.
    pub fn write(&self, replace: bool) {
        let Ok(history) = window().history() else { return };
        let state = format!("{} {}", self.key, self.person.as_deref().unwrap_or_default());
        let (state, address) = (JsValue::from_str(&state), format!("{}{}", self.path, self.query));
        let _ = if replace {
            history.replace_state_with_url(&state, "", Some(&address))
        } else {
            history.push_state_with_url(&state, "", Some(&address))
        };
    }
}

/// A word for a new entry, which says nothing.
pub(super) fn new_key() -> String {
    format!("{:x}", (js_sys::Math::random() * 2_f64.powi(48)) as u64)
}
