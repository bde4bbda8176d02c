use super::Fields;
use super::session::closed;
use crate::domain::draft::{Content, Draft};
use crate::domain::recipient::TopicKind;

/// Reads a draft; `version` is the answer's `ETag`.
pub fn draft(fields: Fields<'_>, version: String) -> Option<Draft> {
    Some(Draft {
        id: fields.string("id")?,
        version,
        send_key: fields.string("sendKey")?,
        thread_id: fields.string("threadId"),
        about: fields.string("recipientId").zip(fields.str("topic").and_then(TopicKind::parse)),
        recipient_name: fields.string("recipientName").unwrap_or_default(),
        closed: closed(fields, "readOnly"),
        content: Content {
            // Read as empty, the next save would overwrite what the server has.
            subject: fields.string("subject")?,
            text: fields.string("text")?,
        },
    })
}
