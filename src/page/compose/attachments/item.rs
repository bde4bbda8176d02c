//! One file: what it is, how far it has come, and what can be done with it.

use leptos::prelude::*;

use super::{CHOOSE, words};
use crate::domain::chosen_file::Refusal;
use crate::domain::file::FileKind;
use crate::i18n::{Key, Text, use_texts};
use crate::page::words::file_about;
use crate::reactive::StoredValue;
use crate::state::{DraftFile, Editor, FileStep};
use crate::ui::dom::{El, View, el, follow, keyed};
use crate::ui::{focus_field, focus_if_lost, small_icon};

pub fn item(editor: Editor, id: String) -> El {
    let (texts, files) = (use_texts(), editor.files);
    let of = {
        let id = id.clone();
        move || files.items.with(|items| items.iter().find(|one| one.id() == id).cloned())
    };
    let [name, about] = [of.clone(), of.clone()];
    let name = Text::live(move || name().map(|one| one.about.name).unwrap_or_default());
    let about =
        Text::live(move || about().map(|one| file_about(texts, &one.about)).unwrap_or_default());
    let (asked, step) = (id.clone(), id.clone());
    let shape = move || files.step(&step).map(shape);
    let state =
        keyed(shape, move |step| step.map(|step| state(editor, asked.clone(), step)).into());
    let is_stuck = {
        let id = id.clone();
        move || files.step(&id).is_some_and(|step| step.is_stuck())
    };
    el("li")
        .class("ib-file")
        .class_while("ib-file--stuck", is_stuck)
        .child(small_icon("Attachment"))
        .child(el("bdi").class("ib-file__name").child(name))
        .child(el("span").class("ib-file__about").child(about))
        .child(state)
        .child(remove(editor, id))
}

/// The same however many percent have gone: then the piece stays, and only the bar moves.
fn shape(step: FileStep) -> FileStep {
    match step {
        FileStep::Uploading(_) => FileStep::Uploading(0),
        step => step,
    }
}

fn state(editor: Editor, id: String, step: FileStep) -> View {
    let (texts, files) = (use_texts(), editor.files);
    if let FileStep::Uploading(_) = step {
        let name = name_of(editor, &id);
        let percent = move || match files.step(&id) {
            Some(FileStep::Uploading(percent)) => Some(percent.to_string()),
            _ => None,
        };
        return el("progress")
            .class("ib-file__progress")
            .attr("max", "100")
            .attr_live("value", percent)
            .label("aria-label", texts.with(Key::AttachmentUploading, "name", name))
            .into();
    }
    let words = {
        let (step, kind) = (step.clone(), file(editor, &id).map(|one| one.about.kind));
        Text::live(move || words::step(texts, &step, kind))
    };
    let words = el("p").class("ib-file__state").child(words);
    View::of([words.into(), again(editor, id, &step)])
}

/// What may help.
fn again(editor: Editor, id: String, step: &FileStep) -> View {
    let files = editor.files;
    let is_photo = |one: DraftFile| matches!(one.about.kind, FileKind::Jpeg | FileKind::Png);
    let retry = (Key::ErrorRetry, Key::AttachmentRetry);
    let shrinks = matches!(step, FileStep::Refused(Refusal::TooLarge))
        && file(editor, &id).is_some_and(is_photo);
    let (shown, named) = match step {
        _ if shrinks => (Key::AttachmentShrink, Key::AttachmentShrinkNamed),
        FileStep::Failed(_) | FileStep::NotRemoved(_) => retry,
        FileStep::Refused(Refusal::AllTooLarge | Refusal::Unreadable) => retry,
        _ => return View::none(),
    };
    let name = name_of(editor, &id);
    small_button(shown, named, name, move || {
        if untrack(|| editor.is_locked()) {
            return;
        }
        // The button goes with what it is about: the focus stays at the file.
        focus_field(&remove_id(&id));
        if shrinks { files.shrink(&id) } else { files.retry(&id) }
    })
    .into()
}

/// One button, so that the focus stays when an upload that could be cancelled becomes a file that can be removed.
fn remove(editor: Editor, id: String) -> El {
    let (texts, files) = (use_texts(), editor.files);
    let name = name_of(editor, &id);
    let asked = id.clone();
    let is_under_way = move || {
        files.step(&asked).is_some_and(|step| step.is_under_way() && step != FileStep::Removing)
    };
    let [shown, named] = [is_under_way.clone(), is_under_way];
    let shown = Text::live(move || {
        texts.now(if shown() { Key::AttachmentCancel } else { Key::AttachmentRemove }, &[])
    });
    let named = Text::live(move || {
        let key = if named() { Key::AttachmentCancelNamed } else { Key::AttachmentRemoveNamed };
        texts.now(key, &[("name", &name)])
    });
    el("button")
        .attr("type", "button")
        .attr("id", &remove_id(&id))
        .class("ib-link-button ib-file__remove")
        .attr_live("aria-disabled", move || editor.is_sending().then(|| "true".into()))
        .label("aria-label", named)
        .child(shown)
        .on("click", move |_| {
            if !untrack(|| editor.is_sending()) {
                files.remove(&id);
            }
        })
}

/// When a file is gone that had the focus, the next one has it, or the way to choose files.
pub fn keep_focus(editor: Editor, list: &El) {
    let (files, Some(list)) = (editor.files, list.html()) else { return };
    let shown = StoredValue::new(Vec::<String>::new());
    follow(move || {
        let now: Vec<_> =
            files.items.with(|items| items.iter().map(|one| remove_id(one.id())).collect());
        let before = shown.try_update_value(|shown| std::mem::replace(shown, now.clone()));
        let gone = before.unwrap_or_default().iter().position(|id| !now.contains(id));
        if let Some(gone) = gone {
            let next = now.get(gone).or(now.last()).cloned();
            focus_if_lost(&list, next.unwrap_or_else(|| CHOOSE.to_owned()));
        }
    });
}

fn small_button(shown: Key, named: Key, name: String, press: impl Fn() + 'static) -> El {
    let texts = use_texts();
    el("button")
        .attr("type", "button")
        .class("ib-link-button")
        .label("aria-label", texts.with(named, "name", name))
        .child(texts.text(shown))
        .on("click", move |_| press())
}

/// Identifies the button of a file.
pub fn remove_id(id: &str) -> String {
    format!("file-{id}")
}

fn file(editor: Editor, id: &str) -> Option<DraftFile> {
    editor.files.items.with_untracked(|items| items.iter().find(|one| one.id() == id).cloned())
}

fn name_of(editor: Editor, id: &str) -> String {
    file(editor, id).map(|one| one.about.name).unwrap_or_default()
}
