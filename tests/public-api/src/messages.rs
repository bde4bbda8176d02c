//! The messages of a thread.

use std::collections::HashMap;
use std::sync::Arc;

use axum::extract::{Path, RawQuery, State};
use axum::http::StatusCode;
use axum::response::Response;
use rusqlite::{Connection, Row, params};
use serde::Serialize;
use serde_json::Value;

use crate::app::App;
use crate::paging::{PageQuery, canonical};
use crate::problem::{Code, Problem};
use crate::request::{Acting, json};
use crate::summary::check_open;

/// How many messages a thread opens with.
pub const NEWEST: usize = 50;

#[derive(Serialize)]
struct From {
    kind: String,
    name: String,
    role: Option<String>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Attachment {
    id: String,
    name: String,
    media_type: String,
    size: i64,
    state: String,
}

/// How to try again what failed.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Retry {
    draft_id: String,
    send_key: String,
}

/// How to take back what is held.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Undo {
    send_id: String,
    draft_id: String,
    until: String,
}

/// A message as the contract has it.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Message {
    id: String,
    from: From,
    on_behalf_of: Option<String>,
    sent_at: String,
    read: bool,
    state: Option<String>,
    rejection: Option<String>,
    retry: Option<Retry>,
    undo: Option<Undo>,
    lang: Option<String>,
    body: Value,
    attachments: Vec<Attachment>,
}

/// Messages, oldest first, and where the earlier ones are.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Page {
    /// Oldest first.
    pub messages: Vec<Message>,
    /// `None` when there are no earlier ones.
    pub earlier_cursor: Option<String>,
}

/// The messages before a position, the newest ones without.
///
/// # Errors
/// When the database refuses.
pub fn page(
    db: &Connection,
    user: &str,
    thread: &str,
    before: Option<i64>,
    limit: usize,
) -> Result<Page, Problem> {
    let mut statement = db.prepare_cached(
        "SELECT m.id, m.from_kind, m.from_name, m.from_role, m.on_behalf_of, m.sent_at,
                m.author IS ?1 OR m.position <= COALESCE(r.up_to, 0), m.state, m.lang, m.body, m.position,
                iif(m.state = 'rejectedByJournal', COALESCE(m.rejection, 'other'), NULL),
                s.draft_id, s.send_key, s.id, s.held_until
         FROM messages m JOIN threads t ON t.id = m.thread_id
         LEFT JOIN reads r ON r.user_id = ?1 AND r.thread_id = m.thread_id
         LEFT JOIN sends s ON s.message_id = m.id AND s.user_id = ?1 AND s.person_id = t.person_id
           AND m.state IN ('failed', 'sending')
         WHERE m.thread_id = ?2 AND m.position < ?3 ORDER BY m.position DESC LIMIT ?4",
    )?;
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    let rows = statement
        .query_map(params![user, thread, before.unwrap_or(i64::MAX), limit], |row| {
            Ok((row.get::<_, i64>(10)?, message(row)))
        })?;
    let mut earliest = 1;
    let mut messages = Vec::new();
    for row in rows {
        let (position, message) = row?;
        earliest = position;
        messages.push(message?);
    }
    messages.reverse();
    let mut files = attachments(db, thread)?;
    for message in &mut messages {
        message.attachments = files.remove(&message.id).unwrap_or_default();
    }
    Ok(Page { messages, earlier_cursor: (earliest > 1).then(|| earliest.to_string()) })
}

fn message(row: &Row<'_>) -> Result<Message, Problem> {
    let body: String = row.get(9)?;
    Ok(Message {
        id: row.get(0)?,
        from: From { kind: row.get(1)?, name: row.get(2)?, role: row.get(3)? },
        on_behalf_of: row.get(4)?,
        read: row.get(6)?,
        state: row.get(7)?,
        sent_at: row.get(5)?,
        rejection: row.get(11)?,
        retry: match (row.get(12)?, row.get(13)?, row.get::<_, Option<String>>(15)?) {
            (Some(draft_id), Some(send_key), None) => Some(Retry { draft_id, send_key }),
            _ => None,
        },
        undo: match (row.get(14)?, row.get(12)?, row.get(15)?) {
            (Some(send_id), Some(draft_id), Some(until)) => Some(Undo { send_id, draft_id, until }),
            _ => None,
        },
        lang: row.get(8)?,
        body: serde_json::from_str(&body)?,
        attachments: Vec::new(),
    })
}

fn attachments(db: &Connection, thread: &str) -> Result<HashMap<String, Vec<Attachment>>, Problem> {
    let mut statement = db.prepare_cached(
        "SELECT a.message_id, a.id, a.name, a.media_type, a.size, a.state
         FROM messages m JOIN attachments a ON a.message_id = m.id
         WHERE m.thread_id = ?1 ORDER BY a.message_id, a.position",
    )?;
    let rows = statement.query_map(params![thread], |row| {
        let attachment = Attachment {
            id: row.get(1)?,
            name: row.get(2)?,
            media_type: row.get(3)?,
            size: row.get(4)?,
            state: row.get(5)?,
        };
        Ok((row.get::<_, String>(0)?, attachment))
    })?;
    let mut by_message: HashMap<String, Vec<Attachment>> = HashMap::new();
    for row in rows {
        let (message, attachment) = row?;
        by_message.entry(message).or_default().push(attachment);
    }
    Ok(by_message)
}

/// `GET /threads/{threadId}/messages`
///
/// # Errors
/// A problem document.
pub async fn list(
    _: State<Arc<App>>,
    acting: Acting,
    Path(thread): Path<String>,
    RawQuery(query): RawQuery,
) -> Result<Response, Problem> {
    let query = PageQuery::read(query.as_deref())?;
    acting.session.world.with(|db| {
        check_open(db, &acting, &thread)?;
        let before = query.cursor.map(|cursor| position(db, &thread, &cursor)).transpose()?;
        json(StatusCode::OK, &page(db, &acting.session.user, &thread, before, query.limit)?)
    })
}

/// The position that a cursor names: one of the thread's messages, or the place after the newest.
fn position(db: &Connection, thread: &str, cursor: &str) -> Result<i64, Problem> {
    let count: i64 =
        db.query_row("SELECT message_count FROM threads WHERE id = ?1", params![thread], |row| {
            row.get(0)
        })?;
    canonical(cursor)
        .filter(|position| (1..=count + 1).contains(position))
        .ok_or(Problem::new(Code::BadCursor))
}
