use wasm_bindgen::JsCast;
use web_sys::{Event, MouseEvent};

use super::dom::{El, View, el};
use crate::i18n::Text;

/// A link to a page of the app: a real address, so that it can be opened in a new tab, followed
/// without a load.
pub fn page_link(class: &'static str, address: &str, follow: impl Fn() + 'static) -> El {
    page_link_boxed(class, address, Box::new(follow))
}

fn page_link_boxed(class: &'static str, address: &str, follow: Box<dyn Fn()>) -> El {
    el("a").class(class).attr("href", address).on("click", move |event: Event| {
        let event: MouseEvent = event.unchecked_into();
        let wants_new_tab =
            event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key();
        if !wants_new_tab && event.button() == 0 {
            event.prevent_default();
            follow();
        }
    })
}

/// A link that looks like the main button.
pub fn page_link_button(
    address: &str,
    follow: impl Fn() + 'static,
    icon: View,
    label: Text,
) -> View {
    let text = el("span").class("button__text").child(label);
    let look = el("span").class("button button--medium button--left-icon").child(icon).child(text);
    page_link("button-wrapper", address, follow).child(look).into()
}
