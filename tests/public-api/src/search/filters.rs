//! What to look for: the body of a search, held to the contract's limits.

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate, NaiveTime, TimeZone, Utc};
use chrono_tz::Europe::Oslo;
use innboks::domain::category::Category;
use serde::{Deserialize, Deserializer, Serialize};

use crate::paging::DEFAULT_LIMIT;
use crate::problem::{FieldError, Problem};
use crate::time::instant;

/// Longest text and longest sender, in characters.
const MAX_TEXT: usize = 200;
/// Most threads that can be named, and most hits on a page.
const MAX_THREADS: usize = 50;
const MAX_LIMIT: i64 = 100;

/// The body as it comes; every field may be left out, none may be null.
#[derive(Deserialize, Serialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Body {
    #[serde(default, deserialize_with = "given")]
    text: Option<String>,
    #[serde(default, deserialize_with = "given")]
    categories: Option<Vec<String>>,
    #[serde(default, deserialize_with = "given")]
    sender: Option<String>,
    #[serde(default, deserialize_with = "given")]
    unread: Option<bool>,
    #[serde(default, deserialize_with = "given")]
    has_attachment: Option<bool>,
    #[serde(default, deserialize_with = "given")]
    has_draft: Option<bool>,
    #[serde(default, deserialize_with = "given")]
    needs_answer: Option<bool>,
    #[serde(default, deserialize_with = "given")]
    put_away: Option<String>,
    #[serde(default, deserialize_with = "given")]
    from: Option<String>,
    #[serde(default, deserialize_with = "given")]
    to: Option<String>,
    #[serde(default, deserialize_with = "given")]
    sort: Option<String>,
    #[serde(default, deserialize_with = "given")]
    threads: Option<Vec<String>>,
    #[serde(default, deserialize_with = "given", skip_serializing)]
    limit: Option<i64>,
    #[serde(default, deserialize_with = "given", skip_serializing)]
    cursor: Option<String>,
}

/// A field that is there holds a value: null is none.
fn given<'de, T: Deserialize<'de>, D: Deserializer<'de>>(value: D) -> Result<Option<T>, D::Error> {
    T::deserialize(value).map(Some)
}

/// Which threads by whether the reader has put them away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PutAway {
    /// Those in the list.
    Without,
    /// All of them.
    With,
    /// Those that are put away.
    Only,
}

/// In which order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// By the newest message, latest first.
    Newest,
    /// The other way round.
    Oldest,
    /// By the sender's name, then newest.
    Sender,
}

/// What to look for. All of it holds at once.
pub struct Filters {
    /// The text, as it was written.
    pub text: Option<String>,
    /// Any of these; `None` is all.
    pub categories: Option<Vec<String>>,
    /// A part of the sender's name.
    pub sender: Option<String>,
    /// Unread, or read.
    pub unread: Option<bool>,
    /// With a file, or without.
    pub has_attachment: Option<bool>,
    /// With an unsent answer of the reader, or without.
    pub has_draft: Option<bool>,
    /// The service waits for an answer, or does not.
    pub needs_answer: Option<bool>,
    /// Whether the reader has put it away.
    pub put_away: PutAway,
    /// The newest message is of this instant or later.
    pub from: Option<String>,
    /// The newest message is earlier than this instant.
    pub before: Option<String>,
    /// In which order.
    pub sort: Sort,
    /// Only these.
    pub threads: Option<Vec<String>>,
    /// How many at most.
    pub limit: usize,
    /// Where the page starts.
    pub cursor: Option<String>,
}

impl Filters {
    /// Reads a body.
    ///
    /// # Errors
    /// Each field that breaks a limit.
    pub fn read(body: Body) -> Result<Self, Problem> {
        let mut errors = Errors(Vec::new());
        for (field, value) in [("text", &body.text), ("sender", &body.sender)] {
            errors.length(field, value.as_deref());
        }
        if let Some(categories) = &body.categories {
            let known = categories.iter().all(|word| Category::parse(word).is_some());
            errors.unless(known, "categories", "unknown");
            errors.unless(are_some(categories, Category::ALL.len()), "categories", "invalid");
        }
        if let Some(threads) = &body.threads {
            let ids = threads.iter().all(|id| is_id(id));
            errors.unless(ids && are_some(threads, MAX_THREADS), "threads", "invalid");
        }
        let put_away = match body.put_away.as_deref() {
            None | Some("without") => PutAway::Without,
            Some("with") => PutAway::With,
            Some("only") => PutAway::Only,
            Some(_) => errors.add("putAway", "unknown", PutAway::Without),
        };
        let sort = match body.sort.as_deref() {
            None | Some("newest") => Sort::Newest,
            Some("oldest") => Sort::Oldest,
            Some("sender") => Sort::Sender,
            Some(_) => errors.add("sort", "unknown", Sort::Newest),
        };
        let limit = match body.limit {
            None => DEFAULT_LIMIT,
            Some(limit @ 1..=MAX_LIMIT) => usize::try_from(limit).unwrap_or(DEFAULT_LIMIT),
            Some(_) => errors.add("limit", "invalid", DEFAULT_LIMIT),
        };
        let from = errors.day("from", body.from.as_deref());
        let to = errors.day("to", body.to.as_deref());
        if let (Some(from), Some(to)) = (from, to) {
            errors.unless(from <= to, "to", "invalid");
        }
        let before = to.and_then(|to| to.succ_opt()).and_then(start_of_day);
        if !errors.0.is_empty() {
            return Err(Problem::validation(errors.0));
        }
        Ok(Self {
            text: body.text,
            categories: body.categories,
            sender: body.sender,
            unread: body.unread,
            has_attachment: body.has_attachment,
            has_draft: body.has_draft,
            needs_answer: body.needs_answer,
            put_away,
            from: from.and_then(start_of_day).map(instant),
            before: before.map(instant),
            sort,
            threads: body.threads,
            limit,
            cursor: body.cursor,
        })
    }
}

impl Filters {
    /// Do the counters know how many match?
    #[must_use]
    pub const fn are_counted(&self) -> bool {
        self.text.is_none()
            && self.threads.is_none()
            && self.has_draft.is_none()
            && self.needs_answer.is_none()
            && self.from.is_none()
            && self.before.is_none()
    }
}

/// At least one, at most so many, and each once.
fn are_some(words: &[String], most: usize) -> bool {
    let different: BTreeSet<_> = words.iter().collect();
    (1..=most).contains(&words.len()) && different.len() == words.len()
}

fn is_id(word: &str) -> bool {
    let letters = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    (1..=64).contains(&word.len()) && word.bytes().all(letters)
}

/// When a day starts in Norway.
fn start_of_day(day: NaiveDate) -> Option<DateTime<Utc>> {
    let midnight = Oslo.from_local_datetime(&day.and_time(NaiveTime::MIN)).earliest()?;
    Some(midnight.with_timezone(&Utc))
}

struct Errors(Vec<FieldError>);

impl Errors {
    fn add<T>(&mut self, field: &'static str, code: &'static str, instead: T) -> T {
        self.0.push(FieldError { field, code });
        instead
    }

    fn unless(&mut self, holds: bool, field: &'static str, code: &'static str) {
        if !holds {
            self.add(field, code, ());
        }
    }

    fn length(&mut self, field: &'static str, value: Option<&str>) {
        match value.map(|value| value.chars().count()) {
            Some(0) => self.add(field, "required", ()),
            Some(length) if length > MAX_TEXT => self.add(field, "tooLong", ()),
            _ => {}
        }
    }

    /// A day as RFC 3339 writes it, and no other way.
    fn day(&mut self, field: &'static str, value: Option<&str>) -> Option<NaiveDate> {
        let value = value?;
        let day = NaiveDate::parse_from_str(value, "%Y-%m-%d").ok();
        match day.filter(|day| day.to_string() == value) {
            None => self.add(field, "invalid", None),
            day => day,
        }
    }
}
