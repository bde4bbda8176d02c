//! Leaving a person: to another one, or out. What is written is saved first; a switch from what was
//! not sent asks all the same.

use super::second::{self, behind};
use leptos::prelude::untrack;

use crate::i18n::{Key, use_texts};
use crate::state::{App, Leaving, Navigation, PersonScope, use_navigation};
use crate::ui::dom::{View, el, live};
use crate::ui::{Busy, ButtonKind, button, dialog};

/// Saves what is unsaved, then goes; asks when it cannot be saved, and before a switch from text that
/// was not sent.
pub fn leave(scope: PersonScope, navigation: Navigation, leaving: Leaving) {
    scope.leave(leaving, move |leaving| go(scope.app, navigation, leaving));
}

fn go(app: App, navigation: Navigation, leaving: Leaving) {
    match leaving {
        Leaving::Switch(person, route) => navigation.switch(&route, person),
        Leaving::LogOut => app.log_out(),
    }
}

/// Asks whether text that could not be saved may be lost, or says that text which was not sent stays
/// behind as a draft.
pub fn question(scope: PersonScope) -> View {
    live(move || {
        let leaving = scope.leaving.get();
        let asked = leaving.map(|leaving| {
            untrack(|| behind(None, move || second::leaving(scope, leaving.clone())))
        });
        asked.into()
    })
}

/// The question itself.
pub fn ask(scope: PersonScope, leaving: Leaving) -> View {
    let (navigation, texts) = (use_navigation(), use_texts());
    let closed = move || scope.leaving.set(None);
    let person = scope.person();
    let (title, text, stay_label, go_label) = if scope.has_unsaved() {
        let (title, text) = if scope.has_unsaved_text() {
            (Key::LeaveTitle, Key::LeaveText)
        } else {
            (Key::LeaveFilesTitle, Key::LeaveFilesText)
        };
        (title, texts.text(text), Key::LeaveStay, Key::LeaveGo)
    } else {
        let text = if person.is_own() {
            texts.text(Key::PersonUnsentOwn)
        } else {
            texts.with(Key::PersonUnsent, "name", person.name)
        };
        (Key::PersonUnsentTitle, text, Key::PersonUnsentStay, Key::PersonUnsentGo)
    };
    dialog("leave-title", texts.text(title), closed, |shut| {
        let stay = shut.clone();
        let go_anyway = move || {
            shut();
            go(scope.app, navigation, leaving.clone());
        };
        let choices = el("div")
            .class("ib-actions ib-dialog__actions")
            .child(button(ButtonKind::Primary, texts.text(stay_label), Busy::NEVER, move || stay()))
            .child(button(ButtonKind::Secondary, texts.text(go_label), Busy::NEVER, go_anyway));
        View::of([el("p").child(text).into(), choices.into()])
    })
}
