use super::Fields;
use super::session::closed;
use super::thread::attachment;
use crate::domain::draft::{Content, Draft};
use crate::domain::file::{Attachment, AttachmentState};
use crate::domain::recipient::TopicKind;

/// Reads a file of a draft.
pub fn draft_file(fields: Fields<'_>) -> Option<Attachment> {
    let file = attachment(fields)?;
    Some(Attachment { state: AttachmentState::Available, ..file })
}

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
        files: fields.each("attachments", draft_file),
        content: Content {
            // Read as empty, the next save would overwrite what the server has.
            subject: fields.string("subject")?,
            text: fields.string("text")?,
        },
    })
}
