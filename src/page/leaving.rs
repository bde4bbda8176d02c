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
    live(move || {
        let Some(leaving) = scope.leaving.get() else { return View::none() };
        let closed = move || scope.leaving.set(None);
        dialog("leave-title", texts.text(Key::LeaveTitle), closed, |shut| {
            let stay = shut.clone();
            let go_anyway = move || {
                shut();
                go(scope.app, navigation, leaving.clone());
            };
            let (stay_label, go_label) = (texts.text(Key::LeaveStay), texts.text(Key::LeaveGo));
            let choices = el("div")
                .class("ib-actions ib-dialog__actions")
                .child(button(ButtonKind::Primary, stay_label, Busy::NEVER, move || stay()))
                .child(button(ButtonKind::Secondary, go_label, Busy::NEVER, go_anyway));
            View::of([el("p").child(texts.text(Key::LeaveText)).into(), choices.into()])
        })
    })
}
