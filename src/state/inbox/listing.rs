use std::pin::Pin;
use std::sync::Arc;

use leptos::prelude::*;

use super::list::{List, Row};
use crate::api::{self, ApiError};
use crate::domain::filter::Filter;
use crate::reactive::{RwSignal, StoredValue};
use crate::state::person_scope::PersonScope;
use crate::state::remote::{Remote, load};

/// A page that comes; boxed, for it is awaited in several places.
type Page = Pin<Box<dyn Future<Output = Result<List, ApiError>>>>;

/// Threads on a page.
const PAGE: u32 = 50;

/// What one choice of threads gives: the pages that were fetched stay, so that going back shows them
/// at once.
#[derive(Clone, Copy)]
pub struct Listing {
    /// What was asked for.
    pub filter: StoredValue<Filter>,
    /// What is shown.
    pub list: RwSignal<Remote<List>>,
    /// «Vis flere».
    pub more: RwSignal<Remote<()>>,
    /// What came since it was fetched, and is not shown yet.
    pub news: RwSignal<Vec<Arc<Row>>>,
    /// Is it to be fetched anew when it is shown?
    pub(super) is_stale: StoredValue<bool>,
    /// Has something changed while it was being fetched?
    has_missed: StoredValue<bool>,
    is_counting: StoredValue<bool>,
}

impl Listing {
    pub(super) fn new(filter: Filter) -> Self {
        Self {
            filter: StoredValue::new(filter),
            list: RwSignal::new(Remote::Idle),
            more: RwSignal::new(Remote::Idle),
            news: RwSignal::new(Vec::new()),
            is_stale: StoredValue::new(false),
            has_missed: StoredValue::new(false),
            is_counting: StoredValue::new(false),
        }
    }

    /// Forgets everything, to give way to another.
    pub(super) fn dispose(self) {
        self.filter.dispose();
        self.list.dispose();
        self.more.dispose();
        self.news.dispose();
        self.is_stale.dispose();
        self.has_missed.dispose();
        self.is_counting.dispose();
    }

    /// Fetches the first page unless it is there; the one that the start asked for is used once. What is
    /// there and stale is shown until it has come anew.
    pub fn open(self, scope: PersonScope) {
        let is_there = self.list.with_untracked(|list| list.ready().is_some());
        if self.is_stale.get_value() && is_there {
            untrack(|| self.refresh(scope));
        } else if self.list.with_untracked(|list| matches!(list, Remote::Idle)) {
            let (start, client) = (scope.app.start.get_value(), scope.client());
            let may_be_early = scope.is_default_person() && self.is_plain();
            self.has_missed.set_value(false);
            load(scope, self.list, async move {
                let early = if may_be_early { start.take_first_page().await } else { None };
                // It was none of the client's calls, and ends with them all the same.
                if client.is_aborted() {
                    return Err(ApiError::Aborted);
                }
                self.first_page(scope, early).await
            });
        }
    }

    /// Fetches the first page again.
    pub fn reload(self, scope: PersonScope) {
        self.is_stale.set_value(false);
        self.more.set(Remote::Idle);
        self.news.set(Vec::new());
        self.has_missed.set_value(false);
        load(scope, self.list, self.first_page(scope, None));
    }

    /// Fetches as much as is shown again.
    fn refresh(self, scope: PersonScope) {
        self.is_stale.set_value(false);
        scope.spawn(async move {
            match scope.noticing(self.pages(scope, self.count_shown()).await) {
                Ok(list) => {
                    self.news.set(Vec::new());
                    self.list.set(Remote::Ready(list));
                }
                Err(ApiError::Aborted) => {}
                Err(error) => self.list.set(Remote::Failed(error)),
            }
        });
    }

    /// Fetches the next page and appends it; what is shown stays. A place in the list that the server
    /// knows no longer is found again from the start. `after` gets the first thread that came.
    pub fn fetch_more(self, scope: PersonScope, after: impl FnOnce(&str) + 'static) {
        if self.more.with_untracked(Remote::is_waiting) {
            return;
        }
        let at = self.list.with_untracked(|list| {
            let list = list.ready()?;
            Some((list.next.clone()?, list.rows.len()))
        });
        let Some((cursor, shown)) = at else { return };
        self.more.set(Remote::Slow);
        scope.spawn(async move {
            let answer = match self.page(scope, Some(cursor)).await {
                Err(ApiError::Refused(problem)) if problem.code == "badCursor" => self
                    .pages(scope, shown + 1)
                    .await
                    .map(|list| self.list.set(Remote::Ready(list))),
                answer => answer.map(|page| {
                    self.list.update(|list| {
                        if let Remote::Ready(list) = list {
                            list.append(page);
                        }
                    });
                }),
            };
            match scope.noticing(answer) {
                Ok(()) => {
                    self.more.set(Remote::Ready(()));
                    let first = self.list.try_with_untracked(|list| {
                        Some(list.ready()?.rows.get(shown)?.id().to_owned())
                    });
                    if let Some(Some(first)) = first {
                        after(&first);
                    }
                }
                Err(ApiError::Aborted) => {}
                Err(error) => self.more.set(Remote::Failed(error)),
            }
        });
    }

    /// Asks what other choices would give, unless that is known.
    pub fn count(self, scope: PersonScope) {
        let is_known = self.list.with(|list| list.ready().is_none_or(|list| list.counts.is_some()));
        if is_known || self.is_counting.get_value() {
            return;
        }
        self.is_counting.set_value(true);
        scope.spawn(async move {
            let filter = self.filter.get_value();
            let found = api::search::find(&scope.client(), &filter, None, 1).await;
            self.is_counting.set_value(false);
            // Without the counts, the choices stand without a number.
            if let Ok(found) = scope.noticing(found) {
                let counts = scope.admit_counts(found.counts);
                self.list.update(|list| {
                    if let Remote::Ready(list) = list {
                        list.counts = Some(counts);
                    }
                });
            }
        });
    }

    /// Shows what came since; a list in another order is fetched anew.
    pub fn show_news(self, scope: PersonScope) {
        let news = self.news.try_update(std::mem::take).unwrap_or_default();
        if !self.is_plain() {
            self.reload(scope);
            return;
        }
        self.list.update(|list| {
            if let Remote::Ready(list) = list {
                for row in news {
                    // One that was there already, perhaps further down, is no other thread.
                    let is_new = row.thread().is_some_and(|thread| thread.message_count <= 1);
                    list.insert(row, is_new);
                }
            }
        });
    }

    /// Takes over what changed, each thread in its place; of those that `came` names, what is new waits in
    /// `news`. How many?
    pub(super) fn take(self, fresh: &[Arc<Row>], came: &[String]) -> usize {
        let put_away = self.filter.with_value(|filter| filter.put_away);
        let mut arrived = Vec::new();
        self.list.update(|list| {
            let Remote::Ready(list) = list else {
                // What is being fetched may be from before.
                self.has_missed.set_value(list.is_waiting());
                return;
            };
            for row in fresh {
                let Some(thread) = row.thread() else { continue };
                let shown = list.row(&thread.id).and_then(|row| row.thread()).cloned();
                if shown.as_ref().is_some_and(|shown| shown.version > thread.version) {
                    continue;
                }
                if shown.is_some() {
                    list.note(thread);
                }
                let is_newer =
                    shown.as_ref().is_none_or(|shown| shown.latest_at < thread.latest_at);
                if came.contains(&thread.id) && is_newer && thread.unread && !put_away {
                    arrived.push(row.clone());
                } else if shown.is_none() && thread.put_away == put_away {
                    // It belongs here, or further down: seen when the list is shown next.
                    self.is_stale.set_value(true);
                }
            }
        });
        let count = arrived.len();
        let waits = |row: &Arc<Row>| {
            self.news.with_untracked(|news| news.iter().any(|one| one.id() == row.id()))
        };
        if count > 0 || fresh.iter().any(waits) {
            self.news.update(|news| {
                // What waits is shown as it is now; what was read or put away meanwhile waits no more.
                for row in fresh {
                    let is_waiting = row.thread().is_some_and(|it| it.unread && !it.put_away);
                    news.retain_mut(|known| {
                        if known.id() == row.id() {
                            *known = row.clone();
                        }
                        known.id() != row.id() || is_waiting
                    });
                }
                news.retain(|row| arrived.iter().all(|fresh| fresh.id() != row.id()));
                news.extend(arrived);
            });
        }
        count
    }

    /// The threads that are shown.
    pub(super) fn ids(self) -> Vec<String> {
        self.list.with_untracked(|list| {
            let rows = list.ready().map(|list| list.rows.iter());
            rows.into_iter().flatten().map(|row| row.id().to_owned()).collect()
        })
    }

    /// Those of `rows` with a message that is newer than all that are shown.
    pub(super) fn newer(self, rows: &[Arc<Row>]) -> Vec<String> {
        self.list.with_untracked(|list| {
            let newest = list.ready().and_then(|list| {
                list.rows.iter().filter_map(|row| Some(row.thread()?.latest_at)).max()
            });
            let threads = rows.iter().filter_map(|row| row.thread());
            let newer = threads.filter(|thread| Some(thread.latest_at) > newest);
            newer.map(|thread| thread.id.clone()).collect()
        })
    }

    /// As many lines from the start as are shown.
    pub(super) async fn shown_anew(self, scope: PersonScope) -> Result<Vec<Arc<Row>>, ApiError> {
        Ok(self.pages(scope, self.count_shown()).await?.rows)
    }

    fn count_shown(self) -> usize {
        self.list.with_untracked(|list| list.ready().map_or(0, |list| list.rows.len()))
    }

    /// Is it the whole list, newest first?
    #[must_use]
    pub fn is_plain(self) -> bool {
        self.filter.with_value(Filter::is_plain)
    }

    fn pages(self, scope: PersonScope, at_least: usize) -> Page {
        Box::pin(async move {
            let mut list = self.page(scope, None).await?;
            while list.rows.len() < at_least {
                let Some(cursor) = list.next.clone() else { break };
                list.append(self.page(scope, Some(cursor)).await?);
            }
            Ok(list)
        })
    }

    fn page(self, scope: PersonScope, cursor: Option<String>) -> Page {
        Box::pin(async move {
            let (client, cursor) = (scope.client(), cursor.as_deref());
            if self.is_plain() {
                return Ok(scope.admit_page(api::threads::list(&client, cursor).await?));
            }
            let filter = self.filter.get_value();
            let found = api::search::find(&client, &filter, cursor, PAGE).await?;
            Ok(scope.admit_found(found, &filter))
        })
    }

    /// The first page; once more if something changed while it was on its way.
    async fn first_page(
        self,
        scope: PersonScope,
        early: Option<gloo_net::http::Response>,
    ) -> Result<List, ApiError> {
        let page = self.asked_first(scope, early).await?;
        if self.has_missed.try_get_value() == Some(true) {
            return self.asked_first(scope, None).await;
        }
        Ok(page)
    }

    async fn asked_first(
        self,
        scope: PersonScope,
        early: Option<gloo_net::http::Response>,
    ) -> Result<List, ApiError> {
        if !self.is_plain() {
            return self.page(scope, None).await;
        }
        let person = scope.person().id;
        let page = match early {
            Some(response) if response.ok() && names(&response, &person.0) => {
                api::threads::read_first_page(response, &person).await?
            }
            _ => api::threads::list(&scope.client(), None).await?,
        };
        scope.app.set_unread(&person, page.unread);
        Ok(scope.admit_page(page))
    }
}

/// Is the early answer about this person? It was asked for before anyone chose whom to act for.
fn names(response: &gloo_net::http::Response, person: &str) -> bool {
    response.headers().get("X-Acting-Person").as_deref() == Some(person)
}
