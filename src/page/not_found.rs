//! An address that leads nowhere.

use leptos::prelude::*;

use super::root::reader_has_moved;
use crate::i18n::{Key, use_texts};
use crate::route::Route;
use crate::state::use_navigation;
use crate::ui::{PageTitle, page_link};

/// «Siden finnes ikke», with a way home.
pub fn page() -> AnyView {
    let (navigation, texts) = (use_navigation(), use_texts());
    view! {
        <PageTitle text=Signal::derive(texts.text(Key::NotFoundTitle)) take_focus=reader_has_moved() />
        <p>{texts.text(Key::NotFoundText)}</p>
        {page_link(
            "anchorlink",
            navigation.address(&Route::Inbox),
            move || navigation.go(&Route::Inbox),
            texts.text(Key::NotFoundHome),
        )}
    }
    .into_any()
}
