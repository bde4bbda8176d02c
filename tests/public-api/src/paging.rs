//! Pages of a list: how many, and where the next one starts.

use std::collections::BTreeSet;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::str::FromStr;

use chrono::DateTime;

use crate::app::App;
use crate::problem::{Code, Problem};
use crate::request::{Acting, decode};
use crate::summary::Summary;
use crate::time::{instant, parse};

/// How many there are on a page unless another limit is asked for.
pub const DEFAULT_LIMIT: usize = 50;

/// The page that a query asks for.
#[derive(Debug)]
pub struct PageQuery {
    /// How many at most.
    pub limit: usize,
    /// Where the page starts.
    pub cursor: Option<String>,
}

impl PageQuery {
    /// Reads `limit` and `cursor`.
    ///
    /// # Errors
    /// When one of them is not of the contract's shape, or stands twice.
    pub fn read(query: Option<&str>) -> Result<Self, Problem> {
        let mut page = Self { limit: DEFAULT_LIMIT, cursor: None };
        let mut seen = BTreeSet::new();
        for pair in query.unwrap_or_default().split('&').filter(|pair| !pair.is_empty()) {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            let value = decode(value).ok_or(Problem::bad_request("A parameter is no text"))?;
            if !seen.insert(name) {
                return Err(Problem::bad_request("A parameter stands twice"));
            }
            match name {
                "limit" => {
                    page.limit = canonical(&value)
                        .filter(|limit| (1..=100).contains(limit))
                        .ok_or(Problem::bad_request("limit is 1 to 100"))?;
                }
                "cursor" => page.cursor = Some(value),
                _ => return Err(Problem::bad_request("An unknown parameter")),
            }
        }
        Ok(page)
    }
}

/// A number in the one way the server writes it: no sign and no zeros in front.
pub fn canonical<T: FromStr + ToString>(word: &str) -> Option<T> {
    word.parse().ok().filter(|number: &T| number.to_string() == word)
}

/// Later than every thread.
pub const AFTER_ALL: &str = "~";

/// Names a list: the same word only for the same person and filters.
#[must_use]
pub fn fingerprint(list: &impl Hash) -> String {
    let mut hasher = DefaultHasher::new();
    list.hash(&mut hasher);
    format!("{:016x}", hasher.finish())
}

/// Where a page of threads starts: after this one. The client sees an opaque word.
pub struct Cursor {
    /// When the newest message of the last thread came.
    pub latest_at: String,
    /// The last thread.
    pub id: String,
}

impl Cursor {
    fn read(word: &str, list: &str) -> Option<Self> {
        let mut parts = word.splitn(3, '_');
        let (of, millis, id) = (parts.next()?, parts.next()?, parts.next()?);
        let at = canonical(millis).and_then(DateTime::from_timestamp_millis)?;
        (of == list).then(|| Self { latest_at: instant(at), id: id.to_owned() })
    }
}

/// Where the page of a list starts; `None` at its beginning.
///
/// # Errors
/// Bad cursor, when it is another list's or has expired.
pub fn start(
    app: &App,
    acting: &Acting,
    cursor: Option<&str>,
    list: &str,
) -> Result<Option<Cursor>, Problem> {
    let Some(word) = cursor else { return Ok(None) };
    let refused = acting.cursors_expire
        && app.sessions.script(&acting.session.token, |script| script.expire(word)) == Some(true);
    match Cursor::read(word, list) {
        Some(cursor) if !refused => Ok(Some(cursor)),
        _ => Err(Problem::new(Code::BadCursor)),
    }
}

/// Cuts what was fetched, one more than a page, to the page; the word for going on when there is more.
pub fn cut<T>(
    found: &mut Vec<T>,
    limit: usize,
    list: &str,
    thread: impl FnOnce(&T) -> &Summary,
) -> Option<String> {
    let more = found.len() > limit;
    found.truncate(limit);
    let last = thread(found.last().filter(|_| more)?);
    let millis = parse(&last.latest_at)?.timestamp_millis();
    Some(format!("{list}_{millis}_{}", last.id))
}
