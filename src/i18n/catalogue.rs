use std::sync::Arc;

use super::Key;
use super::key::COUNT;

/// A language that the interface speaks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Language {
    /// Bokmål.
    #[default]
    Nb,
    /// Nynorsk.
    Nn,
    /// English.
    En,
}

impl Language {
    /// Every language, in the order of the switch.
    pub const ALL: [Self; 3] = [Self::Nb, Self::Nn, Self::En];

    /// The language tag (BCP 47) that the contract and the element's `lang` use.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Nb => "nb",
            Self::Nn => "nn",
            Self::En => "en",
        }
    }

    /// The name of the language in itself.
    #[must_use]
    pub const fn own_name(self) -> &'static str {
        match self {
            Self::Nb => "Bokmål",
            Self::Nn => "Nynorsk",
            Self::En => "English",
        }
    }

    /// The locale for dates and numbers.
    #[must_use]
    pub const fn locale(self) -> &'static str {
        match self {
            Self::Nb => "nb-NO",
            Self::Nn => "nn-NO",
            Self::En => "en-GB",
        }
    }

    /// Reads a language tag; an unknown one is bokmål.
    #[must_use]
    pub fn parse(tag: &str) -> Self {
        Self::ALL.into_iter().find(|language| language.tag() == tag).unwrap_or_default()
    }
}

/// The texts of one language, in the order of [`Key`].
#[derive(Clone, Debug)]
pub struct Catalogue {
    /// Which language.
    pub language: Language,
    texts: Arc<[String]>,
}

impl Catalogue {
    /// Takes the texts as they are shipped; `None` when they are not as many as the keys.
    #[must_use]
    pub fn new(language: Language, texts: Vec<String>) -> Option<Self> {
        (texts.len() == COUNT).then(|| Self { language, texts: texts.into() })
    }

    /// The text of `key`.
    #[must_use]
    pub fn text(&self, key: Key) -> String {
        self.texts.get(key as usize).cloned().unwrap_or_default()
    }

    /// The text of `key` with each `{name}` filled in.
    #[must_use]
    pub fn fill(&self, key: Key, values: &[(&str, &str)]) -> String {
        fill(&self.text(key), values)
    }
}

/// Fills in one pass, so that a value holding `{name}` is shown as it is.
fn fill(text: &str, values: &[(&str, &str)]) -> String {
    let mut filled = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        let value = after
            .split_once('}')
            .and_then(|(name, tail)| values.iter().find(|v| v.0 == name).map(|v| (v.1, tail)));
        let (value, tail) = value.unwrap_or(("{", after));
        filled.push_str(value);
        rest = tail;
    }
    filled.push_str(rest);
    filled
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_with_braces_is_shown_as_it_is() {
        let values = [("name", "{count}"), ("count", "3")];
        assert_eq!(fill("{count} til {name} {", &values), "3 til {count} {");
    }

    #[test]
    fn every_language_has_every_text() {
        for language in Language::ALL {
            let file =
                format!("{}/public/texts/{}.json", env!("CARGO_MANIFEST_DIR"), language.tag());
            let json = std::fs::read_to_string(file).expect("the texts");
            let texts: std::collections::BTreeMap<String, String> =
                serde_json::from_str(&json).expect("an object of texts");
            let catalogue = Catalogue::new(language, texts.into_values().collect());
            let title = catalogue.map(|catalogue| catalogue.text(Key::DialogClose));
            assert!(title.is_some_and(|title| !title.is_empty()), "{language:?}");
        }
    }
}
