use leptos::prelude::*;
use leptos_router::location::{BrowserUrl, LocationProvider};
use wasm_bindgen::JsValue;

use super::app::App;
use super::login::Login;
use crate::domain::person::PersonId;
use crate::route::Route;
use crate::shell::Start;

/// Where the reader is, and for whom.
///
/// Both belong to the history entry: the address names the page, and the opaque id in its
/// `history.state` the person, so that going back to an entry of another person is a switch. They
/// change together, in one signal: a page is never asked for under the person who was left.
/// The library's `Router` keeps them apart, takes the host page's clicks and cannot be taken down;
/// so the history is kept here.
#[derive(Clone, Copy)]
pub struct Navigation {
    /// The page.
    pub route: Memo<Route>,
    /// Whose inbox it is.
    pub acting: Memo<Option<PersonId>>,
    /// Has the reader moved since the app came? Until then the focus is left where it is.
    pub moved: RwSignal<bool>,
    /// Goes up when the page shown is to be drawn and fetched anew.
    pub renewed: RwSignal<u32>,
    entry: RwSignal<Entry>,
    base: StoredValue<String>,
}

/// What a history entry says.
#[derive(Clone, PartialEq, Eq)]
struct Entry {
    path: String,
    person: Option<String>,
}

impl Entry {
    /// Reads the current one.
    fn current() -> Self {
        let path = BrowserUrl::current().map(|url| url.path().to_owned()).unwrap_or_default();
        let history = window().history().ok();
        Self { path, person: history.and_then(|history| history.state().ok()?.as_string()) }
    }
}

impl Navigation {
    /// Reads the address.
    #[must_use]
    pub fn new(app: App) -> Self {
        let base = StoredValue::new(app.start.with_value(Start::base_path));
        let entry = RwSignal::new(Entry::current());
        let moved = RwSignal::new(false);
        let on_history = window_event_listener(leptos::ev::popstate, move |_| {
            let now = Entry::current();
            let shown = entry.get_untracked();
            if now.person.is_none() && now.path == shown.path {
                // A `#` of the host's on the same page: the person stays who they were.
                write(&shown, true);
            } else {
                moved.set(true);
                entry.set(now);
            }
        });
        on_cleanup(move || on_history.remove());
        let acting = Memo::new(move |_| {
            app.login.with(|login| match login {
                Login::In { session, .. } => {
                    let wanted = entry.with(|entry| entry.person.clone()).map(PersonId);
                    let known = wanted.filter(|id| session.person(id).is_some());
                    Some(known.unwrap_or_else(|| session.default_person.clone()))
                }
                _ => None,
            })
        });
        let route = Memo::new(move |_| {
            base.with_value(|base| entry.with(|entry| Route::parse(base, &entry.path)))
        });
        Self { route, acting, moved, renewed: RwSignal::new(0), entry, base }
    }

    /// The address of a page.
    #[must_use]
    pub fn address(self, route: &Route) -> String {
        self.base.with_value(|base| route.path(base))
    }

    /// Goes to a page of the same person.
    pub fn go(self, route: &Route) {
        self.move_to(route, self.acting.get_untracked(), false);
    }

    /// Goes to a page of the same person in place of the one shown, or fetches the one shown anew.
    pub fn replace(self, route: &Route) {
        if self.route.with_untracked(|shown| shown == route) {
            self.renewed.update(|count| *count += 1);
        } else {
            self.move_to(route, self.acting.get_untracked(), true);
        }
    }

    /// Goes to a page of another person.
    pub fn switch(self, route: &Route, person: PersonId) {
        self.move_to(route, Some(person), false);
    }

    fn move_to(self, route: &Route, person: Option<PersonId>, replace: bool) {
        let entry = Entry { path: self.address(route), person: person.map(|person| person.0) };
        let stays = self.entry.with_untracked(|shown| *shown == entry);
        write(&entry, replace || stays);
        self.moved.set(true);
        self.entry.set(entry);
        window().scroll_to_with_x_and_y(0.0, 0.0);
    }
}

/// Writes the entry into the history. A browser refuses that only to a page that floods it.
fn write(entry: &Entry, replace: bool) {
    let Ok(history) = window().history() else { return };
    let state = entry.person.as_ref().map_or(JsValue::NULL, |person| JsValue::from_str(person));
    let _ = if replace {
        history.replace_state_with_url(&state, "", Some(&entry.path))
    } else {
        history.push_state_with_url(&state, "", Some(&entry.path))
    };
}

/// Where the reader is.
#[must_use]
pub fn use_navigation() -> Navigation {
    expect_context()
}
