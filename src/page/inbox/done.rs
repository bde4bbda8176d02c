use leptos::prelude::*;

use crate::i18n::{Key, Text, use_texts};
use crate::page::words;
use crate::state::{Done, PersonScope};
use crate::ui::dom::{El, View, el, live};
use crate::ui::{Busy, ButtonKind, button};

/// What became of the reader's last wish, with a way to take it back. It is read aloud as it appears.
pub fn done(scope: PersonScope) -> View {
    let said = live(move || {
        let done = scope.inbox.done.get();
        untrack(|| done.map(|done| say(scope, done)).into())
    });
    el("div").attr("role", "status").child(said).into()
}

fn say(scope: PersonScope, done: Done) -> El {
    let texts = use_texts();
    let (text, thread) = match done {
        Done::PutAway(thread, subject) => {
            (texts.with(Key::DonePutAway, "subject", subject), Some(thread))
        }
        Done::TakenBack(subject) => (texts.with(Key::DoneTakenBack, "subject", subject), None),
        Done::MarkedUnread(subject) => (texts.with(Key::DoneUnread, "subject", subject), None),
        Done::AllRead => (texts.text(Key::DoneAllRead), None),
        Done::Failed(error) => (Text::live(move || words::error(texts, &error)), None),
    };
    let undo = thread.map(|thread| {
        let undo = move || scope.take_back(&thread);
        button(ButtonKind::Link, texts.text(Key::DoneUndo), Busy::NEVER, undo)
    });
    el("p").class("ib-done__text").child(text).child(" ").child(undo)
}
