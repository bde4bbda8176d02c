//! Whether a text speaks of a file that shall come with it.

/// Whole words of bokmål, nynorsk, English and Northern Sami; «vedleggsliste» and «detached» are others.
const WORDS: [&str; 21] = [
    "vedlegg",
    "vedlegget",
    "vedlegga",
    "vedleggene",
    "vedlegger",
    "vedlagt",
    "vedlagte",
    "vedlagd",
    "vedlagde",
    "attach",
    "attached",
    "attaching",
    "attachment",
    "attachments",
    "enclosed",
    "mielddus",
    "mildosa",
    "mildosat",
    "mildosiid",
    "mildosis",
    "mildosiin",
];

/// Words before «ved»: «legger ved», «har lagt ved», «legg eg ved».
const BEFORE_VED: [&str; 5] = ["legg", "legge", "legger", "lagt", "la"];

/// Does the text speak of a file?
#[must_use]
pub fn mentions_file(text: &str) -> bool {
    let lower = text.to_lowercase();
    let words = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    // What one says of oneself may stand between: «legger jeg ved».
    let words = words.filter(|word| !matches!(*word, "jeg" | "eg" | "vi"));
    let mut before = "";
    for word in words {
        if WORDS.contains(&word) || word == "ved" && BEFORE_VED.contains(&before) {
            return true;
        }
        before = word;
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_about_a_file_are_found_in_every_language() {
        for text in [
            "Se vedlegg.",
            "SE VEDLEGGET!",
            "Bildene kommer som vedlegg",
            "Sjå vedlegga",
            "Vedlagt følger skjemaet",
            "Vedlagde bilete",
            "Jeg legger ved et bilde",
            "Eg legg ved eit bilete",
            "Bildet har jeg lagt ved",
            "Her legger jeg ved skjemaet",
            "(vedlagt)",
            "Please find the form attached.",
            "See attachment",
            "I am attaching a photo",
            "The form is enclosed",
            "Govva lea mielddus",
            "Geahča mildosa.",
        ] {
            assert!(mentions_file(text), "{text}");
        }
    }

    #[test]
    fn other_words_are_not() {
        for text in [
            "",
            "Vondt ved bruk av armen",
            "Hunden ligger ved siden av senga",
            "Vedleggende er ikke et ord",
            "vedleggsliste",
            "a detached retina",
            "Jeg la meg ved ti-tiden",
            "ved",
            "legger",
        ] {
            assert!(!mentions_file(text), "{text}");
        }
    }
}
