//! Read and unread, per reader: a parent's reading leaves the letter unread for others.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use rusqlite::{Connection, OptionalExtension, params};
use serde::{Deserialize, Serialize};

use crate::app::App;
use crate::counts::{self, Counts};
use crate::problem::Problem;
use crate::request::{Acting, JsonBody, json};
use crate::summary::check_open;

/// What a reader wants a thread to be.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Change {
    read: bool,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Answer {
    thread_id: String,
    read: bool,
    version: i64,
    unread: i64,
}

/// `PUT /threads/{threadId}/read-state`
///
/// # Errors
/// A problem document.
pub async fn put(
    _: State<Arc<App>>,
    acting: Acting,
    Path(thread): Path<String>,
    JsonBody(change): JsonBody<Change>,
) -> Result<Response, Problem> {
    let user = &acting.session.user;
    acting.session.world.with(|db| {
        let db = db.transaction()?;
        check_open(&db, &acting, &thread)?;
        if change.read {
            mark_read(&db, user, &thread)?
        } else {
            mark_unread(&db, user, &thread)?
        }
        let version = version(&db, user, &thread)?;
        let Counts { unread, .. } = counts::of_list(&db, user, &acting.person.id, &acting.policy)?;
        db.commit()?;
        json(StatusCode::OK, &Answer { thread_id: thread, read: change.read, version, unread })
    })
}

/// The version of a thread, as this reader sees it.
///
/// # Errors
/// When the database refuses.
pub fn version(db: &Connection, user: &str, thread: &str) -> Result<i64, Problem> {
    let sql = "SELECT t.version + COALESCE(r.version, 0) FROM threads t
               LEFT JOIN reads r ON r.user_id = ?1 AND r.thread_id = t.id WHERE t.id = ?2";
    Ok(db.prepare_cached(sql)?.query_row(params![user, thread], |row| row.get(0))?)
}

/// Marks every message of a thread as read by this reader.
///
/// # Errors
/// When the database refuses.
pub fn mark_read(db: &Connection, user: &str, thread: &str) -> Result<(), Problem> {
    let newest =
        db.query_row("SELECT message_count FROM threads WHERE id = ?1", params![thread], |row| {
            row.get(0)
        })?;
    set_up_to(db, user, thread, newest)
}

/// Marks the newest message of the service, and what came after it, as unread by this reader.
fn mark_unread(db: &Connection, user: &str, thread: &str) -> Result<(), Problem> {
    let newest: Option<i64> = db
        .query_row(
            "SELECT position FROM messages WHERE thread_id = ?1
             ORDER BY from_kind = 'service' DESC, position DESC LIMIT 1",
            params![thread],
            |row| row.get(0),
        )
        .optional()?;
    let already: Option<i64> = db
        .query_row(
            "SELECT up_to FROM reads WHERE user_id = ?1 AND thread_id = ?2",
            params![user, thread],
            |row| row.get(0),
        )
        .optional()?;
    let before = newest.unwrap_or(1) - 1;
    set_up_to(db, user, thread, before.min(already.unwrap_or(0)))
}

/// Only a change counts as a version, and the triggers count it: repeating a mark changes nothing more.
fn set_up_to(db: &Connection, user: &str, thread: &str, up_to: i64) -> Result<(), Problem> {
    db.execute(
        "INSERT INTO reads (user_id, thread_id, up_to) VALUES (?1, ?2, ?3)
         ON CONFLICT DO UPDATE SET up_to = excluded.up_to WHERE up_to <> excluded.up_to",
        params![user, thread, up_to],
    )?;
    Ok(())
}
