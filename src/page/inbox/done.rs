use leptos::prelude::*;

use crate::i18n::{Key, use_texts};
use crate::page::words;
use crate::state::{Done, PersonScope, use_navigation};
use crate::ui::dom::{El, View, el, live};
use crate::ui::{Busy, ButtonKind, button};

/// What became of the reader's last wish, with a way to take it back. It is read aloud as it appears.
pub fn done(scope: PersonScope) -> View {
    let said = live(move || {
        let done = scope.inbox.done.get();
        untrack(|| done.map(|done| say(scope, done)).into())
    });
    el("div").class("ib-done").attr("role", "status").child(said).into()
}

fn say(scope: PersonScope, done: Done) -> El {
    let (texts, navigation) = (use_texts(), use_navigation());
    let (text, thread) = match done {
        Done::PutAway(thread) => {
            (texts.with(Key::DonePutAway, "subject", thread.subject.clone()), Some(thread))
        }
        Done::TakenBack(thread) => {
            (texts.with(Key::DoneTakenBack, "subject", thread.subject), None)
        }
        Done::MarkedUnread(thread) => {
            (texts.with(Key::DoneUnread, "subject", thread.subject), None)
        }
        Done::AllRead => (texts.text(Key::DoneAllRead), None),
        Done::DraftNotDeleted(name) => (texts.with(Key::DraftNotDeleted, "name", name), None),
        Done::Failed(error) => (words::error_text(texts, error), None),
    };
    let undo = thread.map(|thread| {
        let undo = move || {
            let id = thread.id.clone();
            scope.set_put_away(thread.clone(), false, move || navigation.focus_line(&id));
        };
        button(ButtonKind::Link, texts.text(Key::DoneUndo), Busy::NEVER, undo)
    });
    el("p").class("ib-done__text").child(text).child(" ").child(undo)
}
