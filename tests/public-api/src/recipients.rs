//! Whom one can write to, and why not to the others.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use rusqlite::{Connection, params};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::app::App;
use crate::policy::Policy;
use crate::problem::Problem;
use crate::request::{self, Acting};

/// A topic of a recipient.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Topic {
    /// The contract's word.
    pub topic: String,
    /// When an answer can be expected.
    pub answer_within: Value,
    /// What it costs.
    pub price: Option<Value>,
}

/// A recipient, in the seeds and on the wire.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Recipient {
    /// Opaque id.
    pub id: String,
    /// The contract's word; also the category of a thread that starts here.
    pub kind: String,
    /// Who.
    pub name: String,
    /// As what.
    pub role: Option<String>,
    /// Where.
    pub place: Option<String>,
    /// Can one write to it?
    pub available: bool,
    /// Why not.
    pub reason: Option<String>,
    /// Who reads what one writes.
    pub read_by: Option<String>,
    /// When somebody last wrote to it for the person; not in the seeds.
    #[serde(skip_deserializing)]
    pub last_written_at: Option<String>,
    /// What one can write about.
    pub topics: Vec<Topic>,
    /// Entries that lead elsewhere.
    pub links: Vec<Value>,
}

/// The reason when the recipient itself gives none.
pub const NOT_OPENED: &str = "notOpened";

impl Recipient {
    /// Why no message can be written to it; `None` when one can.
    #[must_use]
    pub fn closed(&self) -> Option<&str> {
        (!self.available).then(|| self.reason.as_deref().unwrap_or(NOT_OPENED))
    }

    /// Closes what the claims close; that comes before what the recipient closes for everybody.
    fn close(&mut self, policy: &Policy) {
        if !policy.offers_e_consultation() {
            self.topics.retain(|topic| topic.topic != "eConsultation");
        }
        if let Err(reason) = policy.write_to(&self.kind) {
            self.available = false;
            self.reason = Some(reason.to_owned());
        }
    }

    /// The fault: it can be written to, whatever closes it.
    fn throw_open(&mut self) {
        (self.available, self.reason) = (true, None);
        self.read_by.get_or_insert_with(|| self.name.clone());
        if self.topics.is_empty() {
            let answer_within = json!({"workingDays": 1, "sameDay": false, "sameDayUntil": null});
            self.topics.push(Topic { topic: "general".to_owned(), answer_within, price: None });
        }
    }
}

#[derive(Serialize)]
struct Recipients {
    recipients: Vec<Recipient>,
}

/// The recipients of the person acted for, as this user may use them.
///
/// # Errors
/// When the database refuses.
pub fn of_person(db: &Connection, acting: &Acting) -> Result<Vec<Recipient>, Problem> {
    let mut statement =
        db.prepare_cached("SELECT data FROM recipients WHERE person_id = ?1 ORDER BY position")?;
    let rows = statement.query_map(params![acting.person.id], |row| row.get::<_, String>(0))?;
    let mut last_written = db.prepare_cached(
        "SELECT max(m.sent_at) FROM threads t JOIN messages m ON m.thread_id = t.id
         WHERE t.person_id = ?1 AND t.sender_name = ?2 AND t.category = ?3 AND m.from_kind = 'citizen'",
    )?;
    let mut recipients = Vec::new();
    for row in rows {
        let mut recipient: Recipient = serde_json::from_str(&row?)?;
        recipient.last_written_at = last_written
            .query_row(params![acting.person.id, recipient.name, recipient.kind], |row| {
                row.get(0)
            })?;
        if acting.session.policy_off {
            recipient.throw_open();
        } else {
            recipient.close(&acting.policy);
        }
        recipients.push(recipient);
    }
    Ok(recipients)
}

/// `GET /recipients`
///
/// # Errors
/// A problem document.
pub async fn list(_: State<Arc<App>>, acting: Acting) -> Result<Response, Problem> {
    acting.inbox()?;
    acting.session.world.with(|db| {
        let recipients = of_person(db, &acting)?;
        request::json(StatusCode::OK, &Recipients { recipients })
    })
}
