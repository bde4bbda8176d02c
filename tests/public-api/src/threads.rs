//! The list of threads, one thread, and whose it is.

use std::sync::Arc;

use axum::extract::{Path, RawQuery, State};
use axum::http::StatusCode;
use axum::response::Response;
use rusqlite::{OptionalExtension, named_params};
use serde::Serialize;
use serde_json::Value;

use crate::app::App;
use crate::appointment::{self, Appointment};
use crate::claims;
use crate::counts::{self, Counts};
use crate::messages::{self, Message, NEWEST, Page};
use crate::paging::{self, AFTER_ALL, PageQuery};
use crate::problem::{Code, Problem};
use crate::request::{Acting, Citizen, json};
use crate::summary::{COLUMNS, JOINS, Summary, find};

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ThreadPage {
    threads: Vec<Summary>,
    next_cursor: Option<String>,
    total: i64,
    unread: i64,
}

#[derive(Serialize)]
struct ReplyClosed {
    reason: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Thread {
    #[serde(flatten)]
    summary: Summary,
    messages: Vec<Message>,
    earlier_cursor: Option<String>,
    read_by: Option<String>,
    reply_closed: Option<ReplyClosed>,
    appointments_link: Option<String>,
    answer_within: Option<Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    appointment: Option<Appointment>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ThreadPerson {
    person_id: String,
}

/// The statement of a page of the list.
#[must_use]
pub fn list_sql() -> String {
    format!(
        "SELECT {COLUMNS} FROM threads t {JOINS} WHERE t.person_id = :person
         AND t.category IN (SELECT value FROM json_each(:visible)) AND NOT COALESCE(r.put_away, 0)
         AND (t.latest_at, t.id) < (:at, :id)
         ORDER BY t.latest_at DESC, t.id DESC LIMIT :limit"
    )
}

/// `GET /threads`
///
/// # Errors
/// A problem document.
pub async fn list(
    State(app): State<Arc<App>>,
    acting: Acting,
    RawQuery(query): RawQuery,
) -> Result<Response, Problem> {
    acting.inbox()?;
    let query = PageQuery::read(query.as_deref())?;
    let (user, person) = (&acting.session.user, &acting.person.id);
    let list = paging::fingerprint(&("list", person));
    let start = paging::start(&app, &acting, query.cursor.as_deref(), &list)?;
    acting.session.world.with(|db| {
        let Counts { total, unread } = counts::of_list(db, user, person, &acting.policy)?;
        let mut statement = db.prepare_cached(&list_sql())?;
        let rows = statement.query_map(
            named_params! {
                ":user": user, ":person": person, ":visible": acting.policy.visible_json()?,
                ":at": start.as_ref().map_or(AFTER_ALL, |start| &start.latest_at),
                ":id": start.as_ref().map_or("", |start| &start.id), ":limit": query.limit + 1,
            },
            |row| Summary::read(row, &acting.policy),
        )?;
        let mut threads = rows.collect::<Result<Vec<_>, _>>()?;
        let next_cursor = paging::cut(&mut threads, query.limit, &list, |last| last);
        json(StatusCode::OK, &ThreadPage { threads, next_cursor, total, unread })
    })
}

/// `GET /threads/{threadId}`
///
/// # Errors
/// A problem document.
pub async fn open(
    _: State<Arc<App>>,
    acting: Acting,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    acting.inbox()?;
    acting.session.world.with(|db| {
        let summary = find(db, &acting, &id)?;
        let Page { messages, earlier_cursor } =
            messages::page(db, &acting.session.user, &id, None, NEWEST)?;
        let reply_closed =
            acting.policy.reply_closed(summary.state()).map(|reason| ReplyClosed { reason });
        let read_by = summary.read_by.clone();
        let answer_within: Option<String> =
            db.query_row("SELECT answer_within FROM threads WHERE id = ?1", [&id], |row| {
                row.get(0)
            })?;
        let thread = Thread {
            answer_within: answer_within.as_deref().map(serde_json::from_str).transpose()?,
            appointments_link: appointment::link(db, &id)?,
            appointment: appointment::find(db, &id)?.filter(|_| summary.is_letter()),
            summary,
            messages,
            earlier_cursor,
            read_by,
            reply_closed,
        };
        json(StatusCode::OK, &thread)
    })
}

/// `GET /threads/{threadId}/person`
///
/// # Errors
/// A problem document; what the claims hide is not found.
pub async fn person(
    _: State<Arc<App>>,
    Citizen(session): Citizen,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    session.world.with(|db| {
        let (owner, category): (String, String) = db
            .query_row(
                "SELECT person_id, category FROM threads WHERE id = :id",
                named_params! { ":id": id },
                |row| Ok((row.get(0)?, row.get(1)?)),
            )
            .optional()?
            .ok_or(Problem::new(Code::NotFound))?;
        let user = claims::user(db, &session.user)?;
        let person = claims::persons(db, &session.user)?
            .into_iter()
            .find(|person| person.id == owner)
            .filter(|person| session.policy(&user, person).sees(&category))
            .ok_or(Problem::new(Code::NotFound))?;
        json(StatusCode::OK, &ThreadPerson { person_id: person.id })
    })
}
