//! Marks the whole list as read, up to what the citizen has seen.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use rusqlite::{named_params, params};
use serde::{Deserialize, Serialize};

use crate::app::App;
use crate::counts::{self, Counts};
use crate::problem::{FieldError, Problem};
use crate::request::{Acting, JsonBody, json};
use crate::time::{instant, parse};

/// How far to mark as read.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Until {
    until: String,
}

#[derive(Serialize)]
struct Answer {
    changed: usize,
    unread: i64,
}

/// `POST /threads/read-all`: what came later than `until` stays unread, and what is put away as it is.
///
/// # Errors
/// A problem document.
pub async fn post(
    _: State<Arc<App>>,
    acting: Acting,
    JsonBody(Until { until }): JsonBody<Until>,
) -> Result<Response, Problem> {
    acting.inbox()?;
    let until = parse(&until)
        .filter(|_| until.ends_with('Z'))
        .ok_or_else(|| Problem::validation(vec![FieldError { field: "until", code: "invalid" }]))?;
    let (user, person) = (&acting.session.user, &acting.person.id);
    acting.session.world.with(|db| {
        let db = db.transaction()?;
        let before: i64 =
            db.query_row("SELECT COALESCE(max(sequence), 0) FROM changes", [], |row| row.get(0))?;
        let changed = db.execute(
            "INSERT INTO reads (user_id, thread_id, up_to)
             SELECT :user, t.id, t.message_count
             FROM threads t LEFT JOIN reads r ON r.user_id = :user AND r.thread_id = t.id
             WHERE t.person_id = :person AND t.category IN (SELECT value FROM json_each(:visible))
               AND NOT COALESCE(r.put_away, 0) AND COALESCE(r.up_to, 0) < t.message_count
               AND t.latest_at <= :until
             ON CONFLICT DO UPDATE SET up_to = excluded.up_to",
            named_params! {
                ":user": user, ":person": person, ":visible": acting.policy.visible_json()?,
                ":until": instant(until),
            },
        )?;
        if changed > 0 {
            // One event about all of them.
            db.execute("DELETE FROM changes WHERE sequence > ?1", [before])?;
            db.execute(
                "INSERT INTO changes (kind, person_id, user_id) VALUES ('readStateChanged', ?1, ?2)",
                params![person, user],
            )?;
        }
        let Counts { unread, .. } = counts::of_list(&db, user, person, &acting.policy)?;
        db.commit()?;
        json(StatusCode::OK, &Answer { changed, unread })
    })
}
