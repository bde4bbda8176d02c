//! An address that leads nowhere.

use super::title::title;
use crate::i18n::{Key, use_texts};
use crate::route::Route;
use crate::state::use_navigation;
use crate::ui::dom::{View, el};
use crate::ui::page_link;

/// «Siden finnes ikke», with a way home.
pub fn page() -> View {
    let (navigation, texts) = (use_navigation(), use_texts());
    let address = navigation.address(&Route::Inbox);
    let home = page_link("anchorlink", &address, move || navigation.go(&Route::Inbox))
        .child(texts.text(Key::NotFoundHome));
    let text = el("p").child(texts.text(Key::NotFoundText));
    let page = el("div").class("ib-stack").child(title(Key::NotFoundTitle));
    page.child(text).child(home).into()
}
