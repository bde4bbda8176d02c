//! How long a text is.

use unicode_segmentation::UnicodeSegmentation;

/// Length of a text in characters as its writer counts them: a letter with its accents is one, and so is an emoji of
/// several parts (extended grapheme clusters, UAX 29).
#[must_use]
pub fn length(text: &str) -> usize {
    // Most texts hold nothing else.
    if text.is_ascii() && !text.contains('\r') {
        return text.len();
    }
    text.graphemes(true).count()
}

#[cfg(test)]
mod tests {
    use super::length;

    #[test]
    fn characters_are_counted_as_a_person_would() {
        for (text, count) in [
            ("", 0),
            ("Hei på deg", 10),
            ("Blåbær\n", 7),
            ("e\u{301}", 1),
            ("👩‍👩‍👧‍👦 og 👍🏽", 6),
            ("🇳🇴🇸🇪", 2),
            ("שָׁלוֹם", 4),
            ("a\r\nb", 3),
        ] {
            assert_eq!(length(text), count, "{text}");
        }
    }
}
