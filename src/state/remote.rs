use std::future::Future;
use std::time::Duration;

use leptos::prelude::*;

use super::person_scope::PersonScope;
use crate::api::ApiError;
use crate::reactive::RwSignal;

/// Waiting is shown only after this long; before it, a change of page would flicker.
const SLOW_AFTER: Duration = Duration::from_millis(500);

/// Something that is fetched.
#[derive(Clone, Debug, Default)]
pub enum Remote<T> {
    /// Not asked for.
    #[default]
    Idle,
    /// Asked for.
    Loading,
    /// Asked for a while ago: the waiting is shown.
    Slow,
    /// There.
    Ready(T),
    /// Did not come.
    Failed(ApiError),
}

impl<T> Remote<T> {
    /// Is an answer awaited?
    #[must_use]
    pub fn is_waiting(&self) -> bool {
        matches!(self, Self::Loading | Self::Slow)
    }

    /// What came, if it did.
    pub fn ready(&self) -> Option<&T> {
        match self {
            Self::Ready(value) => Some(value),
            _ => None,
        }
    }
}

/// Fetches into `remote`, for as long as one acts for the person of `scope`.
pub fn load<T: Clone + Send + Sync + 'static>(
    scope: PersonScope,
    remote: RwSignal<Remote<T>>,
    fetch: impl Future<Output = Result<T, ApiError>> + 'static,
) {
    remote.set(Remote::Loading);
    show_waiting_later(remote);
    scope.spawn(async move {
        match scope.noticing(fetch.await) {
            Ok(value) => remote.set(Remote::Ready(value)),
            Err(ApiError::Aborted) => {}
            Err(error) => remote.set(Remote::Failed(error)),
        }
    });
}

fn show_waiting_later<T: Send + Sync + 'static>(remote: RwSignal<Remote<T>>) {
    let show = move || {
        let still_loading = remote.try_with_untracked(|remote| matches!(remote, Remote::Loading));
        if still_loading == Some(true) {
            remote.set(Remote::Slow);
        }
    };
    set_timeout(show, SLOW_AFTER);
}
