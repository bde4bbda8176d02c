use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use web_sys::{Element, Event, Node};

use super::{View, append, follow};
use crate::i18n::Text;

const SVG: &str = "http://www.w3.org/2000/svg";

/// An element under construction.
#[derive(Clone)]
pub struct El(Element);

/// An HTML element. `name` is one of the code's own, so making it cannot fail.
#[must_use]
pub fn el(name: &'static str) -> El {
    El(document().create_element(name).unwrap_throw())
}

/// An SVG element.
#[must_use]
pub fn svg(name: &'static str) -> El {
    El(document().create_element_ns(Some(SVG), name).unwrap_throw())
}

impl El {
    /// Sets the classes.
    #[must_use]
    pub fn class(self, names: &'static str) -> Self {
        self.attr("class", names)
    }

    /// Adds `name` to the classes while `is` holds.
    #[must_use]
    pub fn class_while(self, name: &'static str, is: impl Fn() -> bool + 'static) -> Self {
        let classes = self.0.class_list();
        follow(move || {
            let _ = classes.toggle_with_force(name, is());
        });
        self
    }

    /// Sets an attribute; its name is one of the code's own.
    #[must_use]
    pub fn attr(self, name: &'static str, value: &str) -> Self {
        let _ = self.0.set_attribute(name, value);
        self
    }

    /// Sets an attribute when there is a value.
    #[must_use]
    pub fn attr_if(self, name: &'static str, value: Option<&str>) -> Self {
        match value {
            Some(value) => self.attr(name, value),
            None => self,
        }
    }

    /// Sets an attribute to a text of the interface.
    #[must_use]
    pub fn label(self, name: &'static str, text: Text) -> Self {
        match text {
            Text::Fixed(text) => self.attr(name, &text),
            Text::Live(text) => self.attr_live(name, move || Some(text())),
        }
    }

    /// Keeps an attribute as `value` says; without a value, it is not there.
    #[must_use]
    pub fn attr_live(
        self,
        name: &'static str,
        value: impl Fn() -> Option<String> + 'static,
    ) -> Self {
        let element = self.0.clone();
        follow(move || {
            let _ = match value() {
                Some(value) => element.set_attribute(name, &value),
                None => element.remove_attribute(name),
            };
        });
        self
    }

    /// Appends a piece.
    #[must_use]
    pub fn child(self, piece: impl Into<View>) -> Self {
        append(&self.0, &piece.into());
        self
    }

    /// Appends pieces.
    #[must_use]
    pub fn children(self, pieces: impl IntoIterator<Item = View>) -> Self {
        for piece in pieces {
            append(&self.0, &piece);
        }
        self
    }

    /// Calls `act` on each `event`, until the owner ends.
    #[must_use]
    pub fn on(self, event: &'static str, act: impl FnMut(Event) + 'static) -> Self {
        listen(self.0.clone(), event, Box::new(act));
        self
    }

    /// Reaches the element itself, for what attributes cannot do.
    #[must_use]
    pub fn with<T: JsCast>(self, reach: impl FnOnce(T)) -> Self {
        if let Ok(element) = self.0.clone().dyn_into() {
            reach(element);
        }
        self
    }

    /// The element itself, where it is of HTML.
    #[must_use]
    pub fn html(&self) -> Option<web_sys::HtmlElement> {
        self.0.clone().dyn_into().ok()
    }

    pub(super) fn into_node(self) -> Node {
        self.0.into()
    }

    pub(super) fn element(&self) -> &Element {
        &self.0
    }
}

fn listen(element: Element, event: &'static str, act: Box<dyn FnMut(Event)>) {
    let listener = Closure::wrap(act);
    let _ = element.add_event_listener_with_callback(event, listener.as_ref().unchecked_ref());
    let kept = StoredValue::new_local((element, listener));
    // Taken off before it is dropped: an event may still be on its way.
    on_cleanup(move || {
        kept.try_with_value(|(element, listener)| {
            element.remove_event_listener_with_callback(event, listener.as_ref().unchecked_ref())
        });
    });
}
