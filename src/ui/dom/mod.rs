//! Nodes from code: made once, followed by the signals that they read.
//!
//! `view!` makes a type of every piece of page, and code for each: 220 kB of this app, against
//! 125 kB built so. Nothing here takes HTML; text is always text.

mod each;
mod element;
mod live;

pub use crate::reactive::follow;
pub use each::{Item, each, keyed};
pub use element::{El, el, svg};
pub use live::live;

use std::cell::RefCell;

use leptos::prelude::document;
use wasm_bindgen::JsCast;
use web_sys::Node;

use crate::i18n::Text;

/// A piece of page: a node, or a fragment of several.
#[derive(Clone)]
pub struct View(Node);

impl View {
    /// Nothing.
    #[must_use]
    pub fn none() -> Self {
        Self(document().create_document_fragment().unchecked_into())
    }

    /// Pieces side by side; one alone is itself.
    #[must_use]
    pub fn of(pieces: impl IntoIterator<Item = View>) -> Self {
        Self::together(&mut pieces.into_iter())
    }

    /// Made once, and not for each kind of iterator.
    fn together(pieces: &mut dyn Iterator<Item = View>) -> Self {
        let first = pieces.next();
        let Some(second) = pieces.next() else { return first.unwrap_or_else(Self::none) };
        let all = Self::none();
        for piece in first.into_iter().chain([second]).chain(pieces) {
            all.append(&piece);
        }
        all
    }

    /// The node.
    #[must_use]
    pub fn node(&self) -> &Node {
        &self.0
    }

    fn append(&self, piece: &View) {
        append(&self.0, piece);
    }
}

/// Appending a node that was just made cannot fail.
fn append(parent: &Node, piece: &View) {
    let _ = parent.append_child(&piece.0);
}

impl From<El> for View {
    fn from(element: El) -> Self {
        Self(element.into_node())
    }
}

impl From<Text> for View {
    fn from(text: Text) -> Self {
        let text = match text {
            Text::Fixed(text) => return text.into(),
            Text::Live(text) => text,
        };
        let node = document().create_text_node("");
        let (shown, said) = (node.clone(), RefCell::new(String::new()));
        follow(move || {
            let text = text();
            // Words that did not change are not written anew: a live region would say them again.
            if said.replace(text.clone()) != text {
                shown.set_data(&text);
            }
        });
        Self(node.unchecked_into())
    }
}

impl From<&str> for View {
    fn from(text: &str) -> Self {
        Self(document().create_text_node(text).unchecked_into())
    }
}

impl From<String> for View {
    fn from(text: String) -> Self {
        text.as_str().into()
    }
}

impl<V: Into<View>> From<Option<V>> for View {
    fn from(piece: Option<V>) -> Self {
        piece.map_or_else(Self::none, Into::into)
    }
}
