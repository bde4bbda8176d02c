//! The files of a message that is being written: chosen, dropped or pasted, each with its own progress and way out.

mod item;
mod question;
mod words;

use std::rc::Rc;

use leptos::prelude::*;

use crate::domain::access::Verdict;
use crate::i18n::{Key, Text, use_texts};
use crate::page::access;
use crate::state::{Editor, PersonScope};
use crate::ui::dom::{El, Item, View, each, el};
use crate::ui::{FileField, file_field, takes_files};

pub use question::{held, is_held};

/// Identifies the input.
const CHOOSE: &str = "files-choose";
const TITLE: &str = "files-title";
const HINT: &str = "files-hint";
/// The first file that needs the citizen: its way out.
pub const STUCK: &str = ".ib-file--stuck .ib-file__remove";
const ACCEPT: &str = "image/jpeg,image/png,application/pdf,.jpg,.jpeg,.png,.pdf";

/// What is there, and the way to add more where `may_attach` lets one.
pub fn part(scope: PersonScope, editor: Editor, may_attach: Verdict) -> View {
    let (texts, files) = (use_texts(), editor.files);
    files.set_open(may_attach.is_ok());
    let add = match may_attach {
        Ok(()) => {
            let hint = [Key::AttachmentHint, Key::AttachmentHintPlace].map(|key| texts.text(key));
            let hint = hint.map(|line| el("p").child(line).into());
            let drop = el("p").class("ib-files__drop").child(texts.text(Key::AttachmentHintDrop));
            let hint = el("div").class("ib-hint").attr("id", HINT).children(hint).child(drop);
            let field = file_field(FileField {
                id: CHOOSE,
                described_by: HINT,
                label: texts.text(Key::AttachmentChoose),
                accept: ACCEPT,
                locked: Rc::new(move || editor.is_locked()),
                chosen: Rc::new(move |chosen| add(editor, chosen)),
            });
            View::of([hint.into(), field])
        }
        Err(reason) => {
            let why = el("p").child(texts.text(Key::AttachmentClosed)).child(" ");
            el("div").class("ib-hint").child(why).child(access::why(scope, reason)).into()
        }
    };
    let list = el("ul").class("ib-files__list").attr("role", "list").attr("aria-labelledby", TITLE);
    let list = list.attr_live("hidden", move || files.items.with(Vec::is_empty).then(String::new));
    let group = el("div").class("ib-files").attr("role", "group").attr("aria-labelledby", TITLE);
    item::keep_focus(editor, &group);
    let items = move || -> Vec<Item> {
        let ids = files.items.get().into_iter().map(|one| one.about.id);
        ids.map(|id| -> Item { (id.clone(), Box::new(move || item::item(editor, id))) }).collect()
    };
    let list = each(list, items);
    let told = Text::live(move || files.told.with(|told| words::told(texts, told.as_ref())));
    let title = el("p").class("label").attr("id", TITLE).child(texts.text(Key::AttachmentTitle));
    group
        .child(title)
        .child(add)
        .child(list)
        .child(el("p").class("ib-sr-only").attr("role", "status").child(told))
        .into()
}

/// The form takes files that are dropped on it or pasted into its fields.
pub fn with_files(form: El, editor: Editor) -> El {
    takes_files(form, Rc::new(move |chosen| add(editor, chosen)))
}

fn add(editor: Editor, chosen: Vec<web_sys::File>) {
    if !untrack(|| editor.is_locked()) {
        editor.files.add(chosen);
    }
}
