use leptos::prelude::*;

use crate::i18n::{Key, use_texts};
use crate::ui::icon;

/// What must not be written here stands before all else (R84, R85).
pub fn urgent() -> AnyView {
    let texts = use_texts();
    let number = |address: &'static str, number: &'static str| {
        view! {
            <a class="anchorlink" href=address>
                {number}
            </a>
        }
    };
    view! {
        <section class="ib-urgent" aria-labelledby="urgent-title">
            {icon("ErrorSignFill", "ib-icon")}
            <div>
                <h2 class="ib-urgent__title" id="urgent-title">
                    {texts.text(Key::ComposeUrgentTitle)}
                </h2>
                <p>{texts.text(Key::ComposeUrgentText)} " " {number("tel:116117", "116 117")}</p>
                <p>{texts.text(Key::ComposeUrgentEmergency)} " " {number("tel:113", "113")}</p>
                <p>{texts.text(Key::ComposeUrgentSurgery)}</p>
            </div>
        </section>
    }
    .into_any()
}
