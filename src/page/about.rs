//! About the inbox.

use leptos::prelude::*;

use super::root::reader_has_moved;
use crate::i18n::{Key, use_texts};
use crate::ui::PageTitle;

/// Helsenorge's helpline (R104).
const HELPLINE: &str = "23 32 70 00";

/// What the inbox is, how letters arrive, and where help is.
pub fn page() -> AnyView {
    let texts = use_texts();
    view! {
        <PageTitle text=Signal::derive(texts.text(Key::AboutTitle)) take_focus=reader_has_moved() />
        <p>{texts.text(Key::AboutIntro)}</p>
        <p>{texts.text(Key::AboutDelivery)}</p>
        <p>{texts.text(Key::AboutVoluntary)}</p>
        <p>{texts.text(Key::AboutFree)}</p>
        <p>
            {texts.text(Key::AboutHelp)} " "
            <a class="anchorlink" href="tel:+4723327000">
                {HELPLINE}
            </a>
        </p>
    }
    .into_any()
}
