use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlInputElement, HtmlSelectElement};

use super::dom::{El, View, el, follow};
use super::icon::icon;
use crate::i18n::Text;

/// A box to tick, with its label.
pub fn checkbox(
    label: impl Into<View>,
    is: impl Fn() -> bool + 'static,
    change: impl Fn(bool) + 'static,
) -> El {
    tick(el("input").attr("type", "checkbox"), label.into(), Box::new(is), Box::new(change))
}

/// One of several to choose from, which share a name.
pub fn radio(
    name: &'static str,
    label: impl Into<View>,
    is: impl Fn() -> bool + 'static,
    choose: impl Fn() + 'static,
) -> El {
    let input = el("input").attr("type", "radio").attr("name", name);
    tick(input, label.into(), Box::new(is), Box::new(move |_| choose()))
}

fn tick(input: El, label: View, is: Box<dyn Fn() -> bool>, change: Box<dyn Fn(bool)>) -> El {
    let input = input
        .class("ib-check__box")
        .with(move |input: HtmlInputElement| follow(move || input.set_checked(is())))
        .on("change", move |event| {
            if let Some(input) = target::<HtmlInputElement>(&event) {
                change(input.checked());
            }
        });
    el("label").class("ib-check").child(input).child(el("span").child(label))
}

/// One of several, by the value of each. `id` identifies it inside the shadow root.
pub fn select(
    id: &'static str,
    label: Text,
    options: impl Fn() -> Vec<(String, String)> + 'static,
    value: impl Fn() -> String + 'static,
    change: impl Fn(String) + 'static,
) -> View {
    let choose = el("select").class("select").attr("id", id).on("change", move |event| {
        if let Some(select) = target::<HtmlSelectElement>(&event) {
            change(select.value());
        }
    });
    let choose = choose.with(move |select: HtmlSelectElement| {
        follow(move || {
            select.set_text_content(None);
            for (value, label) in options() {
                let option: View = el("option").attr("value", &value).child(label).into();
                let _ = select.append_child(option.node());
            }
            select.set_value(&value());
        });
    });
    let arrow = icon("ChevronDown", "ib-icon ib-icon--sm select-arrow");
    let choose = el("span").class("select-inner-wrapper ib-select").child(arrow).child(choose);
    labelled(id, label, choose)
}

/// A day, by the browser's own field; the value is `2026-11-22`, or empty.
pub fn day_field(
    id: &'static str,
    label: Text,
    value: impl Fn() -> String + 'static,
    change: impl Fn(String) + 'static,
) -> View {
    let input = el("input")
        .attr("type", "date")
        .attr("id", id)
        .class("input-container__input")
        .with(move |input: HtmlInputElement| follow(move || input.set_value(&value())))
        .on("change", move |event| {
            if let Some(input) = target::<HtmlInputElement>(&event) {
                change(input.value());
            }
        });
    labelled(id, label, el("span").class("input-container").child(input))
}

fn labelled(id: &'static str, label: Text, control: El) -> View {
    let label = el("label").class("label").attr("for", id).child(label);
    el("div").class("ib-choice").child(label).child(control).into()
}

/// The element that an event is about.
pub fn target<T: JsCast>(event: &Event) -> Option<T> {
    event.target()?.dyn_into().ok()
}
