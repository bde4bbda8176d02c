//! Makes the typed keys from the texts: a key or placeholder missing in any language fails the build.
#![expect(clippy::panic, reason = "a build script fails by panicking")]

use std::collections::{BTreeMap, BTreeSet};
use std::{env, fs, path::Path};

const LANGUAGES: [&str; 4] = ["nb", "nn", "en", "se"];

type Texts = BTreeMap<String, String>;

fn main() {
    println!("cargo:rerun-if-changed=public/texts");
    if env::var_os("CARGO_FEATURE_APP").is_none() {
        return;
    }
    let [nb, others @ ..] = LANGUAGES.map(|language| (language, read(language)));
    for (language, texts) in &others {
        compare(&nb.1, texts, language);
    }
    let out = env::var("OUT_DIR").unwrap_or_else(|error| panic!("OUT_DIR: {error}"));
    let file = Path::new(&out).join("key.rs");
    fs::write(&file, keys(&nb.1)).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
}

fn read(language: &str) -> Texts {
    let file = format!("public/texts/{language}.json");
    let json = fs::read_to_string(&file).unwrap_or_else(|error| panic!("{file}: {error}"));
    serde_json::from_str(&json).unwrap_or_else(|error| panic!("{file}: {error}"))
}

fn compare(nb: &Texts, texts: &Texts, language: &str) {
    let names = |texts: &Texts| texts.keys().cloned().collect::<BTreeSet<_>>();
    let differing: Vec<_> = names(nb).symmetric_difference(&names(texts)).cloned().collect();
    assert!(differing.is_empty(), "nb.json and {language}.json differ in {differing:?}");
    for (name, text) in nb {
        let other = &texts[name];
        assert!(
            placeholders(text) == placeholders(other),
            "{language}.json: {name} has other placeholders than nb.json"
        );
        assert!(!other.trim().is_empty(), "{language}.json: {name} is empty");
    }
}

fn placeholders(text: &str) -> BTreeSet<&str> {
    text.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(name, _)| name).collect()
}

/// The keys in the order of the texts: a key is an index into the catalogue as it is shipped.
fn keys(texts: &Texts) -> String {
    let variants: String = texts
        .iter()
        .map(|(name, text)| {
            format!("    /// «{}»\n    {},\n", text.replace('\n', " "), variant(name))
        })
        .collect();
    format!(
        "/// A text of the interface; the words stand in `public/texts`.\n\
         #[derive(Clone, Copy, Debug, PartialEq, Eq)]\n#[repr(u16)]\npub enum Key {{\n{variants}}}\n\n\
         /// How many texts a catalogue holds.\npub const COUNT: usize = {};\n",
        texts.len()
    )
}

/// `inbox.unreadCount.one` becomes `InboxUnreadCountOne`.
fn variant(name: &str) -> String {
    name.split('.')
        .map(|part| {
            let mut letters = part.chars();
            letters.next().map(|first| first.to_uppercase().chain(letters).collect::<String>())
        })
        .map(|part| part.unwrap_or_else(|| panic!("{name}: an empty part")))
        .collect()
}
