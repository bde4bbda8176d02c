//! The message itself, for new ones and answers alike: text, what became of it, and sending.

use std::rc::Rc;

use leptos::prelude::*;

use super::{attachments, outcome};
use crate::domain::access::Verdict;
use crate::domain::draft::{Content, MAX_SUBJECT, MAX_TEXT, Missing};
use crate::i18n::{Key, Text, use_texts};
use crate::page::words;
use crate::reactive::RwSignal;
use crate::route::Route;
use crate::state::{Editor, PersonScope, SendState, use_navigation};
use crate::ui::dom::{View, el, follow};
use crate::ui::{Busy, ButtonKind, Field, button, focus_field, text_area, text_input};

const SUBJECT: &str = "subject";
const TEXT: &str = "text";

/// The form of a draft; `read_by` says who will read an answer (R16), `may_attach` whether files go with it.
pub fn form(
    scope: PersonScope,
    editor: Editor,
    read_by: Option<String>,
    may_attach: Verdict,
) -> View {
    let texts = use_texts();
    follow_sent(editor);
    let write = move |change: &dyn Fn(&mut Content)| editor.write(change);
    let locked: Rc<dyn Fn() -> bool> = Rc::new(move || editor.is_locked());
    let blur: Rc<dyn Fn()> = Rc::new(move || editor.save_now());
    let is_reply = editor.is_reply();
    let subject = (!is_reply).then(|| {
        text_input(&Field {
            id: SUBJECT,
            error_id: "subject-error",
            label: texts.text(Key::ComposeSubject),
            error: error(editor, Missing::Subject),
            value: Rc::new(move || editor.content.with(|content| content.subject.clone())),
            input: Rc::new(move |typed| write(&|content| content.subject.clone_from(&typed))),
            blur: blur.clone(),
            locked: locked.clone(),
            max_length: MAX_SUBJECT,
            is_required: true,
        })
    });
    let text = text_area(&Field {
        id: TEXT,
        error_id: "text-error",
        label: texts.text(if is_reply { Key::ReplyLabel } else { Key::ComposeText }),
        error: error(editor, Missing::Text),
        value: Rc::new(move || editor.content.with(|content| content.text.clone())),
        input: Rc::new(move |typed| write(&|content| content.text.clone_from(&typed))),
        blur,
        locked,
        max_length: MAX_TEXT,
        is_required: true,
    });
    let readers = read_by.map(|readers| {
        el("p").class("ib-hint").child(texts.with(Key::ThreadReadBy, "readers", readers))
    });
    attachments::with_files(el("div").class("ib-form"), editor)
        .child(subject)
        .child(text)
        .child(attachments::part(scope, editor, may_attach))
        .child(readers)
        .child(outcome::outcome(editor))
        .child(attachments::held(editor))
        .child(el("div").class("ib-actions").child(send(scope, editor)))
        .into()
}

fn error(editor: Editor, what: Missing) -> Rc<dyn Fn() -> Option<String>> {
    let texts = use_texts();
    Rc::new(move || {
        let is_missing = editor.missing.with(|missing| missing.contains(&what));
        is_missing.then(|| texts.now(words::missing(what), &[]))
    })
}

fn send(scope: PersonScope, editor: Editor) -> View {
    send_button(scope, editor.send, Some(editor.files.send_waits), move || {
        editor.send_now();
        match editor.missing.with_untracked(|missing| missing.first().copied()) {
            Some(Missing::Subject) => focus_field(SUBJECT),
            Some(Missing::Text) => focus_field(TEXT),
            None => {}
        }
    })
}

/// Sends. The person's name stands on it, and that it waits for files while `waits` says so.
pub fn send_button(
    scope: PersonScope,
    send: RwSignal<SendState>,
    waits: Option<RwSignal<bool>>,
    press: impl Fn() + 'static,
) -> View {
    let texts = use_texts();
    let person = scope.person();
    let key = if person.is_own() { Key::SendButton } else { Key::SendButtonBehalf };
    let is_waiting = move || waits.is_some_and(RwSignal::get);
    let is_sending = move || send.with(|send| *send == SendState::Sending);
    let label = Text::live(move || {
        if is_waiting() {
            texts.now(Key::SendWaits, &[])
        } else if is_sending() {
            texts.now(Key::SendSending, &[])
        } else {
            texts.now(key, &[("name", &person.name)])
        }
    });
    button(ButtonKind::Primary, label, Busy::while_(move || is_sending() || is_waiting()), press)
}

/// A sent message is shown in its thread.
fn follow_sent(editor: Editor) {
    let navigation = use_navigation();
    follow(move || {
        if let SendState::Sent(thread) = editor.send.get() {
            untrack(|| navigation.replace(&Route::Thread(thread)));
        }
    });
}
