use leptos::prelude::*;

use crate::i18n::{Key, use_texts};

/// Stands where something is on its way.
#[component]
pub fn Skeleton() -> impl IntoView {
    let row = || view! { <span class="ib-skeleton__row" aria-hidden="true"></span> };
    view! {
        <div class="ib-skeleton" role="status">
            <span class="ib-sr-only">{use_texts().text(Key::Loading)}</span>
            {(0..4).map(|_| row()).collect_view()}
        </div>
    }
}
