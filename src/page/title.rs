use crate::i18n::{Key, use_texts};
use crate::state::use_navigation;
use crate::ui::dom::View;
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

/// The heading of a page that may be long.
pub fn small_title_of(text: impl Into<View>) -> View {
    page_title(text, "title title--title2", reader_has_moved())
}

/// On the first page since the app came, the focus stays where the reader has it.
fn reader_has_moved() -> bool {
    leptos::prelude::GetUntracked::get_untracked(&use_navigation().moved)
}
