//! The page around the element: what it is told, and what it asks for.

use leptos::prelude::*;

use super::leaving::leave;
use crate::domain::person::PersonId;
use crate::reactive::{Memo, StoredValue};
use crate::route::Route;
use crate::state::{App, Leaving, Login, Navigation};
use crate::ui::dom::follow;

/// Tells the page around what it may know, as it changes.
pub fn tell(app: App, navigation: Navigation) {
    follow(move || {
        app.tell_acting(navigation.acting.get());
        untrack(|| app.tell_unsaved());
    });
    follow(move || {
        let kind = navigation.route.with(Route::kind);
        app.start.with_value(|start| start.tell_page(kind));
    });
    follow(move || app.look_at_wish());
    let is_loading = Memo::new(move |_| app.login.with(|login| matches!(login, Login::Waiting)));
    let was_drawn = StoredValue::new(false);
    follow(move || {
        let is_loading = is_loading.get();
        app.shell.with_value(|shell| shell.tell_loading(is_loading));
        if !is_loading
            && was_drawn.try_update_value(|drawn| std::mem::replace(drawn, true)) == Some(false)
        {
            app.tell_drawn();
        }
    });
    on_cleanup(move || {
        // Nobody waits for it any more.
        if is_loading.try_with_untracked(|is_loading| *is_loading) == Some(true) {
            app.shell.try_with_value(|shell| shell.tell_loading(false));
        }
    });
}

/// The page asks to act for a person.
pub fn act_for(app: App, navigation: Navigation, person: String) {
    app.act_for(navigation, PersonId(person), |scope, person| {
        leave(scope, navigation, Leaving::Switch(person, Route::Inbox));
    });
}
