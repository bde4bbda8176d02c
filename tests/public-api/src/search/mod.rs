//! Search and filters: `POST /threads/search`. Nothing of it stands in an address or a log.

pub mod filters;
pub mod groups;
pub mod hits;
pub mod query;
pub mod words;

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use rusqlite::{Connection, OptionalExtension, params};
use serde::Serialize;

use crate::app::App;
use crate::paging::{self, Cursor};
use crate::problem::{Code, Problem};
use crate::request::{Acting, JsonBody, json};
use crate::summary::{COLUMNS, JOINS, Summary};
use filters::{Body, Filters, Sort};
use groups::{CategoryCount, Groups, SenderCount};
use hits::Hit;
use query::Query;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Page {
    hits: Vec<Hit>,
    next_cursor: Option<String>,
    total: i64,
    unread: i64,
    categories: Vec<CategoryCount>,
    senders: Vec<SenderCount>,
}

/// `POST /threads/search`
///
/// # Errors
/// A problem document.
pub async fn post(
    State(app): State<Arc<App>>,
    acting: Acting,
    JsonBody(body): JsonBody<Body>,
) -> Result<Response, Problem> {
    acting.inbox()?;
    let list = paging::fingerprint(&("search", &acting.person.id, serde_json::to_string(&body)?));
    let filters = Filters::read(body)?;
    let start = paging::start(&app, &acting, filters.cursor.as_deref(), &list)?;
    acting.session.world.with(|db| {
        let mut query = Query::new(db, &acting, &filters)?;
        let groups = Groups::count(db, &acting, &query, &filters)?;
        let senders = groups.senders_in_order();
        query.narrow(filters.categories.as_deref(), filters.sender.as_ref().map(|_| &*senders))?;
        let mut threads = match filters.sort {
            Sort::Newest | Sort::Oldest => page(db, &acting, &query, &filters, start.as_ref())?,
            Sort::Sender => {
                page_by_sender(db, &acting, &query, &filters, start.as_ref(), &senders)?
            }
        };
        let next_cursor = paging::cut(&mut threads, filters.limit, &list, |last| last);
        let wanted = filters.text.as_deref().map(words::wanted).unwrap_or_default();
        let mut hits = Vec::new();
        for thread in threads {
            hits.push(Hit::find(db, thread, &wanted)?);
        }
        let (total, unread) = groups.totals();
        let categories = groups.categories();
        let senders = groups.most_frequent_senders();
        json(StatusCode::OK, &Page { hits, next_cursor, total, unread, categories, senders })
    })
}

/// A page, and one thread more where there is one.
fn page(
    db: &Connection,
    acting: &Acting,
    query: &Query,
    filters: &Filters,
    start: Option<&Cursor>,
) -> Result<Vec<Summary>, Problem> {
    let mut query = query.clone();
    if let Some(cursor) = start {
        query.start_after(cursor, filters.sort);
    }
    fetch(db, acting, &query, filters.sort, filters.limit + 1)
}

/// The same, sender by sender: each of them has its threads in order.
fn page_by_sender(
    db: &Connection,
    acting: &Acting,
    query: &Query,
    filters: &Filters,
    start: Option<&Cursor>,
    senders: &[&str],
) -> Result<Vec<Summary>, Problem> {
    let first = start.map(|cursor| sender_of(db, &cursor.id)).transpose()?;
    let key = |sender: &str| (words::sort_key(sender), sender.to_owned());
    let before = first.as_deref().map(key);
    let mut threads = Vec::new();
    for sender in senders.iter().filter(|sender| before.as_ref() <= Some(&key(sender))) {
        let missing = filters.limit + 1 - threads.len();
        if missing == 0 {
            break;
        }
        let mut query = query.clone();
        query.of_sender(sender);
        if let Some(cursor) = start.filter(|_| first.as_deref() == Some(*sender)) {
            query.start_after(cursor, filters.sort);
        }
        threads.extend(fetch(db, acting, &query, filters.sort, missing)?);
    }
    Ok(threads)
}

/// The sender of the thread that a cursor names.
fn sender_of(db: &Connection, thread: &str) -> Result<String, Problem> {
    let sql = "SELECT sender_name FROM threads WHERE id = ?1";
    let sender = db.query_row(sql, params![thread], |row| row.get(0)).optional()?;
    sender.ok_or(Problem::new(Code::BadCursor))
}

fn fetch(
    db: &Connection,
    acting: &Acting,
    query: &Query,
    sort: Sort,
    limit: usize,
) -> Result<Vec<Summary>, Problem> {
    let order = match sort {
        Sort::Newest | Sort::Sender => "t.latest_at DESC, t.id DESC",
        Sort::Oldest => "t.latest_at, t.id",
    };
    let sql = query.sql(COLUMNS, JOINS, &format!("ORDER BY {order} LIMIT {limit}"));
    let mut statement = db.prepare_cached(&sql)?;
    let rows = statement.query_map(&*query.values(), |row| Summary::read(row, &acting.policy))?;
    Ok(rows.collect::<Result<_, _>>()?)
}
