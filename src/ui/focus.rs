use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, ShadowRoot};

use super::dom::{View, el};
use crate::i18n::Text;

/// The heading of a page. It takes the focus when the reader has moved here, so that a screen
/// reader reads where one is; `take_focus` is false on arrival from outside.
pub fn page_title(text: impl Into<View>, class: &'static str, take_focus: bool) -> View {
    let heading = el("h1").class(class).attr("tabindex", "-1").child(text);
    heading
        .with(move |heading: HtmlElement| {
            if take_focus {
                focus_when_drawn(heading)
            }
        })
        .into()
}

/// A heading can take the focus once it stands in the page; on a slow machine the reader may be writing there by then.
fn focus_when_drawn(heading: HtmlElement) {
    request_animation_frame(move || {
        if !is_writing_beside(&heading) {
            let _ = heading.focus();
        }
    });
}

/// Has a field of this heading's page the focus?
fn is_writing_beside(heading: &HtmlElement) -> bool {
    let root = heading.get_root_node().dyn_into::<ShadowRoot>().ok();
    let active = root.and_then(|root| root.active_element());
    active
        .is_some_and(|active| active.matches("main :is(input, textarea, select)").unwrap_or(false))
}

/// «Hopp til innholdet» (R96): an address with `#` does not move the focus inside a shadow root.
pub fn skip_link(label: Text, to: &'static str) -> View {
    let skip = move |_| focus_field(to);
    el("button").attr("type", "button").class("ib-skip-link").on("click", skip).child(label).into()
}

/// Puts the focus on the element with this id, inside the shadow root that has it now.
pub fn focus_field(id: &str) {
    if let Some(field) = in_root(id) {
        let _ = field.focus();
    }
}

/// The same once it is drawn.
pub fn focus_later(id: &'static str) {
    request_animation_frame(move || focus_field(id));
}

/// The element with this id, inside the shadow root that has the focus.
pub(super) fn in_root(id: &str) -> Option<HtmlElement> {
    let root = document().active_element().and_then(|host| host.shadow_root());
    root?.get_element_by_id(id)?.dyn_into().ok()
}

/// Puts the focus on the element with this id beside `piece`, when what had it is gone.
pub fn focus_if_lost(piece: &HtmlElement, id: String) {
    let piece = piece.clone();
    request_animation_frame(move || {
        let Ok(root) = piece.get_root_node().dyn_into::<ShadowRoot>() else { return };
        let field = root.get_element_by_id(&id).filter(|_| root.active_element().is_none());
        if let Some(field) = field {
            let _ = field.unchecked_into::<HtmlElement>().focus();
        }
    });
}

/// Puts the focus on the first `what` in `piece` once it stands in the page, unless the reader has it
/// somewhere by then.
pub fn focus_in(piece: &View, what: &'static str) {
    let element = piece.node().dyn_ref::<Element>();
    let field = element.and_then(|element| element.query_selector(what).ok().flatten());
    let Some(field) = field.and_then(|field| field.dyn_into::<HtmlElement>().ok()) else { return };
    request_animation_frame(move || {
        let root = field.get_root_node().dyn_into::<ShadowRoot>();
        if root.is_ok_and(|root| root.active_element().is_none()) {
            let _ = field.focus();
        }
    });
}
