//! What a reader does with threads, for themself: read or not, in the list or put away.

use super::inbox::Done;
use super::person_scope::PersonScope;
use crate::api::ApiError;
use crate::api::thread_state::{self, Changed};
use crate::domain::thread::{Action, ThreadSummary};

impl PersonScope {
    /// Marks a thread that was opened as read (and nothing else happens when that fails: it stays
    /// unread in the list, which is true).
    pub fn opened(self, thread: ThreadSummary) {
        if !thread.unread || self.action_access(&thread, Action::MarkRead).is_err() {
            self.inbox.note(&thread);
            return;
        }
        self.spawn(async move {
            let answer = thread_state::set_read(&self.client(), &thread.id, true).await;
            if let Ok(changed) = self.noticing(answer) {
                self.took_effect(&thread, changed, |thread| thread.unread = false);
            }
        });
    }

    /// Marks a thread in the list as read or unread, whichever it is not.
    pub fn toggle_read(self, id: &str) {
        if let Some(thread) = self.inbox.known(id) {
            let read = thread.unread;
            self.set_read(thread, read, || {});
        }
    }

    /// Marks a thread as read or unread, then does `after`.
    pub fn set_read(self, thread: ThreadSummary, read: bool, after: impl FnOnce() + 'static) {
        let action = if read { Action::MarkRead } else { Action::MarkUnread };
        if self.action_access(&thread, action).is_err() {
            return;
        }
        self.spawn(async move {
            let answer = thread_state::set_read(&self.client(), &thread.id, read).await;
            if let Some(changed) = self.or_say(answer) {
                self.took_effect(&thread, changed, |thread| thread.unread = !read);
                let done = (!read).then_some(Done::MarkedUnread(thread));
                self.inbox.done.set(done);
                after();
            }
        });
    }

    /// Puts a thread away or takes it back, then does `after`. Nothing is deleted.
    pub fn set_put_away(
        self,
        thread: ThreadSummary,
        put_away: bool,
        after: impl FnOnce() + 'static,
    ) {
        if self.action_access(&thread, Action::PutAway).is_err() {
            return;
        }
        self.spawn(async move {
            let answer = thread_state::set_put_away(&self.client(), &thread.id, put_away).await;
            if let Some(changed) = self.or_say(answer) {
                let thread =
                    self.took_effect(&thread, changed, |thread| thread.put_away = put_away);
                self.inbox.moved(self, &thread);
                let done = if put_away { Done::PutAway } else { Done::TakenBack };
                self.inbox.done.set(Some(done(thread)));
                after();
            }
        });
    }

    /// Marks everything in the list as read, up to the newest message that was fetched: what comes
    /// meanwhile stays unread.
    pub fn read_all(self) {
        let Some(until) = self.inbox.newest() else { return };
        self.spawn(async move {
            let answer = thread_state::read_all(&self.client(), until).await;
            if let Some(changed) = self.or_say(answer) {
                self.app.set_unread(&self.person().id, changed.unread);
                self.inbox.all_read(until);
                self.inbox.done.set(Some(Done::AllRead));
            }
        });
    }

    fn took_effect(
        self,
        thread: &ThreadSummary,
        changed: Changed,
        change: impl FnOnce(&mut ThreadSummary),
    ) -> ThreadSummary {
        self.app.set_unread(&self.person().id, changed.unread);
        // Something else may have changed meanwhile: only what was asked for is taken over.
        let mut fresh = self.inbox.known(&thread.id).unwrap_or_else(|| thread.clone());
        fresh.version = fresh.version.max(changed.version);
        change(&mut fresh);
        self.inbox.note(&fresh);
        fresh
    }

    fn or_say(self, answer: Result<Changed, ApiError>) -> Option<Changed> {
        match self.noticing(answer) {
            Ok(changed) => Some(changed),
            Err(ApiError::Aborted) => None,
            Err(error) => {
                self.inbox.done.set(Some(Done::Failed(error)));
                None
            }
        }
    }
}
