//! Plain language, held by rule: short sentences, no English, the field's own words, both Norwegians in step.

use std::collections::BTreeMap;

/// Words that a sentence may have.
const LONGEST: usize = 20;

/// English that finds its way into Norwegian, and words for which the service has others: «melding», «utkast»,
/// «samtale», «vedlegg», «e-post», «innkalling», «fullmakt», «på vegne av».
const NOT_OURS: [&str; 40] = [
    "app",
    "appen",
    "attachment",
    "beskjed",
    "beskjeden",
    "beskjeder",
    "beskjedar",
    "chat",
    "chatte",
    "click",
    "dashboard",
    "download",
    "draft",
    "email",
    "e-mail",
    "epost",
    "error",
    "feedback",
    "file",
    "fullmektig",
    "inbox",
    "kladd",
    "klient",
    "link",
    "linken",
    "login",
    "logout",
    "mail",
    "mandat",
    "message",
    "offline",
    "online",
    "refresh",
    "reply",
    "support",
    "tråd",
    "tråden",
    "tråder",
    "trådar",
    "update",
];

fn texts(language: &str) -> BTreeMap<String, String> {
    let file = format!("{}/public/texts/{language}.json", env!("CARGO_MANIFEST_DIR"));
    let json = std::fs::read_to_string(file).expect("the texts");
    serde_json::from_str(&json).expect("an object of texts")
}

/// The sentences of a text. «kl. 14» and «2. juledag» are none of their own: a new one begins with a capital.
fn sentences(text: &str) -> Vec<Vec<&str>> {
    let mut all: Vec<Vec<&str>> = vec![vec![]];
    let mut has_ended = false;
    for word in text.split_whitespace() {
        if has_ended && word.starts_with(|sign: char| sign.is_uppercase() || "«{".contains(sign)) {
            all.push(vec![]);
        }
        has_ended = word.ends_with(['.', '?', '!', ':']);
        if word.contains(char::is_alphanumeric) {
            all.last_mut().expect("a sentence").push(word);
        }
    }
    all
}

#[test]
fn no_sentence_is_long_in_any_language() {
    for language in ["nb", "nn", "en", "se"] {
        for (key, text) in texts(language) {
            for sentence in sentences(&text) {
                assert!(sentence.len() <= LONGEST, "{language} {key}: {}", sentence.join(" "));
            }
        }
    }
}

#[test]
fn bokmal_and_nynorsk_use_the_words_of_the_field_and_no_english() {
    for language in ["nb", "nn"] {
        for (key, text) in texts(language) {
            let lower = text.to_lowercase();
            let mut words = lower.split(|sign: char| !sign.is_alphanumeric() && sign != '-');
            let found = words.find(|word| NOT_OURS.contains(word));
            assert_eq!(found, None, "{language} {key}: {text}");
        }
    }
}

#[test]
fn bokmal_and_nynorsk_say_the_same_in_as_many_sentences() {
    let (bokmal, nynorsk) = (texts("nb"), texts("nn"));
    for (key, text) in &bokmal {
        let other = &nynorsk[key];
        assert_eq!(sentences(text).len(), sentences(other).len(), "{key}: {text} / {other}");
        assert_eq!(text.ends_with('.'), other.ends_with('.'), "{key}: {text} / {other}");
    }
}

#[test]
fn nynorsk_and_northern_sami_hold_no_bokmal() {
    let bokmal = [
        "bare",
        "fra",
        "hva",
        "hvem",
        "hvor",
        "hvorfor",
        "ikke",
        "jeg",
        "meldinger",
        "noe",
        "noen",
        "vises",
    ];
    for language in ["nn", "se"] {
        for (key, text) in texts(language) {
            let lower = text.to_lowercase();
            let mut words = lower.split(|sign: char| !sign.is_alphanumeric());
            assert_eq!(words.find(|word| bokmal.contains(word)), None, "{language} {key}: {text}");
        }
    }
}
