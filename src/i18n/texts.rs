use std::rc::Rc;

use leptos::prelude::*;

use super::{Catalogue, Key, Language, Plural};

use crate::reactive::{RwSignal, StoredValue};

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

    /// Its words at this moment.
    #[must_use]
    pub fn now(self) -> String {
        match self {
            Self::Fixed(text) => text,
            Self::Live(text) => text(),
        }
    }
}

/// Fetches the texts of a language that are not there yet.
type Fetch = Rc<dyn Fn(Texts, Language)>;

/// The texts as views use them: each follows a change of language, and one that comes later is there
/// when it has come.
#[derive(Clone, Copy)]
pub struct Texts {
    kept: StoredValue<(Catalogue, Fetch)>,
    language: RwSignal<Language>,
    /// Tells those whose text was not there that it came; the others say what they said.
    later: RwSignal<()>,
}

impl Texts {
    /// Starts with `catalogue`; `fetch` is called when a text is needed that is not in it.
    #[must_use]
    pub fn new(catalogue: Catalogue, fetch: impl Fn(Self, Language) + 'static) -> Self {
        let language = RwSignal::new(catalogue.language);
        let kept: (_, Fetch) = (catalogue, Rc::new(fetch));
        Self { kept: StoredValue::new(kept), language, later: RwSignal::new(()) }
    }

    /// Changes the language of everything shown.
    pub fn change(self, catalogue: Catalogue) {
        let language = catalogue.language;
        self.kept.update_value(|kept| kept.0 = catalogue);
        self.language.set(language);
    }

    /// Takes in the texts of a language that were not there yet, if it is still shown.
    pub fn complete(self, later: &Catalogue) {
        let is_taken = self.kept.try_update_value(|(texts, _)| {
            let is_shown = texts.language == later.language;
            if is_shown {
                *texts = texts.with(later);
            }
            is_shown
        });
        if is_taken == Some(true) {
            self.later.set(());
        }
    }

    /// Has the app around ended?
    #[must_use]
    pub fn is_over(self) -> bool {
        self.language.is_disposed()
    }

    /// The language shown.
    #[must_use]
    pub fn language(self) -> Language {
        self.language.get()
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

    /// The counted text for `count`, of those for one, two and any other number.
    #[must_use]
    pub fn counted(self, [one, two, other]: [Key; 3], count: u32) -> String {
        let key = match Plural::of(self.language(), count) {
            Plural::One => one,
            Plural::Two => two,
            Plural::Other => other,
        };
        self.now(key, &[("count", &count.to_string())])
    }

    /// The text of `key` in the language of this moment.
    #[must_use]
    pub fn now(self, key: Key, values: &[(&str, &str)]) -> String {
        self.language.track();
        let (text, lacking) = self.kept.with_value(|(texts, fetch)| {
            let lacking = texts.lacks(key).then(|| (fetch.clone(), texts.language));
            (texts.fill(key, values), lacking)
        });
        if let Some((fetch, language)) = lacking {
            self.later.track();
            fetch(self, language);
        }
        text
    }
}

/// The texts of the app around.
#[must_use]
pub fn use_texts() -> Texts {
    expect_context()
}
