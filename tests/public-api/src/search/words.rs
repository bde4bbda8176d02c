//! Words as they are found: without regard to case and accents. æ, ø and å are letters of their own, and found by
//! ae, o and a as well. The index of `derived.sql` does the same.

use std::ops::Range;

/// A word of a text.
#[derive(Debug, PartialEq, Eq)]
pub struct Word {
    /// Where it stands, in code points.
    pub place: Range<usize>,
    /// As it is written, less case and accents.
    plain: String,
    /// The same with ae, o and a.
    ascii: String,
}

impl Word {
    /// Is it, or does it start with, what was looked for?
    #[must_use]
    pub fn starts_with(&self, wanted: &str) -> bool {
        self.plain.starts_with(wanted) || self.ascii.starts_with(wanted)
    }

    fn push(&mut self, letter: char) {
        for letter in letter.to_lowercase().map(without_accent) {
            self.plain.push(letter);
            match letter {
                'æ' => self.ascii.push_str("ae"),
                'ø' => self.ascii.push('o'),
                'å' => self.ascii.push('a'),
                _ => self.ascii.push(letter),
            }
        }
    }

    /// An accent that stands after its letter: a ring makes an å, the others go.
    fn accent(&mut self, accent: char) {
        if accent == '\u{30a}' && self.plain.ends_with('a') {
            self.plain.pop();
            self.plain.push('å');
        }
    }
}

/// The words of a text, in order.
#[must_use]
pub fn words(text: &str) -> Vec<Word> {
    let mut words = Vec::new();
    let mut open: Option<Word> = None;
    for (at, letter) in text.chars().enumerate() {
        if letter.is_alphanumeric() {
            let word = open.get_or_insert_with(|| Word {
                place: at..at,
                plain: String::new(),
                ascii: String::new(),
            });
            word.push(letter);
            word.place.end = at + 1;
        } else if let ('\u{300}'..='\u{36f}', Some(word)) = (letter, &mut open) {
            word.accent(letter);
            word.place.end = at + 1;
        } else {
            words.extend(open.take());
        }
    }
    words.extend(open);
    words
}

/// The words to look for.
#[must_use]
pub fn wanted(text: &str) -> Vec<String> {
    words(text).into_iter().map(|word| word.plain).collect()
}

/// A text as the index takes it: what `into_search` of `derived.sql` makes of it.
#[must_use]
pub fn indexed(text: &str) -> String {
    let plain = text.replace("a\u{30a}", "ɐ").replace("A\u{30a}", "ɐ").replace(['å', 'Å'], "ɐ");
    let ascii = text.replace(['æ', 'Æ'], "ae").replace(['ø', 'Ø'], "o");
    if plain == text && ascii == text { plain } else { format!("{plain} {ascii}") }
}

/// Does one text stand in another, by either spelling?
#[must_use]
pub fn contains(text: &str, part: &str) -> bool {
    let join = |text: &str, spelling: fn(Word) -> String| {
        words(text).into_iter().map(spelling).collect::<Vec<_>>().join(" ")
    };
    let part = join(part, |word| word.plain);
    join(text, |word| word.plain).contains(&part) || join(text, |word| word.ascii).contains(&part)
}

/// What sorts as names do in Norwegian: æ, ø and å come last, aa is å.
#[must_use]
pub fn sort_key(name: &str) -> String {
    let name: String = name.chars().flat_map(char::to_lowercase).map(without_accent).collect();
    name.replace("aa", "å").replace('æ', "{").replace('ø', "|").replace('å', "}")
}

/// The letters of Europe's languages without their accents, but for å.
fn without_accent(letter: char) -> char {
    match letter {
        'à' | 'á' | 'â' | 'ã' | 'ä' | 'ā' | 'ă' | 'ą' => 'a',
        'ç' | 'ć' | 'ĉ' | 'ċ' | 'č' => 'c',
        'ď' => 'd',
        'è' | 'é' | 'ê' | 'ë' | 'ē' | 'ĕ' | 'ė' | 'ę' | 'ě' => 'e',
        'ĝ' | 'ğ' | 'ġ' | 'ģ' => 'g',
        'ì' | 'í' | 'î' | 'ï' | 'ĩ' | 'ī' | 'ĭ' | 'į' => 'i',
        'ķ' => 'k',
        'ĺ' | 'ļ' | 'ľ' => 'l',
        'ñ' | 'ń' | 'ņ' | 'ň' => 'n',
        'ò' | 'ó' | 'ô' | 'õ' | 'ö' | 'ō' | 'ŏ' | 'ő' => 'o',
        'ŕ' | 'ŗ' | 'ř' => 'r',
        'ś' | 'ŝ' | 'ş' | 'š' => 's',
        'ţ' | 'ť' => 't',
        'ù' | 'ú' | 'û' | 'ü' | 'ũ' | 'ū' | 'ŭ' | 'ů' | 'ű' | 'ų' => 'u',
        'ŵ' => 'w',
        'ý' | 'ÿ' | 'ŷ' => 'y',
        'ź' | 'ż' | 'ž' => 'z',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::{contains, sort_key, wanted, words};

    #[test]
    fn a_word_is_found_by_its_start_whatever_case_and_accents() {
        let text = words("Svar på BLODPRØVEN fra Café Øst");
        let found = |wanted: &str| text.iter().any(|word| word.starts_with(wanted));
        for start in ["blodprøve", "blodprove", "på", "pa", "cafe", "øst", "ost", "s"] {
            assert!(found(start), "{start}");
        }
        for other in ["prøve", "blodpraeve", "caffe", "svart"] {
            assert!(!found(other), "{other}");
        }
        assert_eq!(wanted("  CAFÉ, på: e-post!  "), ["cafe", "på", "e", "post"]);
        assert!(wanted("?!").is_empty());
    }

    #[test]
    fn what_is_written_with_an_a_is_not_found_by_an_å() {
        assert!(!words("har")[0].starts_with("hår"));
        assert!(words("hår")[0].starts_with("har"));
    }

    #[test]
    fn a_place_counts_code_points_and_an_accent_apart_belongs_to_its_letter() {
        let text = words("😀 bla\u{30a} cafe\u{301}.");
        assert_eq!(text[0].place, 2..6);
        assert!(text[0].starts_with("blå") && text[0].starts_with("bla"));
        assert_eq!(text[1].place, 7..12);
    }

    #[test]
    fn a_part_of_a_name_is_enough() {
        assert!(contains("Universitetssykehuset Nord-Norge", "nord norge"));
        assert!(contains("Helse Sør-Øst", "sor o"));
        assert!(!contains("Helse Sør-Øst", "vest"));
    }

    #[test]
    fn names_stand_in_norwegian_order() {
        let mut names = ["Åse", "Zara", "Ærlig", "aasen", "Østby", "Aud", "Éva", "Finn"];
        names.sort_by_key(|name| sort_key(name));
        assert_eq!(names, ["Aud", "Éva", "Finn", "Zara", "Ærlig", "Østby", "Åse", "aasen"]);
    }
}
