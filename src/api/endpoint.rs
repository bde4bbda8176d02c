//! The only place that builds API paths. Ids are opaque, and encoded as one path segment each.

/// Where a call goes, below the API's address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Endpoint(String);

impl Endpoint {
    /// The path and query.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.0
    }

    /// The stored language of the user.
    #[must_use]
    pub fn language() -> Self {
        Self("/session/language".into())
    }

    /// A later end of the session.
    #[must_use]
    pub fn extend() -> Self {
        Self("/session/extend".into())
    }

    /// End of the session.
    #[must_use]
    pub fn log_out() -> Self {
        Self("/logout".into())
    }

    /// Unread counts of every person of the session.
    #[must_use]
    pub fn unread() -> Self {
        Self("/unread".into())
    }

    /// What changes, as it changes.
    #[must_use]
    pub fn events() -> Self {
        Self("/events".into())
    }

    /// A page of the thread list.
    #[must_use]
    pub fn threads(cursor: Option<&str>) -> Self {
        Self(format!("/threads?limit=50{}", cursor_query(cursor)))
    }

    /// Search and filters.
    #[must_use]
    pub fn search() -> Self {
        Self("/threads/search".into())
    }

    /// Marking everything as read.
    #[must_use]
    pub fn read_all() -> Self {
        Self("/threads/read-all".into())
    }

    /// What waits for the reader.
    #[must_use]
    pub fn waiting() -> Self {
        Self("/waiting".into())
    }

    /// A thread.
    #[must_use]
    pub fn thread(id: &str) -> Self {
        Self(format!("/threads/{}", segment(id)))
    }

    /// Messages before those that are shown.
    #[must_use]
    pub fn earlier_messages(thread: &str, cursor: &str) -> Self {
        Self(format!(
            "/threads/{}/messages?limit=50{}",
            segment(thread),
            cursor_query(Some(cursor))
        ))
    }

    /// Which person a thread belongs to.
    #[must_use]
    pub fn thread_person(id: &str) -> Self {
        Self(format!("/threads/{}/person", segment(id)))
    }

    /// Whether the reader has read a thread.
    #[must_use]
    pub fn read_state(thread: &str) -> Self {
        Self(format!("/threads/{}/read-state", segment(thread)))
    }

    /// Whether the reader has put a thread away.
    #[must_use]
    pub fn put_away(thread: &str) -> Self {
        Self(format!("/threads/{}/put-away", segment(thread)))
    }

    /// The draft of an answer.
    #[must_use]
    pub fn replies(thread: &str) -> Self {
        Self(format!("/threads/{}/replies", segment(thread)))
    }

    /// Answers to an appointment letter.
    #[must_use]
    pub fn appointment_answers(thread: &str) -> Self {
        Self(format!("/threads/{}/appointment-answers", segment(thread)))
    }

    /// Copies of a thread in the personal health archive.
    #[must_use]
    pub fn archive_copies(thread: &str) -> Self {
        Self(format!("/threads/{}/archive-copies", segment(thread)))
    }

    /// A file of a message.
    #[must_use]
    pub fn attachment(thread: &str, message: &str, attachment: &str) -> Self {
        let [thread, message, attachment] = [thread, message, attachment].map(segment);
        Self(format!("/threads/{thread}/messages/{message}/attachments/{attachment}"))
    }

    /// All drafts of the reader for the person.
    #[must_use]
    pub fn drafts() -> Self {
        Self("/drafts".into())
    }

    /// One draft.
    #[must_use]
    pub fn draft(id: &str) -> Self {
        Self(format!("/drafts/{}", segment(id)))
    }

    /// A file of a draft.
    #[must_use]
    pub fn draft_file(draft: &str, file: &str) -> Self {
        Self(format!("/drafts/{}/attachments/{}", segment(draft), segment(file)))
    }

    /// Sends.
    #[must_use]
    pub fn sends() -> Self {
        Self("/sends".into())
    }

    /// One send.
    #[must_use]
    pub fn send(id: &str) -> Self {
        Self(format!("/sends/{}", segment(id)))
    }

    /// «Fant du det du lette etter?»
    #[must_use]
    pub fn feedback() -> Self {
        Self("/feedback".into())
    }

    /// Whom one can write to.
    #[must_use]
    pub fn recipients() -> Self {
        Self("/recipients".into())
    }
}

fn cursor_query(cursor: Option<&str>) -> String {
    cursor.map(|cursor| format!("&cursor={}", segment(cursor))).unwrap_or_default()
}

/// Percent-encodes a file's name for a header (RFC 8187).
pub(super) fn header_name(name: &str) -> String {
    segment(name)
}

/// Percent-encodes all but the unreserved characters (RFC 3986), so that an id stays one segment.
fn segment(id: &str) -> String {
    id.bytes()
        .map(|byte| match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'~' => {
                char::from(byte).to_string()
            }
            // A dot too: `..` as a segment would climb.
            _ => format!("%{byte:02X}"),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_from_an_address_cannot_reach_another_operation() {
        assert_eq!(
            Endpoint::thread("t1/../../logout?x#y").path(),
            "/threads/t1%2F%2E%2E%2F%2E%2E%2Flogout%3Fx%23y"
        );
        assert_eq!(Endpoint::thread("..").path(), "/threads/%2E%2E");
        assert_eq!(Endpoint::threads(Some("a b&c")).path(), "/threads?limit=50&cursor=a%20b%26c");
    }
}
