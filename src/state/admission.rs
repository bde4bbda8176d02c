//! The door: what the server sent passes the policy here, before it reaches any signal or view.

use std::sync::Arc;

use super::inbox::{List, Row};
use super::person_scope::PersonScope;
use crate::api::search::{Counts, Found};
use crate::api::threads::{Listed, ThreadPage};
use crate::api::{self, ApiError};
use crate::domain::access::{self, Reason};
use crate::domain::filter::Filter;
use crate::domain::recipient::{Closed, Recipient};
use crate::domain::thread::{Action, Thread};
use crate::domain::waiting::{Waiting, WaitsFor};

impl PersonScope {
    /// A page of the list, less what the policy hides.
    pub(super) fn admit_page(self, page: ThreadPage) -> List {
        let sent = page.threads.len();
        let rows = self.admit_rows(page.threads);
        let dropped = u32::try_from(sent - rows.len()).unwrap_or_default();
        List { rows, next: page.next, total: page.total, dropped, counts: None }
    }

    /// Entries of a list, less what the policy hides.
    pub(super) fn admit_rows(self, entries: Vec<Listed>) -> Vec<Arc<Row>> {
        let is_own = self.person().is_own();
        let sent = entries.len();
        let row = |entry: Listed| match entry {
            Listed::Thread(thread, hit) => match thread.category {
                Some(kind) if self.category_access(kind).is_err() => None,
                Some(_) if self.action_access(&thread, Action::Read).is_ok() => {
                    Some(Row::Thread(thread, hit))
                }
                // Not granted, or not understood: in one's own inbox it is said to be there.
                _ => is_own.then_some(Row::Unknown(thread.id)),
            },
            Listed::Unreadable(id) => is_own.then_some(Row::Unknown(id)),
        };
        let rows: Vec<_> = entries.into_iter().filter_map(row).map(Arc::new).collect();
        report(sent - rows.len());
        rows
    }

    /// What a search found, less what the policy hides, with the counts of what is left.
    pub(super) fn admit_found(self, found: Found, filter: &Filter) -> List {
        let counts = self.admit_counts(found.counts);
        let is_asked = |kind| filter.categories.is_empty() || filter.categories.contains(kind);
        let asked = counts.categories.iter().filter(|(kind, _)| is_asked(kind));
        let visible = asked.map(|(_, count)| count).sum();
        let list = self.admit_page(found.page);
        // What this version does not understand stands in no kind's count.
        let total = list.total.min(visible).max(u32::try_from(list.rows.len()).unwrap_or_default());
        List { total, dropped: 0, counts: Some(counts), ..list }
    }

    /// What other choices would give, less the kinds that the policy hides.
    pub(super) fn admit_counts(self, counts: Counts) -> Counts {
        let Counts { mut categories, mut senders } = counts;
        categories.retain(|(kind, _)| self.category_access(*kind).is_ok());
        senders.retain(|(_, kind, _)| self.category_access(*kind).is_ok());
        Counts { categories, senders }
    }

    /// What waits, less what the policy hides.
    pub(super) fn admit_waiting(self, waiting: Waiting) -> Waiting {
        let Waiting { mut threads, drafts } = waiting;
        let sent = threads.len();
        threads.retain(|thread| {
            WaitsFor::of(thread).is_some() && self.action_access(thread, Action::Read).is_ok()
        });
        report(sent - threads.len());
        Waiting { threads, drafts }
    }

    /// A thread, or why the policy hides it.
    ///
    /// # Errors
    /// As every call.
    pub async fn open_thread(self, id: String) -> Result<Result<Thread, Reason>, ApiError> {
        let thread = api::threads::open(&self.client(), &id).await?;
        Ok(match self.action_access(&thread.summary, Action::Read) {
            Ok(()) => {
                self.note_opened(&thread.summary);
                Ok(thread)
            }
            Err(reason) => {
                report(1);
                Err(reason)
            }
        })
    }

    /// Those one can write to, less those whose messages the policy hides, and what it does not let
    /// one write about.
    ///
    /// # Errors
    /// As every call.
    pub async fn recipients(self) -> Result<Vec<Recipient>, ApiError> {
        let mut recipients = api::recipients::list(&self.client()).await?;
        let sent = recipients.len();
        let person = self.person();
        let is_visible = |one: &Recipient| match one.kind {
            Some(kind) => self.category_access(kind).is_ok(),
            // Not understood: in one's own inbox it is said to be there, and cannot be chosen.
            None => person.is_own(),
        };
        recipients.retain(is_visible);
        report(sent - recipients.len());
        for one in &mut recipients {
            one.topics.retain(|topic| access::topic(&person, topic.kind).is_ok());
            if one.kind.is_none() || one.topics.is_empty() {
                one.closed.get_or_insert(Closed::Other);
            }
        }
        Ok(recipients)
    }
}

/// Tells a developer that the server sends more than the policy shows: how much, never what.
fn report(dropped: usize) {
    if cfg!(debug_assertions) && dropped > 0 {
        leptos::logging::warn!("{dropped} dropped by the access policy");
    }
}
