use leptos::prelude::*;

use super::dom::{View, svg};

/// Where the icon sprite is.
#[derive(Clone)]
pub struct Icons(pub String);

/// A decorative icon of the design system; `style/icons.txt` lists the names.
pub fn icon(name: &'static str, class: &'static str) -> View {
    let Icons(sprite) = expect_context();
    let drawing = svg("use").attr("href", &format!("{sprite}#{name}"));
    svg("svg").class(class).attr("aria-hidden", "true").child(drawing).into()
}

/// A decorative icon at the size of text.
pub fn small_icon(name: &'static str) -> View {
    icon(name, "ib-icon ib-icon--sm")
}
