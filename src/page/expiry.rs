//! «Du blir snart logget ut»: said before the session ends, in every tab, with a way to stay.

use chrono::TimeDelta;
use wasm_bindgen::JsCast;
use web_sys::Element;

use super::second::{self, behind};
use super::words;
use crate::i18n::{Key, Text, Texts, use_texts};
use crate::reactive::RwSignal;
use crate::state::App;
use crate::ui::dom::{View, el, follow, keyed};
use crate::ui::{Busy, ButtonKind, button, dialog};

/// The warning, while the end is near and nobody has asked to stay.
pub fn warning(app: App) -> View {
    let is_open = RwSignal::new(false);
    follow(move || {
        let is_near = app.expiry.left.with(Option::is_some);
        if is_near && !app.expiry.is_staying.get() && !app.shell.with_value(|shell| shell.warns()) {
            is_open.set(true);
        }
    });
    keyed(
        move || is_open.get(),
        move |is_shown| {
            if is_shown { behind(None, move || second::expiry(app, is_open)) } else { View::none() }
        },
    )
}

/// The warning itself.
pub fn question(app: App, is_open: RwSignal<bool>) -> View {
    let texts = use_texts();
    // Whoever closes it is there.
    let closed = move || {
        is_open.set(false);
        if app.expiry.left.with_untracked(Option::is_some) {
            app.stay();
        }
    };
    dialog("expiry-title", texts.text(Key::SessionTitle), closed, |shut| {
        // Another tab may stay for all, and the end may come.
        follow(move || {
            if app.expiry.left.with(Option::is_none) {
                shut();
            }
        });
        let left = Text::live(move || {
            let left = app.expiry.left.get().unwrap_or_default();
            texts.now(Key::SessionText, &[("left", &words_left(texts, left))])
        });
        let failed = Text::live(move || {
            app.expiry.failed.get().map(|error| words::error(texts, &error)).unwrap_or_default()
        });
        let busy = Busy::while_(move || app.expiry.is_staying.get());
        let stay =
            button(ButtonKind::Primary, texts.text(Key::SessionStay), busy, move || app.stay());
        if let Some(stay) = stay.node().dyn_ref::<Element>() {
            // What most want is one press away.
            let _ = stay.set_attribute("autofocus", "");
        }
        View::of([
            el("p").attr("role", "status").child(left).into(),
            el("p").attr("role", "alert").child(failed).into(),
            el("div").class("ib-actions ib-dialog__actions").child(stay).into(),
        ])
    })
}

/// In few steps, as each change is read aloud, and never more than there is.
fn words_left(texts: Texts, left: TimeDelta) -> String {
    let seconds = left.num_seconds();
    let (key, count) = match seconds {
        ..10 => (Key::SessionFew, 0),
        10..30 => (Key::SessionSeconds, 10),
        30..60 => (Key::SessionSeconds, 30),
        60..120 => (Key::SessionMinute, 1),
        _ => (Key::SessionMinutes, seconds / 60),
    };
    texts.now(key, &[("count", &count.to_string())])
}
