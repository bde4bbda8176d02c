use crate::i18n::{Key, use_texts};
use crate::state::use_shortcuts;
use crate::ui::checkbox;
use crate::ui::dom::{View, el};

/// Switches the shortcuts on and off (WCAG 2.1.4).
pub fn switch() -> View {
    let (shortcuts, texts) = (use_shortcuts(), use_texts());
    let is_on = move || shortcuts.are_on();
    let switch = checkbox(texts.text(Key::ShortcutsUse), is_on, move |on| shortcuts.switch(on));
    let hint = el("p").class("ib-hint").child(texts.text(Key::ShortcutsUseHint));
    el("div").child(switch).child(hint).into()
}
