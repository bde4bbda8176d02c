//! Search and filters. They go by `POST`: what is looked for is health data, and stands in no address.

use gloo_net::http::Method;
use serde_json::{Map, Value, json};

use super::client::{Call, Client};
use super::endpoint::Endpoint;
use super::error::ApiError;
use super::threads::{Listed, ThreadPage, listed};
use super::wire::{self, Fields};
use crate::domain::calendar;
use crate::domain::category::Category;
use crate::domain::filter::Filter;

/// How many threads each choice would give.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Per kind, whatever kinds are chosen now; one that is not understood is left out.
    pub categories: Vec<(Category, u32)>,
    /// Per sender of a kind, whichever sender is chosen now.
    pub senders: Vec<(String, Category, u32)>,
}

/// What was found.
#[derive(Clone, Debug)]
pub struct Found {
    /// The threads.
    pub page: ThreadPage,
    /// What other choices would give.
    pub counts: Counts,
}

/// A page of the threads that `filter` asks for.
///
/// # Errors
/// As every call; `Refused` with the code `badCursor` when `cursor` holds no longer.
pub async fn find(
    client: &Client,
    filter: &Filter,
    cursor: Option<&str>,
    limit: u32,
) -> Result<Found, ApiError> {
    let mut body = request(filter);
    body.insert("limit".into(), json!(limit));
    if let Some(cursor) = cursor {
        body.insert("cursor".into(), json!(cursor));
    }
    search(client, body).await
}

/// Those of `threads` that are still there, put away or not.
///
/// # Errors
/// As every call.
pub async fn these(client: &Client, threads: &[String]) -> Result<Vec<Listed>, ApiError> {
    let mut body = Map::new();
    body.insert("threads".into(), json!(threads));
    body.insert("putAway".into(), json!("with"));
    Ok(search(client, body).await?.page.threads)
}

async fn search(client: &Client, body: Map<String, Value>) -> Result<Found, ApiError> {
    let body = Some(Value::Object(body));
    let call = Call { method: Method::POST, body, ..Call::default() };
    let json = client.call(&Endpoint::search(), call).await?.json().await?;
    found(&json)
}

/// What `filter` asks for, in the contract's words. Whoever searches wants to find what they put away
/// too; a list shows either.
fn request(filter: &Filter) -> Map<String, Value> {
    let mut body = Map::new();
    let mut add = |name: &str, value: Value| {
        body.insert(name.into(), value);
    };
    if !filter.text.is_empty() {
        add("text", json!(filter.text));
    }
    if let Some(sender) = &filter.sender {
        add("sender", json!(sender));
    }
    if !filter.categories.is_empty() {
        let words = filter.categories.iter().map(|category| category.word());
        add("categories", words.collect());
    }
    for (name, is) in [
        ("unread", filter.unread),
        ("hasAttachment", filter.has_attachment),
        ("hasDraft", filter.has_draft),
        ("needsAnswer", filter.needs_answer),
    ] {
        if is {
            add(name, json!(true));
        }
    }
    for (name, day) in [("from", filter.from), ("to", filter.to)] {
        if let Some(day) = day {
            add(name, json!(calendar::word(day)));
        }
    }
    let put_away = match (filter.put_away, filter.text.is_empty()) {
        (true, _) => "only",
        (false, false) => "with",
        (false, true) => "without",
    };
    add("putAway", json!(put_away));
    add("sort", json!(filter.sort.word()));
    body
}

pub(super) fn found(json: &Value) -> Result<Found, ApiError> {
    let fields = Fields(json);
    if !fields.has_list("hits") {
        return Err(ApiError::Malformed);
    }
    let next = fields.string("nextCursor");
    let hit = |(place, entry): (usize, &Value)| {
        let hit = Fields(entry);
        let thread = hit.object("thread").map_or(&Value::Null, |thread| thread.0);
        match listed(next.as_deref(), place, thread) {
            Listed::Thread(thread, _) => Listed::Thread(thread, wire::hit(hit)),
            other => other,
        }
    };
    let page = ThreadPage {
        threads: fields.list("hits").iter().enumerate().map(hit).collect(),
        total: fields.count("total").unwrap_or(0),
        unread: fields.count("unread").unwrap_or(0),
        next,
    };
    let category = |fields: Fields<'_>| fields.str("category").and_then(Category::parse);
    let categories = fields.each("categories", |one| Some((category(one)?, one.count("total")?)));
    let senders = fields
        .each("senders", |one| Some((one.string("name")?, category(one)?, one.count("total")?)));
    Ok(Found { page, counts: Counts { categories, senders } })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::filter::Sort;
    use crate::domain::hit::Hit;

    #[test]
    fn a_search_asks_in_the_words_of_the_contract() {
        let filter = Filter {
            text: "blodprøve".into(),
            sender: Some("Solsiden".into()),
            categories: vec![Category::Gp, Category::Hospital],
            needs_answer: true,
            unread: true,
            has_attachment: true,
            has_draft: true,
            from: calendar::day("2026-01-01"),
            to: calendar::day("2026-11-22"),
            sort: Sort::Oldest,
            put_away: false,
        };
        let body = json!({
            "text": "blodprøve", "sender": "Solsiden", "categories": ["gp", "hospital"],
            "unread": true, "hasAttachment": true, "hasDraft": true, "needsAnswer": true,
            "from": "2026-01-01", "to": "2026-11-22", "putAway": "with", "sort": "oldest"
        });
        assert_eq!(Value::Object(request(&filter)), body);
    }

    #[test]
    fn what_is_put_away_is_found_by_its_words_and_else_listed_apart() {
        let put_away = |filter: Filter| request(&filter).remove("putAway");
        assert_eq!(put_away(Filter::default()), Some(json!("without")));
        assert_eq!(put_away(Filter { unread: true, ..Filter::default() }), Some(json!("without")));
        let text = Filter { text: "time".into(), ..Filter::default() };
        assert_eq!(put_away(text.clone()), Some(json!("with")));
        assert_eq!(put_away(Filter { put_away: true, ..text }), Some(json!("only")));
    }

    #[test]
    fn a_hit_that_cannot_be_read_is_marked_among_its_neighbours() {
        let thread = json!({
            "id": "t-1", "category": "gp", "sender": { "name": "Solsiden legesenter" },
            "subject": "Svar på blodprøve", "latestAt": "2026-11-19T08:15:00Z"
        });
        let marks = json!([
            { "field": "subject", "start": 8, "end": 17 }, { "field": "colour", "start": 0, "end": 1 },
            { "field": "subject", "start": -1, "end": 2 }, 7
        ]);
        let json = json!({
            "hits": [
                { "thread": thread, "excerpt": { "messageId": "m-1", "text": "Prøven" },
                  "highlights": marks },
                { "thread": { "id": "t-2" } }, null, { "excerpt": 1, "thread": thread }
            ],
            "nextCursor": null, "total": 4, "unread": 0,
            "categories": [{ "category": "gp", "total": 3 }, { "category": "new", "total": 9 }, {}],
            "senders": [{ "name": "Solsiden legesenter", "category": "gp", "total": 3 }, null]
        });
        let Found { page, counts } = found(&json).expect("a page");
        assert!(matches!(&page.threads[0], Listed::Thread(_, hit)
            if hit.marks.len() == 1 && hit.excerpt.as_deref() == Some("Prøven")));
        assert!(matches!(&page.threads[1], Listed::Unreadable(id) if id == "t-2"));
        assert!(matches!(&page.threads[2], Listed::Unreadable(_)));
        assert!(matches!(&page.threads[3], Listed::Thread(_, hit) if *hit == Hit::default()));
        assert_eq!(counts.categories, [(Category::Gp, 3)]);
        assert_eq!(counts.senders.len(), 1);
        assert!(matches!(found(&json!({ "total": 0 })), Err(ApiError::Malformed)));
    }
}
