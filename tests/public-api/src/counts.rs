//! How much there is, without counting rows: the triggers of `derived.sql` keep the figures.

use rusqlite::{Connection, named_params};

use crate::policy::Policy;
use crate::problem::Problem;

/// The list of one person, as one reader has it.
pub struct Counts {
    /// Threads that are not put away.
    pub total: i64,
    /// Those of them that the reader has not read.
    pub unread: i64,
}

/// The statement of [`of_list`].
pub const OF_LIST: &str = "
    SELECT COALESCE(sum(c.total - COALESCE(r.put_away, 0)), 0),
           COALESCE(sum(c.total - COALESCE(r.done, 0)), 0)
    FROM thread_counts c LEFT JOIN reader_counts r
      ON r.user_id = :user AND r.person_id = c.person_id AND r.category = c.category
        AND r.sender_name = c.sender_name AND r.has_attachment = c.has_attachment
    WHERE c.person_id = :person AND c.category IN (SELECT value FROM json_each(:visible))";

/// Counts what is open to a reader.
///
/// # Errors
/// When the database refuses.
pub fn of_list(
    db: &Connection,
    user: &str,
    person: &str,
    policy: &Policy,
) -> Result<Counts, Problem> {
    let counts = db.prepare_cached(OF_LIST)?.query_row(
        named_params! { ":user": user, ":person": person, ":visible": policy.visible_json()? },
        |row| Ok(Counts { total: row.get(0)?, unread: row.get(1)? }),
    )?;
    Ok(counts)
}
