use leptos::prelude::*;

use crate::reactive::RwSignal;

/// Where the choice is kept, and the one value it has: without it they are on. A preference of this
/// browser's, and no health data.
const KEY: &str = "innboks-shortcuts";
const OFF: &str = "off";

/// Whether single keys do something (WCAG 2.1.4).
#[derive(Clone, Copy)]
pub struct Shortcuts(RwSignal<bool>);

impl Shortcuts {
    /// As chosen in this browser.
    #[must_use]
    pub fn begin() -> Self {
        let kept = storage().and_then(|storage| storage.get_item(KEY).ok().flatten());
        Self(RwSignal::new(kept.as_deref() != Some(OFF)))
    }

    /// Are they on?
    #[must_use]
    pub fn are_on(self) -> bool {
        self.0.get()
    }

    /// Switches them; where the browser keeps nothing, for as long as the page is open.
    pub fn switch(self, on: bool) {
        self.0.set(on);
        let _ = storage().map(|storage| match on {
            true => storage.remove_item(KEY),
            false => storage.set_item(KEY, OFF),
        });
    }
}

fn storage() -> Option<web_sys::Storage> {
    window().local_storage().ok().flatten()
}

/// The choice of this browser.
#[must_use]
pub fn use_shortcuts() -> Shortcuts {
    expect_context()
}
