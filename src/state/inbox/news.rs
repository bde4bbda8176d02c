use std::time::Duration;

use leptos::prelude::*;

use super::{Inbox, Listing};
use crate::api::events::{Change, ChangeKind};
use crate::api::{self, ApiError};
use crate::i18n::Key;
use crate::state::pause::pause;
use crate::state::person_scope::PersonScope;

/// What happens within this time is asked about at once.
const GATHER: Duration = Duration::from_millis(400);
/// Threads that one question can be about.
const MOST: usize = 50;

impl Inbox {
    /// Follows what changes elsewhere, for as long as one acts for the person.
    pub fn hear(self, scope: PersonScope) {
        scope.app.heard.bell.track();
        // What could not be asked about is asked about again before long.
        scope.app.tick.track();
        if self.is_hearing.get_value() || scope.app.heard.is_empty() {
            return;
        }
        self.is_hearing.set_value(true);
        scope.spawn(async move {
            loop {
                pause(GATHER).await;
                let changes = scope.app.heard.take();
                if changes.is_empty() {
                    break;
                }
                let before = changes.clone();
                if let Err(error) = scope.noticing(self.take_in(scope, changes).await) {
                    if error.may_pass() {
                        scope.app.heard.keep(before);
                    }
                    break;
                }
            }
            self.is_hearing.set_value(false);
        });
    }

    async fn take_in(self, scope: PersonScope, changes: Vec<Change>) -> Result<(), ApiError> {
        scope.app.refresh_unread();
        let person = scope.person().id;
        let mut mine = changes.into_iter().filter(|change| change.person == person).peekable();
        if mine.peek().is_none() || scope.inbox_access().is_err() {
            return Ok(());
        }
        let (mut threads, mut all) = (Vec::new(), false);
        for change in mine {
            match change.thread {
                Some(thread) if !threads.contains(&thread) => threads.push(thread),
                Some(_) => {}
                None => all |= change.kind != ChangeKind::DraftChanged,
            }
        }
        self.waits.is_stale.set(true);
        if all || threads.len() > MOST {
            return self.look_through(scope).await;
        }
        if threads.is_empty() {
            return Ok(());
        }
        let listed = api::search::these(&scope.client(), &threads).await?;
        let rows = scope.admit_rows(listed);
        let counts = self.lists.get_value().into_iter().map(|listing| listing.take(&rows));
        // A message is in more than one list, and told once.
        let came = counts.max().unwrap_or_default();
        self.changed.set(rows.iter().filter_map(|row| row.thread().cloned()).collect());
        tell(scope, came);
        Ok(())
    }

    /// Looks at all that is shown anew; the rest is fetched when it is shown.
    async fn look_through(self, scope: PersonScope) -> Result<(), ApiError> {
        let lists = self.lists.get_value();
        let Some(shown) = lists.last().copied() else { return Ok(()) };
        for listing in lists.iter().filter(|one| one.list != shown.list) {
            listing.is_stale.set(true);
        }
        let rows = shown.shown_anew(scope).await?;
        let came = shown.take(&rows);
        tell(scope, came);
        Ok(())
    }

    /// Has the list that is shown something new?
    #[must_use]
    pub fn has_news(listing: Listing) -> bool {
        listing.news.with(|news| !news.is_empty())
    }
}

/// Tells a screen reader how many messages came, once for all.
fn tell(scope: PersonScope, count: usize) {
    let key = match count {
        0 => return,
        1 => Key::NewsOne,
        _ => Key::NewsOther,
    };
    let count = count.to_string();
    scope.app.announce(untrack(|| scope.app.texts.now(key, &[("count", &count)])));
}
