//! Drafts: what is written and not yet sent. Every send sends a draft.

use super::access::Reason;
use super::file::Attachment;
use super::length::length;
use super::recipient::TopicKind;

/// Longest subject, in characters as [`length`] counts them.
pub const MAX_SUBJECT: usize = 200;
/// Longest text, in the same.
pub const MAX_TEXT: usize = 10_000;

/// A draft as the server keeps it. It belongs to one person and one recipient for life.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// Opaque id.
    pub id: String,
    /// Its version: the `ETag` that the next save or send must name.
    pub version: String,
    /// The idempotency key of its send, the same in every tab and after every reload.
    pub send_key: String,
    /// The thread it answers; `None` for a new message.
    pub thread_id: Option<String>,
    /// The recipient of a new message, and what it is about.
    pub about: Option<(String, TopicKind)>,
    /// Whom it goes to.
    pub recipient_name: String,
    /// Why it can be neither changed nor sent; `None` when it can.
    pub closed: Option<Reason>,
    /// What is written.
    pub content: Content,
    /// The files that go with it.
    pub files: Vec<Attachment>,
}

/// What a citizen writes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Content {
    /// Subject; empty for an answer.
    pub subject: String,
    /// Text.
    pub text: String,
}

/// What is missing before a draft can be sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Missing {
    /// A subject.
    Subject,
    /// A text.
    Text,
    /// A subject that is not too long.
    ShortSubject,
    /// A text that is not too long.
    ShortText,
}

impl Content {
    /// Is anything written? The subject of an answer is its thread's.
    #[must_use]
    pub fn is_written(&self, is_reply: bool) -> bool {
        !self.text.is_empty() || !is_reply && !self.subject.is_empty()
    }

    /// What is missing before this can be sent, in the order of the form.
    #[must_use]
    pub fn missing(&self, is_reply: bool) -> Vec<Missing> {
        let is_new = !is_reply;
        let is_long = |text: &str, most| length(text) > most;
        let all = [
            (is_new && self.subject.trim().is_empty(), Missing::Subject),
            (is_new && is_long(&self.subject, MAX_SUBJECT), Missing::ShortSubject),
            (self.text.trim().is_empty(), Missing::Text),
            (is_long(&self.text, MAX_TEXT), Missing::ShortText),
        ];
        all.into_iter().filter_map(|(is_missing, what)| is_missing.then_some(what)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_complete_message_can_be_sent() {
        let content =
            |subject: &str, text: &str| Content { subject: subject.into(), text: text.into() };
        assert_eq!(content(" ", "\n").missing(false), [Missing::Subject, Missing::Text]);
        assert_eq!(content("", "Hei").missing(true), []);
        assert_eq!(content("Prøvesvar", "").missing(false), [Missing::Text]);
    }

    #[test]
    fn a_message_is_as_long_as_the_service_takes_it_and_no_longer() {
        let missing = |subject: &str, text: &str| {
            Content { subject: subject.into(), text: text.into() }.missing(false)
        };
        // Each is one to its writer, whatever it is made of.
        for sign in ["a", "å", "a\u{30a}", "𝄞", "👩🏽‍⚕️", "🇳🇴", "ש", "\r\n"] {
            assert_eq!(
                missing(&format!("x{}", sign.repeat(199)), &format!("x{}", sign.repeat(9_999))),
                []
            );
            assert_eq!(missing(&format!("x{}", sign.repeat(200)), "x"), [Missing::ShortSubject]);
            assert_eq!(missing("x", &format!("x{}", sign.repeat(10_000))), [Missing::ShortText]);
        }
        assert_eq!(missing("", &"x".repeat(1_000_000)), [Missing::Subject, Missing::ShortText]);
    }
}
