//! The lists of threads: the inbox, and what was put away.

mod done;
mod empty;
pub mod filters;
mod head;
mod list;
mod news;
mod row;
mod search;
mod waits;

use std::hash::{Hash, Hasher};

use leptos::prelude::*;

use super::access::{closed, hidden_line};
use super::title::{place_of, title, title_of};
use crate::domain::filter::Filter;
use crate::i18n::{Key, use_texts};
use crate::reactive::{Memo, RwSignal};
use crate::route::Route;
use crate::state::{Listing, Navigation, PersonScope, use_navigation, use_scope};
use crate::ui::dom::{View, el, follow, keyed};
use crate::ui::{NoticeKind, notice, page_link, small_icon};

/// What is looked for now, and what came of it.
#[derive(Clone, Copy)]
pub struct Shown {
    scope: PersonScope,
    navigation: Navigation,
    filter: Memo<Filter>,
    listing: Memo<Showing>,
    filters_are_open: RwSignal<bool>,
}

/// A listing; two are the same when they show the same list.
#[derive(Clone, Copy)]
struct Showing(Listing);

impl PartialEq for Showing {
    fn eq(&self, other: &Self) -> bool {
        self.0.list == other.0.list
    }
}

impl Hash for Showing {
    fn hash<H: Hasher>(&self, hasher: &mut H) {
        self.0.list.hash(hasher);
    }
}

impl Shown {
    fn new(scope: PersonScope) -> Self {
        let navigation = use_navigation();
        let route = navigation.route.get_untracked();
        let filter = Memo::new(move |before: Option<&Filter>| {
            let is_here = navigation.route.with(|now| *now == route);
            match before {
                // The page is about to end.
                Some(before) if !is_here => before.clone(),
                _ => navigation.filter.with(|read| read.filter.clone()),
            }
        });
        let listing =
            Memo::new(move |_| Showing(filter.with(|filter| scope.inbox.listing(scope, filter))));
        let filters_are_open = scope.inbox.filters_are_open;
        Self { scope, navigation, filter, listing, filters_are_open }
    }

    fn listing(self) -> Listing {
        self.listing.get().0
    }
}

/// The inbox of the person acted for, or why it is closed.
pub fn page() -> View {
    let (scope, texts) = (use_scope(), use_texts());
    let person = scope.person();
    let heading = if person.is_own() {
        texts.text(Key::InboxTitle)
    } else {
        texts.with(Key::InboxOn, "name", person.name)
    };
    if let Err(reason) = scope.inbox_access() {
        // Nothing is asked for that would not be shown.
        return closed(scope, title_of(heading), reason);
    }
    let shown = begin(scope);
    View::of([
        head::head(scope, place_of(heading)),
        done::done(scope),
        head::notices(scope),
        hidden_line(scope).into(),
        waits::waits(shown),
        search::search(shown),
        list::list(shown),
        put_away_link(),
    ])
}

/// What the reader put out of the list. Nothing is deleted there either.
pub fn put_away() -> View {
    let (scope, navigation, texts) = (use_scope(), use_navigation(), use_texts());
    if let Err(reason) = scope.inbox_access() {
        return closed(scope, title(Key::PutAwayTitle), reason);
    }
    let shown = begin(scope);
    let back = page_link("ib-back", &navigation.address(&Route::Inbox), move || {
        navigation.back_to_list();
    });
    View::of([
        back.child(small_icon("ArrowLeft")).child(texts.text(Key::ThreadBack)).into(),
        place_of(texts.text(Key::PutAwayTitle)),
        el("p").child(texts.text(Key::PutAwayText)).into(),
        done::done(scope),
        damaged(),
        search::search(shown),
        list::list(shown),
    ])
}

fn begin(scope: PersonScope) -> Shown {
    let shown = Shown::new(scope);
    follow(move || shown.listing().open(scope));
    // What was said of the page before goes with it.
    on_cleanup(move || {
        scope.inbox.done.set(None);
    });
    shown
}

/// The address asked for something that could not be read.
fn damaged() -> View {
    let navigation = use_navigation();
    keyed(
        move || navigation.filter.with(|read| read.is_damaged),
        |is_damaged| {
            let text = is_damaged.then(|| use_texts().text(Key::FilterDamaged));
            text.map(|text| notice(NoticeKind::Info, None, el("p").child(text))).into()
        },
    )
}

fn put_away_link() -> View {
    let (navigation, texts) = (use_navigation(), use_texts());
    let route = Route::PutAway;
    let address = navigation.address(&route);
    let link = page_link("anchorlink", &address, move || navigation.go(&route));
    el("p").class("ib-inbox__foot").child(link.child(texts.text(Key::PutAwayLink))).into()
}
