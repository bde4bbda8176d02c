//! A person's inbox: the lists that were fetched, what waits, and what came since.

mod list;
mod listing;
mod news;
mod waits;

use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};

pub use list::{List, Row};
pub use listing::Listing;
pub use waits::Waits;

use super::person_scope::PersonScope;
use super::remote::Remote;
use crate::api::ApiError;
use crate::domain::filter::Filter;
use crate::domain::hit::Hit;
use crate::domain::thread::ThreadSummary;
use crate::reactive::{RwSignal, StoredValue};

/// Lists that are kept: those that going back a few times shows.
const KEPT: usize = 6;

/// The inbox of one person. What was fetched stays while one acts for that person.
#[derive(Clone, Copy)]
pub struct Inbox {
    lists: StoredValue<Vec<Listing>>,
    /// What waits for the citizen.
    pub waits: Waits,
    /// Threads that changed elsewhere, as they are now: the latest news of them.
    pub changed: RwSignal<Vec<ThreadSummary>>,
    /// Threads that changed elsewhere, and are there no more.
    pub gone: RwSignal<Vec<String>>,
    /// Was the reader's last wish put into effect? What to say of it otherwise.
    pub done: RwSignal<Option<Done>>,
    /// Are the filters shown? They stay so while one reads what they led to.
    pub filters_are_open: RwSignal<bool>,
    is_hearing: StoredValue<bool>,
}

/// What the reader did with a thread, to be said where they are next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Done {
    /// Put away, and may be taken back.
    PutAway(ThreadSummary),
    /// Taken back.
    TakenBack(ThreadSummary),
    /// Marked as unread.
    MarkedUnread(ThreadSummary),
    /// Everything is marked as read.
    AllRead,
    /// The draft to this recipient was not deleted.
    DraftNotDeleted(String),
    /// It did not work.
    Failed(ApiError),
}

impl Inbox {
    pub(super) fn new() -> Self {
        Self {
            lists: StoredValue::new(Vec::new()),
            waits: Waits::new(),
            changed: RwSignal::new(Vec::new()),
            gone: RwSignal::new(Vec::new()),
            done: RwSignal::new(None),
            filters_are_open: RwSignal::new(false),
            is_hearing: StoredValue::new(false),
        }
    }

    /// The list of what `filter` asks for, perhaps fetched already.
    #[must_use]
    pub fn listing(self, scope: PersonScope, filter: &Filter) -> Listing {
        let mut lists = self.lists.get_value();
        let known = lists.iter().position(|one| one.filter.with_value(|known| known == filter));
        let listing = match known {
            Some(place) => lists.remove(place),
            None => scope.keep(|| Listing::new(filter.clone())),
        };
        // The one that was not shown for longest gives way.
        if lists.len() >= KEPT {
            lists.remove(0).dispose();
        }
        lists.push(listing);
        self.lists.set_value(lists);
        listing
    }

    /// Forgets everything that was fetched.
    pub(super) fn forget(self) {
        for listing in self.lists.get_value() {
            listing.list.set(Remote::Idle);
            listing.more.set(Remote::Idle);
            listing.news.set(Vec::new());
            listing.is_stale.set_value(false);
        }
        self.waits.forget();
    }

    /// Has everything fetched anew when it is shown next.
    pub(super) fn expire(self) {
        for listing in self.lists.get_value() {
            listing.is_stale.set_value(true);
        }
        self.waits.is_stale.set(true);
    }

    /// What the lists know of a thread, so that opening it shows that at once.
    #[must_use]
    pub fn known(self, id: &str) -> Option<ThreadSummary> {
        let in_list = |listing: &Listing| {
            listing.list.with_untracked(|list| list.ready()?.row(id)?.thread().cloned())
        };
        self.lists.with_value(|lists| lists.iter().rev().find_map(in_list))
    }

    /// The threads before and after one in the list that was shown last, as far as it was fetched: their
    /// ids and subjects.
    #[must_use]
    pub fn neighbours(self, id: &str) -> [Option<(String, String)>; 2] {
        let beside = |listing: &Listing| {
            listing.list.with_untracked(|list| {
                let rows = list.ready()?.rows.iter();
                let threads: Vec<_> = rows.filter_map(|row| row.thread()).collect();
                let at = threads.iter().position(|thread| thread.id == id)?;
                let thread = |at: usize| {
                    threads.get(at).map(|thread| (thread.id.clone(), thread.subject.clone()))
                };
                Some([at.checked_sub(1).and_then(thread), thread(at + 1)])
            })
        };
        self.lists.with_value(|lists| lists.last().and_then(beside)).unwrap_or_default()
    }

    /// Takes over what was learnt about a thread elsewhere.
    pub fn note(self, fresh: &ThreadSummary) {
        self.each_list(|_, list| {
            list.note(fresh);
        });
    }

    /// Takes a thread out of the lists where it belongs no longer, and puts it into those where it
    /// belongs now.
    pub(super) fn moved(self, scope: PersonScope, thread: &ThreadSummary) {
        let shown = self.lists.with_value(|lists| lists.last().map(|shown| shown.list));
        let mut is_missing = None;
        self.each_list(|listing, list| {
            let holds = listing.filter.with_value(|filter| {
                // A search finds what is put away too.
                filter.put_away == thread.put_away || !filter.text.is_empty()
            });
            if !holds {
                list.remove(&thread.id);
            } else if list.row(&thread.id).is_none() {
                if listing.is_plain() {
                    list.insert(Arc::new(Row::Thread(thread.clone(), Hit::default())), true);
                } else {
                    listing.is_stale.set_value(true);
                    is_missing = Some(listing).filter(|it| Some(it.list) == shown).or(is_missing);
                }
            }
        });
        if let Some(listing) = is_missing {
            listing.open(scope);
        }
        self.waits.is_stale.set(true);
    }

    /// Takes threads out of every list that are there no more.
    fn take_out(self, gone: Vec<String>) {
        self.each_list(|listing, list| {
            gone.iter().for_each(|id| list.remove(id));
            if listing
                .news
                .with_untracked(|news| news.iter().any(|row| gone.iter().any(|id| id == row.id())))
            {
                listing.news.update(|news| news.retain(|row| gone.iter().all(|id| id != row.id())));
            }
        });
        self.gone.set(gone);
    }

    /// When the newest message came that the reader can have seen in a list: one that waits behind
    /// «Nye meldinger» was not seen, nor what came after it.
    pub(super) fn newest(self) -> Option<DateTime<Utc>> {
        let (mut newest, mut unseen) = (None, None);
        self.each_list(|listing, list| {
            let times = list.rows.iter().filter_map(|row| Some(row.thread()?.latest_at));
            newest = newest.max(times.max());
            let waits = listing.news.with_untracked(|news| {
                news.iter().filter_map(|row| Some(row.thread()?.latest_at)).min()
            });
            unseen = unseen.into_iter().chain(waits).min();
        });
        let before = unseen.map(|unseen| unseen - TimeDelta::milliseconds(1));
        newest.into_iter().chain(before).min()
    }

    /// Notes that everything in the list up to `until` is read.
    pub(super) fn all_read(self, until: DateTime<Utc>) {
        self.each_list(|_, list| {
            let read = |thread: &ThreadSummary| {
                let is_meant = thread.unread && !thread.put_away && thread.latest_at <= until;
                is_meant.then(|| ThreadSummary { unread: false, ..thread.clone() })
            };
            let fresh: Vec<_> = list.rows.iter().filter_map(|row| read(row.thread()?)).collect();
            for thread in &fresh {
                list.note(thread);
            }
        });
    }

    fn each_list(self, mut act: impl FnMut(Listing, &mut List)) {
        for listing in self.lists.get_value() {
            listing.list.update(|list| {
                if let Remote::Ready(list) = list {
                    act(listing, list);
                }
            });
        }
    }
}
