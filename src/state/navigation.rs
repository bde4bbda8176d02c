use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_location, use_navigate};
use leptos_router::location::State;
use wasm_bindgen::JsValue;

use super::app::App;
use super::login::Login;
use crate::domain::person::PersonId;
use crate::route::Route;
use crate::shell::Start;

/// Where the reader is, and for whom.
///
/// The person belongs to the history entry: its opaque id is the entry's `history.state`, so that
/// going back to an entry of another person is a switch. Without one, it is the default person.
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
    handle: RwSignal<Option<String>>,
    base: StoredValue<String>,
    go: StoredValue<Go, LocalStorage>,
}

type Go = Box<dyn Fn(&str, NavigateOptions)>;

impl Navigation {
    /// Reads the address. Call it inside the `Router`.
    #[must_use]
    pub fn new(app: App) -> Self {
        let base = StoredValue::new(app.start.with_value(Start::base_path));
        let path = use_location().pathname;
        let handle = RwSignal::new(handle_of_entry());
        let moved = RwSignal::new(false);
        let on_history = window_event_listener(leptos::ev::popstate, move |_| {
            moved.set(true);
            handle.set(handle_of_entry());
        });
        on_cleanup(move || on_history.remove());
        let acting = Memo::new(move |_| {
            app.login.with(|login| match login {
                Login::In { session, .. } => {
                    let wanted =
                        handle.get().map(PersonId).filter(|id| session.person(id).is_some());
                    Some(wanted.unwrap_or_else(|| session.default_person.clone()))
                }
                _ => None,
            })
        });
        Self {
            route: Memo::new(move |_| base.with_value(|base| Route::parse(base, &path.read()))),
            acting,
            moved,
            renewed: RwSignal::new(0),
            handle,
            base,
            go: StoredValue::new_local(Box::new(use_navigate())),
        }
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

    /// Goes to a sent message in place of the form that it was written in.
    pub fn show_sent(self, thread: &Route) {
        if self.route.with_untracked(|shown| shown == thread) {
            self.renewed.update(|count| *count += 1);
        } else {
            self.move_to(thread, self.acting.get_untracked(), true);
        }
    }

    /// Goes to a page of another person.
    pub fn switch(self, route: &Route, person: PersonId) {
        self.move_to(route, Some(person), false);
    }

    fn move_to(self, route: &Route, person: Option<PersonId>, replace: bool) {
        let state = person.as_ref().map(|person| JsValue::from_str(&person.0));
        let path = self.address(route);
        self.moved.set(true);
        // Before the address, so that the subtree of the person who is left ends first.
        self.handle.set(person.map(|person| person.0));
        let stays = self.route.with_untracked(|shown| shown == route);
        if stays && !replace {
            // The router takes the same address for the same entry; here the person may differ.
            let history = window().history();
            let _ = history.and_then(|history| {
                history.push_state_with_url(&state.unwrap_or_default(), "", Some(&path))
            });
        } else {
            let options =
                NavigateOptions { resolve: false, replace, scroll: true, state: State::new(state) };
            self.go.with_value(|go| go(&path, options));
        }
    }
}

fn handle_of_entry() -> Option<String> {
    window().history().ok()?.state().ok()?.as_string()
}

/// Where the reader is.
#[must_use]
pub fn use_navigation() -> Navigation {
    expect_context()
}
