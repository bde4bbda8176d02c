use std::rc::Rc;

use crate::domain::name::finds;
use crate::i18n::{Key, Text, use_texts};
use crate::reactive::RwSignal;
use crate::ui::dom::{El, el};
use crate::ui::target;

const FIELD: &str = "recipient-search";

/// A field for the name of a recipient, and how many it finds.
pub fn search(typed: RwSignal<String>, names: Rc<[String]>) -> El {
    let texts = use_texts();
    let input = el("input")
        .class("input-container__input")
        .attr("type", "search")
        .attr("id", FIELD)
        .attr("autocomplete", "off")
        .attr("maxlength", "100")
        .on("input", move |event| {
            if let Some(input) = target::<web_sys::HtmlInputElement>(&event) {
                typed.set(input.value());
            }
        });
    let found = Text::live(move || {
        let typed = typed.get();
        if typed.trim().is_empty() {
            return String::new();
        }
        let count = names.iter().filter(|name| finds(&typed, name)).count();
        let key = match count {
            0 => Key::ComposeFoundNone,
            1 => Key::ComposeFoundOne,
            _ => Key::ComposeFoundOther,
        };
        texts.now(key, &[("count", &count.to_string())])
    });
    let label = el("label").class("label").attr("for", FIELD);
    el("div")
        .class("ib-field")
        .child(el("div").class("label-wrapper").child(label.child(texts.text(Key::ComposeSearch))))
        .child(el("div").class("input-container").child(input))
        .child(el("p").class("ib-hint").attr("role", "status").child(found))
}
