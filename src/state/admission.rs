//! The door: what the server sent passes the policy here, before it reaches any signal or view.

use super::inbox::{List, Row};
use super::person_scope::PersonScope;
use crate::api::threads::{Listed, ThreadPage};
use crate::api::{self, ApiError};
use crate::domain::access::{self, Reason};
use crate::domain::recipient::{Closed, Recipient};
use crate::domain::thread::{Action, Thread};

impl PersonScope {
    /// A page of the list, less what the policy hides.
    pub(super) fn admit_page(self, page: ThreadPage) -> List {
        let is_own = self.person().is_own();
        let sent = page.threads.len();
        let row = |entry: Listed| match entry {
            Listed::Thread(thread) => match thread.category {
                Some(kind) if self.category_access(kind).is_err() => None,
                Some(_) if self.action_access(&thread, Action::Read).is_ok() => {
                    Some(Row::Thread(thread))
                }
                // Not granted, or not understood: in one's own inbox it is said to be there.
                _ => is_own.then_some(Row::Unknown(thread.id)),
            },
            Listed::Unreadable(id) => is_own.then_some(Row::Unknown(id)),
        };
        let rows: Vec<_> = page.threads.into_iter().filter_map(row).collect();
        let dropped = sent - rows.len();
        report(dropped);
        let dropped = u32::try_from(dropped).unwrap_or_default();
        List { rows, next: page.next, total: page.total, dropped }
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
