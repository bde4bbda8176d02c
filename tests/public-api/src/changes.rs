//! What changed since a reader last looked, of what that reader may know. `changes.sql` writes it down.

use std::collections::HashMap;

use rusqlite::{Connection, Row, params};

use crate::claims;
use crate::policy::Policy;
use crate::problem::Problem;
use crate::session::SessionView;

/// More than so many are not told one by one.
pub const MOST: usize = 500;

/// One change.
pub struct Change {
    /// Its number.
    pub sequence: i64,
    /// The contract's word.
    pub kind: String,
    /// Whom it is about.
    pub person: String,
    /// The thread; `None` for more than one.
    pub thread: Option<String>,
    /// The thread's version now, as this reader sees it.
    pub version: Option<i64>,
    category: Option<String>,
}

impl Change {
    fn read(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            sequence: row.get(0)?,
            kind: row.get(1)?,
            person: row.get(2)?,
            thread: row.get(3)?,
            category: row.get(4)?,
            version: row.get(5)?,
        })
    }
}

/// What there is to tell.
pub enum News {
    /// Each of these, in order.
    Changes(Vec<Change>),
    /// Too much, or nobody knows what.
    Unknown,
}

/// The number of the latest change.
///
/// # Errors
/// When the database refuses.
pub fn latest(db: &Connection) -> Result<i64, Problem> {
    let sql = "SELECT COALESCE(max(seq), 0) FROM sqlite_sequence WHERE name = 'changes'";
    Ok(db.prepare_cached(sql)?.query_row([], |row| row.get(0))?)
}

/// What changed between two numbers, of what the claims open to this session.
///
/// # Errors
/// When the database refuses.
pub fn between(
    db: &Connection,
    session: &SessionView,
    told: i64,
    latest: i64,
) -> Result<News, Problem> {
    if told > latest {
        return Ok(News::Unknown);
    }
    let user = claims::user(db, &session.user)?;
    let policies: HashMap<String, Policy> = claims::persons(db, &session.user)?
        .into_iter()
        .map(|person| (person.id.clone(), session.policy(&user, &person)))
        .collect();
    let mut statement = db.prepare_cached(
        "SELECT c.sequence, c.kind, c.person_id, c.thread_id, c.category,
                t.version + COALESCE(r.version, 0)
         FROM changes c LEFT JOIN threads t ON t.id = c.thread_id
         LEFT JOIN reads r ON r.user_id = ?1 AND r.thread_id = c.thread_id
         WHERE c.sequence > ?2 AND c.sequence <= ?3 AND (c.user_id IS NULL OR c.user_id = ?1)
         ORDER BY c.sequence",
    )?;
    let mut changes = Vec::new();
    for change in statement.query_map(params![session.user, told, latest], Change::read)? {
        let change = change?;
        let open = policies.get(&change.person).is_some_and(|policy| match &change.category {
            Some(category) => policy.sees(category),
            None => policy.inbox().is_ok(),
        });
        if open || session.policy_off {
            changes.push(change);
        }
        if changes.len() > MOST {
            return Ok(News::Unknown);
        }
    }
    Ok(News::Changes(changes))
}
