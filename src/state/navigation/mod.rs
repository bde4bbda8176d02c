//! Where the reader is, for whom, and what they were looking for.

mod entry;
mod place;

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use entry::{Entry, new_key};
use place::Places;

pub use place::Place;

use super::app::App;
use super::login::Login;
use crate::domain::filter::{Filter, ReadFilter};
use crate::domain::person::PersonId;
use crate::reactive::{Memo, RwSignal, StoredValue};
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
    /// What is looked for in the list, and whether the address asked for more than could be read.
    pub filter: Memo<ReadFilter>,
    /// Whose inbox it is.
    pub acting: Memo<Option<PersonId>>,
    /// Has the reader moved since the app came? Until then the focus is left where it is.
    pub moved: RwSignal<bool>,
    /// Goes up when the page shown is to be drawn and fetched anew.
    pub renewed: RwSignal<u32>,
    entry: RwSignal<Entry>,
    places: StoredValue<Places>,
    /// The log-in that the places belong to: another user finds nothing of what one looked for.
    turn: StoredValue<u32>,
    /// The place that the reader has just come back to.
    arrival: StoredValue<Option<Place>>,
    base: StoredValue<String>,
    start: StoredValue<Start>,
    container: StoredValue<HtmlElement>,
}

impl Navigation {
    /// Reads the address. `container` holds the app.
    #[must_use]
    pub fn new(app: App, container: HtmlElement) -> Self {
        let base = StoredValue::new(app.start.with_value(Start::base_path));
        let follows = app.start.with_value(Start::follows_address);
        let entry = RwSignal::new(if follows {
            Entry::current().settled()
        } else {
            // The address is not ours: the list is shown, and the address left alone.
            Entry::elsewhere(base.with_value(|base| Route::Inbox.path(base)))
        });
        let places = StoredValue::new(Places::default());
        let turn = StoredValue::new(app.turn());
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
        let filter = Memo::new(move |_| {
            let put_away = route.with(|route| *route == Route::PutAway);
            app.login.track();
            let is_theirs = turn.get_value() == app.turn();
            let mut read = entry.with(|entry| match is_theirs {
                true => read_filter(places, entry),
                false => Filter::read(&entry.query),
            });
            read.filter.put_away = put_away;
            read
        });
        let navigation = Self {
            route,
            filter,
            acting,
            moved: RwSignal::new(false),
            renewed: RwSignal::new(0),
            entry,
            places,
            turn,
            arrival: StoredValue::new(None),
            base,
            start: app.start,
            container: StoredValue::new(container),
        };
        let on_history = window_event_listener(leptos::ev::popstate, move |_| navigation.follow());
        on_cleanup(move || on_history.remove());
        navigation
    }

    /// Is the address ours? Another element of the page may have it, or the page itself.
    #[must_use]
    pub fn follows_address(self) -> bool {
        self.start.with_value(Start::follows_address)
    }

    /// Begins with a person, if the session names them.
    pub(super) fn begin_with(self, person: PersonId) {
        let entry = Entry { person: Some(person.0), ..self.entry.get_untracked() };
        if self.follows_address() {
            entry.write(true);
        }
        self.entry.set(entry);
    }

    /// Takes over the entry that the browser has gone to.
    fn follow(self) {
        if !self.follows_address() {
            return;
        }
        let now = Entry::current();
        let shown = self.entry.get_untracked();
        if now.key.is_empty() && (&now.path, &now.query) == (&shown.path, &shown.query) {
            // A `#` of the host's on the same page: the person stays who they were.
            shown.write(true);
            return;
        }
        self.remember();
        let now = if now.key.is_empty() {
            // An address that the page around went to is of whom one acts for.
            Entry { person: self.acting.get_untracked().map(|person| person.0), ..now }.settled()
        } else {
            now
        };
        let place = self.places.with_value(|places| places.get(&now.key).cloned());
        self.arrival.set_value(place);
        self.moved.set(true);
        self.entry.set(now);
    }

    /// Forgets what was looked for once nobody, or somebody else, is logged in.
    pub fn follow_log_in(self, app: App) {
        app.login.track();
        if self.turn.get_value() == app.turn() {
            return;
        }
        self.turn.set_value(app.turn());
        self.places.set_value(Places::default());
        self.arrival.set_value(None);
    }

    /// The address of a page.
    #[must_use]
    pub fn address(self, route: &Route) -> String {
        self.base.with_value(|base| route.path(base))
    }

    /// Goes to a page of the same person.
    pub fn go(self, route: &Route) {
        self.move_to(route, &Filter::default(), self.acting.get_untracked(), false);
    }

    /// Goes to a page of the same person in place of the one shown, or fetches the one shown anew.
    pub fn replace(self, route: &Route) {
        if self.route.with_untracked(|shown| shown == route) {
            self.renewed.update(|count| *count += 1);
        } else {
            self.move_to(route, &Filter::default(), self.acting.get_untracked(), true);
        }
    }

    /// Goes to a page of another person.
    pub fn switch(self, route: &Route, person: PersonId) {
        self.move_to(route, &Filter::default(), Some(person), false);
    }

    /// Looks for something else in the list. While a text is being typed, the entry stays the same.
    pub fn look_for(self, filter: &Filter) {
        let shown = self.filter.with_untracked(|shown| shown.filter.clone());
        if shown == *filter {
            return;
        }
        let types = !shown.text.is_empty() && !filter.text.is_empty() && shown.text != filter.text;
        let route = self.route.get_untracked();
        let address = Entry {
            path: self.address(&route),
            query: filter.query(),
            person: self.acting.get_untracked().map(|person| person.0),
            key: if types {
                self.entry.with_untracked(|entry| entry.key.clone())
            } else {
                new_key()
            },
        };
        self.enter(address, filter, types);
    }

    /// Goes back to the list as the reader left it, or to the list.
    pub fn back_to_list(self) {
        let is_from_list = self.places.with_value(|places| {
            self.entry.with_untracked(|entry| {
                places.get(&entry.key).is_some_and(|place| place.is_from_list)
            })
        });
        let went_back =
            is_from_list && window().history().is_ok_and(|history| history.back().is_ok());
        if !went_back {
            self.go(&Route::Inbox);
        }
    }

    /// The place that the reader has come back to, once.
    #[must_use]
    pub fn take_arrival(self) -> Option<Place> {
        self.arrival.try_update_value(Option::take).flatten()
    }

    /// Puts the reader where they were: as far down, and on the same line or else on the heading.
    pub fn restore(self, place: &Place, heading: &HtmlElement) {
        let line = place.thread.as_deref().and_then(|thread| self.line(thread));
        let options = web_sys::FocusOptions::new();
        options.set_prevent_scroll(true);
        let _ = line.as_ref().unwrap_or(heading).focus_with_options(&options);
        window().scroll_to_with_x_and_y(0.0, place.scroll);
        // What stands above it may have grown or gone meanwhile.
        if let Some(line) = line.filter(|line| !is_in_sight(line)) {
            line.scroll_into_view();
        }
    }

    /// Puts the focus on a part of the page once it is drawn: what had it is gone.
    pub fn focus(self, part: &'static str) {
        request_animation_frame(move || {
            let found = self.container.try_with_value(|container| container.query_selector(part));
            let found = found.and_then(Result::ok).flatten();
            if let Some(found) = found.and_then(|found| found.dyn_into::<HtmlElement>().ok()) {
                let _ = found.focus();
            }
        });
    }

    /// Puts the focus on a thread's line once it is drawn, or else on the heading.
    pub fn focus_line(self, thread: &str) {
        let thread = thread.to_owned();
        request_animation_frame(move || match self.line(&thread) {
            Some(line) => {
                let _ = line.focus();
            }
            None => self.focus("h1"),
        });
    }

    /// Does nobody read further down the list? Its top is in sight, and the focus is not in it.
    #[must_use]
    pub fn is_at_rest(self) -> bool {
        let list = self.container.with_value(|container| container.query_selector(".ib-list"));
        list.ok().flatten().is_none_or(|list| {
            let is_focused = list.matches(":focus-within").unwrap_or(false);
            !is_focused && list.get_bounding_client_rect().top() >= 0.0
        })
    }

    /// The link of a thread's line in the list.
    #[must_use]
    pub fn line(self, thread: &str) -> Option<HtmlElement> {
        if !Route::is_id(thread) {
            return None;
        }
        let line = format!("[data-thread=\"{thread}\"] a");
        let found = self.container.with_value(|container| container.query_selector(&line));
        found.ok().flatten().map(JsCast::unchecked_into)
    }

    /// The link of the line after a thread's, or else of the one before.
    #[must_use]
    pub fn line_beside(self, thread: &str) -> Option<HtmlElement> {
        let item = self.line(thread)?.parent_element()?;
        let beside = item.next_element_sibling().or_else(|| item.previous_element_sibling());
        self.line(&beside?.get_attribute("data-thread")?)
    }

    fn move_to(self, route: &Route, filter: &Filter, person: Option<PersonId>, replace: bool) {
        let entry = Entry {
            path: self.address(route),
            query: filter.query(),
            person: person.map(|person| person.0),
            key: new_key(),
        };
        self.enter(entry, filter, replace);
        self.moved.set(true);
        window().scroll_to_with_x_and_y(0.0, 0.0);
    }

    fn enter(self, entry: Entry, filter: &Filter, replace: bool) {
        self.remember();
        let shown = self.entry.get_untracked();
        let acting = self.acting.get_untracked().map(|person| person.0);
        let is_list = self.route.with_untracked(Route::is_list);
        let stays = entry.path == shown.path
            && entry.query == shown.query
            && entry.person == shown.person
            && self.filter.with_untracked(|shown| shown.filter == *filter);
        self.places.update_value(|places| {
            let from_list = |place: &Place| place.is_from_list;
            let was_from_list = places.get(&shown.key).is_some_and(from_list);
            let same_person = acting == entry.person;
            places.change(&entry.key, |place| {
                place.filter = filter.clone();
                place.is_from_list = if replace { was_from_list } else { is_list && same_person };
            });
        });
        // What is not ours is not written over.
        entry.write((replace || stays) && self.follows_address());
        self.arrival.set_value(None);
        self.entry.set(entry);
    }

    /// Notes where the reader is, before they leave.
    fn remember(self) {
        let key = self.entry.with_untracked(|entry| entry.key.clone());
        let filter = self.filter.with_untracked(|shown| shown.filter.clone());
        let scroll = window().scroll_y().unwrap_or_default();
        let thread = self.focused_thread();
        self.places.update_value(|places| {
            places.change(&key, |place| {
                place.filter = filter;
                place.scroll = scroll;
                place.thread = thread;
            });
        });
    }

    /// The thread whose line has the focus.
    fn focused_thread(self) -> Option<String> {
        let focused = self
            .container
            .with_value(|container| container.query_selector("li:focus-within[data-thread]"));
        focused.ok().flatten()?.get_attribute("data-thread")
    }
}

fn is_in_sight(line: &HtmlElement) -> bool {
    let place = line.get_bounding_client_rect();
    let height = window().inner_height().ok().and_then(|height| height.as_f64());
    place.top() >= 0.0 && place.bottom() <= height.unwrap_or(f64::MAX)
}

fn read_filter(places: StoredValue<Places>, entry: &Entry) -> ReadFilter {
    let read = Filter::read(&entry.query);
    places.with_value(|places| match places.get(&entry.key) {
        // What the address says holds, should it differ.
        Some(place) if place.filter.query() == read.filter.query() => {
            ReadFilter { filter: place.filter.clone(), is_damaged: read.is_damaged }
        }
        _ => read,
    })
}

/// Where the reader is.
#[must_use]
pub fn use_navigation() -> Navigation {
    expect_context()
}
