use std::sync::Arc;
use std::time::Duration;

use super::{Inbox, Listing, Row};
use crate::api::events::{Change, ChangeKind};
use crate::api::{self, ApiError};
use crate::i18n::Key;
use crate::state::pause::pause;
use crate::state::person_scope::PersonScope;

/// What happens within this time is asked about at once.
const GATHER: Duration = Duration::from_millis(400);
/// While it goes on, it is asked about so often.
const BETWEEN: Duration = Duration::from_millis(1_500);
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
            let mut wait = GATHER;
            loop {
                pause(wait).await;
                wait = BETWEEN;
                let changes = scope.app.heard.take();
                if changes.is_empty() {
                    break;
                }
                let before = changes.clone();
                if let Err(error) = scope.noticing(self.take_in(scope, changes).await) {
                    if error.may_pass() && error != ApiError::Malformed {
                        scope.app.heard.keep(before);
                        break;
                    }
                    // It would be answered the same again: everything is fetched when it is shown.
                    self.expire();
                }
            }
            self.is_hearing.set_value(false);
        });
    }

    async fn take_in(self, scope: PersonScope, changes: Vec<Change>) -> Result<(), ApiError> {
        scope.app.refresh_unread();
        let person = scope.person().id;
        let mine: Vec<_> = changes.into_iter().filter(|change| change.person == person).collect();
        if mine.is_empty() || scope.inbox_access().is_err() {
            return Ok(());
        }
        self.waits.is_stale.set(true);
        let is_of_all =
            |change: &Change| change.thread.is_none() && change.kind != ChangeKind::DraftChanged;
        let threads = threads(&mine, |_| true);
        if mine.iter().any(is_of_all) || threads.len() > MOST {
            return self.look_through(scope).await;
        }
        if threads.is_empty() {
            return Ok(());
        }
        let came = self::threads(&mine, |kind| kind == ChangeKind::MessageReceived);
        let said = self::threads(&mine, |kind| {
            !matches!(kind, ChangeKind::ReadStateChanged | ChangeKind::DraftChanged)
        });
        let rows = scope.admit_rows(api::search::these(&scope.client(), &threads).await?);
        self.take(scope, &rows, &came);
        self.tell_thread(&rows, |id| said.iter().any(|said| said == id));
        let mut gone = threads;
        gone.retain(|id| rows.iter().all(|row| row.id() != *id));
        if !gone.is_empty() {
            self.take_out(gone);
        }
        Ok(())
    }

    /// Looks at all that is shown anew, and at the thread that was opened last; the rest is fetched when
    /// it is shown.
    async fn look_through(self, scope: PersonScope) -> Result<(), ApiError> {
        let shown = self.lists.with_value(|lists| lists.last().copied());
        self.lists.with_value(|lists| lists.iter().for_each(|one| one.is_stale.set_value(true)));
        let mut rows = match shown {
            Some(shown) => shown.shown_anew(scope).await?,
            None => Vec::new(),
        };
        // Those that the list names no longer are asked for by their names.
        let is_gone = |id: &String| rows.iter().all(|row| row.id() != *id);
        let opened = scope.opened.with_value(|opened| Some(opened.last()?.0.clone()));
        let mut gone: Vec<_> = shown.map(Listing::ids).unwrap_or_default();
        gone.extend(opened);
        gone.retain(is_gone);
        gone.truncate(MOST);
        if !gone.is_empty() {
            rows.extend(scope.admit_rows(api::search::these(&scope.client(), &gone).await?));
        }
        let came = shown.map(|shown| shown.newer(&rows)).unwrap_or_default();
        self.take(scope, &rows, &came);
        self.tell_thread(&rows, |_| true);
        if let Some(shown) = shown {
            shown.is_stale.set_value(false);
        }
        Ok(())
    }

    /// Puts what is known now into every list, and tells how many messages came: one that is in more
    /// than one list is told once.
    fn take(self, scope: PersonScope, rows: &[Arc<Row>], came: &[String]) {
        let counts = self.lists.get_value().into_iter().map(|listing| listing.take(rows, came));
        tell(scope, counts.max().unwrap_or_default());
    }

    fn tell_thread(self, rows: &[Arc<Row>], is_meant: impl Fn(&str) -> bool) {
        let threads = rows.iter().filter_map(|row| row.thread());
        self.changed.set(threads.filter(|thread| is_meant(&thread.id)).cloned().collect());
    }
}

/// The threads that changes of some kinds name, each once.
fn threads(changes: &[Change], is_meant: impl Fn(ChangeKind) -> bool) -> Vec<String> {
    let mut threads: Vec<String> = Vec::new();
    for change in changes.iter().filter(|change| is_meant(change.kind)) {
        if let Some(thread) = change.thread.as_ref().filter(|id| !threads.contains(id)) {
            threads.push(thread.clone());
        }
    }
    threads
}

/// Tells a screen reader how many messages came, once for all.
fn tell(scope: PersonScope, count: usize) {
    let key = match count {
        0 => return,
        1 => Key::NewsOne,
        _ => Key::NewsOther,
    };
    let count = count.to_string();
    scope.app.announce(scope.app.texts.with(key, "count", count));
}
