use super::Language;

/// The forms of a counted text, as CLDR names them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Plural {
    /// One.
    One,
    /// Two, where a language tells that from more: Northern Sami does.
    Two,
    /// None, and any other number.
    Other,
}

impl Plural {
    /// The form that `count` takes in `language`.
    #[must_use]
    pub fn of(language: Language, count: u32) -> Self {
        match count {
            1 => Self::One,
            2 if language == Language::Se => Self::Two,
            _ => Self::Other,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn northern_sami_alone_tells_two_from_more() {
        for language in Language::ALL {
            let two = if language == Language::Se { Plural::Two } else { Plural::Other };
            let forms = [0, 1, 2, 3, 12, 21, 22, 100].map(|count| Plural::of(language, count));
            let other = Plural::Other;
            let expected = [other, Plural::One, two, other, other, other, other, other];
            assert_eq!(forms, expected, "{language:?}");
        }
    }
}
