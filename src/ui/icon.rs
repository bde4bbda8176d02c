use leptos::prelude::*;

/// Where the icon sprite is.
#[derive(Clone)]
pub struct Icons(pub String);

/// A decorative icon of the design system; `style/icons.txt` lists the names.
pub fn icon(name: &'static str, class: &'static str) -> AnyView {
    let Icons(sprite) = expect_context();
    view! {
        <svg class=class aria-hidden="true">
            <use href=format!("{sprite}#{name}")></use>
        </svg>
    }
    .into_any()
}

/// A decorative icon at the size of text.
pub fn small_icon(name: &'static str) -> AnyView {
    icon(name, "ib-icon ib-icon--sm")
}
