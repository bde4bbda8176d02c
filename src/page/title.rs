use leptos::prelude::*;
use web_sys::HtmlElement;

use crate::i18n::{Key, use_texts};
use crate::state::use_navigation;
use crate::ui::dom::{View, el};
use crate::ui::page_title;

const LARGE: &str = "title title--title1";

/// The heading of a page.
pub fn title(key: Key) -> View {
    title_of(use_texts().text(key))
}

/// The heading of a page that is named by what it shows.
pub fn title_of(text: impl Into<View>) -> View {
    page_title(text, LARGE, reader_has_moved())
}

/// The heading of a list: whoever comes back to it goes on where they were.
pub fn place_of(text: impl Into<View>) -> View {
    let navigation = use_navigation();
    match navigation.take_arrival() {
        None => title_of(text),
        Some(place) => {
            let heading = el("h1").class(LARGE).attr("tabindex", "-1").child(text);
            let restore = move |heading: HtmlElement| {
                request_animation_frame(move || navigation.restore(&place, &heading));
            };
            heading.with(restore).into()
        }
    }
}

/// The heading of a page that may be long.
pub fn small_title_of(text: impl Into<View>) -> View {
    page_title(text, "title title--title2", reader_has_moved())
}

/// On the first page since the app came, the focus stays where the reader has it.
fn reader_has_moved() -> bool {
    use_navigation().moved.get_untracked()
}
