use leptos::prelude::*;

use super::{Catalogue, Key, Language};

/// The texts as views use them: each follows a change of language.
#[derive(Clone, Copy)]
pub struct Texts(RwSignal<Catalogue>);

impl Texts {
    /// Starts with `catalogue`.
    #[must_use]
    pub fn new(catalogue: Catalogue) -> Self {
        Self(RwSignal::new(catalogue))
    }

    /// Changes the language of everything shown.
    pub fn change(self, catalogue: Catalogue) {
        self.0.set(catalogue);
    }

    /// The language shown.
    #[must_use]
    pub fn language(self) -> Language {
        self.0.read().language
    }

    /// The text of `key`.
    pub fn text(self, key: Key) -> impl Fn() -> String + Copy + Send + Sync + 'static {
        move || self.0.read().text(key)
    }

    /// The text of `key` with one `{name}` filled in.
    pub fn with(
        self,
        key: Key,
        name: &'static str,
        value: impl Into<String>,
    ) -> impl Fn() -> String + Clone + Send + Sync + 'static {
        self.with_all(key, vec![(name, value.into())])
    }

    /// The text of `key` with every `{name}` filled in.
    pub fn with_all(
        self,
        key: Key,
        values: Vec<(&'static str, String)>,
    ) -> impl Fn() -> String + Clone + Send + Sync + 'static {
        move || self.now(key, &values.iter().map(|(name, value)| (*name, value.as_str())).collect::<Vec<_>>())
    }

    /// The text of `key` in the language of this moment.
    #[must_use]
    pub fn now(self, key: Key, values: &[(&str, &str)]) -> String {
        self.0.read().fill(key, values)
    }
}

/// The texts of the app around.
#[must_use]
pub fn use_texts() -> Texts {
    expect_context()
}
