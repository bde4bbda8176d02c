//! The list of threads, one thread, and whose it is.

use std::sync::Arc;

use axum::extract::{Path, RawQuery, State};
use axum::http::StatusCode;
use axum::response::Response;
use rusqlite::{Connection, OptionalExtension, Row, named_params};
use serde::Serialize;

use crate::app::App;
use crate::claims;
use crate::event_log;
use crate::messages::{self, Message, NEWEST, Page};
use crate::paging::{Cursor, PageQuery};
use crate::policy::{Policy, ThreadState};
use crate::problem::{Code, Problem};
use crate::request::{Acting, Citizen, EVENT_LOG, json, set_header};
use crate::sends::delivery_state;

const SUMMARY: &str = "
    SELECT t.id, t.category, t.region, t.sender_name, t.sender_role, t.subject, t.preview, t.latest_at,
           COALESCE(r.up_to, 0) < t.message_count, t.message_count, t.has_attachment,
           EXISTS (SELECT 1 FROM drafts d WHERE d.user_id = :user AND d.person_id = t.person_id
                   AND d.thread_id = t.id AND d.sent = 0),
           t.last_from, m.state, m.sent_at, m.send_key IS NOT NULL,
           t.version + COALESCE(r.version, 0), t.closed, t.read_by
    FROM threads t
    LEFT JOIN reads r ON r.user_id = :user AND r.thread_id = t.id
    LEFT JOIN messages m ON m.thread_id = t.id AND m.position = t.message_count
    WHERE t.person_id = :person AND t.category IN (SELECT value FROM json_each(:visible))";

#[derive(Serialize)]
struct Sender {
    name: String,
    role: Option<String>,
}

/// A thread as the list shows it.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Summary {
    id: String,
    category: String,
    region: Option<String>,
    sender: Sender,
    subject: String,
    preview: String,
    latest_at: String,
    unread: bool,
    message_count: i64,
    has_attachment: bool,
    has_draft: bool,
    last_from: String,
    delivery_state: Option<String>,
    version: i64,
    grants: Vec<&'static str>,
    #[serde(skip)]
    closed: Option<String>,
    #[serde(skip)]
    read_by: Option<String>,
}

impl Summary {
    fn state(&self) -> ThreadState<'_> {
        ThreadState {
            category: &self.category,
            region: self.region.as_deref(),
            closed: self.closed.as_deref(),
            has_reader: self.read_by.is_some(),
        }
    }

    fn read(row: &Row<'_>, policy: &Policy) -> rusqlite::Result<Self> {
        let state: Option<String> = row.get(13)?;
        let sent_at: Option<String> = row.get(14)?;
        let mut summary = Self {
            id: row.get(0)?,
            category: row.get(1)?,
            region: row.get(2)?,
            sender: Sender { name: row.get(3)?, role: row.get(4)? },
            subject: row.get(5)?,
            preview: row.get(6)?,
            latest_at: row.get(7)?,
            unread: row.get(8)?,
            message_count: row.get(9)?,
            has_attachment: row.get(10)?,
            has_draft: row.get(11)?,
            last_from: row.get(12)?,
            delivery_state: delivery_state(state, sent_at.as_deref(), row.get(15)?),
            version: row.get(16)?,
            grants: Vec::new(),
            closed: row.get(17)?,
            read_by: row.get(18)?,
        };
        summary.grants = policy.grants(summary.state());
        Ok(summary)
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ThreadPage {
    threads: Vec<Summary>,
    next_cursor: Option<String>,
    total: i64,
    unread: i64,
}

#[derive(Serialize)]
struct ReplyClosed {
    reason: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Thread {
    #[serde(flatten)]
    summary: Summary,
    messages: Vec<Message>,
    earlier_cursor: Option<String>,
    read_by: Option<String>,
    reply_closed: Option<ReplyClosed>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ThreadPerson {
    person_id: String,
}

fn visible_json(policy: &Policy) -> Result<String, Problem> {
    Ok(serde_json::to_string(&policy.visible())?)
}

/// How many threads are there for this reader, and how many of them are unread.
///
/// # Errors
/// When the database refuses.
pub fn counts(
    db: &Connection,
    user: &str,
    person: &str,
    policy: &Policy,
) -> Result<(i64, i64), Problem> {
    let counts = db
        .prepare_cached(
            "SELECT count(*), COALESCE(sum(COALESCE(r.up_to, 0) < t.message_count), 0)
             FROM threads t LEFT JOIN reads r ON r.user_id = :user AND r.thread_id = t.id
             WHERE t.person_id = :person AND t.category IN (SELECT value FROM json_each(:visible))",
        )?
        .query_row(
            named_params! { ":user": user, ":person": person, ":visible": visible_json(policy)? },
            |row| Ok((row.get(0)?, row.get(1)?)),
        )?;
    Ok(counts)
}

/// `GET /threads`
///
/// # Errors
/// A problem document.
pub async fn list(
    _: State<Arc<App>>,
    acting: Acting,
    RawQuery(query): RawQuery,
) -> Result<Response, Problem> {
    acting.inbox()?;
    let query = PageQuery::read(query.as_deref())?;
    let start = query.cursor.as_deref().map(Cursor::read).transpose()?;
    let (user, person) = (&acting.session.user, &acting.person.id);
    acting.session.world.with(|db| {
        let (total, unread) = counts(db, user, person, &acting.policy)?;
        let sql = format!(
            "{SUMMARY} AND (:at IS NULL OR (t.latest_at, t.id) < (:at, :id))
             ORDER BY t.latest_at DESC, t.id DESC LIMIT :limit"
        );
        let mut statement = db.prepare_cached(&sql)?;
        let one_more = i64::try_from(query.limit).unwrap_or(0) + 1;
        let rows = statement.query_map(
            named_params! {
                ":user": user, ":person": person, ":visible": visible_json(&acting.policy)?,
                ":at": start.as_ref().map(|cursor| &cursor.latest_at),
                ":id": start.as_ref().map(|cursor| &cursor.id), ":limit": one_more,
            },
            |row| Summary::read(row, &acting.policy),
        )?;
        let mut threads = rows.collect::<Result<Vec<_>, _>>()?;
        let more = threads.len() > query.limit;
        threads.truncate(query.limit);
        let next_cursor = threads
            .last()
            .filter(|_| more)
            .and_then(|last| Cursor::after(&last.latest_at, &last.id));
        let event = event_log::record(db, user, Some(person), "inbox", None)?;
        let page = ThreadPage { threads, next_cursor, total, unread };
        let mut response = json(StatusCode::OK, &page)?;
        set_header(&mut response, EVENT_LOG, &event);
        Ok(response)
    })
}

fn find(db: &Connection, acting: &Acting, id: &str) -> Result<Summary, Problem> {
    let sql = format!("{SUMMARY} AND t.id = :id");
    db.prepare_cached(&sql)?
        .query_row(
            named_params! {
                ":user": acting.session.user, ":person": acting.person.id,
                ":visible": visible_json(&acting.policy)?, ":id": id,
            },
            |row| Summary::read(row, &acting.policy),
        )
        .optional()?
        .ok_or(Problem::new(Code::NotFound))
}

/// Refuses unless the thread is the acting person's and open to the user.
///
/// # Errors
/// Access denied when the inbox is closed, not found for what is hidden.
pub fn check_open(db: &Connection, acting: &Acting, id: &str) -> Result<(), Problem> {
    acting.inbox()?;
    find(db, acting, id).map(|_| ())
}

/// `GET /threads/{threadId}`
///
/// # Errors
/// A problem document.
pub async fn open(
    _: State<Arc<App>>,
    acting: Acting,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    acting.inbox()?;
    acting.session.world.with(|db| {
        let summary = find(db, &acting, &id)?;
        let Page { messages, earlier_cursor } =
            messages::page(db, &acting.session.user, &id, None, NEWEST)?;
        let reply_closed =
            acting.policy.reply_closed(summary.state()).map(|reason| ReplyClosed { reason });
        let read_by = summary.read_by.clone();
        let event = event_log::record(
            db,
            &acting.session.user,
            Some(&acting.person.id),
            "thread",
            Some(&id),
        )?;
        let thread = Thread { summary, messages, earlier_cursor, read_by, reply_closed };
        let mut response = json(StatusCode::OK, &thread)?;
        set_header(&mut response, EVENT_LOG, &event);
        Ok(response)
    })
}

/// `GET /threads/{threadId}/person`
///
/// # Errors
/// A problem document; what the claims hide is not found.
pub async fn person(
    _: State<Arc<App>>,
    Citizen(session): Citizen,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    session.world.with(|db| {
        let (owner, category): (String, String) = db
            .query_row(
                "SELECT person_id, category FROM threads WHERE id = :id",
                named_params! { ":id": id },
                |row| Ok((row.get(0)?, row.get(1)?)),
            )
            .optional()?
            .ok_or(Problem::new(Code::NotFound))?;
        let user = claims::user(db, &session.user)?;
        let person = claims::persons(db, &session.user)?
            .into_iter()
            .find(|person| person.id == owner)
            .filter(|person| session.policy(&user, person).sees(&category))
            .ok_or(Problem::new(Code::NotFound))?;
        json(StatusCode::OK, &ThreadPerson { person_id: person.id })
    })
}
