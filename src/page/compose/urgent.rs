use crate::i18n::{Key, use_texts};
use crate::ui::dom::{View, el};
use crate::ui::icon;

/// What must not be written here stands before all else (R84, R85).
pub fn urgent() -> View {
    let texts = use_texts();
    let call = |key, address, number: &'static str| {
        let link = el("a").class("anchorlink").attr("href", address).child(number);
        el("p").child(texts.text(key)).child(" ").child(link)
    };
    let heading = el("h2").class("ib-urgent__title").attr("id", "urgent-title");
    let text = el("div")
        .child(heading.child(texts.text(Key::ComposeUrgentTitle)))
        .child(call(Key::ComposeUrgentText, "tel:116117", "116 117"))
        .child(call(Key::ComposeUrgentEmergency, "tel:113", "113"))
        .child(el("p").child(texts.text(Key::ComposeUrgentSurgery)));
    el("section")
        .class("ib-urgent")
        .attr("aria-labelledby", "urgent-title")
        .child(icon("ErrorSignFill", "ib-icon"))
        .child(text)
        .into()
}
