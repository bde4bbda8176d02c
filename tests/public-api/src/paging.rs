//! Pages of a list: how many, and where the next one starts.

use std::collections::BTreeSet;
use std::str::FromStr;

use chrono::DateTime;

use crate::problem::Problem;
use crate::time::{instant, parse};

const DEFAULT_LIMIT: usize = 50;

/// The page that a query asks for.
#[derive(Debug)]
pub struct PageQuery {
    /// How many at most.
    pub limit: usize,
    /// Where the page starts.
    pub cursor: Option<String>,
}

impl PageQuery {
    /// Reads `limit` and `cursor`; parameters that are planned only are not taken yet.
    ///
    /// # Errors
    /// When one of them is not of the contract's shape, or stands twice.
    pub fn read(query: Option<&str>) -> Result<Self, Problem> {
        let mut page = Self { limit: DEFAULT_LIMIT, cursor: None };
        let mut seen = BTreeSet::new();
        for pair in query.unwrap_or_default().split('&').filter(|pair| !pair.is_empty()) {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            if !seen.insert(name) {
                return Err(Problem::bad_request("A parameter stands twice"));
            }
            match name {
                "limit" => {
                    page.limit = canonical(value)
                        .filter(|limit| (1..=100).contains(limit))
                        .ok_or(Problem::bad_request("limit is 1 to 100"))?;
                }
                "cursor" => page.cursor = Some(value.to_owned()),
                _ => return Err(Problem::bad_request("An unknown or not yet built parameter")),
            }
        }
        Ok(page)
    }
}

/// A number in the one way the server writes it: no sign and no zeros in front.
pub fn canonical<T: FromStr + ToString>(word: &str) -> Option<T> {
    word.parse().ok().filter(|number: &T| number.to_string() == word)
}

/// Where a page of threads starts: after this instant and id. The client sees an opaque word.
pub struct Cursor {
    /// When the newest message of the last thread came.
    pub latest_at: String,
    /// The last thread.
    pub id: String,
}

impl Cursor {
    /// Reads the word back.
    ///
    /// # Errors
    /// When it is not one that the server gave.
    pub fn read(word: &str) -> Result<Self, Problem> {
        let wrong = Problem::bad_request("cursor is not one that the server gave");
        let Some((millis, id)) = word.split_once('_') else { return Err(wrong) };
        let at = canonical(millis).and_then(DateTime::from_timestamp_millis);
        match at {
            Some(at) => Ok(Self { latest_at: instant(at), id: id.to_owned() }),
            None => Err(wrong),
        }
    }

    /// The word for going on after a thread.
    #[must_use]
    pub fn after(latest_at: &str, id: &str) -> Option<String> {
        Some(format!("{}_{id}", parse(latest_at)?.timestamp_millis()))
    }
}
