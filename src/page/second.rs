//! What the list does without: it stands in a second module, which is fetched after the first list, or
//! when the first of it is opened. Nothing but these functions leads there: they are the gates at which
//! `public/split.mjs` cuts the module, so they are never inlined.

use super::{
    about, access, compose, drafts, expiry, feedback, inbox, leaving, links, not_found, persons,
    shortcuts, thread,
};
use crate::domain::access::Reason;
use crate::domain::thread::ThreadSummary;
use crate::i18n::{Key, use_texts};
use crate::reactive::RwSignal;
use crate::route::Route;
use crate::state::{App, Leaving, PersonScope, use_app};
use crate::ui::dom::{View, keyed};

use super::title::title;
use super::waiting::{not_fetched, waiting};

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

#[inline(never)]
pub fn thread(scope: PersonScope, id: String, known: RwSignal<Option<ThreadSummary>>) -> View {
    thread::content(scope, id, known)
}

#[inline(never)]
pub fn thread_hidden(scope: PersonScope, id: &str, reason: Reason) -> View {
    thread::hidden(scope, id, reason)
}

#[inline(never)]
pub fn recipients() -> View {
    compose::recipients()
}

#[inline(never)]
pub fn draft(id: String) -> View {
    compose::draft(id)
}

#[inline(never)]
pub fn drafts() -> View {
    drafts::page()
}

#[inline(never)]
pub fn persons() -> View {
    persons::page()
}

#[inline(never)]
pub fn access() -> View {
    access::page()
}

#[inline(never)]
pub fn kept(scope: PersonScope) -> View {
    access::kept(scope, |_| true)
}

#[inline(never)]
pub fn about() -> View {
    about::page()
}

#[inline(never)]
pub fn not_found() -> View {
    not_found::page()
}

#[inline(never)]
pub fn below(scope: PersonScope, route: &Route) -> View {
    View::of([links::section(scope, route), feedback::section(scope, route)])
}

#[inline(never)]
pub fn shortcuts(is_open: RwSignal<bool>) -> View {
    shortcuts::shown(is_open)
}

#[inline(never)]
pub fn picker(scope: PersonScope, is_open: RwSignal<bool>) -> View {
    persons::picker(scope, is_open)
}

#[inline(never)]
pub fn leaving(scope: PersonScope, leaving: Leaving) -> View {
    leaving::ask(scope, leaving)
}

#[inline(never)]
pub fn filters(shown: inbox::Shown) -> View {
    inbox::filters::choices(shown).into()
}

#[inline(never)]
pub fn expiry(app: App, is_open: RwSignal<bool>) -> View {
    expiry::question(app, is_open)
}
