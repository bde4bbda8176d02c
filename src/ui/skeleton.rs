use super::dom::{View, el};
use crate::i18n::{Key, use_texts};

/// Stands where something is on its way.
pub fn skeleton() -> View {
    let row = || el("span").class("ib-skeleton__row").attr("aria-hidden", "true").into();
    let text = el("span").class("ib-sr-only").child(use_texts().text(Key::Loading));
    el("div")
        .class("ib-skeleton")
        .attr("role", "status")
        .child(text)
        .children([row(), row(), row(), row()])
        .into()
}
