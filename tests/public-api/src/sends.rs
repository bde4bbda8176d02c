//! Exactly one send per draft: its key is looked up before anything else is.

use std::collections::BTreeSet;
use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::header::LOCATION;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use chrono::Duration;
use rusqlite::{Connection, OptionalExtension, Row, TransactionBehavior, params};
use serde::{Deserialize, Serialize};
use serde_json::json as value;

use crate::app::App;
use crate::claims;
use crate::draft::{self, Draft};
use crate::draft_attachments;
use crate::problem::{Code, FieldError, Problem};
use crate::read_state::mark_read;
use crate::recipients;
use crate::request::{Acting, JsonBody, check_if_match, header, json, random_hex, set_header};
use crate::time::{instant, now};
use crate::undo;

/// A send as the contract has it.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Send {
    id: String,
    draft_id: String,
    thread_id: String,
    message_id: String,
    state: Option<String>,
    sent_at: String,
    held_until: Option<String>,
}

const COLUMNS: &str = "
    s.id, s.draft_id, s.thread_id, s.message_id, m.state, s.sent_at, s.user_id, s.person_id, s.held_until
    FROM sends s JOIN messages m ON m.id = s.message_id";

/// A send, and whether it is this user's for this person.
fn read(row: &Row<'_>, acting: &Acting) -> rusqlite::Result<(Send, bool)> {
    let own = row.get::<_, String>(6)? == acting.session.user
        && row.get::<_, String>(7)? == acting.person.id;
    let send = Send {
        id: row.get(0)?,
        draft_id: row.get(1)?,
        thread_id: row.get(2)?,
        message_id: row.get(3)?,
        state: row.get(4)?,
        sent_at: row.get(5)?,
        held_until: row.get(8)?,
    };
    Ok((send, own))
}

fn find(
    db: &Connection,
    acting: &Acting,
    column: &'static str,
    word: &str,
) -> Result<Option<(Send, bool)>, Problem> {
    let sql = format!("SELECT {COLUMNS} WHERE s.{column} = ?1");
    Ok(db.prepare_cached(&sql)?.query_row(params![word], |row| read(row, acting)).optional()?)
}

/// `GET /sends/{sendId}`
///
/// # Errors
/// A problem document.
pub async fn get(
    _: State<Arc<App>>,
    acting: Acting,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    acting.inbox()?;
    acting.session.world.with(|db| match find(db, &acting, "id", &id)? {
        Some((send, true)) => json(StatusCode::OK, &send),
        _ => Err(Problem::new(Code::NotFound)),
    })
}

/// Which draft to send.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NewSend {
    draft_id: String,
    attachment_ids: Option<Vec<String>>,
}

/// `POST /sends`
///
/// # Errors
/// A problem document.
pub async fn create(
    State(app): State<Arc<App>>,
    acting: Acting,
    headers: HeaderMap,
    JsonBody(new): JsonBody<NewSend>,
) -> Result<Response, Problem> {
    let key = header(&headers, "idempotency-key")
        .filter(|key| !key.is_empty())
        .ok_or(Problem::bad_request("Idempotency-Key is required"))?;
    acting.inbox()?;
    let hold = app.sessions.script(&acting.session.token, |script| script.hold_seconds).flatten();
    let hold = Duration::seconds(hold.unwrap_or(app.options.hold_seconds).into());
    acting.session.world.with(|db| {
        let db = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        match find(&db, &acting, "send_key", key)? {
            Some((_, false)) => return Err(Problem::new(Code::NotFound)),
            Some((mut send, true)) if send.draft_id == new.draft_id => {
                if send.state.as_deref() == Some("failed") {
                    try_again(&db, &acting, &mut send)?;
                    db.commit()?;
                }
                return json(StatusCode::OK, &send);
            }
            Some(_) => return Err(Problem::new(Code::Conflict)),
            None => {}
        }
        let mut draft = draft::find(&db, &acting, &new.draft_id)?;
        if draft.sent {
            return Err(Problem::new(Code::DraftSent));
        }
        if undo::is_undone(&db, key)? {
            return Err(Problem::new(Code::DraftChanged).detail("That send was undone"));
        }
        if draft.send_key != key {
            return Err(Problem::new(Code::Conflict).detail("The key is not the draft's sendKey"));
        }
        check_if_match(&headers, draft.version)?;
        draft.check_writable()?;
        check_complete(&draft)?;
        check_files(&mut draft, new.attachment_ids.as_deref())?;

        let id = deliver(&db, &acting, &draft, hold)?;
        let (send, _) = find(&db, &acting, "id", &id)?.ok_or(Problem::new(Code::Internal))?;
        db.commit()?;
        let mut response = json(StatusCode::CREATED, &send)?;
        set_header(&mut response, LOCATION.as_str(), &format!("/api/v1/sends/{id}"));
        Ok(response)
    })
}

/// The same message once more, where a new one could still be sent.
fn try_again(db: &Connection, acting: &Acting, send: &mut Send) -> Result<(), Problem> {
    draft::find(db, acting, &send.draft_id)?.check_writable()?;
    db.execute(
        "UPDATE messages SET state = 'sent', handed_over_at = ?2 WHERE id = ?1",
        params![send.message_id, instant(now())],
    )?;
    send.state = Some("sent".to_owned());
    Ok(())
}

/// An answer needs a text; a new message a subject as well.
fn check_complete(draft: &Draft) -> Result<(), Problem> {
    let mut errors = Vec::new();
    if draft.thread_id.is_none() && draft.subject.trim().is_empty() {
        errors.push(FieldError { field: "subject", code: "required" });
    }
    if draft.text.trim().is_empty() {
        errors.push(FieldError { field: "text", code: "required" });
    }
    if errors.is_empty() { Ok(()) } else { Err(Problem::validation(errors)) }
}

/// What is sent is what the writer saw, in the same order.
fn check_files(draft: &mut Draft, seen: Option<&[String]>) -> Result<(), Problem> {
    let has: BTreeSet<&str> = draft.attachments.iter().map(|file| file.id.as_str()).collect();
    match seen {
        Some(seen) if seen.iter().map(String::as_str).collect::<BTreeSet<_>>() != has => {
            Err(Problem::new(Code::Conflict).detail("The draft has other attachments"))
        }
        Some(seen) => {
            draft.attachments.sort_by_key(|file| seen.iter().position(|id| *id == file.id));
            Ok(())
        }
        None => Ok(()),
    }
}

/// Stores the message, in a new thread when the draft starts one, and the send. It leaves when `hold` is over.
fn deliver(
    db: &Connection,
    acting: &Acting,
    draft: &Draft,
    hold: Duration,
) -> Result<String, Problem> {
    let user = claims::user(db, &acting.session.user)?;
    let thread = match &draft.thread_id {
        Some(thread) => thread.clone(),
        None => start_thread(db, acting, draft)?,
    };
    let (id, message) = (format!("s-{}", random_hex(8)?), format!("m-{}", random_hex(8)?));
    let sent_at = instant(now());
    let held_until = (hold > Duration::zero()).then(|| instant(now() + hold));
    let state = if held_until.is_some() { "sending" } else { "sent" };
    let answered: Option<String> = db
        .query_row(
            "SELECT COALESCE(answer_by, '') FROM answers_wanted WHERE thread_id = ?1",
            params![thread],
            |row| row.get(0),
        )
        .optional()?;
    let on_behalf_of = (acting.person.relation != "self").then_some(&acting.person.name);
    db.execute(
        "INSERT INTO messages (id, thread_id, position, from_kind, from_name, author, on_behalf_of,
                               sent_at, state, body, send_key, handed_over_at)
         VALUES (?1, ?2, (SELECT COALESCE(max(position), 0) + 1 FROM messages WHERE thread_id = ?2),
                 'citizen', ?3, ?4, ?5, ?6, ?9, ?7, ?8, ?6)",
        params![
            message,
            thread,
            user.name,
            user.id,
            on_behalf_of,
            sent_at,
            value!({"kind": "text", "text": draft.text}).to_string(),
            draft.send_key,
            state,
        ],
    )?;
    draft_attachments::go_along(db, draft, &message)?;
    mark_read(db, &user.id, &thread)?;
    db.execute("UPDATE drafts SET sent = 1 WHERE id = ?1", params![draft.id])?;
    db.execute(
        "INSERT INTO sends (id, send_key, draft_id, user_id, person_id, thread_id, message_id, sent_at,
                            held_until, answered)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
        params![
            id, draft.send_key, draft.id, user.id, acting.person.id, thread, message, sent_at, held_until,
            answered
        ],
    )?;
    Ok(id)
}

fn start_thread(db: &Connection, acting: &Acting, draft: &Draft) -> Result<String, Problem> {
    let recipient = recipients::of_person(db, acting)?
        .into_iter()
        .find(|recipient| Some(&recipient.id) == draft.recipient_id.as_ref())
        .ok_or(Problem::new(Code::Internal))?;
    let topic = recipient.topics.iter().find(|topic| draft.topic.as_ref() == Some(&topic.topic));
    let id = format!("t-{}", random_hex(8)?);
    db.execute(
        "INSERT INTO threads (id, person_id, category, sender_name, sender_role, subject, read_by, answer_within)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        params![
            id,
            acting.person.id,
            recipient.kind,
            recipient.name,
            recipient.role,
            draft.subject.trim(),
            recipient.read_by,
            topic.map(|topic| topic.answer_within.to_string()),
        ],
    )?;
    Ok(id)
}
