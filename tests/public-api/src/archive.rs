//! Copies in the person's personal health archive, and the terms of use that come before them.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use innboks::domain::access::Reason;
use rusqlite::{Connection, OptionalExtension, Row, TransactionBehavior, params};
use serde::{Deserialize, Serialize};

use crate::app::App;
use crate::problem::{Code, FieldError, Problem};
use crate::request::{Acting, JsonBody, json, random_hex};
use crate::summary;
use crate::time::{instant, now};

/// The version of the terms of use now.
const TERMS: &str = "2026-1";
const TERMS_LINK: &str = "https://www.helsenorge.no/bruksvilkar/";
const DOCUMENTS_LINK: &str = "https://tjenester.helsenorge.no/dokumenter";

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Terms {
    version: &'static str,
    href: &'static str,
    accepted_at: Option<String>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Copy {
    id: String,
    message_id: String,
    attachment_id: Option<String>,
    saved_at: String,
    href: &'static str,
}

#[derive(Serialize)]
struct Copies {
    terms: Terms,
    copies: Vec<Copy>,
}

const COLUMNS: &str = "id, message_id, attachment_id, saved_at FROM archive_copies";

fn read(row: &Row<'_>) -> rusqlite::Result<Copy> {
    Ok(Copy {
        id: row.get(0)?,
        message_id: row.get(1)?,
        attachment_id: row.get(2)?,
        saved_at: row.get(3)?,
        href: DOCUMENTS_LINK,
    })
}

/// Refuses unless the thread may be read and the person has consented to an archive.
fn check_open(db: &Connection, acting: &Acting, thread: &str) -> Result<(), Problem> {
    acting.inbox()?;
    let summary = summary::find(db, acting, thread)?;
    acting.policy.archive(summary.state()).map_err(Problem::denied)
}

/// `GET /threads/{threadId}/archive-copies`
///
/// # Errors
/// A problem document.
pub async fn list(
    _: State<Arc<App>>,
    acting: Acting,
    Path(thread): Path<String>,
) -> Result<Response, Problem> {
    acting.session.world.with(|db| {
        check_open(db, &acting, &thread)?;
        let accepted_at = db.query_row(
            "SELECT iif(archive_terms_accepted, archive_terms_accepted_at, NULL) FROM persons WHERE id = ?1",
            params![acting.person.id],
            |row| row.get(0),
        )?;
        let terms = Terms { version: TERMS, href: TERMS_LINK, accepted_at };
        let sql = format!("SELECT {COLUMNS} WHERE thread_id = ?1 ORDER BY number");
        let mut statement = db.prepare_cached(&sql)?;
        let copies = statement.query_map(params![thread], read)?.collect::<Result<_, _>>()?;
        json(StatusCode::OK, &Copies { terms, copies })
    })
}

/// What to save.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NewCopy {
    message_id: String,
    #[serde(deserialize_with = "Option::deserialize")]
    attachment_id: Option<String>,
    #[serde(deserialize_with = "Option::deserialize")]
    accepted_terms: Option<String>,
}

/// `POST /threads/{threadId}/archive-copies`
///
/// # Errors
/// A problem document; a refused copy accepts no terms either.
pub async fn create(
    _: State<Arc<App>>,
    acting: Acting,
    Path(thread): Path<String>,
    JsonBody(new): JsonBody<NewCopy>,
) -> Result<Response, Problem> {
    acting.session.world.with(|db| {
        let db = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        check_open(&db, &acting, &thread)?;
        check_known(&db, &thread, &new)?;
        accept_terms(&db, &acting, new.accepted_terms.as_deref())?;
        let (status, copy) = match find(&db, &new)? {
            Some(copy) => (StatusCode::OK, copy),
            None => {
                save(&db, &acting, &thread, &new)?;
                (StatusCode::CREATED, find(&db, &new)?.ok_or(Problem::new(Code::Internal))?)
            }
        };
        db.commit()?;
        json(status, &copy)
    })
}

fn check_known(db: &Connection, thread: &str, new: &NewCopy) -> Result<(), Problem> {
    let unknown = |field| Problem::validation(vec![FieldError { field, code: "unknown" }]);
    let message = "SELECT 1 FROM messages WHERE id = ?1 AND thread_id = ?2";
    if !db.prepare_cached(message)?.exists(params![new.message_id, thread])? {
        return Err(unknown("messageId"));
    }
    let file = "SELECT 1 FROM attachments WHERE id = ?1 AND message_id = ?2";
    if let Some(attachment) = &new.attachment_id
        && !db.prepare_cached(file)?.exists(params![attachment, new.message_id])?
    {
        return Err(unknown("attachmentId"));
    }
    if new.accepted_terms.as_deref().is_some_and(|version| version != TERMS) {
        return Err(unknown("acceptedTerms"));
    }
    Ok(())
}

/// Refuses without accepted terms; accepts them for whoever may, which changes the claim.
fn accept_terms(db: &Connection, acting: &Acting, accepted: Option<&str>) -> Result<(), Problem> {
    if acting.policy.has_terms() {
        return Ok(());
    }
    if accepted.is_none() || !acting.policy.may_accept_terms() {
        return Err(Problem::denied(Reason::TermsNotAccepted.word()));
    }
    db.execute(
        "UPDATE persons SET archive_terms_accepted = 1, archive_terms_accepted_at = ?2 WHERE id = ?1",
        params![acting.person.id, instant(now())],
    )?;
    Ok(())
}

fn find(db: &Connection, new: &NewCopy) -> Result<Option<Copy>, Problem> {
    let sql = format!("SELECT {COLUMNS} WHERE message_id = ?1 AND attachment_id IS ?2");
    let wanted = params![new.message_id, new.attachment_id];
    Ok(db.prepare_cached(&sql)?.query_row(wanted, read).optional()?)
}

/// Keeps what there is now: the file, or the message with those of its files that can be had.
fn save(db: &Connection, acting: &Acting, thread: &str, new: &NewCopy) -> Result<(), Problem> {
    let id = format!("c-{}", random_hex(8)?);
    db.execute(
        "INSERT INTO archive_copies (id, user_id, thread_id, message_id, attachment_id, saved_at, body)
         SELECT ?1, ?2, ?3, id, ?5, ?6, iif(?5 IS NULL, body, NULL) FROM messages WHERE id = ?4",
        params![
            id,
            acting.session.user,
            thread,
            new.message_id,
            new.attachment_id,
            instant(now())
        ],
    )?;
    let files = db.execute(
        "INSERT INTO archive_files (copy_id, position, name, media_type, bytes)
         SELECT ?1, position, name, media_type, bytes FROM attachments
         WHERE message_id = ?2 AND (?3 IS NULL OR id = ?3) AND state = 'available'",
        params![id, new.message_id, new.attachment_id],
    )?;
    if new.attachment_id.is_some() && files == 0 {
        return Err(Problem::new(Code::Conflict).detail("The file is not available"));
    }
    Ok(())
}
