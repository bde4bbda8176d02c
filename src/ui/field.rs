use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlInputElement, HtmlTextAreaElement};

use super::dom::{El, View, el, follow, live};
use crate::i18n::Text;

/// A labelled field; its error stands in it and is read with it.
#[derive(Clone)]
pub struct Field {
    /// Identifies the input inside the shadow root.
    pub id: &'static str,
    /// Identifies the error's text.
    pub error_id: &'static str,
    /// What to write.
    pub label: Text,
    /// What is wrong with it, if anything.
    pub error: Rc<dyn Fn() -> Option<String>>,
    /// What stands in it.
    pub value: Rc<dyn Fn() -> String>,
    /// Takes over what was typed.
    pub input: Rc<dyn Fn(String)>,
    /// The field is left.
    pub blur: Rc<dyn Fn()>,
    /// May the text not be changed just now?
    pub locked: Rc<dyn Fn() -> bool>,
    /// Longest text, in UTF-16 units, as browsers count.
    pub max_length: usize,
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
    let Field { id, error_id, label, error, input, blur, locked, max_length, is_required, .. } =
        field.clone();
    let is_wrong = move || error().is_some();
    let [wrong, outer, inner] = [is_wrong.clone(), is_wrong.clone(), is_wrong.clone()];
    let control = control
        .class("input-container__input")
        .attr("id", id)
        .attr_if("required", is_required.then_some(""))
        .attr("maxlength", &max_length.to_string())
        .attr_live("readonly", move || locked().then(String::new))
        .attr_live("aria-invalid", move || is_wrong().then(|| "true".into()))
        .attr_live("aria-describedby", move || wrong().then(|| error_id.into()))
        .on("input", move |event| {
            if let Some(typed) = typed(event) {
                input(typed);
            }
        })
        .on("blur", move |_| blur());
    let error = field.error.clone();
    let message = live(move || {
        error()
            .map(|error| el("p").class("error-wrapper__errors").attr("id", error_id).child(error))
            .into()
    });
    let label = el("label").class("label").attr("for", id).child(label);
    el("div")
        .class("ib-field")
        .class_while("error-wrapper--with-error", outer)
        .child(message)
        .child(el("div").class("label-wrapper").child(label))
        .child(el("div").class(class).class_while("input-container--invalid", inner).child(control))
        .into()
}
