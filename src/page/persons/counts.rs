use leptos::prelude::*;

use crate::i18n::{Key, Text, use_texts};
use crate::page::words;
use crate::state::{PersonScope, Remote};
use crate::ui::dom::{View, el, keyed};
use crate::ui::{Busy, ButtonKind, NoticeKind, button, notice};

/// Says that what is new could not be fetched; what is known stays. It stands until a try succeeds.
pub fn failure(scope: PersonScope) -> View {
    let app = scope.app;
    keyed(
        move || matches!(*app.counted.read(), Remote::Failed(_)),
        move |has_failed| {
            if !has_failed {
                return View::none();
            }
            let texts = use_texts();
            let why = Text::live(move || match &*app.counted.read() {
                Remote::Failed(error) => words::error(texts, error),
                _ => String::new(),
            });
            let busy = Busy::while_(move || app.is_counting.get());
            let retry = move || app.refresh_unread();
            let again = button(ButtonKind::Secondary, texts.text(Key::ErrorRetry), busy, retry);
            let text = el("p").child(why).child(" ").child(texts.text(Key::PersonCountsOld));
            let content = el("div").class("ib-why").child(text).child(again);
            notice(NoticeKind::Error, Some(texts.text(Key::PersonCountsFailed)), content)
        },
    )
}
