//! Out of the list and back, per reader. Nothing is deleted, and a new message takes the thread back.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use rusqlite::params;
use serde::{Deserialize, Serialize};

use crate::app::App;
use crate::counts::{self, Counts};
use crate::problem::Problem;
use crate::read_state::version;
use crate::request::{Acting, JsonBody, json};
use crate::summary::check_open;

/// Where a reader wants a thread to be.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Change {
    put_away: bool,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Answer {
    thread_id: String,
    put_away: bool,
    version: i64,
    unread: i64,
}

/// `PUT /threads/{threadId}/put-away`
///
/// # Errors
/// A problem document.
pub async fn put(
    _: State<Arc<App>>,
    acting: Acting,
    Path(thread): Path<String>,
    JsonBody(Change { put_away }): JsonBody<Change>,
) -> Result<Response, Problem> {
    let user = &acting.session.user;
    acting.session.world.with(|db| {
        let db = db.transaction()?;
        check_open(&db, &acting, &thread)?;
        db.execute(
            "INSERT INTO reads (user_id, thread_id, up_to, version, put_away) VALUES (?1, ?2, 0, ?3, ?3)
             ON CONFLICT DO UPDATE SET put_away = excluded.put_away
             WHERE put_away <> excluded.put_away",
            params![user, thread, put_away],
        )?;
        let version = version(&db, user, &thread)?;
        let Counts { unread, .. } =
            counts::of_list(&db, user, &acting.person.id, &acting.policy)?;
        db.commit()?;
        json(StatusCode::OK, &Answer { thread_id: thread, put_away, version, unread })
    })
}
