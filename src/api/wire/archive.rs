use super::Fields;
use crate::domain::archive::{Archive, ArchiveCopy};

/// Reads what of a thread is in the archive. Terms that cannot be named or read cannot be accepted: `None`.
pub fn archive(fields: Fields<'_>) -> Option<Archive> {
    let terms = fields.object("terms")?;
    Some(Archive {
        terms: terms.string("version")?,
        terms_link: terms.https("href")?,
        is_accepted: terms.instant("acceptedAt").is_some(),
        copies: fields.each("copies", archive_copy),
    })
}

/// Reads a copy of a whole message; `None` when it is of a file alone.
pub fn archive_copy(fields: Fields<'_>) -> Option<ArchiveCopy> {
    let is_whole = fields.0.get("attachmentId")?.is_null();
    is_whole.then_some(ArchiveCopy {
        message: fields.string("messageId")?,
        saved_at: fields.instant("savedAt")?,
        link: fields.https("href"),
    })
}
