use leptos::prelude::*;

use super::Shown;
use crate::i18n::{Key, Text, use_texts};
use crate::ui::dom::{View, el, follow, keyed};
use crate::ui::small_icon;

/// The first row, where the newest stands.
const FIRST: &str = ".ib-list a";

/// «Nye meldinger (2)»: what came waits here, so that nothing moves under what one reads. At the top of
/// the list, where nobody reads further down, it is shown at once.
pub fn news(shown: Shown) -> View {
    let (scope, texts, navigation) = (shown.scope, use_texts(), shown.navigation);
    let count = move || shown.listing().news.with(Vec::len);
    follow(move || {
        let listing = shown.listing();
        if count() > 0 && listing.is_plain() && navigation.is_at_rest() {
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
                shown.listing.get_untracked().0.show_news(scope);
                navigation.focus(FIRST);
            };
            let button = el("button").attr("type", "button").class("ib-news__button");
            let button = button.on("click", show).child(small_icon("ArrowUp")).child(label.clone());
            el("div").class("ib-news").child(button).into()
        },
    )
}
