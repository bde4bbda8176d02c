//! What waits for the reader: threads to answer, messages that did not arrive, and what is written and not sent.
//! What the reader has put away waits no more.

use std::collections::HashMap;
use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use rusqlite::{Connection, named_params, params};
use serde::Serialize;

use crate::app::App;
use crate::draft::{self, Draft};
use crate::policy::Policy;
use crate::problem::Problem;
use crate::request::{Acting, json};
use crate::summary::{COLUMNS, JOINS, Summary};

/// How many threads, and how many drafts, are told at most.
const MOST: usize = 50;

/// Few rows, however large the mailboxes are: each part has an index of its own.
const WAITING: &str = "
    waiting (thread_id, place) AS (
      SELECT thread_id, min(place) FROM (
        SELECT thread_id, answer_by IS NULL AS place FROM answers_wanted
        UNION ALL
        SELECT n.thread_id, 2 FROM messages n CROSS JOIN threads t ON t.id = n.thread_id AND t.message_count = n.position
        WHERE n.state IN ('rejectedByJournal', 'failed')
        UNION ALL
        SELECT thread_id, 3 FROM drafts WHERE user_id = :user AND sent = 0 AND thread_id IS NOT NULL)
      GROUP BY thread_id)";

/// The statement that counts the threads.
#[must_use]
pub fn counts_sql() -> String {
    format!(
        "WITH {WAITING}
         SELECT t.person_id, t.category, count(*) FROM waiting CROSS JOIN threads t ON t.id = waiting.thread_id
         LEFT JOIN reads r ON r.user_id = :user AND r.thread_id = t.id
         WHERE NOT COALESCE(r.put_away, 0) GROUP BY t.person_id, t.category"
    )
}

/// The statement that lists them.
#[must_use]
pub fn list_sql() -> String {
    format!(
        "WITH {WAITING}
         SELECT {COLUMNS} FROM waiting CROSS JOIN threads t ON t.id = waiting.thread_id {JOINS}
         WHERE t.person_id = :person AND t.category IN (SELECT value FROM json_each(:visible))
           AND NOT COALESCE(r.put_away, 0)
         ORDER BY waiting.place, w.answer_by, t.latest_at DESC, t.id DESC LIMIT :most"
    )
}

/// What waits for a user, for all persons at once.
pub struct Counts {
    /// Threads by person and category.
    threads: Vec<(String, String, i64)>,
    /// Drafts of new messages, by person.
    drafts: HashMap<String, i64>,
}

/// Counts what waits for a user.
///
/// # Errors
/// When the database refuses.
pub fn counts(db: &Connection, user: &str) -> Result<Counts, Problem> {
    let drafts = "SELECT person_id, count(*) FROM drafts
                  WHERE user_id = ?1 AND sent = 0 AND thread_id IS NULL GROUP BY person_id";
    Ok(Counts {
        threads: db
            .prepare_cached(&counts_sql())?
            .query_map(named_params! { ":user": user }, |row| {
                Ok((row.get(0)?, row.get(1)?, row.get(2)?))
            })?
            .collect::<Result<_, _>>()?,
        drafts: db
            .prepare_cached(drafts)?
            .query_map(params![user], |row| Ok((row.get(0)?, row.get(1)?)))?
            .collect::<Result<_, _>>()?,
    })
}

impl Counts {
    /// How much waits for one person, of what is open.
    #[must_use]
    pub fn of(&self, person: &str, policy: &Policy) -> i64 {
        if policy.inbox().is_err() {
            return 0;
        }
        let open =
            self.threads.iter().filter(|(of, category, _)| of == person && policy.sees(category));
        open.map(|(.., count)| count).sum::<i64>() + self.drafts.get(person).unwrap_or(&0)
    }
}

#[derive(Serialize)]
struct Waiting {
    threads: Vec<Summary>,
    drafts: Vec<Draft>,
    total: i64,
}

/// `GET /waiting`: the nearest deadline first, then no deadline, then what did not arrive, then drafts.
///
/// # Errors
/// A problem document.
pub async fn list(_: State<Arc<App>>, acting: Acting) -> Result<Response, Problem> {
    acting.inbox()?;
    acting.session.world.with(|db| {
        let total = counts(db, &acting.session.user)?.of(&acting.person.id, &acting.policy);
        let threads = db
            .prepare_cached(&list_sql())?
            .query_map(
                named_params! {
                    ":user": acting.session.user, ":person": acting.person.id,
                    ":visible": acting.policy.visible_json()?, ":most": MOST,
                },
                |row| Summary::read(row, &acting.policy),
            )?
            .collect::<Result<_, _>>()?;
        let mut drafts = draft::open_ones(db, &acting)?;
        drafts.retain(|draft| draft.thread_id.is_none());
        drafts.truncate(MOST);
        json(StatusCode::OK, &Waiting { threads, drafts, total })
    })
}
