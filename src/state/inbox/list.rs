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

    /// Puts a thread where it belongs among the newest; `is_new` when the list's count did not count it.
    pub(super) fn insert(&mut self, row: Arc<Row>, is_new: bool) {
        let before = self.total;
        self.remove(row.id());
        let newer = |shown: &Arc<Row>| shown.order() >= row.order();
        let place = self.rows.iter().position(|shown| !newer(shown)).unwrap_or(self.rows.len());
        let was_shown = self.total < before;
        self.rows.insert(place, row);
        self.total = before + u32::from(is_new && !was_shown);
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

    /// Newest first, as the service has them: of the same moment, by id.
    fn order(&self) -> (Option<chrono::DateTime<chrono::Utc>>, &str) {
        (self.thread().map(|thread| thread.latest_at), self.id())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::calendar::instant;

    fn thread(id: &str, day: u8, version: u64) -> Arc<Row> {
        let thread = ThreadSummary {
            id: id.into(),
            category: None,
            region: None,
            sender: String::new(),
            subject: String::new(),
            preview: String::new(),
            latest_at: instant(&format!("2026-11-{day:02}T08:00:00Z")).unwrap_or_default(),
            unread: true,
            message_count: 1,
            has_attachment: false,
            has_draft: false,
            citizen_wrote_last: false,
            delivery: None,
            put_away: false,
            needs_answer: false,
            answer_by: None,
            version,
            grants: Vec::new(),
        };
        Arc::new(Row::Thread(thread, Hit { excerpt: Some("Her".into()), ..Hit::default() }))
    }

    fn list(rows: Vec<Arc<Row>>) -> List {
        List { total: 10, rows, next: Some("c-1".into()), dropped: 0, counts: None }
    }

    fn ids(list: &List) -> Vec<&str> {
        list.rows.iter().map(|row| row.id()).collect()
    }

    #[test]
    fn a_page_that_overlaps_the_one_before_shows_nothing_twice() {
        let mut shown = list(vec![thread("a", 9, 1), thread("b", 8, 1)]);
        shown.append(List { next: None, ..list(vec![thread("b", 8, 1), thread("c", 7, 1)]) });
        assert_eq!(ids(&shown), ["a", "b", "c"]);
        assert_eq!(shown.next, None);
    }

    #[test]
    fn a_new_message_puts_its_thread_where_it_belongs_and_once() {
        let mut shown = list(vec![thread("a", 9, 1), thread("b", 7, 1), thread("c", 5, 1)]);
        shown.insert(thread("d", 8, 1), true);
        assert_eq!((ids(&shown), shown.total), (vec!["a", "d", "b", "c"], 11));
        shown.insert(thread("c", 10, 2), true);
        assert_eq!((ids(&shown), shown.total), (vec!["c", "a", "d", "b"], 11));
        shown.insert(thread("e", 1, 3), false);
        assert_eq!((ids(&shown), shown.total), (vec!["c", "a", "d", "b", "e"], 11));
    }

    #[test]
    fn threads_of_the_same_moment_stand_as_the_service_has_them() {
        for order in [["b", "c", "d"], ["d", "c", "b"], ["c", "b", "d"]] {
            let mut shown = list(vec![thread("e", 9, 1), thread("a", 7, 1)]);
            for id in order {
                shown.insert(thread(id, 8, 1), true);
            }
            assert_eq!(ids(&shown), ["e", "d", "c", "b", "a"]);
        }
    }

    #[test]
    fn what_is_learnt_elsewhere_stands_in_its_place_and_keeps_what_was_found() {
        let mut shown = list(vec![thread("a", 9, 1), thread("b", 7, 1)]);
        let fresh = thread("b", 7, 2);
        assert!(shown.note(fresh.thread().expect("a thread")));
        let row = shown.row("b").expect("the line");
        assert_eq!(row.thread().map(|thread| thread.version), Some(2));
        assert_eq!(row.hit().and_then(|hit| hit.excerpt.as_deref()), Some("Her"));
        assert!(!shown.note(thread("z", 1, 1).thread().expect("a thread")));
        shown.remove("a");
        assert_eq!((ids(&shown), shown.total), (vec!["b"], 9));
    }
}
