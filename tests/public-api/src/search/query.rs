//! The filters as SQL.

use rusqlite::types::Value;
use rusqlite::{Connection, ToSql, params};

use super::filters::{Filters, PutAway, Sort};
use super::words::wanted;
use crate::paging::Cursor;
use crate::problem::Problem;
use crate::request::Acting;

/// Conditions, and the values that they name.
#[derive(Clone)]
pub struct Query {
    from: &'static str,
    conditions: Vec<&'static str>,
    values: Vec<(&'static str, Value)>,
}

/// Unread by the reader.
pub const UNREAD: &str = "COALESCE(r.up_to, 0) < t.message_count";

impl Query {
    /// All filters but categories and sender; those that are found are in the table `found` when there is a text.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn new(db: &Connection, acting: &Acting, filters: &Filters) -> Result<Self, Problem> {
        let mut query = Self {
            from: "threads t",
            conditions: vec!["t.category IN (SELECT value FROM json_each(:visible))"],
            values: vec![
                (":user", acting.session.user.clone().into()),
                (":person", acting.person.id.clone().into()),
                (":visible", acting.policy.visible_json()?.into()),
            ],
        };
        // What names few threads comes first, and each is looked up.
        let named = filters.text.is_some()
            || filters.threads.is_some()
            || filters.has_draft == Some(true)
            || filters.needs_answer == Some(true);
        query.conditions.push(if named {
            "+t.person_id = :person"
        } else {
            "t.person_id = :person"
        });
        if let Some(text) = &filters.text {
            find(db, &wanted(text))?;
            query.from = "temp.found CROSS JOIN threads t ON t.rowid = found.thread";
        }
        if let Some(threads) = &filters.threads {
            query.add("t.id IN (SELECT value FROM json_each(:threads))");
            query.value(":threads", serde_json::to_string(threads)?);
        }
        query.either(filters.has_draft, HAS_DRAFT);
        query.either(filters.needs_answer, NEEDS_ANSWER);
        query.either(filters.has_attachment, ["t.has_attachment", "NOT t.has_attachment"]);
        query.either(filters.unread, [UNREAD, "COALESCE(r.up_to, 0) >= t.message_count"]);
        match filters.put_away {
            PutAway::Without => query.add("NOT COALESCE(r.put_away, 0)"),
            PutAway::With => {}
            PutAway::Only => query.add("COALESCE(r.put_away, 0)"),
        }
        if let Some(from) = &filters.from {
            query.add("t.latest_at >= :from");
            query.value(":from", from.clone());
        }
        if let Some(before) = &filters.before {
            query.add("t.latest_at < :before");
            query.value(":before", before.clone());
        }
        Ok(query)
    }

    fn add(&mut self, condition: &'static str) {
        self.conditions.push(condition);
    }

    fn value(&mut self, name: &'static str, value: String) {
        self.values.push((name, value.into()));
    }

    fn either(&mut self, wanted: Option<bool>, [yes, no]: [&'static str; 2]) {
        match wanted {
            Some(true) => self.add(yes),
            Some(false) => self.add(no),
            None => {}
        }
    }

    /// Narrows to categories and senders, both by name.
    ///
    /// # Errors
    /// When they cannot be written as JSON.
    pub fn narrow(
        &mut self,
        categories: Option<&[String]>,
        senders: Option<&[&str]>,
    ) -> Result<(), Problem> {
        if let Some(categories) = categories {
            self.add("t.category IN (SELECT value FROM json_each(:categories))");
            self.value(":categories", serde_json::to_string(categories)?);
        }
        if let Some(senders) = senders {
            self.add("t.sender_name IN (SELECT value FROM json_each(:senders))");
            self.value(":senders", serde_json::to_string(senders)?);
        }
        Ok(())
    }

    /// Goes on after a thread; in the order of senders, after it among those of its own.
    pub fn start_after(&mut self, cursor: &Cursor, sort: Sort) {
        self.add(match sort {
            Sort::Newest | Sort::Sender => "(t.latest_at, t.id) < (:at, :id)",
            Sort::Oldest => "(t.latest_at, t.id) > (:at, :id)",
        });
        self.value(":at", cursor.latest_at.clone());
        self.value(":id", cursor.id.clone());
    }

    /// Narrows to one sender.
    pub fn of_sender(&mut self, sender: &str) {
        self.add("t.sender_name = :sender");
        self.value(":sender", sender.to_owned());
    }

    /// A statement: what to select, what else to join, and what comes after the conditions.
    #[must_use]
    pub fn sql(&self, columns: &str, joins: &str, rest: &str) -> String {
        let (from, conditions) = (self.from, self.conditions.join(" AND "));
        format!("SELECT {columns} FROM {from} {joins} WHERE {conditions} {rest}")
    }

    /// The values of the statement.
    #[must_use]
    pub fn values(&self) -> Vec<(&str, &dyn ToSql)> {
        self.values.iter().map(|(name, value)| (*name, value as &dyn ToSql)).collect()
    }
}

const HAS_DRAFT: [&str; 2] = [
    "t.id IN (SELECT thread_id FROM drafts WHERE user_id = :user AND person_id = :person AND sent = 0
              AND thread_id IS NOT NULL)",
    "t.id NOT IN (SELECT thread_id FROM drafts WHERE user_id = :user AND person_id = :person AND sent = 0
                  AND thread_id IS NOT NULL)",
];
const NEEDS_ANSWER: [&str; 2] = [
    "t.id IN (SELECT thread_id FROM answers_wanted)",
    "t.id NOT IN (SELECT thread_id FROM answers_wanted)",
];

/// How the index is asked for a word that starts so.
fn prefix(word: &str) -> String {
    format!("\"{}\"*", word.replace('å', "ɐ"))
}

/// Fills the table `found` with the threads that have all of these words, wherever they stand.
fn find(db: &Connection, words: &[String]) -> Result<(), Problem> {
    db.execute_batch(
        "CREATE TEMP TABLE IF NOT EXISTS found (thread INTEGER PRIMARY KEY); DELETE FROM temp.found",
    )?;
    for (index, word) in words.iter().enumerate() {
        let sql = if index == 0 {
            "INSERT OR IGNORE INTO temp.found SELECT rowid >> 24 FROM search WHERE search MATCH ?1"
        } else {
            "DELETE FROM temp.found
             WHERE thread NOT IN (SELECT rowid >> 24 FROM search WHERE search MATCH ?1)"
        };
        db.prepare_cached(sql)?.execute(params![prefix(word)])?;
    }
    Ok(())
}
