use std::sync::Arc;

use crate::api::search::Counts;
use crate::domain::hit::Hit;
use crate::domain::thread::ThreadSummary;

/// The fetched pages of a list.
#[derive(Clone, Debug)]
pub struct List {
    /// In the order asked for; only what the policy shows.
    pub rows: Vec<Arc<Row>>,
    /// Where the next page begins.
    pub next: Option<String>,
    /// Threads in all, by the server's count.
    pub total: u32,
    /// Of those, sent and not shown.
    pub dropped: u32,
    /// What other choices would give; `None` as long as nothing was asked about that.
    pub counts: Option<Counts>,
}

/// A line of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Row {
    /// A thread that may be shown, and where the search found what it looked for.
    Thread(ThreadSummary, Hit),
    /// A thread that this version does not understand, in one's own inbox: only that it exists.
    Unknown(String),
}

impl List {
    /// Threads in all that may be shown, as far as they were fetched.
    #[must_use]
    pub fn visible_total(&self) -> u32 {
        self.total.saturating_sub(self.dropped)
    }

    /// Appends a page, less what is there already.
    pub(super) fn append(&mut self, page: Self) {
        let is_new = |row: &Arc<Row>| self.row(row.id()).is_none();
        let rows: Vec<_> = page.rows.into_iter().filter(is_new).collect();
        self.rows.extend(rows);
        self.next = page.next;
        self.total = page.total;
        self.dropped += page.dropped;
    }

    /// The line of a thread.
    #[must_use]
    pub fn row(&self, id: &str) -> Option<&Arc<Row>> {
        self.rows.iter().find(|row| row.id() == id)
    }

    /// Takes over what was learnt about a thread elsewhere, in its place. Is it in the list?
    pub(super) fn note(&mut self, fresh: &ThreadSummary) -> bool {
        let Some(row) = self.rows.iter_mut().find(|row| row.id() == fresh.id) else { return false };
        let hit = row.hit().cloned().unwrap_or_default();
        *row = Arc::new(Row::Thread(fresh.clone(), hit));
        true
    }

    /// Takes lines out.
    pub(super) fn remove(&mut self, id: &str) {
        let before = self.rows.len();
        self.rows.retain(|row| row.id() != id);
        let removed = u32::try_from(before - self.rows.len()).unwrap_or_default();
        self.total = self.total.saturating_sub(removed);
    }

    /// Puts a thread where it belongs among the newest.
    pub(super) fn insert(&mut self, row: Arc<Row>) {
        self.remove(row.id());
        let newer = |shown: &Arc<Row>| shown.latest_at() >= row.latest_at();
        let place = self.rows.iter().position(|shown| !newer(shown)).unwrap_or(self.rows.len());
        self.rows.insert(place, row);
        self.total += 1;
    }
}

impl Row {
    /// Identifies the line while the list changes.
    #[must_use]
    pub fn id(&self) -> &str {
        match self {
            Self::Thread(thread, _) => &thread.id,
            Self::Unknown(id) => id,
        }
    }

    /// The thread, unless it is not understood.
    #[must_use]
    pub fn thread(&self) -> Option<&ThreadSummary> {
        match self {
            Self::Thread(thread, _) => Some(thread),
            Self::Unknown(_) => None,
        }
    }

    /// Differs when the line must be drawn anew: a thread's own version, and what this reader did.
    #[must_use]
    pub fn version(&self) -> String {
        match self {
            Self::Thread(thread, _) => {
                let ThreadSummary { id, version, unread, has_draft, put_away, .. } = thread;
                format!("{id}/{version}/{unread}/{has_draft}/{put_away}")
            }
            Self::Unknown(id) => id.clone(),
        }
    }

    fn hit(&self) -> Option<&Hit> {
        match self {
            Self::Thread(_, hit) => Some(hit),
            Self::Unknown(_) => None,
        }
    }

    fn latest_at(&self) -> Option<chrono::DateTime<chrono::Utc>> {
        self.thread().map(|thread| thread.latest_at)
    }
}
