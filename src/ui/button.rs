use std::rc::Rc;

use super::dom::{View, el};
use crate::i18n::Text;

/// How much a button weighs.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum ButtonKind {
    /// The one thing to do here.
    Primary,
    /// Another thing.
    Secondary,
    /// A small thing, in the run of text.
    Link,
}

/// Whether what a button does is under way.
#[derive(Clone)]
pub struct Busy(Option<Rc<dyn Fn() -> bool>>);

impl Busy {
    /// What the button does is done at once.
    pub const NEVER: Self = Self(None);

    /// As long as `is` holds.
    pub fn while_(is: impl Fn() -> bool + 'static) -> Self {
        Self(Some(Rc::new(is)))
    }

    fn now(&self) -> bool {
        self.0.as_ref().is_some_and(|is| is())
    }
}

/// A button; while it is busy it is dimmed and says so, and keeps the focus.
pub fn button(kind: ButtonKind, label: Text, busy: Busy, press: impl Fn() + 'static) -> View {
    button_boxed(kind, label, busy, Box::new(press))
}

fn button_boxed(kind: ButtonKind, label: Text, busy: Busy, press: Box<dyn Fn()>) -> View {
    let pressed = busy.clone();
    let button = el("button")
        .attr("type", "button")
        .attr_live("aria-disabled", move || busy.now().then(|| "true".into()))
        .on("click", move |_| {
            if !leptos::prelude::untrack(|| pressed.now()) {
                press();
            }
        });
    let look = match kind {
        ButtonKind::Primary => "button button--medium",
        ButtonKind::Secondary => "button button--medium button--outline",
        ButtonKind::Link => return button.class("ib-link-button").child(label).into(),
    };
    let text = el("span").class("button__text").child(label);
    button.class("button-wrapper").child(el("span").class(look).child(text)).into()
}
