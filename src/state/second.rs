//! The second module: fetching it, and the gates to it from state. `page/second.rs` has those of the pages.

use leptos::prelude::*;

use super::app::App;
use super::expiry::Unsaved;
use super::person_scope::PersonScope;
use super::remote::Remote;
use super::task::spawn;
use crate::api::ApiError;

impl App {
    /// Fetches the second module and the texts that go with it, unless they are there or on their way
    /// (`public/split.mjs`).
    pub fn fetch_second(self) {
        let is_under_way =
            |second: &Remote<()>| !matches!(second, Remote::Idle | Remote::Failed(_));
        // The app may have ended meanwhile.
        if self.second.try_with_untracked(is_under_way) != Some(false) {
            return;
        }
        self.second.set(Remote::Loading);
        let (start, language) = (self.start.get_value(), untrack(|| self.texts.language()));
        spawn(async move {
            let texts = start.second(language).await;
            if let Some(texts) = &texts {
                self.texts.complete(texts);
            }
            let came = texts.map_or(Remote::Failed(ApiError::Network), |_| Remote::Ready(()));
            self.second.set(came);
        });
    }
}

#[inline(never)]
pub fn unsaved(scope: PersonScope) -> Option<Unsaved> {
    scope.gather_unsaved()
}

#[inline(never)]
pub fn save_all(scope: PersonScope) {
    scope.save_each();
}

#[inline(never)]
pub fn flush_all(scope: PersonScope, then: Box<dyn FnOnce()>) {
    scope.flush_each(then);
}

#[inline(never)]
pub fn has_unsent(scope: PersonScope) -> bool {
    scope.has_unsent()
}

#[inline(never)]
pub fn is_sending(scope: PersonScope) -> bool {
    scope.is_any_sending()
}

#[inline(never)]
pub fn go_on(scope: PersonScope, unsaved: Unsaved) {
    scope.go_on(unsaved);
}
