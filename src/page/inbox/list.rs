use std::sync::Arc;

use leptos::prelude::*;
use web_sys::HtmlElement;

use super::{Shown, empty, news, row};
use crate::api::ApiError;
use crate::i18n::{Key, Text, use_texts};
use crate::page::waiting::{failed, not_fetched};
use crate::state::{List, Remote, Row};
use crate::ui::dom::{Item, View, each, el, follow, keyed};
use crate::ui::{Busy, ButtonKind, button, skeleton};

/// What stands below the heading; while it stays the same, the rows are kept.
#[derive(Clone, PartialEq, Eq, Hash)]
enum Stage {
    Nothing,
    Waiting,
    Failure(ApiError),
    Empty,
    Rows,
}

impl Stage {
    fn of(list: &Remote<List>) -> Self {
        match list {
            Remote::Idle | Remote::Loading => Self::Nothing,
            Remote::Slow => Self::Waiting,
            Remote::Failed(error) => Self::Failure(error.clone()),
            Remote::Ready(list) if list.rows.is_empty() && list.next.is_none() => Self::Empty,
            Remote::Ready(_) => Self::Rows,
        }
    }
}

/// The rows, or what stands in their place.
pub fn list(shown: Shown) -> View {
    // Another list is other rows, even where both are there.
    let key = move || (shown.listing.get(), shown.listing().list.with(Stage::of));
    let list = keyed(key, move |(_, stage)| match stage {
        Stage::Nothing => View::none(),
        Stage::Waiting => skeleton(),
        Stage::Failure(error) => {
            let title = use_texts().text(Key::InboxFailed);
            let retry = move || shown.listing.get_untracked().0.reload(shown.scope);
            not_fetched(title, error, retry)
        }
        Stage::Empty => empty::empty(shown),
        Stage::Rows => rows(shown),
    });
    View::of([news::news(shown), list])
}

fn rows(shown: Shown) -> View {
    let texts = use_texts();
    let listing = shown.listing.get_untracked().0;
    let list = el("ul")
        .class("link-list ib-list")
        .attr("role", "list")
        .label("aria-label", texts.text(Key::InboxListLabel));
    let element = list.html();
    let rows = move || {
        let item = |row: &Arc<Row>| -> Item {
            let row = row.clone();
            (row.version(), Box::new(move || row::row(shown, &row)))
        };
        listing.list.with(|list| {
            list.ready().map(|list| list.rows.iter().map(item).collect()).unwrap_or_default()
        })
    };
    let has_more =
        move || listing.list.with(|list| list.ready().is_some_and(|list| list.next.is_some()));
    let more = keyed(has_more, move |has_more| has_more.then(|| more(shown)).into());
    if let Some(element) = element {
        keep_focus(shown, element);
    }
    View::of([each(list, rows), more])
}

/// A line that is drawn anew under the focus keeps it.
fn keep_focus(shown: Shown, list: HtmlElement) {
    let listing = shown.listing.get_untracked().0;
    let navigation = shown.navigation;
    follow(move || {
        listing.list.track();
        let focused = list.query_selector("li:focus-within").ok().flatten();
        let Some(thread) = focused.and_then(|line| line.get_attribute("data-thread")) else {
            return;
        };
        let list = list.clone();
        request_animation_frame(move || {
            let is_kept = list.matches(":focus-within").unwrap_or(true);
            if let Some(line) = navigation.line(&thread).filter(|_| !is_kept) {
                let _ = line.focus();
            }
        });
    });
}

/// «Vis flere», and how many are shown; the button stays the same while the list grows.
fn more(shown: Shown) -> View {
    let (texts, scope, navigation) = (use_texts(), shown.scope, shown.navigation);
    let listing = shown.listing.get_untracked().0;
    let counts = Text::live(move || {
        let (shown, total) = listing.list.with(|list| {
            list.ready().map(|list| (list.rows.len(), list.visible_total())).unwrap_or_default()
        });
        let values = [("shown", &*shown.to_string()), ("total", &*total.to_string())];
        texts.now(Key::InboxShown, &values)
    });
    let failed = failed(listing.more, Some(Key::InboxMoreFailed));
    let busy = Busy::while_(move || listing.more.with(Remote::is_waiting));
    el("div")
        .class("ib-more")
        .child(el("p").child(counts))
        .child(failed)
        .child(button(ButtonKind::Secondary, texts.text(Key::InboxMore), busy, move || {
            // The keyboard goes on with what came.
            listing.fetch_more(scope, move |first| navigation.focus_line(first));
        }))
        .into()
}
