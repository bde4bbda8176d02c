//! The log of use: who used which service for whom and when, with no detail of what stood there.

use rusqlite::{Connection, params};

use crate::problem::Problem;
use crate::request::random_hex;
use crate::time::{instant, now};

/// Writes an event and gives its id.
///
/// # Errors
/// When the database refuses.
pub fn record(
    db: &Connection,
    user: &str,
    person: Option<&str>,
    kind: &str,
    thread: Option<&str>,
) -> Result<String, Problem> {
    let id = format!("e-{}", random_hex(8)?);
    db.execute(
        "INSERT INTO event_log (id, user_id, person_id, kind, thread_id, at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        params![id, user, person, kind, thread, instant(now())],
    )?;
    Ok(id)
}
