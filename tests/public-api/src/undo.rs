//! Taking back what is held: the message is gone, and its draft is open again.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use rusqlite::{Connection, OptionalExtension, TransactionBehavior, params};

use crate::app::App;
use crate::problem::{Code, Problem};
use crate::request::{Acting, random_hex};
use crate::time::{instant, now};
use crate::{draft, draft_attachments};

/// Has a send with this key been undone?
///
/// # Errors
/// When the database refuses.
pub fn is_undone(db: &Connection, key: &str) -> rusqlite::Result<bool> {
    db.prepare_cached("SELECT 1 FROM undone_sends WHERE send_key = ?1")?.exists(params![key])
}

struct Held {
    draft: String,
    thread: String,
    message: String,
    answered: Option<String>,
    is_held: bool,
}

/// `DELETE /sends/{sendId}`
///
/// # Errors
/// A problem document.
pub async fn delete(
    _: State<Arc<App>>,
    acting: Acting,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    acting.inbox()?;
    acting.session.world.with(|db| {
        let db = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let draft = match find(&db, &acting, &id)? {
            Some(held) if !held.is_held => return Err(Problem::new(Code::Conflict)),
            Some(held) => {
                check_no_other_draft(&db, &acting, &held)?;
                take_back(&db, &id, &held)?;
                held.draft
            }
            None => draft_of(&db, &acting, &id)?.ok_or(Problem::new(Code::NotFound))?,
        };
        let draft = draft::find(&db, &acting, &draft)?;
        if draft.sent {
            // Undone, and sent anew since then.
            return Err(Problem::new(Code::Conflict));
        }
        db.commit()?;
        draft.answer(StatusCode::OK)
    })
}

/// A send of this writer on behalf of this person.
fn find(db: &Connection, acting: &Acting, id: &str) -> Result<Option<Held>, Problem> {
    let held = db
        .query_row(
            "SELECT draft_id, thread_id, message_id, answered, COALESCE(held_until > ?4, 0)
             FROM sends WHERE id = ?1 AND user_id = ?2 AND person_id = ?3",
            params![id, acting.session.user, acting.person.id, instant(now())],
            |row| {
                Ok(Held {
                    draft: row.get(0)?,
                    thread: row.get(1)?,
                    message: row.get(2)?,
                    answered: row.get(3)?,
                    is_held: row.get(4)?,
                })
            },
        )
        .optional()?;
    Ok(held)
}

/// The draft of a send that was undone before.
fn draft_of(db: &Connection, acting: &Acting, id: &str) -> Result<Option<String>, Problem> {
    let draft = db
        .query_row(
            "SELECT draft_id FROM undone_sends WHERE id = ?1 AND user_id = ?2 AND person_id = ?3",
            params![id, acting.session.user, acting.person.id],
            |row| row.get(0),
        )
        .optional()?;
    Ok(draft)
}

/// There is one open draft of an answer at most: one that was begun meanwhile stays, unless nothing is in it.
fn check_no_other_draft(db: &Connection, acting: &Acting, held: &Held) -> Result<(), Problem> {
    let of_reader = params![acting.session.user, acting.person.id, held.thread];
    let open = "FROM drafts WHERE user_id = ?1 AND person_id = ?2 AND thread_id = ?3 AND sent = 0";
    let used =
        "(text <> '' OR id IN (SELECT draft_id FROM draft_attachments WHERE bytes IS NOT NULL))";
    if db.prepare_cached(&format!("SELECT 1 {open} AND {used}"))?.exists(of_reader)? {
        return Err(Problem::new(Code::DraftOpen));
    }
    let files = format!("DELETE FROM draft_attachments WHERE draft_id IN (SELECT id {open})");
    db.execute(&files, of_reader)?;
    db.execute(&format!("DELETE {open}"), of_reader)?;
    Ok(())
}

/// The key is used up, so that a send that is still on its way with it sends nothing.
fn take_back(db: &Connection, id: &str, held: &Held) -> Result<(), Problem> {
    let message = params![held.message];
    db.execute(
        "INSERT INTO undone_sends SELECT id, send_key, draft_id, user_id, person_id FROM sends WHERE id = ?1",
        params![id],
    )?;
    db.execute("DELETE FROM sends WHERE id = ?1", params![id])?;
    db.execute(
        "DELETE FROM archive_files WHERE copy_id IN (SELECT id FROM archive_copies WHERE message_id = ?1)",
        message,
    )?;
    db.execute("DELETE FROM archive_copies WHERE message_id = ?1", message)?;
    draft_attachments::come_back(db, &held.draft, &held.message)?;
    db.execute("DELETE FROM messages WHERE id = ?1", message)?;
    db.execute(
        "DELETE FROM threads WHERE id = ?1 AND NOT EXISTS (SELECT 1 FROM messages WHERE thread_id = ?1)",
        params![held.thread],
    )?;
    if let Some(by) = &held.answered {
        db.execute(
            "INSERT INTO answers_wanted VALUES (?1, nullif(?2, '')) ON CONFLICT DO NOTHING",
            params![held.thread, by],
        )?;
    }
    db.execute(
        "UPDATE drafts SET sent = 0, send_key = ?2, version = version + 1, updated_at = ?3 WHERE id = ?1",
        params![held.draft, format!("k-{}", random_hex(16)?), instant(now())],
    )?;
    Ok(())
}
