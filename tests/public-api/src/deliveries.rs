//! What was sent here reaches the journal by itself, by the server's clock.

use chrono::Duration;
use rusqlite::{Connection, params};

use crate::time::{instant, now};

/// How long the journal takes to say that it has a message.
const JOURNAL_SECONDS: i64 = 2;
const DUE: &str = "state = 'sent' AND send_key IS NOT NULL AND sent_at <= ?1";

/// Lets everything arrive that is due. Nothing is written when nothing is.
///
/// # Errors
/// When the database refuses.
pub fn arrive(db: &Connection) -> rusqlite::Result<()> {
    let due = params![instant(now() - Duration::seconds(JOURNAL_SECONDS))];
    if db.prepare_cached(&format!("SELECT 1 FROM messages WHERE {DUE} LIMIT 1"))?.exists(due)? {
        db.execute(&format!("UPDATE messages SET state = 'receivedByJournal' WHERE {DUE}"), due)?;
    }
    Ok(())
}
