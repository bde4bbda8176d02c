//! The fields of a message, and what is wrong in them.

use std::rc::Rc;

use super::attachments;
use super::room::room;
use crate::domain::access::Verdict;
use crate::domain::draft::{Content, MAX_SUBJECT, MAX_TEXT, Missing};
use crate::domain::length::length;
use crate::i18n::{Key, use_texts};
use crate::page::words;
use crate::state::{Editor, PersonScope};
use crate::ui::dom::{View, el, live};
use crate::ui::{
    Busy, ButtonKind, Field, NoticeKind, button, focus_field, notice, text_area, text_input,
};

const SUBJECT: &str = "subject";
const TEXT: &str = "text";

/// Subject and text, with what is wrong in them, and the files.
pub fn fields(scope: PersonScope, editor: Editor, may_attach: Verdict) -> View {
    let texts = use_texts();
    let write = move |change: &dyn Fn(&mut Content)| editor.write(change);
    let locked: Rc<dyn Fn() -> bool> = Rc::new(move || editor.is_locked());
    let is_reply = editor.is_reply();
    let subject = (!is_reply).then(|| {
        let length = move || editor.content.with(|content| length(&content.subject));
        text_input(&Field {
            id: SUBJECT,
            error_id: "subject-error",
            room_id: "subject-room",
            label: texts.text(Key::ComposeSubject),
            error: error(editor, [Missing::ShortSubject, Missing::Subject]),
            value: Rc::new(move || editor.content.with(|content| content.subject.clone())),
            input: Rc::new(move |typed| write(&|content| content.subject.clone_from(&typed))),
            blur: Rc::new(move |to_field| leave(editor, Missing::Subject, to_field)),
            locked: locked.clone(),
            room: room(scope.app, texts, MAX_SUBJECT, length),
            is_required: true,
        })
    });
    let length = move || editor.content.with(|content| length(&content.text));
    let text = text_area(&Field {
        id: TEXT,
        error_id: "text-error",
        room_id: "text-room",
        label: texts.text(if is_reply { Key::ReplyLabel } else { Key::ComposeText }),
        error: error(editor, [Missing::ShortText, Missing::Text]),
        value: Rc::new(move || editor.content.with(|content| content.text.clone())),
        input: Rc::new(move |typed| write(&|content| content.text.clone_from(&typed))),
        blur: Rc::new(move |to_field| leave(editor, Missing::Text, to_field)),
        locked,
        room: room(scope.app, texts, MAX_TEXT, length),
        is_required: true,
    });
    let wrong = live(move || wrong(editor.missing.get(), is_reply));
    el("div")
        .class("ib-form")
        .child(wrong)
        .child(subject)
        .child(text)
        .child(attachments::part(scope, editor, may_attach))
        .into()
}

/// What is wrong with a field: too long at once, for it is not saved either; empty once it was left or sent.
fn error(editor: Editor, [long, missing]: [Missing; 2]) -> Rc<dyn Fn() -> Option<String>> {
    let texts = use_texts();
    let is_reply = editor.is_reply();
    Rc::new(move || {
        let is_long = editor.content.with(|content| content.missing(is_reply).contains(&long));
        let is_missing = editor.missing.with(|told| told.contains(&missing));
        let what = if is_long { long } else { is_missing.then_some(missing)? };
        let most = if what == Missing::ShortSubject { MAX_SUBJECT } else { MAX_TEXT };
        Some(texts.now(words::missing(what), &[("count", &most.to_string())]))
    })
}

/// A field is left: it is saved, and what it lacks is told when the reader went on to another one.
fn leave(editor: Editor, what: Missing, to_field: bool) {
    editor.save_now();
    let is_missing =
        editor.content.with_untracked(|content| content.missing(editor.is_reply()).contains(&what));
    if to_field && is_missing && !editor.missing.with_untracked(|told| told.contains(&what)) {
        editor.missing.update(|told| told.push(what));
    }
}

/// All that is wrong, with a way to each, where it is more than one thing.
fn wrong(missing: Vec<Missing>, is_reply: bool) -> View {
    if missing.len() < 2 || is_reply {
        return View::none();
    }
    let texts = use_texts();
    let item = |what: Missing| {
        let most = if what == Missing::ShortSubject { MAX_SUBJECT } else { MAX_TEXT };
        let label = texts.with(words::missing(what), "count", most.to_string());
        let lead = move || focus_field(field_of(what));
        el("li").child(button(ButtonKind::Link, label, Busy::NEVER, lead)).into()
    };
    let list = el("ul").class("ib-links").children(missing.into_iter().map(item));
    notice(NoticeKind::Error, Some(texts.text(Key::ComposeWrongTitle)), list)
}

const fn field_of(what: Missing) -> &'static str {
    match what {
        Missing::Subject | Missing::ShortSubject => SUBJECT,
        Missing::Text | Missing::ShortText => TEXT,
    }
}

/// Could it be sent? If not, what is wrong is told, and the focus led to the first of it.
pub fn try_to(editor: Editor) -> bool {
    let missing = editor.content.with_untracked(|content| content.missing(editor.is_reply()));
    editor.missing.set(missing.clone());
    missing.first().map(|first| focus_field(field_of(*first))).is_none()
}
