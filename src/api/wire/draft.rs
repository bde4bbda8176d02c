use super::Fields;
use crate::domain::draft::{Content, Draft};

/// Reads a draft; `version` is the answer's `ETag`.
pub fn draft(fields: Fields<'_>, version: String) -> Option<Draft> {
    Some(Draft {
        id: fields.string("id")?,
        version,
        send_key: fields.string("sendKey")?,
        thread_id: fields.string("threadId"),
        recipient_name: fields.string("recipientName").unwrap_or_default(),
        content: Content {
            subject: fields.string("subject").unwrap_or_default(),
            text: fields.string("text").unwrap_or_default(),
        },
    })
}
