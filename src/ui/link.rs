use leptos::prelude::*;
use web_sys::MouseEvent;

/// A link to a page of the app: a real address, so that it can be opened in a new tab, followed
/// without a load.
pub fn page_link(
    class: &'static str,
    address: String,
    follow: impl Fn() + 'static,
    content: impl IntoView + 'static,
) -> AnyView {
    view! {
        <a class=class href=address on:click=following(follow)>
            {content.into_any()}
        </a>
    }
    .into_any()
}

/// A link that looks like the main button.
pub fn page_link_button(
    address: String,
    follow: impl Fn() + 'static,
    icon: AnyView,
    label: impl Fn() -> String + Send + Sync + 'static,
) -> AnyView {
    let label = Signal::derive(label);
    page_link(
        "button-wrapper",
        address,
        follow,
        view! {
            <span class="button button--medium button--left-icon">
                {icon} <span class="button__text">{label}</span>
            </span>
        },
    )
}

fn following(follow: impl Fn() + 'static) -> impl Fn(MouseEvent) + 'static {
    move |event| {
        let wants_new_tab = event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key();
        if !wants_new_tab && event.button() == 0 {
            event.prevent_default();
            follow();
        }
    }
}
