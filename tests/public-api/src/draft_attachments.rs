//! Files of drafts, until they go with the message that is sent. The client makes their ids, so that an upload
//! repeated after a lost answer stores nothing twice; an id that was taken off stays used up.

use std::sync::Arc;

use axum::body::{Body, to_bytes};
use axum::extract::{FromRequest, Path, Request, State};
use axum::http::StatusCode;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use innboks::domain::chosen_file::{MAX_COUNT, MAX_NAME, Refusal, check_size, kind_of};
use innboks::domain::file::FileKind;
use rusqlite::{Connection, OptionalExtension, params};
use serde::Serialize;

use crate::app::App;
use crate::attachments::disposition;
use crate::draft::{self, Draft};
use crate::drafts::find_unsent;
use crate::problem::{Code, FieldError, Problem};
use crate::request::{Acting, decode, header, json, random_hex, set_header};
use crate::time::{instant, now};

/// How much of an upload is read at all: a connection closed on unread bytes would lose the answer.
const MAX_READ: usize = 64 * 1024 * 1024;
/// What virus scanners are tested with (EICAR).
const TEST_VIRUS: &[u8] = b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE";

/// A file of a draft as the contract has it.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct DraftAttachment {
    /// The client's own.
    pub id: String,
    name: String,
    media_type: String,
    size: u64,
}

/// The files of a draft, in the order in which they came.
///
/// # Errors
/// When the database refuses.
pub fn of_draft(db: &Connection, draft: &str) -> rusqlite::Result<Vec<DraftAttachment>> {
    let mut statement = db.prepare_cached(
        "SELECT id, name, media_type, length(bytes) FROM draft_attachments
         WHERE draft_id = ?1 AND bytes IS NOT NULL ORDER BY number",
    )?;
    let rows = statement.query_map(params![draft], |row| {
        Ok(DraftAttachment {
            id: row.get(0)?,
            name: row.get(1)?,
            media_type: row.get(2)?,
            size: row.get(3)?,
        })
    })?;
    rows.collect()
}

/// The files go with their message, in their order, under ids of its own.
///
/// # Errors
/// When the database refuses.
pub fn go_along(db: &Connection, draft: &Draft, message: &str) -> Result<(), Problem> {
    for (position, file) in (1_i64..).zip(&draft.attachments) {
        let id = format!("a-{}", random_hex(8)?);
        db.execute(
            "INSERT INTO attachments (id, message_id, position, name, media_type, size, state, bytes)
             SELECT ?3, ?4, ?5, name, media_type, length(bytes), 'available', bytes
             FROM draft_attachments WHERE draft_id = ?1 AND id = ?2",
            params![draft.id, file.id, id, message, position],
        )?;
        db.execute("INSERT INTO sent_files VALUES (?1, ?2)", params![id, file.id])?;
    }
    drop_all(db, &draft.id)
}

/// The message was taken back: its files are the draft's again.
///
/// # Errors
/// When the database refuses.
pub fn come_back(db: &Connection, draft: &str, message: &str) -> Result<(), Problem> {
    db.execute(
        "INSERT INTO draft_attachments (id, draft_id, name, media_type, bytes)
         SELECT draft_file, ?1, name, media_type, bytes
         FROM attachments JOIN sent_files ON attachment_id = id WHERE message_id = ?2 ORDER BY position",
        params![draft, message],
    )?;
    db.execute(
        "DELETE FROM sent_files WHERE attachment_id IN (SELECT id FROM attachments WHERE message_id = ?1)",
        params![message],
    )?;
    db.execute("DELETE FROM attachments WHERE message_id = ?1", params![message])?;
    Ok(())
}

/// The draft is gone, or sent: nothing of its files stays.
///
/// # Errors
/// When the database refuses.
pub fn drop_all(db: &Connection, draft: &str) -> Result<(), Problem> {
    db.execute("DELETE FROM draft_attachments WHERE draft_id = ?1", params![draft])?;
    Ok(())
}

/// A file as it was uploaded.
pub struct Upload {
    name: String,
    bytes: Vec<u8>,
}

impl FromRequest<Arc<App>> for Upload {
    type Rejection = Problem;

    async fn from_request(request: Request<Body>, _: &Arc<App>) -> Result<Self, Problem> {
        let headers = request.headers();
        let is_bytes = header(headers, CONTENT_TYPE.as_str()) == Some("application/octet-stream");
        let name = header(headers, CONTENT_DISPOSITION.as_str()).and_then(file_name);
        let bytes = to_bytes(request.into_body(), MAX_READ).await;
        if !is_bytes {
            return Err(Problem::new(Code::UnsupportedMediaType));
        }
        let name = name.ok_or(Problem::bad_request("Content-Disposition names no file"))?;
        let bytes = bytes.map_err(|_| Problem::new(Code::PayloadTooLarge))?.to_vec();
        Ok(Self { name, bytes })
    }
}

/// The name in `attachment; filename*=UTF-8''…`.
fn file_name(disposition: &str) -> Option<String> {
    let encoded = disposition.strip_prefix("attachment; filename*=UTF-8''")?;
    let is_encoded = |c: char| c.is_ascii_alphanumeric() || "_~.-%".contains(c);
    decode(encoded)
        .filter(|name| (1..=MAX_NAME).contains(&name.chars().count()))
        .filter(|_| encoded.chars().all(is_encoded))
}

fn refused(refusal: Refusal) -> Problem {
    let field = |code| Problem::validation(vec![FieldError { field: "file", code }]);
    match refusal {
        Refusal::Empty => field("required"),
        Refusal::TooLarge => Problem::new(Code::PayloadTooLarge),
        Refusal::AllTooLarge => field("totalTooLarge"),
        Refusal::Infected => field("infected"),
        Refusal::WrongType | Refusal::Unreadable | Refusal::Damaged => {
            Problem::new(Code::UnsupportedMediaType)
        }
    }
}

/// Holds a file against the limits; gives its media type.
fn check(bytes: &[u8], others: &[DraftAttachment]) -> Result<&'static str, Refusal> {
    let sum = others.iter().map(|file| file.size).sum();
    check_size(bytes.len().try_into().unwrap_or(u64::MAX), sum)?;
    let media_type = match kind_of(bytes.get(..1024).unwrap_or(bytes))? {
        FileKind::Jpeg => "image/jpeg",
        FileKind::Png => "image/png",
        _ => "application/pdf",
    };
    if others.len() >= MAX_COUNT {
        return Err(Refusal::AllTooLarge);
    }
    if bytes.windows(TEST_VIRUS.len()).any(|part| part == TEST_VIRUS) {
        return Err(Refusal::Infected);
    }
    Ok(media_type)
}

/// An id as the contract has them.
fn check_id(id: &str) -> Result<(), Problem> {
    let is_id = (1..=64).contains(&id.len())
        && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
    if is_id { Ok(()) } else { Err(Problem::bad_request("The attachment's id is none")) }
}

/// `PUT /drafts/{draftId}/attachments/{attachmentId}`
///
/// # Errors
/// A problem document.
pub async fn put(
    _: State<Arc<App>>,
    acting: Acting,
    Path((draft, id)): Path<(String, String)>,
    upload: Upload,
) -> Result<Response, Problem> {
    check_id(&id)?;
    acting.session.world.with(|db| {
        let db = db.transaction()?;
        let draft = find_unsent(&db, &acting, &draft)?;
        if let Some(known) = draft.attachments.iter().find(|known| known.id == id) {
            return json(StatusCode::OK, known);
        }
        let is_used: bool = db.query_row(
            "SELECT EXISTS (SELECT 1 FROM draft_attachments WHERE id = ?1)",
            params![id],
            |row| row.get(0),
        )?;
        if is_used {
            return Err(Problem::new(Code::Conflict).detail("The id is used up"));
        }
        draft.check_attachable()?;
        let media_type = check(&upload.bytes, &draft.attachments).map_err(refused)?;
        db.execute(
            "INSERT INTO draft_attachments (id, draft_id, name, media_type, bytes)
             VALUES (?1, ?2, ?3, ?4, ?5)",
            params![id, draft.id, upload.name, media_type, upload.bytes],
        )?;
        touch(&db, &draft.id)?;
        let stored = of_draft(&db, &draft.id)?.into_iter().find(|file| file.id == id);
        db.commit()?;
        json(StatusCode::CREATED, &stored.ok_or(Problem::new(Code::Internal))?)
    })
}

/// A draft that gets or loses a file is the latest changed; its entity tag is about the text.
fn touch(db: &Connection, draft: &str) -> rusqlite::Result<usize> {
    db.execute("UPDATE drafts SET updated_at = ?2 WHERE id = ?1", params![draft, instant(now())])
}

/// `GET /drafts/{draftId}/attachments/{attachmentId}`
///
/// # Errors
/// A problem document.
pub async fn get(
    _: State<Arc<App>>,
    acting: Acting,
    Path((draft, id)): Path<(String, String)>,
) -> Result<Response, Problem> {
    acting.session.world.with(|db| {
        let draft = draft::find(db, &acting, &draft)?;
        let (name, media_type, bytes): (String, String, Vec<u8>) = db
            .query_row(
                "SELECT name, media_type, bytes FROM draft_attachments
                 WHERE draft_id = ?1 AND id = ?2 AND bytes IS NOT NULL",
                params![draft.id, id],
                |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
            )
            .optional()?
            .ok_or(Problem::new(Code::NotFound))?;
        let mut response = bytes.into_response();
        set_header(&mut response, CONTENT_TYPE.as_str(), &media_type);
        set_header(&mut response, CONTENT_DISPOSITION.as_str(), &disposition(&name));
        Ok(response)
    })
}

/// `DELETE /drafts/{draftId}/attachments/{attachmentId}`
///
/// # Errors
/// A problem document.
pub async fn delete(
    _: State<Arc<App>>,
    acting: Acting,
    Path((draft, id)): Path<(String, String)>,
) -> Result<Response, Problem> {
    check_id(&id)?;
    acting.session.world.with(|db| {
        let draft = find_unsent(db, &acting, &draft)?;
        // What is left keeps an upload away that was cancelled and comes late.
        let changed = db.execute(
            "INSERT INTO draft_attachments (id, draft_id) VALUES (?1, ?2)
             ON CONFLICT (id) DO UPDATE SET name = NULL, media_type = NULL, bytes = NULL
             WHERE draft_id = excluded.draft_id",
            params![id, draft.id],
        )?;
        if changed == 0 {
            return Err(Problem::new(Code::NotFound));
        }
        touch(db, &draft.id)?;
        Ok(StatusCode::NO_CONTENT.into_response())
    })
}

#[cfg(test)]
mod tests {
    use innboks::domain::chosen_file::{MAX_ALL, MAX_FILE};

    use super::file_name;

    #[test]
    fn a_name_comes_as_it_was_and_nothing_else_does() {
        let name = |encoded: &str| file_name(&format!("attachment; filename*=UTF-8''{encoded}"));
        assert_eq!(name("pr%C3%B8ve%20%221%22.pdf").as_deref(), Some("prøve \"1\".pdf"));
        for broken in ["", "%", "%C3", "a b", "a%zz", "å", &"a".repeat(256)] {
            assert_eq!(name(broken), None, "{broken}");
        }
        assert_eq!(file_name("inline; filename*=UTF-8''a.pdf"), None);
    }

    #[test]
    fn the_limits_are_the_contracts() {
        let contract = include_str!("../openapi.yaml");
        let spaced = |number: u64| {
            let digits = number.to_string();
            let (head, tail) = digits.split_at(digits.len() % 3);
            let parts = tail.as_bytes().chunks(3).map(|part| String::from_utf8_lossy(part));
            let parts: Vec<_> = std::iter::once(head.into()).chain(parts).collect();
            parts.join(" ").trim().to_owned()
        };
        assert!(contract.contains(&format!("({} bytes) each", spaced(MAX_FILE))));
        assert!(contract.contains(&format!("({} bytes) and 100 files", spaced(MAX_ALL))));
    }
}
