//! Finding a person by name, as names are typed.

/// Does every word of `typed` begin a word of `name`? Case, accents and the order do not count.
#[must_use]
pub fn finds(typed: &str, name: &str) -> bool {
    let (typed, name) = (fold(typed), fold(name));
    typed
        .split_ascii_whitespace()
        .all(|start| name.split_ascii_whitespace().any(|word| word.starts_with(start)))
}

/// The letters without case and accents; what divides a name into words becomes a space.
fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for letter in text.chars() {
        match plain(letter) {
            Some(plain) => folded.push_str(plain),
            None => folded.push(letter.to_ascii_lowercase()),
        }
    }
    folded
}

/// Letters of Norwegian, Sami and the other Latin alphabets of Europe, by the letters that anyone can
/// type; `None` for what stands as it is.
fn plain(letter: char) -> Option<&'static str> {
    Some(match letter {
        // Accents that stand by themselves.
        '\u{300}'..='\u{36f}' => "",
        '-' | '‐' | '‑' | '–' | '\'' | '’' | '.' | ',' | '\u{a0}' => " ",
        'À'..='Å' | 'à'..='å' | 'Ā'..='ą' => "a",
        'Æ' | 'æ' => "ae",
        'Ç' | 'ç' | 'Ć'..='č' => "c",
        'Ð' | 'ð' | 'Ď'..='đ' => "d",
        'È'..='Ë' | 'è'..='ë' | 'Ē'..='ě' => "e",
        'Ĝ'..='ģ' | 'Ǥ'..='ǧ' => "g",
        'Ĥ'..='ħ' => "h",
        'Ì'..='Ï' | 'ì'..='ï' | 'Ĩ'..='ı' => "i",
        'Ĵ' | 'ĵ' => "j",
        'Ķ'..='ĸ' | 'Ǩ' | 'ǩ' => "k",
        'Ĺ'..='ł' => "l",
        'Ñ' | 'ñ' | 'Ń'..='ŋ' => "n",
        'Ò'..='Ö' | 'ò'..='ö' | 'Ø' | 'ø' | 'Ō'..='ő' => "o",
        'Œ' | 'œ' => "oe",
        'Ŕ'..='ř' => "r",
        'Ś'..='š' => "s",
        'ß' => "ss",
        'Ţ'..='ŧ' => "t",
        'Þ' | 'þ' => "th",
        'Ù'..='Ü' | 'ù'..='ü' | 'Ũ'..='ų' => "u",
        'Ŵ' | 'ŵ' => "w",
        'Ý' | 'ý' | 'ÿ' | 'Ŷ'..='Ÿ' => "y",
        'Ź'..='ž' | 'Ʒ' | 'ʒ' | 'Ǯ' | 'ǯ' => "z",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_and_accents_do_not_count() {
        for typed in ["åse", "ASE", "Ase", "a\u{30a}se", "bjørkøy", "bjorkoy", "BJØRKØY", "åse b"]
        {
            assert!(finds(typed, "Åse Bjørkøy"), "{typed}");
        }
        for (typed, name) in [
            ("renee", "Renée Dahl"),
            ("Renée", "Renee Dahl"),
            ("saether", "Kari Sæther"),
            ("sæther", "Kari Saether"),
            ("cahk", "Jovnna Ánde Čáhkkeloaivi"),
            ("ČÁH", "Jovnna Ánde Čáhkkeloaivi"),
        ] {
            assert!(finds(typed, name), "{typed} in {name}");
        }
    }

    #[test]
    fn words_are_found_by_their_beginnings_in_any_order() {
        let name = "Anne-Marie D'Angelo Solberg";
        for typed in ["an", "marie", "anne-m", "anne m", "sol ann", "d'ang", "angelo", " anne  "] {
            assert!(finds(typed, name), "{typed}");
        }
        for typed in ["nne", "berg", "anne x", "annemarie", "solbergs"] {
            assert!(!finds(typed, name), "{typed}");
        }
    }

    #[test]
    fn nothing_typed_finds_everyone() {
        for typed in ["", "  ", "-", "\u{301}"] {
            assert!(finds(typed, "Kari Nordmann"), "{typed:?}");
            assert!(finds(typed, ""), "{typed:?}");
        }
        assert!(!finds("k", ""));
    }

    #[test]
    fn letters_of_other_alphabets_are_found_as_they_are() {
        assert!(finds("Мар", "Мария Иванова"));
        assert!(!finds("Map", "Мария Иванова"));
        assert!(finds("李", "李 小龍"));
    }

    #[test]
    fn every_accented_letter_is_found_by_a_plain_one() {
        for (plain, letters) in [
            ("a", "ÀÁÂÃÄÅàáâãäåĀāĂăĄą"),
            ("c", "ÇçĆćĈĉĊċČč"),
            ("d", "ÐðĎďĐđ"),
            ("e", "ÈÉÊËèéêëĒēĔĕĖėĘęĚě"),
            ("g", "ĜĝĞğĠġĢģǤǥǦǧ"),
            ("h", "ĤĥĦħ"),
            ("i", "ÌÍÎÏìíîïĨĩĪīĬĭĮįİı"),
            ("j", "Ĵĵ"),
            ("k", "ĶķĸǨǩ"),
            ("l", "ĹĺĻļĽľĿŀŁł"),
            ("n", "ÑñŃńŅņŇňŉŊŋ"),
            ("o", "ÒÓÔÕÖØòóôõöøŌōŎŏŐő"),
            ("r", "ŔŕŖŗŘř"),
            ("s", "ŚśŜŝŞşŠš"),
            ("t", "ŢţŤťŦŧ"),
            ("u", "ÙÚÛÜùúûüŨũŪūŬŭŮůŰűŲų"),
            ("w", "Ŵŵ"),
            ("y", "ÝýÿŶŷŸ"),
            ("z", "ŹźŻżŽžƷʒǮǯ"),
            ("ae", "Ææ"),
            ("oe", "Œœ"),
            ("ss", "ß"),
            ("th", "Þþ"),
        ] {
            for letter in letters.chars() {
                assert_eq!(fold(&letter.to_string()), plain, "{letter}");
            }
        }
    }
}
