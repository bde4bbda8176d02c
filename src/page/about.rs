//! About the inbox.

use super::title::title;
use crate::i18n::{Key, use_texts};
use crate::ui::dom::{View, el};

/// What the inbox is, how letters arrive, and where help is (R104).
pub fn page() -> View {
    let texts = use_texts();
    let paragraph = |key| el("p").child(texts.text(key));
    let helpline = el("a").class("anchorlink").attr("href", "tel:+4723327000").child("23 32 70 00");
    el("div")
        .class("ib-stack")
        .child(title(Key::AboutTitle))
        .child(paragraph(Key::AboutIntro))
        .child(paragraph(Key::AboutDelivery))
        .child(paragraph(Key::AboutVoluntary))
        .child(paragraph(Key::AboutRelayed))
        .child(paragraph(Key::AboutFree))
        .child(paragraph(Key::AboutHelp).child(" ").child(helpline))
        .into()
}
