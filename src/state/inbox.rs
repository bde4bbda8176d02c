use leptos::prelude::*;

use super::person_scope::PersonScope;
use super::remote::{Remote, load};
use crate::api::{self, ApiError};
use crate::domain::thread::ThreadSummary;

/// The list of threads of one person: what was fetched stays while one acts for that person, so
/// that going back shows it at once.
#[derive(Clone, Copy)]
pub struct Inbox {
    /// What is shown.
    pub list: RwSignal<Remote<List>>,
    /// «Vis flere».
    pub more: RwSignal<Remote<()>>,
    /// Has something been sent since it was fetched? Then it is fetched anew when it is shown.
    pub is_stale: RwSignal<bool>,
}

/// The fetched pages.
#[derive(Clone, Debug)]
pub struct List {
    /// Newest first; only what the policy shows.
    pub rows: Vec<Row>,
    /// Where the next page begins.
    pub next: Option<String>,
    /// Threads in all, by the server's count.
    pub total: u32,
    /// Of those, sent and not shown.
    pub dropped: u32,
}

impl List {
    /// Threads in all that may be shown, as far as they were fetched.
    #[must_use]
    pub fn visible_total(&self) -> u32 {
        self.total.saturating_sub(self.dropped)
    }
}

/// A line of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Row {
    /// A thread that may be shown.
    Thread(ThreadSummary),
    /// A thread that this version does not understand, in one's own inbox: only that it exists.
    Unknown(String),
}

impl Row {
    /// Identifies the line while the list changes.
    #[must_use]
    pub fn id(&self) -> &str {
        match self {
            Self::Thread(thread) => &thread.id,
            Self::Unknown(id) => id,
        }
    }

    /// Differs when the line must be drawn anew: a thread's own version, and what this reader did.
    #[must_use]
    pub fn version(&self) -> String {
        match self {
            Self::Thread(thread) => {
                let ThreadSummary { id, version, unread, has_draft, .. } = thread;
                format!("{id}/{version}/{unread}/{has_draft}")
            }
            Self::Unknown(id) => id.clone(),
        }
    }
}

impl Inbox {
    pub(super) fn new() -> Self {
        Self {
            list: RwSignal::new(Remote::Idle),
            more: RwSignal::new(Remote::Idle),
            is_stale: RwSignal::new(false),
        }
    }

    /// Fetches the first page unless it is there; the one that the start asked for is used once.
    pub fn open(self, scope: PersonScope) {
        if self.is_stale.get() {
            untrack(|| self.reload(scope));
        } else if self.list.with_untracked(|list| matches!(list, Remote::Idle)) {
            let start = scope.app.start.get_value();
            let is_default = scope.is_default_person();
            load(scope, self.list, async move {
                let early = if is_default { start.first_page().await } else { None };
                first_page(scope, early).await
            });
        }
    }

    /// Forgets everything that was fetched.
    pub(super) fn forget(self) {
        self.list.set(Remote::Idle);
        self.more.set(Remote::Idle);
        self.is_stale.set(false);
    }

    /// Fetches the first page again.
    pub fn reload(self, scope: PersonScope) {
        self.is_stale.set(false);
        self.more.set(Remote::Idle);
        load(scope, self.list, async move { first_page(scope, None).await });
    }

    /// Fetches the next page and appends it; what is shown stays.
    pub fn fetch_more(self, scope: PersonScope) {
        if self.more.with_untracked(Remote::is_waiting) {
            return;
        }
        let Some(cursor) = self.list.with_untracked(|list| list.ready()?.next.clone()) else {
            return;
        };
        self.more.set(Remote::Slow);
        scope.spawn(async move {
            let page = api::threads::list(&scope.client(), Some(&cursor)).await;
            match scope.noticing(page) {
                Ok(page) => {
                    let page = scope.admit_page(page);
                    self.list.update(|list| {
                        if let Remote::Ready(list) = list {
                            let is_new =
                                |row: &Row| list.rows.iter().all(|shown| shown.id() != row.id());
                            let rows: Vec<_> = page.rows.into_iter().filter(is_new).collect();
                            list.rows.extend(rows);
                            list.next = page.next;
                            list.total = page.total;
                            list.dropped += page.dropped;
                        }
                    });
                    self.more.set(Remote::Ready(()));
                }
                Err(ApiError::Aborted) => {}
                Err(error) => self.more.set(Remote::Failed(error)),
            }
        });
    }

    /// What the list knows of a thread, so that opening it shows that at once.
    #[must_use]
    pub fn known(self, id: &str) -> Option<ThreadSummary> {
        self.list.with_untracked(|list| {
            list.ready()?.rows.iter().find_map(|row| match row {
                Row::Thread(thread) if thread.id == id => Some(thread.clone()),
                _ => None,
            })
        })
    }

    /// Takes over what was learnt about a thread elsewhere.
    pub fn note(self, fresh: &ThreadSummary) {
        self.list.update(|list| {
            if let Remote::Ready(list) = list {
                for row in &mut list.rows {
                    if row.id() == fresh.id {
                        *row = Row::Thread(fresh.clone());
                    }
                }
            }
        });
    }
}

async fn first_page(
    scope: PersonScope,
    early: Option<gloo_net::http::Response>,
) -> Result<List, ApiError> {
    let person = scope.person().id;
    let page = match early {
        Some(response) if !response.body_used() && response.ok() && names(&response, &person.0) => {
            api::threads::read_first_page(response, &person).await?
        }
        _ => api::threads::list(&scope.client(), None).await?,
    };
    scope.app.set_unread(&person, page.unread);
    Ok(scope.admit_page(page))
}

/// Is the early answer about this person? It was asked for before anyone chose whom to act for.
fn names(response: &gloo_net::http::Response, person: &str) -> bool {
    response.headers().get("X-Acting-Person").as_deref() == Some(person)
}
