use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{Element, Event, FocusEvent, HtmlInputElement, HtmlTextAreaElement};

use super::dom::{El, View, el, follow, live};
use crate::i18n::Text;

/// A labelled field; its error stands in it and is read with it.
#[derive(Clone)]
pub struct Field {
    /// Identifies the input inside the shadow root.
    pub id: &'static str,
    /// Identifies the error's text.
    pub error_id: &'static str,
    /// Identifies how much room is left.
    pub room_id: &'static str,
    /// What to write.
    pub label: Text,
    /// What is wrong with it, if anything.
    pub error: Rc<dyn Fn() -> Option<String>>,
    /// What stands in it.
    pub value: Rc<dyn Fn() -> String>,
    /// Takes over what was typed.
    pub input: Rc<dyn Fn(String)>,
    /// The field is left; for another field?
    pub blur: Rc<dyn Fn(bool)>,
    /// May the text not be changed just now?
    pub locked: Rc<dyn Fn() -> bool>,
    /// How much room is left, where that is to be told.
    pub room: Rc<dyn Fn() -> Option<String>>,
    /// Must something stand in it?
    pub is_required: bool,
}

/// A line of text.
pub fn text_input(field: &Field) -> View {
    let input = el("input").attr("type", "text").attr("autocomplete", "off");
    let value = field.value.clone();
    let input = input.with(move |input: HtmlInputElement| {
        follow(move || {
            let value = value();
            if input.value() != value {
                input.set_value(&value);
            }
        });
    });
    around(field, input, "input-container", |event| {
        event.target()?.dyn_into::<HtmlInputElement>().ok().map(|input| input.value())
    })
}

/// Lines of text.
pub fn text_area(field: &Field) -> View {
    let value = field.value.clone();
    let area = el("textarea").attr("rows", "8").with(move |area: HtmlTextAreaElement| {
        follow(move || {
            let value = value();
            if area.value() != value {
                area.set_value(&value);
            }
        });
    });
    around(field, area, "input-container ib-textarea", |event| {
        event.target()?.dyn_into::<HtmlTextAreaElement>().ok().map(|area| area.value())
    })
}

fn around(
    field: &Field,
    control: El,
    class: &'static str,
    typed: fn(Event) -> Option<String>,
) -> View {
    let Field {
        id, error_id, room_id, label, error, input, blur, locked, room, is_required, ..
    } = field.clone();
    let is_wrong = move || error().is_some();
    let [wrong, outer, inner] = [is_wrong.clone(), is_wrong.clone(), is_wrong.clone()];
    let has_room = room.clone();
    let control = control
        .class("input-container__input")
        .attr("id", id)
        .attr_if("required", is_required.then_some(""))
        .attr_live("readonly", move || locked().then(String::new))
        .attr_live("aria-invalid", move || is_wrong().then(|| "true".into()))
        .attr_live("aria-describedby", move || {
            wrong().then(|| error_id.into()).or_else(|| has_room().map(|_| room_id.into()))
        })
        .on("input", move |event| {
            if let Some(typed) = typed(event) {
                input(typed);
            }
        })
        .on("blur", move |event| blur(goes_to_field(&event)));
    let error = field.error.clone();
    // There from the start, so that what comes into it is read (ARIA19).
    let message = el("div").attr("aria-live", "assertive").child(live(move || {
        error()
            .map(|error| el("p").class("error-wrapper__errors").attr("id", error_id).child(error))
            .into()
    }));
    let room = live(move || {
        room()
            .map(|room| el("p").class("ib-hint ib-field__room").attr("id", room_id).child(room))
            .into()
    });
    let label = el("label").class("label").attr("for", id).child(label);
    el("div")
        .class("ib-field")
        .class_while("error-wrapper--with-error", outer)
        .child(message)
        .child(el("div").class("label-wrapper").child(label))
        .child(el("div").class(class).class_while("input-container--invalid", inner).child(control))
        .child(room)
        .into()
}

/// Not a button, which would move away under the pointer when an error comes.
fn goes_to_field(event: &Event) -> bool {
    let to = event.dyn_ref::<FocusEvent>().and_then(FocusEvent::related_target);
    let to = to.and_then(|to| to.dyn_into::<Element>().ok());
    to.is_some_and(|to| matches!(&*to.local_name(), "input" | "textarea"))
}
