//! What the list does without: it stands in a second module, which is fetched after the first list, or
//! when the first of it is opened. Nothing but these functions leads there: they are the gates at which
//! `public/split.mjs` cuts the module, so they are never inlined.

use super::title::title;
use super::waiting::{not_fetched, waiting};
use super::{
    about, access, accessibility, compose, drafts, expiry, feedback, inbox, leaving, links,
    not_found, persons, shortcuts, thread,
};
use crate::domain::access::Reason;
use crate::domain::thread::ThreadSummary;
use crate::i18n::{Key, use_texts};
use crate::reactive::RwSignal;
use crate::route::Route;
use crate::state::{App, Leaving, PersonScope, use_app};
use crate::ui::dom::{View, keyed};

/// What `gate` draws, as soon as that can be drawn; `heading` stands there until then.
pub fn behind(heading: Option<Key>, gate: impl Fn() -> View + 'static) -> View {
    let app = use_app();
    app.fetch_second();
    if app.second.with_untracked(|second| second.ready().is_some()) {
        return gate();
    }
    waiting(
        heading,
        app.second,
        move |()| gate(),
        move |error| {
            let title_text = use_texts().text(Key::PageFailed);
            let why = not_fetched(title_text, error, move || app.fetch_second());
            View::of([heading.map(title).into(), why])
        },
    )
}

/// What `gate` draws, once it can be drawn: nothing waits for it.
pub fn later(gate: impl Fn() -> View + 'static) -> View {
    let app = use_app();
    let is_there = move || app.second.with(|second| second.ready().is_some());
    keyed(is_there, move |is_there| if is_there { gate() } else { View::none() })
}

/// Functions that draw, and that nothing is taken out of or put into: what leads there leads through them.
macro_rules! gates {
    ($($name:ident($($given:ident: $kind:ty),*) => $draw:expr;)*) => {$(
        #[inline(never)]
        pub fn $name($($given: $kind),*) -> View {
            $draw
        }
    )*};
}

gates! {
    thread(scope: PersonScope, id: String, known: RwSignal<Option<ThreadSummary>>)
        => thread::content(scope, id, known);
    thread_hidden(scope: PersonScope, id: &str, reason: Reason) => thread::hidden(scope, id, reason);
    recipients() => compose::recipients();
    draft(id: String) => compose::draft(id);
    drafts() => drafts::page();
    persons() => persons::page();
    access() => access::page();
    kept(scope: PersonScope) => access::kept(scope, |_| true);
    about() => about::page();
    accessibility() => accessibility::page();
    not_found() => not_found::page();
    below(scope: PersonScope, route: &Route)
        => View::of([links::section(scope, route), feedback::section(scope, route)]);
    shortcuts(is_open: RwSignal<bool>) => shortcuts::shown(is_open);
    picker(scope: PersonScope, is_open: RwSignal<bool>) => persons::picker(scope, is_open);
    leaving(scope: PersonScope, leaving: Leaving) => leaving::ask(scope, leaving);
    filters(shown: inbox::Shown) => inbox::filters::choices(shown).into();
    expiry(app: App, is_open: RwSignal<bool>) => expiry::question(app, is_open);
}
