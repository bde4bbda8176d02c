//! Leaving a person: to another one, or out. What is written is saved first.

use leptos::prelude::*;

use crate::i18n::{Key, use_texts};
use crate::state::{App, Leaving, Navigation, PersonScope, use_navigation};
use crate::ui::dom::{View, el, live};
use crate::ui::{Busy, ButtonKind, button, dialog};

/// Saves what is unsaved, then goes; asks when it cannot be saved.
pub fn leave(scope: PersonScope, navigation: Navigation, leaving: Leaving) {
    scope.leave(leaving, move |leaving| go(scope.app, navigation, leaving));
}

fn go(app: App, navigation: Navigation, leaving: Leaving) {
    match leaving {
        Leaving::Switch(person, route) => navigation.switch(&route, person),
        Leaving::LogOut => app.log_out(),
    }
}

/// Asks whether text that could not be saved may be lost.
pub fn question(scope: PersonScope) -> View {
    let (navigation, texts) = (use_navigation(), use_texts());
    let stay = move || scope.leaving.set(None);
    live(move || {
        let Some(leaving) = scope.leaving.get() else { return View::none() };
        let go_anyway = move || {
            stay();
            go(scope.app, navigation, leaving.clone());
        };
        let choices = el("div")
            .class("ib-actions ib-dialog__actions")
            .child(button(ButtonKind::Primary, texts.text(Key::LeaveStay), Busy::NEVER, stay))
            .child(button(ButtonKind::Secondary, texts.text(Key::LeaveGo), Busy::NEVER, go_anyway));
        let text = el("p").child(texts.text(Key::LeaveText));
        dialog(
            "leave-title",
            texts.text(Key::LeaveTitle),
            stay,
            View::of([text.into(), choices.into()]),
        )
    })
}
