use leptos::prelude::*;

use super::switch::switch;
use crate::domain::shortcut::Shortcut;
use crate::i18n::{Key, use_texts};
use crate::page::second::{self, behind};
use crate::reactive::RwSignal;
use crate::ui::dom::{View, el, live};
use crate::ui::{Busy, ButtonKind, button, dialog};

/// The way to the help without a key.
pub fn opener(is_open: RwSignal<bool>) -> View {
    let label = use_texts().text(Key::ShortcutsTitle);
    button(ButtonKind::Link, label, Busy::NEVER, move || is_open.set(true))
}

/// The dialog that tells what the keys do, while it is open.
pub fn help(is_open: RwSignal<bool>) -> View {
    live(move || {
        let dialog =
            is_open.get().then(|| untrack(|| behind(None, move || second::shortcuts(is_open))));
        dialog.into()
    })
}

/// The dialog itself.
pub fn shown(is_open: RwSignal<bool>) -> View {
    let texts = use_texts();
    dialog(
        "shortcuts-title",
        texts.text(Key::ShortcutsTitle),
        move || is_open.set(false),
        |_| {
            let line = |shortcut: Shortcut| {
                let key = el("dt").child(el("kbd").child(shortcut.key()));
                let does = el("dd").child(texts.text(words(shortcut)));
                el("div").child(key).child(does).into()
            };
            View::of([
                el("p").child(texts.text(Key::ShortcutsIntro)).into(),
                el("dl").class("ib-keys").children(Shortcut::ALL.map(line)).into(),
                el("p").child(texts.text(Key::ShortcutsArrows)).into(),
                switch(),
            ])
        },
    )
}

fn words(shortcut: Shortcut) -> Key {
    match shortcut {
        Shortcut::Next => Key::ShortcutsNext,
        Shortcut::Previous => Key::ShortcutsPrevious,
        Shortcut::Open => Key::ShortcutsOpen,
        Shortcut::ToggleRead => Key::ShortcutsToggleRead,
        Shortcut::Reply => Key::ShortcutsReply,
        Shortcut::Compose => Key::ShortcutsCompose,
        Shortcut::Search => Key::ShortcutsSearch,
        Shortcut::Help => Key::ShortcutsHelp,
    }
}
