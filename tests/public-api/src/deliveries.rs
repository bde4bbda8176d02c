//! What was sent here reaches the journal by itself, by the server's clock.

use chrono::Duration;
use rusqlite::{Connection, params};

use crate::time::{instant, now};

/// How long the journal takes to say that it has a message.
const JOURNAL_SECONDS: i64 = 2;
/// What can be on its way, and since when.
const ON_THEIR_WAY: [(&str, &str); 2] =
    [("messages", "handed_over_at"), ("appointment_answers", "answered_at")];

/// Lets everything leave and arrive that is due. Nothing is written when nothing is.
///
/// # Errors
/// When the database refuses.
pub fn arrive(db: &Connection) -> rusqlite::Result<()> {
    leave(db)?;
    let until = params![instant(now() - Duration::seconds(JOURNAL_SECONDS))];
    for (table, since) in ON_THEIR_WAY {
        let due = format!("WHERE state = 'sent' AND {since} <= ?1");
        if db.prepare_cached(&format!("SELECT 1 FROM {table} {due} LIMIT 1"))?.exists(until)? {
            db.execute(&format!("UPDATE {table} SET state = 'receivedByJournal' {due}"), until)?;
        }
    }
    Ok(())
}

/// Sends what was held long enough: it cannot be undone any more.
fn leave(db: &Connection) -> rusqlite::Result<()> {
    let until = params![instant(now())];
    let due = "FROM sends WHERE held_until <= ?1";
    if db.prepare_cached(&format!("SELECT 1 {due} LIMIT 1"))?.exists(until)? {
        db.execute(
            &format!(
                "UPDATE messages SET state = 'sent',
                   handed_over_at = (SELECT held_until FROM sends WHERE message_id = messages.id)
                 WHERE state = 'sending' AND id IN (SELECT message_id {due})"
            ),
            until,
        )?;
        db.execute("UPDATE sends SET held_until = NULL WHERE held_until <= ?1", until)?;
    }
    Ok(())
}
