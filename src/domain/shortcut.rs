//! Keys that do something by themselves.

/// What a single key does; it can be switched off (WCAG 2.1.4).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shortcut {
    /// The next row of the list.
    Next,
    /// The one before.
    Previous,
    /// Opens the row.
    Open,
    /// Marks the row, or the open thread, as read or unread.
    ToggleRead,
    /// Answers in the open thread.
    Reply,
    /// A new message.
    Compose,
    /// The search field.
    Search,
    /// Tells what the keys do.
    Help,
}

impl Shortcut {
    /// Every shortcut, in the order in which they are told.
    pub const ALL: [Self; 8] = [
        Self::Next,
        Self::Previous,
        Self::Open,
        Self::ToggleRead,
        Self::Reply,
        Self::Compose,
        Self::Search,
        Self::Help,
    ];

    /// The character.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Next => "j",
            Self::Previous => "k",
            Self::Open => "o",
            Self::ToggleRead => "u",
            Self::Reply => "r",
            Self::Compose => "c",
            Self::Search => "/",
            Self::Help => "?",
        }
    }

    /// Reads the character that a key gives. How it is typed depends on the keyboard: a Norwegian one
    /// has both signs on Shift.
    #[must_use]
    pub fn parse(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|shortcut| shortcut.key() == key)
    }
}

/// A move in the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// To the next row.
    Next,
    /// To the one before.
    Previous,
    /// To the first one.
    First,
    /// To the last one that is shown.
    Last,
}

impl Step {
    /// Reads a key that moves in lists everywhere: no character, so it cannot be switched off.
    #[must_use]
    pub fn parse(key: &str) -> Option<Self> {
        match key {
            "ArrowDown" => Some(Self::Next),
            "ArrowUp" => Some(Self::Previous),
            "Home" => Some(Self::First),
            "End" => Some(Self::Last),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_shortcut_has_a_key_of_its_own_and_no_other_key_does_anything() {
        for shortcut in Shortcut::ALL {
            assert_eq!(Shortcut::parse(shortcut.key()), Some(shortcut));
        }
        for key in ["", "J", "jj", "Enter", "Tab", " ", "ArrowDown", "Dead", "ø"] {
            assert_eq!(Shortcut::parse(key), None, "{key}");
        }
        for key in ["", "j", "Down", "PageDown", "arrowdown", "Enter"] {
            assert_eq!(Step::parse(key), None, "{key}");
        }
    }
}
