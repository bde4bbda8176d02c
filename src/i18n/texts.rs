use std::rc::Rc;

use leptos::prelude::*;

use super::{Catalogue, Key, Language};

use crate::reactive::RwSignal;

/// A text to be shown.
#[derive(Clone)]
pub enum Text {
    /// As it is: a name, a subject.
    Fixed(String),
    /// Follows the language, or whatever else it reads.
    Live(Rc<dyn Fn() -> String>),
}

impl Text {
    /// A text that follows what `text` reads.
    pub fn live(text: impl Fn() -> String + 'static) -> Self {
        Self::Live(Rc::new(text))
    }
}

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
        self.0.with(|texts| texts.language)
    }

    /// The text of `key`.
    #[must_use]
    pub fn text(self, key: Key) -> Text {
        Text::live(move || self.now(key, &[]))
    }

    /// The text of `key` with one `{name}` filled in.
    #[must_use]
    pub fn with(self, key: Key, name: &'static str, value: String) -> Text {
        Text::live(move || self.now(key, &[(name, &value)]))
    }

    /// The text of `key` in the language of this moment.
    #[must_use]
    pub fn now(self, key: Key, values: &[(&str, &str)]) -> String {
        self.0.with(|texts| texts.fill(key, values))
    }
}

/// The texts of the app around.
#[must_use]
pub fn use_texts() -> Texts {
    expect_context()
}
