use std::rc::Rc;

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlInputElement, KeyboardEvent};

use crate::domain::name::finds;
use crate::i18n::{Key, Text, use_texts};
use crate::ui::dom::{View, el, follow};

const FIELD: &str = "person-search";

/// A field for a name. Escape empties it; an empty one leaves Escape to the dialog around.
pub fn search(typed: RwSignal<String>) -> View {
    let take = move |event: Event| {
        let input = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
        if let Some(input) = input {
            typed.set(input.value());
        }
    };
    let empty = move |event: Event| {
        let is_escape =
            event.dyn_ref::<KeyboardEvent>().is_some_and(|event| event.key() == "Escape");
        if is_escape && typed.with_untracked(|typed| !typed.is_empty()) {
            event.prevent_default();
            typed.set(String::new());
        }
    };
    let input = el("input")
        .class("input-container__input")
        .attr("type", "search")
        .attr("id", FIELD)
        .attr("autocomplete", "off")
        .attr("maxlength", "100")
        .on("input", take)
        .on("keydown", empty)
        .with(move |input: HtmlInputElement| {
            follow(move || {
                let typed = typed.get();
                if input.value() != typed {
                    input.set_value(&typed);
                }
            });
        });
    let label = el("label").class("label").attr("for", FIELD);
    el("div")
        .class("ib-field ib-persons__search")
        .child(
            el("div")
                .class("label-wrapper")
                .child(label.child(use_texts().text(Key::PersonSearch))),
        )
        .child(el("div").class("input-container").child(input))
        .into()
}

/// How many are found, read aloud when it changes; nothing while nothing is searched for.
pub fn found(typed: RwSignal<String>, names: Rc<[String]>) -> View {
    let texts = use_texts();
    let text = Text::live(move || {
        let typed = typed.read();
        if typed.trim().is_empty() {
            return String::new();
        }
        let count = names.iter().filter(|name| finds(&typed, name)).count();
        let key = match count {
            0 => Key::PersonFoundNone,
            1 => Key::PersonFoundOne,
            _ => Key::PersonFoundOther,
        };
        texts.now(key, &[("count", &count.to_string())])
    });
    el("p").class("ib-persons__found").attr("role", "status").child(text).into()
}
