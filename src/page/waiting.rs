use leptos::prelude::*;

use super::title::title;
use super::words;
use crate::api::ApiError;
use crate::i18n::{Key, Text, use_texts};
use crate::reactive::RwSignal;
use crate::state::Remote;
use crate::ui::dom::{View, keyed, live};
use crate::ui::{NoticeKind, failure, notice, skeleton};

/// Shows something that is fetched: the title at first, the waiting after a while, then what came
/// or what went wrong. `heading` stands there as long as nothing else names the page.
pub fn waiting<T: Clone + Send + Sync + 'static>(
    heading: Option<Key>,
    remote: RwSignal<Remote<T>>,
    ready: impl Fn(T) -> View + 'static,
    failed: impl Fn(ApiError) -> View + 'static,
) -> View {
    let is_waiting =
        move || remote.with(|remote| remote.is_waiting() || matches!(remote, Remote::Idle));
    let head = head(heading, Box::new(is_waiting));
    let content = live(move || {
        let remote = remote.get();
        untrack(|| match remote {
            Remote::Idle | Remote::Loading => View::none(),
            Remote::Slow => skeleton(),
            Remote::Ready(value) => ready(value),
            Remote::Failed(error) => failed(error),
        })
    });
    View::of([head, content])
}

fn head(heading: Option<Key>, is_waiting: Box<dyn Fn() -> bool>) -> View {
    keyed(is_waiting, move |is_waiting| heading.filter(|_| is_waiting).map(title).into())
}

/// Something that could not be fetched, with its reason and a way to try again.
pub fn not_fetched(title: Text, error: ApiError, retry: impl Fn() + 'static) -> View {
    not_fetched_boxed(title, error, Box::new(retry))
}

fn not_fetched_boxed(title: Text, error: ApiError, retry: Box<dyn Fn()>) -> View {
    let texts = use_texts();
    let request_id = words::request_id(&error);
    failure(title, words::error_text(texts, error), request_id, retry)
}

/// That something could not be had or done, and why.
pub fn failed(remote: RwSignal<Remote<()>>, title: Option<Key>) -> View {
    let texts = use_texts();
    live(move || match remote.get() {
        Remote::Failed(error) => {
            let title = title.map(|title| texts.text(title));
            notice(NoticeKind::Error, title, words::error_text(texts, error))
        }
        _ => View::none(),
    })
}
