use std::rc::Rc;

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{ClipboardEvent, DataTransfer, DragEvent, Event, File, FileList, HtmlInputElement};

use super::choice::target;
use super::dom::{El, View, el};
use super::focus::in_root;
use crate::i18n::Text;
use crate::reactive::RwSignal;

/// Takes the files that were chosen.
pub type Chosen = Rc<dyn Fn(Vec<File>)>;

/// A way to choose files. On a phone the browser offers the camera as well.
pub struct FileField {
    /// Identifies the input inside the shadow root.
    pub id: &'static str,
    /// Identifies what says which files.
    pub described_by: &'static str,
    /// What it is for.
    pub label: Text,
    /// Media types, as the browser takes them.
    pub accept: &'static str,
    /// May nothing be chosen just now?
    pub locked: Rc<dyn Fn() -> bool>,
    /// Takes them.
    pub chosen: Chosen,
}

/// The field: looks as a button, and is the browser's own input, laid over it.
pub fn file_field(field: FileField) -> View {
    let FileField { id, described_by, label, accept, locked, chosen } = field;
    let choose = move |event| {
        let Some(input) = target::<HtmlInputElement>(&event) else { return };
        let files = input.files().map(|files| list(&files)).unwrap_or_default();
        // The same file can be chosen again.
        input.set_value("");
        chosen(files);
    };
    let input = el("input")
        .attr("type", "file")
        .attr("multiple", "")
        .attr("accept", accept)
        .attr("id", id)
        .attr("aria-describedby", described_by)
        .class("ib-file-field__input")
        .attr_live("disabled", move || locked().then(String::new))
        .on("change", choose);
    let text = el("span").class("button__text").child(label);
    let look = el("span").class("button button--medium button--outline").child(text);
    let label = el("label").attr("for", id).class("button-wrapper").child(look);
    el("div").class("ib-file-field").child(input).child(label).into()
}

/// Opens the browser's choice of files for the field with this id.
pub fn choose_files(id: &str) {
    if let Some(input) = in_root(id) {
        let _ = input.focus();
        input.click();
    }
}

/// Takes files that are dropped on `area` or pasted into it. One that is dropped beside it is not opened in place of
/// the page.
pub fn takes_files(area: El, chosen: Chosen) -> El {
    let is_over = RwSignal::new(false);
    let dropped = chosen.clone();
    for name in ["dragover", "drop"] {
        let missed = window_event_listener_untyped(name, |event| {
            if let Some(data) = dragged(&event).filter(|_| !event.default_prevented()) {
                event.prevent_default();
                data.set_drop_effect("none");
            }
        });
        on_cleanup(move || missed.remove());
    }
    area.class_while("ib-drop--over", move || is_over.get())
        .on("dragover", move |event| {
            if dragged(&event).is_some() {
                event.prevent_default();
                is_over.set(true);
            }
        })
        .on("dragleave", move |_| is_over.set(false))
        .on("drop", move |event| {
            is_over.set(false);
            if let Some(files) = dragged(&event).and_then(|data| data.files()) {
                event.prevent_default();
                dropped(list(&files));
            }
        })
        .on("paste", move |event| {
            let data = event.dyn_ref::<ClipboardEvent>().and_then(ClipboardEvent::clipboard_data);
            // A text that brings its picture along is pasted as text.
            let Some(data) = data.filter(|data| !has(data, "text/plain")) else { return };
            let files = data.files().map(|files| list(&files)).unwrap_or_default();
            if !files.is_empty() {
                event.prevent_default();
                chosen(files);
            }
        })
}

/// What is dragged, when files are.
fn dragged(event: &Event) -> Option<DataTransfer> {
    let data = event.dyn_ref::<DragEvent>()?.data_transfer()?;
    has(&data, "Files").then_some(data)
}

fn has(data: &DataTransfer, kind: &str) -> bool {
    data.types().iter().any(|one| one.as_string().as_deref() == Some(kind))
}

fn list(files: &FileList) -> Vec<File> {
    (0..files.length()).filter_map(|index| files.get(index)).collect()
}
