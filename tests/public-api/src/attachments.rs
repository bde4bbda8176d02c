//! Attachments are downloaded, never shown inline.

use std::fmt::Write as _;
use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use rusqlite::{OptionalExtension, params};

use crate::app::App;
use crate::problem::{Code, Problem};
use crate::request::{Acting, set_header};
use crate::summary::check_open;

/// `GET /threads/{threadId}/messages/{messageId}/attachments/{attachmentId}`
///
/// # Errors
/// A problem document; a file that is expired or infected is a conflict.
pub async fn get(
    _: State<Arc<App>>,
    acting: Acting,
    Path((thread, message, attachment)): Path<(String, String, String)>,
) -> Result<Response, Problem> {
    acting.session.world.with(|db| {
        check_open(db, &acting, &thread)?;
        let (name, media_type, state, bytes): (String, String, String, Vec<u8>) = db
            .query_row(
                "SELECT a.name, a.media_type, a.state, a.bytes
                 FROM attachments a JOIN messages m ON m.id = a.message_id
                 WHERE a.id = ?1 AND m.id = ?2 AND m.thread_id = ?3",
                params![attachment, message, thread],
                |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)),
            )
            .optional()?
            .ok_or(Problem::new(Code::NotFound))?;
        if state != "available" {
            return Err(Problem::new(Code::Conflict).detail("The file is not available"));
        }
        let mut response = bytes.into_response();
        set_header(&mut response, CONTENT_TYPE.as_str(), &media_type);
        set_header(&mut response, CONTENT_DISPOSITION.as_str(), &disposition(&name));
        Ok(response)
    })
}

/// RFC 6266: a name in ASCII for old clients, and the real one.
#[must_use]
pub fn disposition(name: &str) -> String {
    let plain: String =
        name.chars()
            .map(|c| {
                if c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | ' ') {
                    c
                } else {
                    '_'
                }
            })
            .collect();
    let mut real = String::new();
    for byte in name.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_') {
            real.push(char::from(byte));
        } else {
            // Writing to a String cannot fail.
            let _ = write!(real, "%{byte:02X}");
        }
    }
    format!("attachment; filename=\"{plain}\"; filename*=UTF-8''{real}")
}

#[cfg(test)]
mod tests {
    use super::disposition;

    #[test]
    fn a_norwegian_file_name_survives_the_download() {
        assert_eq!(
            disposition("prøvesvar \"1\".pdf"),
            "attachment; filename=\"pr_vesvar _1_.pdf\"; filename*=UTF-8''pr%C3%B8vesvar%20%221%22.pdf"
        );
    }
}
