use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlInputElement};

use crate::i18n::{Key, use_texts};
use crate::state::use_shortcuts;
use crate::ui::dom::{View, el, follow};

/// Switches the shortcuts on and off (WCAG 2.1.4).
pub fn switch() -> View {
    let (shortcuts, texts) = (use_shortcuts(), use_texts());
    let change = move |event: Event| {
        let input = event.target().and_then(|it| it.dyn_into::<HtmlInputElement>().ok());
        if let Some(input) = input {
            shortcuts.switch(input.checked());
        }
    };
    let input = el("input").attr("type", "checkbox").on("change", change);
    let input = input.with(move |input: HtmlInputElement| {
        follow(move || input.set_checked(shortcuts.are_on()));
    });
    let label = el("span").child(texts.text(Key::ShortcutsUse));
    let hint = el("p").class("ib-hint").child(texts.text(Key::ShortcutsUseHint));
    let label = el("label").class("ib-check").child(input).child(label);
    el("div").child(label).child(hint).into()
}
