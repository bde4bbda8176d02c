//! Where in a thread a search found what it looked for.

/// What a search says of a thread beside the thread itself; without a text to find, nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hit {
    /// The piece of a message that fits, as plain text.
    pub excerpt: Option<String>,
    /// Name of the file that fits.
    pub attachment: Option<String>,
    /// What to mark.
    pub marks: Vec<Mark>,
}

/// A range to mark, counted in Unicode code points.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// The text that it lies in.
    pub field: Field,
    /// The first code point.
    pub start: usize,
    /// The one after the last.
    pub end: usize,
}

/// A text in which something can be found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// The thread's subject.
    Subject,
    /// The sender's name.
    Sender,
    /// The start of the newest message.
    Preview,
    /// The excerpt.
    Excerpt,
    /// The file's name.
    Attachment,
}

impl Field {
    /// Reads the contract's word.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        match word {
            "subject" => Some(Self::Subject),
            "senderName" => Some(Self::Sender),
            "preview" => Some(Self::Preview),
            "excerpt" => Some(Self::Excerpt),
            "attachment" => Some(Self::Attachment),
            _ => None,
        }
    }
}

impl Hit {
    /// `text` in pieces, each with whether it is to be marked. Ranges that overlap, run backwards or
    /// lie outside mark nothing twice and lose no letter.
    #[must_use]
    pub fn pieces(&self, field: Field, text: &str) -> Vec<(String, bool)> {
        let is_marked = |place: usize| {
            let covers = |mark: &&Mark| (mark.start..mark.end).contains(&place);
            self.marks.iter().filter(|mark| mark.field == field).any(|mark| covers(&mark))
        };
        let mut pieces: Vec<(String, bool)> = Vec::new();
        for (place, letter) in text.chars().enumerate() {
            let marked = is_marked(place);
            match pieces.last_mut() {
                Some((piece, same)) if *same == marked => piece.push(letter),
                _ => pieces.push((letter.into(), marked)),
            }
        }
        pieces
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hit(marks: &[(usize, usize)]) -> Hit {
        let mark = |&(start, end)| Mark { field: Field::Subject, start, end };
        Hit { marks: marks.iter().map(mark).collect(), ..Hit::default() }
    }

    #[test]
    fn what_was_found_is_marked_by_letters_not_bytes() {
        let pieces = hit(&[(8, 17)]).pieces(Field::Subject, "Svar på blodprøve 🩸");
        assert_eq!(
            pieces,
            [("Svar på ".into(), false), ("blodprøve".into(), true), (" 🩸".into(), false)]
        );
    }

    #[test]
    fn marks_of_another_text_do_not_count() {
        let pieces = hit(&[(0, 4)]).pieces(Field::Preview, "Svar");
        assert_eq!(pieces, [("Svar".into(), false)]);
        assert_eq!(hit(&[(0, 4)]).pieces(Field::Subject, ""), []);
    }

    #[test]
    fn the_texts_are_read_and_nothing_else_is_taken_for_one() {
        let fields = [
            ("subject", Field::Subject),
            ("senderName", Field::Sender),
            ("preview", Field::Preview),
            ("excerpt", Field::Excerpt),
            ("attachment", Field::Attachment),
        ];
        for (word, field) in fields {
            assert_eq!(Field::parse(word), Some(field));
        }
        assert_eq!(Field::parse("colour"), None);
    }

    #[cfg(not(target_arch = "wasm32"))]
    proptest::proptest! {
        #[test]
        fn whatever_the_server_marks_no_letter_is_lost(
            text: String,
            marks in proptest::collection::vec((0_usize..300, 0_usize..300), 0..20),
        ) {
            let pieces = hit(&marks).pieces(Field::Subject, &text);
            let whole: String = pieces.iter().map(|(piece, _)| piece.as_str()).collect();
            proptest::prop_assert_eq!(whole, text);
            let alternate = pieces.iter().zip(pieces.iter().skip(1)).all(|(one, next)| one.1 != next.1);
            proptest::prop_assert!(alternate);
        }
    }
}
