use leptos::prelude::*;

use crate::api::{self, ApiError};
use crate::domain::waiting::Waiting;
use crate::state::person_scope::PersonScope;
use crate::state::remote::Remote;

/// What waits for the citizen.
#[derive(Clone, Copy)]
pub struct Waits {
    /// What is shown. While it is fetched anew, the earlier answer stands.
    pub shown: RwSignal<Remote<Waiting>>,
    /// Is it to be fetched anew when it is shown?
    pub is_stale: RwSignal<bool>,
}

impl Waits {
    pub(super) fn new() -> Self {
        Self { shown: RwSignal::new(Remote::Idle), is_stale: RwSignal::new(false) }
    }

    pub(super) fn forget(self) {
        self.shown.set(Remote::Idle);
        self.is_stale.set(false);
    }

    /// Fetches it unless it is there and fresh.
    pub fn open(self, scope: PersonScope) {
        let is_new = self.shown.with_untracked(|shown| matches!(shown, Remote::Idle));
        if self.is_stale.get() || is_new {
            untrack(|| self.fetch(scope));
        }
    }

    /// Fetches it.
    pub fn fetch(self, scope: PersonScope) {
        self.is_stale.set(false);
        if self.shown.with_untracked(|shown| shown.ready().is_none()) {
            self.shown.set(Remote::Loading);
        }
        scope.spawn(async move {
            match scope.noticing(api::waiting::list(&scope.client()).await) {
                Ok(waiting) => self.shown.set(Remote::Ready(scope.admit_waiting(waiting))),
                Err(ApiError::Aborted) => {}
                Err(error) => self.shown.set(Remote::Failed(error)),
            }
        });
    }
}
