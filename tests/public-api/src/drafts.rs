//! Drafts: each belongs to one user and one person for life.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use innboks::domain::length::length;
use rusqlite::{Connection, OptionalExtension, params};
use serde::{Deserialize, Serialize};

use crate::app::App;
use crate::draft::{self, Draft, find, insert};
use crate::draft_attachments;
use crate::problem::{Code, FieldError, Problem};
use crate::recipients;
use crate::request::{Acting, JsonBody, check_if_match, json};
use crate::summary::check_open;
use crate::time::{instant, now};

/// Longest subject, in characters.
pub const MAX_SUBJECT: usize = 200;
/// Longest text, in characters.
pub const MAX_TEXT: usize = 10_000;

/// A draft that is not sent.
///
/// # Errors
/// Sent already; not found for everyone else's.
pub fn find_unsent(db: &Connection, acting: &Acting, id: &str) -> Result<Draft, Problem> {
    let draft = find(db, acting, id)?;
    if draft.sent { Err(Problem::new(Code::DraftSent)) } else { Ok(draft) }
}

#[derive(Serialize)]
struct Drafts {
    drafts: Vec<Draft>,
}

/// `GET /drafts`
///
/// # Errors
/// A problem document.
pub async fn list(_: State<Arc<App>>, acting: Acting) -> Result<Response, Problem> {
    acting.inbox()?;
    acting.session.world.with(|db| {
        let drafts = draft::open_ones(db, &acting)?;
        json(StatusCode::OK, &Drafts { drafts })
    })
}

/// `GET /drafts/{draftId}`
///
/// # Errors
/// A problem document; a sent draft is a message, no longer a draft.
pub async fn get(
    _: State<Arc<App>>,
    acting: Acting,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    acting.session.world.with(|db| {
        let draft = find(db, &acting, &id)?;
        if draft.sent { Err(Problem::new(Code::NotFound)) } else { draft.answer(StatusCode::OK) }
    })
}

/// To whom, and about what.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NewDraft {
    recipient_id: String,
    topic: String,
}

/// `POST /drafts`
///
/// # Errors
/// A problem document.
pub async fn create(
    _: State<Arc<App>>,
    acting: Acting,
    JsonBody(new): JsonBody<NewDraft>,
) -> Result<Response, Problem> {
    acting.policy.compose().map_err(Problem::denied)?;
    let unknown = |field| Problem::validation(vec![FieldError { field, code: "unknown" }]);
    acting.session.world.with(|db| {
        let recipient = recipients::of_person(db, &acting)?
            .into_iter()
            .find(|recipient| recipient.id == new.recipient_id)
            .ok_or_else(|| unknown("recipientId"))?;
        if let Some(reason) = recipient.closed() {
            return Err(Problem::denied(reason));
        }
        if !recipient.topics.iter().any(|topic| topic.topic == new.topic) {
            return Err(unknown("topic"));
        }
        let id = insert(db, &acting, None, Some((&recipient, &new.topic)))?;
        find(db, &acting, &id)?.answer(StatusCode::CREATED)
    })
}

/// `POST /threads/{threadId}/replies`
///
/// # Errors
/// A problem document.
pub async fn reply(
    _: State<Arc<App>>,
    acting: Acting,
    Path(thread): Path<String>,
) -> Result<Response, Problem> {
    acting.session.world.with(|db| {
        check_open(db, &acting, &thread)?;
        let open: Option<String> = db
            .query_row(
                "SELECT id FROM drafts
                 WHERE user_id = ?1 AND person_id = ?2 AND thread_id = ?3 AND sent = 0",
                params![acting.session.user, acting.person.id, thread],
                |row| row.get(0),
            )
            .optional()?;
        let (status, draft) = match open {
            Some(id) => (StatusCode::OK, find(db, &acting, &id)?),
            None => {
                let db = db.transaction()?;
                let id = insert(&db, &acting, Some(&thread), None)?;
                let draft = find(&db, &acting, &id)?;
                // A refused reply leaves no draft behind: the transaction is dropped.
                draft.check_writable()?;
                db.commit()?;
                (StatusCode::CREATED, draft)
            }
        };
        draft.check_writable()?;
        draft.answer(status)
    })
}

/// What is written so far; both may be empty.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DraftText {
    subject: String,
    text: String,
}

/// `PUT /drafts/{draftId}`
///
/// # Errors
/// A problem document.
pub async fn save(
    _: State<Arc<App>>,
    acting: Acting,
    Path(id): Path<String>,
    headers: HeaderMap,
    JsonBody(written): JsonBody<DraftText>,
) -> Result<Response, Problem> {
    let limits = [("subject", &written.subject, MAX_SUBJECT), ("text", &written.text, MAX_TEXT)];
    let too_long: Vec<_> = limits
        .into_iter()
        .filter(|(_, value, limit)| length(value) > *limit)
        .map(|(field, ..)| FieldError { field, code: "tooLong" })
        .collect();
    acting.session.world.with(|db| {
        let draft = find_unsent(db, &acting, &id)?;
        check_if_match(&headers, draft.version)?;
        draft.check_writable()?;
        if !too_long.is_empty() {
            return Err(Problem::validation(too_long));
        }
        db.execute(
            "UPDATE drafts SET subject = ?2, text = ?3, updated_at = ?4, version = version + 1
             WHERE id = ?1",
            params![id, written.subject, written.text, instant(now())],
        )?;
        find(db, &acting, &id)?.answer(StatusCode::OK)
    })
}

/// `DELETE /drafts/{draftId}`
///
/// # Errors
/// A problem document.
pub async fn delete(
    _: State<Arc<App>>,
    acting: Acting,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    acting.session.world.with(|db| {
        let draft = find_unsent(db, &acting, &id)?;
        check_if_match(&headers, draft.version)?;
        let db = db.transaction()?;
        draft_attachments::drop_all(&db, &id)?;
        db.execute("DELETE FROM drafts WHERE id = ?1", params![id])?;
        db.commit()?;
        Ok(StatusCode::NO_CONTENT.into_response())
    })
}
