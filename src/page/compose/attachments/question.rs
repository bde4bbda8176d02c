//! What keeps a message from being sent, as far as its files do: told, with the way on.

use leptos::prelude::*;

use super::CHOOSE;
use super::item::remove_id;
use crate::i18n::{Key, use_texts};
use crate::state::Editor;
use crate::ui::dom::{View, el, live};
use crate::ui::{
    Busy, ButtonKind, NoticeKind, button, choose_files, focus_field, focus_later, notice,
};

const ADD: &str = "files-forgotten";

/// Do its files need the citizen before it can be sent? Follows them.
pub fn is_held(editor: Editor) -> bool {
    let files = editor.files;
    let [question, changed] = [files.question.get(), files.changed_elsewhere.get()];
    files.holds.with(Option::is_some) || question || changed
}

/// A file that holds the message back, files that were changed elsewhere, or the question whether one was forgotten;
/// `go_on` sends without.
pub fn held(editor: Editor, go_on: impl Fn() + Copy + 'static) -> View {
    let (texts, files) = (use_texts(), editor.files);
    live(move || {
        if let Some(one) = files.holds.get() {
            let why = texts.with(Key::AttachmentHolds, "name", one.about.name.clone());
            untrack(|| focus_field(&remove_id(one.id())));
            return notice(NoticeKind::Error, Some(texts.text(Key::DeliveryFailed)), why);
        }
        if files.changed_elsewhere.get() {
            let what = texts.text(Key::AttachmentChangedElsewhere);
            return notice(NoticeKind::Warning, Some(texts.text(Key::DeliveryFailed)), what);
        }
        if files.question.get() { untrack(|| question(editor, go_on)) } else { View::none() }
    })
}

fn question(editor: Editor, go_on: impl Fn() + 'static) -> View {
    let (texts, files) = (use_texts(), editor.files);
    let add = move || {
        files.question.set(false);
        choose_files(CHOOSE);
    };
    let choices = el("div")
        .class("ib-actions")
        .child(button(ButtonKind::Secondary, texts.text(Key::AttachmentAdd), Busy::NEVER, add))
        .child(button(
            ButtonKind::Secondary,
            texts.text(Key::AttachmentSendWithout),
            Busy::NEVER,
            go_on,
        ));
    let text =
        el("p").attr("id", ADD).attr("tabindex", "-1").child(texts.text(Key::AttachmentForgotten));
    focus_later(ADD);
    notice(NoticeKind::Warning, None, View::of([text.into(), choices.into()]))
}
