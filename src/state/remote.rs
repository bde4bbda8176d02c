use std::pin::Pin;
use std::rc::Rc;
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
pub fn load<T: 'static>(
    scope: PersonScope,
    remote: RwSignal<Remote<T>>,
    fetch: impl Future<Output = Result<T, ApiError>> + 'static,
) {
    let fetch: Fetch = Box::pin(async move {
        let value = fetch.await?;
        let ready: Box<dyn FnOnce()> = Box::new(move || remote.set(Remote::Ready(value)));
        Ok(ready)
    });
    let show = move |state| match state {
        State::Loading => remote.set(Remote::Loading),
        State::Slow => {
            // Told only when it is so: what is there already would be drawn anew.
            let is_loading = |remote: &Remote<T>| matches!(remote, Remote::Loading);
            if remote.try_with_untracked(is_loading) == Some(true) {
                remote.set(Remote::Slow);
            }
        }
        State::Failed(error) => remote.set(Remote::Failed(error)),
    };
    fetch_into(scope, fetch, Rc::new(show));
}

/// What is the same whatever is fetched.
enum State {
    Loading,
    Slow,
    Failed(ApiError),
}

type Fetch = Pin<Box<dyn Future<Output = Result<Box<dyn FnOnce()>, ApiError>>>>;

fn fetch_into(scope: PersonScope, fetch: Fetch, show: Rc<dyn Fn(State)>) {
    show(State::Loading);
    let slow = show.clone();
    set_timeout(move || slow(State::Slow), SLOW_AFTER);
    scope.spawn(async move {
        match scope.noticing(fetch.await) {
            Ok(ready) => ready(),
            Err(ApiError::Aborted) => {}
            Err(error) => show(State::Failed(error)),
        }
    });
}
