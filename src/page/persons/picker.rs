//! The person picker: a dialog, so that a switch is always meant (R44-R46).

use super::counts;
use super::list::list;
use crate::i18n::{Key, use_texts};
use crate::reactive::RwSignal;
use crate::route::Route;
use crate::state::{PersonScope, use_navigation};
use crate::ui::dom::{View, el};
use crate::ui::{dialog, page_link};

/// Everyone the user may act for, themself first; those who are closed say why.
pub fn picker(scope: PersonScope, is_open: RwSignal<bool>) -> View {
    let (navigation, texts) = (use_navigation(), use_texts());
    dialog(
        "picker-title",
        texts.text(Key::PersonTitle),
        move || is_open.set(false),
        |shut| {
            let list = list(scope, Some(shut.clone()));
            let all = page_link("anchorlink", &navigation.address(&Route::Persons), move || {
                shut();
                navigation.go(&Route::Persons);
            });
            let all = el("p").child(all.child(texts.text(Key::PersonAll)));
            let hint = el("p").class("ib-hint").child(texts.text(Key::PersonUse));
            View::of([counts::failure(scope), list, all.into(), hint.into()])
        },
    )
}
