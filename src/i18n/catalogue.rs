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
    /// Northern Sami, a draft that no native reader has seen.
    Se,
}

impl Language {
    /// Every language, in the order of the switch.
    pub const ALL: [Self; 4] = [Self::Nb, Self::Nn, Self::En, Self::Se];

    /// The language tag (BCP 47) that the contract and the element's `lang` use.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Nb => "nb",
            Self::Nn => "nn",
            Self::En => "en",
            Self::Se => "se",
        }
    }

    /// The name of the language in itself.
    #[must_use]
    pub const fn own_name(self) -> &'static str {
        match self {
            Self::Nb => "Bokmål",
            Self::Nn => "Nynorsk",
            Self::En => "English",
            // «A trial»: who chooses it shall know.
            Self::Se => "Davvisámegiella (geahččaleapmi)",
        }
    }

    /// The locale for dates and numbers: the language's own, and one for browsers that do not know it, which
    /// would take that of their own windows. Northern Sami needs it for the time of day only.
    #[must_use]
    pub const fn locales(self) -> [&'static str; 2] {
        match self {
            Self::Nb | Self::Se => ["nb-NO", "no"],
            Self::Nn => ["nn-NO", "nb-NO"],
            Self::En => ["en-GB", "en"],
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

    /// The same with the texts that `later` has and this one has not.
    #[must_use]
    pub fn with(&self, later: &Self) -> Self {
        let pairs = self.texts.iter().zip(later.texts.iter());
        let texts = pairs.map(|(text, later)| if text.is_empty() { later } else { text }).cloned();
        Self { language: self.language, texts: texts.collect() }
    }

    /// Is the text of `key` among those that come later? No text is empty.
    #[must_use]
    pub fn lacks(&self, key: Key) -> bool {
        self.texts.get(key as usize).is_none_or(String::is_empty)
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
        match value {
            Some((value, tail)) => {
                push_isolated(&mut filled, value);
                rest = tail;
            }
            None => {
                filled.push('{');
                rest = after;
            }
        }
    }
    filled.push_str(rest);
    filled
}

/// What comes from outside cannot turn the words around it: where it may, it stands between marks that
/// end its reach, less its own such marks, which would end it before its time.
fn push_isolated(filled: &mut String, value: &str) {
    if !value.contains(turns) {
        return filled.push_str(value);
    }
    filled.push('\u{2068}');
    filled.extend(value.chars().filter(|c| !matches!(c, '\u{2066}'..='\u{2069}')));
    filled.push('\u{2069}');
}

/// Letters of scripts that run from right to left, and the marks that steer the direction.
fn turns(c: char) -> bool {
    matches!(
        c,
        '\u{590}'..='\u{8ff}'
            | '\u{200e}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2066}'..='\u{2069}'
            | '\u{fb1d}'..='\u{fdff}'
            | '\u{fe70}'..='\u{feff}'
            | '\u{10800}'..='\u{10fff}'
            | '\u{1e800}'..='\u{1efff}'
    )
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
    fn a_name_cannot_turn_the_words_around_it() {
        let fill = |name| fill("Fra {name}, lege", &[("name", name)]);
        assert_eq!(fill("Kåre – «Æ»"), "Fra Kåre – «Æ», lege");
        assert_eq!(fill("\u{202e}gel"), "Fra \u{2068}\u{202e}gel\u{2069}, lege");
        assert_eq!(fill("دكتور"), "Fra \u{2068}دكتور\u{2069}, lege");
        assert_eq!(fill("a\u{2069}\u{202e}b"), "Fra \u{2068}a\u{202e}b\u{2069}, lege");
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
