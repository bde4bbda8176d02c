//! A draft as it is stored, and as one reader sees it.

use axum::http::StatusCode;
use axum::http::header::LOCATION;
use axum::response::Response;
use innboks::domain::access::Reason;
use rusqlite::{Connection, OptionalExtension, Row, params};
use serde::Serialize;

use crate::draft_attachments::{self, DraftAttachment};
use crate::policy::{Answers, ThreadState};
use crate::problem::{Code, Problem};
use crate::recipients::{self, NOT_OPENED, Recipient};
use crate::request::{Acting, json, random_hex, set_etag, set_header};
use crate::time::{instant, now};

const COLUMNS: &str = "
    d.id, d.thread_id, d.recipient_id, d.topic, d.subject, d.text, d.send_key, d.updated_at, d.version,
    d.sent, d.recipient_name, t.category, t.region, t.closed, t.read_by IS NOT NULL, t.takes_files
    FROM drafts d LEFT JOIN threads t ON t.id = d.thread_id";

#[derive(Serialize)]
struct ReadOnly {
    reason: String,
}

/// A draft as the contract has it.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Draft {
    /// Opaque id.
    pub id: String,
    /// The thread it answers.
    pub thread_id: Option<String>,
    /// To whom, when it starts a thread.
    pub recipient_id: Option<String>,
    recipient_name: String,
    /// What it is about, when it starts a thread.
    pub topic: Option<String>,
    /// Subject.
    pub subject: String,
    /// Text.
    pub text: String,
    /// The files that go with it.
    pub attachments: Vec<DraftAttachment>,
    /// The idempotency key of its send.
    pub send_key: String,
    updated_at: String,
    read_only: Option<ReadOnly>,
    /// Counted up by every save; the entity tag.
    #[serde(skip)]
    pub version: i64,
    /// Sent already.
    #[serde(skip)]
    pub sent: bool,
    #[serde(skip)]
    takes_files: bool,
}

impl Draft {
    /// Refuses when nothing more may be written.
    ///
    /// # Errors
    /// Access denied, and why.
    pub fn check_writable(&self) -> Result<(), Problem> {
        self.read_only.as_ref().map_or(Ok(()), |closed| Err(Problem::denied(&closed.reason)))
    }

    /// Refuses when no file may be added.
    ///
    /// # Errors
    /// Access denied, and why.
    pub fn check_attachable(&self) -> Result<(), Problem> {
        self.check_writable()?;
        if self.takes_files { Ok(()) } else { Err(Problem::denied(Reason::NotGranted.word())) }
    }

    /// The answer that holds it.
    ///
    /// # Errors
    /// When it cannot be written as JSON.
    pub fn answer(&self, status: StatusCode) -> Result<Response, Problem> {
        let mut response = json(status, self)?;
        set_etag(&mut response, self.version);
        if status == StatusCode::CREATED {
            set_header(&mut response, LOCATION.as_str(), &format!("/api/v1/drafts/{}", self.id));
        }
        Ok(response)
    }
}

fn read(db: &Connection, acting: &Acting, row: &Row<'_>) -> Result<Draft, Problem> {
    let thread_id: Option<String> = row.get(1)?;
    let recipient_id: Option<String> = row.get(2)?;
    let mut takes_files = true;
    let closed = match (&thread_id, &recipient_id) {
        (Some(_), _) => {
            let (category, region, closed): (String, Option<String>, Option<String>) =
                (row.get(11)?, row.get(12)?, row.get(13)?);
            let state = ThreadState {
                category: &category,
                region: region.as_deref(),
                closed: closed.as_deref(),
                has_reader: row.get(14)?,
                takes_files: row.get(15)?,
                answers: Answers::NotTaken,
            };
            takes_files = state.takes_files;
            acting.policy.reply_closed(state).map(str::to_owned)
        }
        (None, Some(recipient)) => recipients::of_person(db, acting)?
            .iter()
            .find(|one| one.id == *recipient)
            .map_or(Some(NOT_OPENED), Recipient::closed)
            .map(str::to_owned),
        (None, None) => return Err(Problem::new(Code::Internal)),
    };
    Ok(Draft {
        id: row.get(0)?,
        thread_id,
        recipient_id,
        recipient_name: row.get(10)?,
        topic: row.get(3)?,
        subject: row.get(4)?,
        text: row.get(5)?,
        attachments: draft_attachments::of_draft(db, &row.get::<_, String>(0)?)?,
        send_key: row.get(6)?,
        updated_at: row.get(7)?,
        read_only: closed.map(|reason| ReadOnly { reason }),
        version: row.get(8)?,
        sent: row.get(9)?,
        takes_files,
    })
}

/// A draft of this user for this person, sent or not.
///
/// # Errors
/// Not found for everyone else's.
pub fn find(db: &Connection, acting: &Acting, id: &str) -> Result<Draft, Problem> {
    acting.inbox()?;
    let sql = format!("SELECT {COLUMNS} WHERE d.user_id = ?1 AND d.person_id = ?2 AND d.id = ?3");
    db.prepare_cached(&sql)?
        .query_row(params![acting.session.user, acting.person.id, id], |row| {
            Ok(read(db, acting, row))
        })
        .optional()?
        .ok_or(Problem::new(Code::NotFound))?
}

/// The unsent drafts of this user for this person, the latest changed first.
///
/// # Errors
/// When the database refuses.
pub fn open_ones(db: &Connection, acting: &Acting) -> Result<Vec<Draft>, Problem> {
    let sql = format!(
        "SELECT {COLUMNS} WHERE d.user_id = ?1 AND d.person_id = ?2 AND d.sent = 0
         ORDER BY d.updated_at DESC, d.id"
    );
    let mut statement = db.prepare_cached(&sql)?;
    let rows = statement.query_map(params![acting.session.user, acting.person.id], |row| {
        Ok(read(db, acting, row))
    })?;
    rows.map(|row| row?).collect()
}

/// Makes an empty draft, an answer to a thread or a message to a recipient about a topic.
///
/// # Errors
/// When the database refuses.
pub fn insert(
    db: &Connection,
    acting: &Acting,
    thread: Option<&str>,
    recipient: Option<(&Recipient, &str)>,
) -> Result<String, Problem> {
    let id = format!("d-{}", random_hex(8)?);
    db.execute(
        "INSERT INTO drafts (id, user_id, person_id, thread_id, recipient_id, recipient_name, topic, subject,
                             text, send_key, version, updated_at)
         VALUES (?1, ?2, ?3, ?4, ?5, COALESCE(?6, (SELECT sender_name FROM threads WHERE id = ?4)), ?7,
                 COALESCE((SELECT subject FROM threads WHERE id = ?4), ''), '', ?8, 1, ?9)",
        params![
            id,
            acting.session.user,
            acting.person.id,
            thread,
            recipient.map(|(recipient, _)| &recipient.id),
            recipient.map(|(recipient, _)| &recipient.name),
            recipient.map(|(_, topic)| topic),
            format!("k-{}", random_hex(16)?),
            instant(now()),
        ],
    )?;
    Ok(id)
}
