//! A thread as the list shows it, to one reader acting for one person.

use innboks::domain::category::Category;
use rusqlite::{Connection, OptionalExtension, Row, named_params};
use serde::Serialize;

use crate::policy::{Answers, Policy, ThreadState};
use crate::problem::{Code, Problem};
use crate::request::Acting;

/// What [`Summary::read`] reads, of `threads t` with [`JOINS`].
pub const COLUMNS: &str = "
    t.id, t.category, t.region, t.sender_name, t.sender_role, t.subject, t.preview, t.latest_at,
    COALESCE(r.up_to, 0) < t.message_count, t.message_count, t.has_attachment,
    EXISTS (SELECT 1 FROM drafts d WHERE d.user_id = :user AND d.person_id = t.person_id
            AND d.thread_id = t.id AND d.sent = 0),
    t.last_from, m.state, t.version + COALESCE(r.version, 0), COALESCE(r.put_away, 0),
    w.thread_id IS NOT NULL, w.answer_by, t.closed, t.read_by, ap.takes_answers,
    ap.answers_closed OR ap.letter_state NOT IN ('new', 'updated', 'restored'), t.takes_files";

/// What else is known of a thread, for the reader `:user`.
pub const JOINS: &str = "
    LEFT JOIN reads r ON r.user_id = :user AND r.thread_id = t.id
    LEFT JOIN answers_wanted w ON w.thread_id = t.id
    LEFT JOIN appointments ap ON ap.thread_id = t.id
    LEFT JOIN messages m ON m.thread_id = t.id AND m.position = t.message_count";

#[derive(Serialize)]
struct Sender {
    name: String,
    role: Option<String>,
}

/// A thread as the list shows it.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Summary {
    /// Opaque id.
    pub id: String,
    category: String,
    region: Option<String>,
    sender: Sender,
    /// Subject.
    pub subject: String,
    /// The start of the newest message.
    pub preview: String,
    /// When the newest message came.
    pub latest_at: String,
    unread: bool,
    message_count: i64,
    has_attachment: bool,
    has_draft: bool,
    last_from: String,
    delivery_state: Option<String>,
    version: i64,
    put_away: bool,
    needs_answer: bool,
    answer_by: Option<String>,
    grants: Vec<&'static str>,
    #[serde(skip)]
    closed: Option<String>,
    /// Who reads what one writes there.
    #[serde(skip)]
    pub read_by: Option<String>,
    #[serde(skip)]
    takes_files: bool,
    #[serde(skip)]
    answers: Answers,
}

impl Summary {
    /// Reads a row of [`COLUMNS`].
    ///
    /// # Errors
    /// When the row holds something else.
    pub fn read(row: &Row<'_>, policy: &Policy) -> rusqlite::Result<Self> {
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
            delivery_state: row.get(13)?,
            version: row.get(14)?,
            put_away: row.get(15)?,
            needs_answer: row.get(16)?,
            answer_by: row.get(17)?,
            grants: Vec::new(),
            closed: row.get(18)?,
            read_by: row.get(19)?,
            takes_files: row.get(22)?,
            answers: match (row.get(20)?, row.get(21)?) {
                (Some(true), Some(false)) => Answers::Open,
                (Some(true), _) => Answers::Closed,
                _ => Answers::NotTaken,
            },
        };
        summary.grants = policy.grants(summary.state());
        Ok(summary)
    }

    /// What the policy needs to know.
    #[must_use]
    pub fn state(&self) -> ThreadState<'_> {
        ThreadState {
            category: &self.category,
            region: self.region.as_deref(),
            closed: self.closed.as_deref(),
            has_reader: self.read_by.is_some(),
            takes_files: self.takes_files,
            answers: self.answers,
        }
    }

    /// Is it an appointment letter?
    #[must_use]
    pub fn is_letter(&self) -> bool {
        self.category == Category::AppointmentLetter.word()
    }

    /// Name of the other side.
    #[must_use]
    pub fn sender_name(&self) -> &str {
        &self.sender.name
    }
}

/// A thread of the acting person that is open to the user.
///
/// # Errors
/// Not found for what is hidden.
pub fn find(db: &Connection, acting: &Acting, id: &str) -> Result<Summary, Problem> {
    let sql = format!(
        "SELECT {COLUMNS} FROM threads t {JOINS} WHERE t.id = :id AND t.person_id = :person
         AND t.category IN (SELECT value FROM json_each(:visible))"
    );
    db.prepare_cached(&sql)?
        .query_row(
            named_params! {
                ":user": acting.session.user, ":person": acting.person.id,
                ":visible": acting.policy.visible_json()?, ":id": id,
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
