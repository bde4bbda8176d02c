use leptos::prelude::*;
use web_sys::HtmlElement;

use super::Shown;
use crate::i18n::{Key, Text, use_texts};
use crate::ui::dom::{View, el, follow, keyed};
use crate::ui::small_icon;

/// «Nye meldinger (2)»: what came waits here, so that nothing moves under what one reads. At the top of
/// the list, where nobody reads further down, it is shown at once. `list` holds the rows.
pub fn news(shown: Shown, list: HtmlElement) -> View {
    let (scope, texts, navigation) = (shown.scope, use_texts(), shown.navigation);
    let count = move || shown.listing().news.with(Vec::len);
    let rows = list.clone();
    follow(move || {
        let listing = shown.listing();
        if count() > 0 && listing.is_plain() && is_at_rest(&rows) {
            untrack(|| listing.show_news(scope));
        }
    });
    let label = Text::live(move || {
        let is_plain = shown.listing().is_plain();
        let key = if is_plain { Key::NewsButton } else { Key::NewsRefresh };
        texts.now(key, &[("count", &count().to_string())])
    });
    keyed(
        move || count() > 0,
        move |has_news| {
            if !has_news {
                return View::none();
            }
            let show = move |_| {
                let listing = shown.listing.get_untracked().0;
                let first = listing.news.with_untracked(|news| Some(news.first()?.id().to_owned()));
                listing.show_news(scope);
                request_animation_frame(move || {
                    let line = first.as_deref().and_then(|first| navigation.line(first));
                    if let Some(line) = line {
                        let _ = line.focus();
                    }
                });
            };
            let button = el("button").attr("type", "button").class("ib-news__button");
            let button = button.on("click", show).child(small_icon("ArrowUp")).child(label.clone());
            el("div").class("ib-news").child(button).into()
        },
    )
}

/// Does nobody read further down? The top of the list is in sight, and the focus is not in it.
fn is_at_rest(list: &HtmlElement) -> bool {
    let is_focused = list.matches(":focus-within").unwrap_or(false);
    !is_focused && list.get_bounding_client_rect().top() >= 0.0
}
