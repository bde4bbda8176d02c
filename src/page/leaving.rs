//! Leaving a person: to another one, or out. What is written is saved first.

use leptos::prelude::*;

use crate::i18n::{Key, use_texts};
use crate::state::{App, Leaving, Navigation, PersonScope, use_navigation};
use crate::ui::{ButtonKind, Dialog, button};

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
pub fn dialog(scope: PersonScope) -> AnyView {
    let (navigation, texts) = (use_navigation(), use_texts());
    let stay = move || scope.leaving.set(None);
    let never_busy = Signal::stored(false);
    let ask = move |leaving: Leaving| {
        let go_anyway = move || {
            stay();
            go(scope.app, navigation, leaving.clone());
        };
        view! {
            <Dialog
                id="leave-title"
                title=Signal::derive(texts.text(Key::LeaveTitle))
                close=Callback::new(move |()| stay())
            >
                <p>{texts.text(Key::LeaveText)}</p>
                <div class="ib-actions ib-dialog__actions">
                    {button(ButtonKind::Primary, texts.text(Key::LeaveStay), never_busy, stay)}
                    {button(
                        ButtonKind::Secondary,
                        texts.text(Key::LeaveGo),
                        never_busy,
                        go_anyway,
                    )}
                </div>
            </Dialog>
        }
    };
    (move || scope.leaving.get().map(ask)).into_any()
}
