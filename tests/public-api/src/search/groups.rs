//! How many match, by category and sender: read from the counters where those know, else counted.

use std::collections::BTreeMap;

use rusqlite::{Connection, Row, named_params};
use serde::Serialize;

use super::filters::{Filters, PutAway};
use super::query::{Query, UNREAD};
use super::words;
use crate::problem::Problem;
use crate::request::Acting;

/// How many senders are told at most.
const SENDERS: usize = 20;
const READER: &str = "LEFT JOIN reads r ON r.user_id = :user AND r.thread_id = t.id";

/// The matches of one category and sender, before those two filters.
struct Group {
    category: String,
    sender: String,
    total: i64,
    unread: i64,
    by_category: bool,
    by_sender: bool,
}

/// How many match a category.
#[derive(Serialize)]
pub struct CategoryCount {
    category: String,
    total: i64,
    unread: i64,
}

/// How many match of a sender in a category.
#[derive(Serialize)]
pub struct SenderCount {
    name: String,
    category: String,
    total: i64,
}

/// All matches, in groups.
pub struct Groups(Vec<Group>);

impl Groups {
    /// Counts the matches of all filters but categories and sender.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn count(
        db: &Connection,
        acting: &Acting,
        query: &Query,
        filters: &Filters,
    ) -> Result<Self, Problem> {
        let read = |row: &Row<'_>| {
            let (category, sender): (String, String) = (row.get(0)?, row.get(1)?);
            let categories = filters.categories.as_ref();
            let part = filters.sender.as_ref();
            Ok(Group {
                by_category: categories.is_none_or(|wanted| wanted.contains(&category)),
                by_sender: part.is_none_or(|part| words::contains(&sender, part)),
                category,
                sender,
                total: row.get(2)?,
                unread: row.get(3)?,
            })
        };
        let groups = if filters.are_counted() {
            let (total, unread) = counters(filters);
            let sql = format!(
                "SELECT c.category, c.sender_name, sum({total}) AS matching, sum({unread})
                 FROM thread_counts c LEFT JOIN reader_counts r
                   ON r.user_id = :user AND r.person_id = c.person_id AND r.category = c.category
                     AND r.sender_name = c.sender_name AND r.has_attachment = c.has_attachment
                 WHERE c.person_id = :person AND c.category IN (SELECT value FROM json_each(:visible))
                   AND (:has_attachment IS NULL OR c.has_attachment = :has_attachment)
                 GROUP BY c.category, c.sender_name HAVING matching > 0"
            );
            db.prepare_cached(&sql)?
                .query_map(
                    named_params! {
                        ":user": acting.session.user, ":person": acting.person.id,
                        ":visible": acting.policy.visible_json()?,
                        ":has_attachment": filters.has_attachment,
                    },
                    read,
                )?
                .collect::<Result<_, _>>()?
        } else {
            let columns = format!("t.category, t.sender_name, count(*), sum({UNREAD})");
            let sql = query.sql(&columns, READER, "GROUP BY t.category, t.sender_name");
            db.prepare_cached(&sql)?.query_map(&*query.values(), read)?.collect::<Result<_, _>>()?
        };
        Ok(Self(groups))
    }

    fn hits(&self) -> impl Iterator<Item = &Group> {
        self.0.iter().filter(|group| group.by_category && group.by_sender)
    }

    /// How many match, and how many of them are unread.
    #[must_use]
    pub fn totals(&self) -> (i64, i64) {
        self.hits()
            .fold((0, 0), |(total, unread), group| (total + group.total, unread + group.unread))
    }

    /// The senders of what matches, in Norwegian order.
    #[must_use]
    pub fn senders_in_order(&self) -> Vec<&str> {
        let names: BTreeMap<_, _> = self
            .hits()
            .map(|group| ((words::sort_key(&group.sender), &group.sender), group.sender.as_str()))
            .collect();
        names.into_values().collect()
    }

    /// All filters but that of categories.
    #[must_use]
    pub fn categories(&self) -> Vec<CategoryCount> {
        let mut counts: BTreeMap<&str, (i64, i64)> = BTreeMap::new();
        for group in self.0.iter().filter(|group| group.by_sender) {
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

    /// All filters but that of the sender, the most frequent first; of each category apart, for a client
    /// that hides one.
    #[must_use]
    pub fn most_frequent_senders(&self) -> Vec<SenderCount> {
        let mut groups: Vec<_> = self.0.iter().filter(|group| group.by_category).collect();
        groups.sort_by_cached_key(|group| {
            (-group.total, words::sort_key(&group.sender), group.category.clone())
        });
        groups.truncate(SENDERS);
        let count = |group: &Group| SenderCount {
            name: group.sender.clone(),
            category: group.category.clone(),
            total: group.total,
        };
        groups.into_iter().map(count).collect()
    }
}

/// What the counters say of these filters: how many, and how many of those unread.
fn counters(filters: &Filters) -> (String, String) {
    let read = |column| format!("COALESCE(r.{column}, 0)");
    let (total, unread) = match filters.put_away {
        PutAway::Without => {
            (format!("c.total - {}", read("put_away")), format!("c.total - {}", read("done")))
        }
        PutAway::With => ("c.total".to_owned(), format!("c.total - {}", read("read"))),
        PutAway::Only => (read("put_away"), format!("{} - {}", read("done"), read("read"))),
    };
    match filters.unread {
        None => (total, unread),
        Some(true) => (unread.clone(), unread),
        Some(false) => (format!("{total} - ({unread})"), "0".to_owned()),
    }
}
