use std::rc::Rc;

use leptos::prelude::*;
use web_sys::HtmlDialogElement;

use super::dom::{View, el};
use super::icon::icon;
use crate::i18n::{Key, Text, use_texts};

/// Closes a dialog as Escape does, so that the focus goes back to what opened it.
pub type Shut = Rc<dyn Fn()>;

/// A modal dialog: the browser keeps the focus inside, closes it by Escape, and gives the focus
/// back to what opened it. `id` identifies the heading inside the shadow root; `closed` is called
/// when it has closed; `content` gets what closes it.
pub fn dialog(
    id: &'static str,
    title: Text,
    closed: impl Fn() + 'static,
    content: impl FnOnce(Shut) -> View,
) -> View {
    let heading = el("h2").class("title title--title3").attr("id", id).child(title);
    let dialog = el("dialog").class("ib-dialog").attr("aria-labelledby", id);
    let dialog = dialog.on("close", move |_| closed());
    let element = dialog.clone();
    let shut: Shut = Rc::new(move || {
        let _ = element.clone().with(|dialog: HtmlDialogElement| dialog.close());
    });
    let press = shut.clone();
    let cross = el("button")
        .attr("type", "button")
        .class("close")
        .label("aria-label", use_texts().text(Key::DialogClose))
        .child(el("span").class("close__inner-container").child(icon("X", "ib-icon")))
        .on("click", move |_| press());
    dialog
        .child(el("div").class("ib-dialog__head").child(heading).child(cross))
        .child(el("div").class("ib-dialog__body").child(content(shut)))
        .with(|dialog: HtmlDialogElement| {
            request_animation_frame(move || {
                // Fails only when it is open, or gone again.
                let _ = dialog.show_modal();
            });
        })
        .into()
}
