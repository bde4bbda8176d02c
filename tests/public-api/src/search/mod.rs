//! Search and filters: `POST /threads/search`. Nothing of it stands in an address or a log.

pub mod filters;
pub mod hits;
pub mod query;
pub mod words;

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use rusqlite::Connection;
use serde::Serialize;

use crate::app::App;
use crate::event_log;
use crate::paging;
use crate::problem::Problem;
use crate::request::{Acting, EVENT_LOG, JsonBody, json, set_header};
use crate::summary::{COLUMNS, JOINS, Summary};
use filters::{Body, Filters, Sort};
use hits::Hit;
use query::{Query, UNREAD};

/// How many senders are told at most.
const SENDERS: usize = 20;
const READER: &str = "LEFT JOIN reads r ON r.user_id = :user AND r.thread_id = t.id";

#[derive(Serialize)]
struct CategoryCount {
    category: String,
    total: i64,
    unread: i64,
}

#[derive(Serialize)]
struct SenderCount {
    name: String,
    category: String,
    total: i64,
}

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
    let (user, person) = (&acting.session.user, &acting.person.id);
    let list = paging::fingerprint(&("search", person, serde_json::to_string(&body)?));
    let filters = Filters::read(body)?;
    let start = paging::start(&app, &acting, filters.cursor.as_deref(), &list)?;
    acting.session.world.with(|db| {
        let mut query = Query::new(db, &acting, &filters)?;
        let groups = Group::all(db, &query, &filters)?;
        let senders: Vec<_> = groups
            .iter()
            .filter(|group| group.by_sender)
            .map(|group| group.sender.as_str())
            .collect();
        query.narrow(filters.categories.as_deref(), filters.sender.as_ref().map(|_| &*senders))?;
        if let Some(cursor) = &start {
            query.start_after(cursor, filters.sort);
        }
        let order = match filters.sort {
            Sort::Newest => "t.latest_at DESC, t.id DESC",
            Sort::Oldest => "t.latest_at, t.id",
            Sort::Sender => "t.sender_name COLLATE norwegian, t.latest_at DESC, t.id DESC",
        };
        let sql =
            query.sql(COLUMNS, JOINS, &format!("ORDER BY {order} LIMIT {}", filters.limit + 1));
        let threads: Vec<Summary> = db
            .prepare_cached(&sql)?
            .query_map(&*query.values(), |row| Summary::read(row, &acting.policy))?
            .collect::<Result<_, _>>()?;
        let wanted = filters.text.as_deref().map(words::wanted).unwrap_or_default();
        let mut hits = Vec::new();
        let mut threads = threads;
        let next_cursor = paging::cut(&mut threads, filters.limit, &list, |last| last);
        for thread in threads {
            hits.push(Hit::find(db, thread, &wanted)?);
        }
        let event = event_log::record(db, user, Some(person), "search", None)?;
        let page = Page {
            hits,
            next_cursor,
            total: sum(&groups, |group| group.by_category && group.by_sender, |group| group.total),
            unread: sum(
                &groups,
                |group| group.by_category && group.by_sender,
                |group| group.unread,
            ),
            categories: categories(&groups),
            senders: most_frequent_senders(&groups),
        };
        let mut response = json(StatusCode::OK, &page)?;
        set_header(&mut response, EVENT_LOG, &event);
        Ok(response)
    })
}

/// The matches of one category and sender, before those two filters.
struct Group {
    category: String,
    sender: String,
    total: i64,
    unread: i64,
    by_category: bool,
    by_sender: bool,
}

impl Group {
    fn all(db: &Connection, query: &Query, filters: &Filters) -> Result<Vec<Self>, Problem> {
        let columns = format!("t.category, t.sender_name, count(*), sum({UNREAD})");
        let sql = query.sql(&columns, READER, "GROUP BY t.category, t.sender_name");
        let groups = db
            .prepare_cached(&sql)?
            .query_map(&*query.values(), |row| {
                let (category, sender): (String, String) = (row.get(0)?, row.get(1)?);
                let wanted = filters.categories.as_ref();
                Ok(Self {
                    by_category: wanted.is_none_or(|categories| categories.contains(&category)),
                    by_sender: filters
                        .sender
                        .as_ref()
                        .is_none_or(|part| words::contains(&sender, part)),
                    category,
                    sender,
                    total: row.get(2)?,
                    unread: row.get(3)?,
                })
            })?
            .collect::<Result<_, _>>()?;
        Ok(groups)
    }
}

fn sum(groups: &[Group], of: impl Fn(&Group) -> bool, count: impl Fn(&Group) -> i64) -> i64 {
    groups.iter().filter(|group| of(group)).map(count).sum()
}

/// All filters but that of categories.
fn categories(groups: &[Group]) -> Vec<CategoryCount> {
    let mut counts: BTreeMap<&str, (i64, i64)> = BTreeMap::new();
    for group in groups.iter().filter(|group| group.by_sender) {
        let (total, unread) = counts.entry(&group.category).or_default();
        *total += group.total;
        *unread += group.unread;
    }
    let counts = counts.into_iter();
    counts
        .map(|(category, (total, unread))| CategoryCount {
            category: category.to_owned(),
            total,
            unread,
        })
        .collect()
}

/// All filters but that of the sender; of each category apart, for a client that hides one.
fn most_frequent_senders(groups: &[Group]) -> Vec<SenderCount> {
    let mut senders: Vec<_> = groups.iter().filter(|group| group.by_category).collect();
    senders.sort_by(|a, b| {
        let by_name = || words::sort_key(&a.sender).cmp(&words::sort_key(&b.sender));
        b.total.cmp(&a.total).then_with(by_name).then_with(|| a.category.cmp(&b.category))
    });
    senders.truncate(SENDERS);
    let count = |group: &Group| SenderCount {
        name: group.sender.clone(),
        category: group.category.clone(),
        total: group.total,
    };
    senders.into_iter().map(count).collect()
}
