//! Finding a name in a list of them.

use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlInputElement, KeyboardEvent};

use crate::domain::name::finds;
use crate::i18n::{Key, Text, use_texts};
use crate::reactive::RwSignal;
use crate::ui::dom::{El, el, follow};

/// A field for a name. Escape empties it; an empty one leaves Escape to the dialog around.
pub fn field(id: &'static str, label: Key, typed: RwSignal<String>) -> El {
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
        .attr("id", id)
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
    let words = el("label").class("label").attr("for", id).child(use_texts().text(label));
    el("div")
        .class("ib-field")
        .child(el("div").class("label-wrapper").child(words))
        .child(el("div").class("input-container").child(input))
}

/// How many are found, in the words for none, one and more: read aloud when it changes; nothing while nothing is
/// searched for.
pub fn found(words: [Key; 3], typed: RwSignal<String>, names: Rc<[String]>) -> El {
    let texts = use_texts();
    let text = Text::live(move || {
        let typed = typed.get();
        if typed.trim().is_empty() {
            return String::new();
        }
        let count = names.iter().filter(|name| finds(&typed, name)).count();
        let [none, one, other] = words;
        let key = match count {
            0 => none,
            1 => one,
            _ => other,
        };
        texts.now(key, &[("count", &count.to_string())])
    });
    el("p").attr("role", "status").child(text)
}
