//! Drafts: what is written and not yet sent. Every send sends a draft.

use super::access::Reason;
use super::file::Attachment;

/// Longest subject, in characters.
pub const MAX_SUBJECT: usize = 200;
/// Longest text, in characters.
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
        let subject = !is_reply && self.subject.trim().is_empty();
        let text = self.text.trim().is_empty();
        [(subject, Missing::Subject), (text, Missing::Text)]
            .into_iter()
            .filter_map(|(is_missing, what)| is_missing.then_some(what))
            .collect()
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
}
