//! The subtree of one person: the bar, and the page that the address names.

use leptos::prelude::*;

use super::root::main_area;
use super::second::{self, behind, later};
use super::{bar, inbox, leaving, persons, shortcuts, thread};
use crate::domain::person::Person;
use crate::i18n::{Key, Texts, use_texts};
use crate::reactive::{Memo, RwSignal};
use crate::route::Route;
use crate::state::{App, Decisions, Navigation, PersonScope, Shortcuts, use_app, use_navigation};
use crate::ui::dom::{El, View, el, follow, keyed};
use crate::ui::page_link;

/// Begins to act for `person`: everything below dies with the switch to another.
pub fn pages(person: &Person) -> View {
    let (app, navigation, texts) = (use_app(), use_navigation(), use_texts());
    let Some(scope) = PersonScope::begin(app, &person.id) else {
        return View::none();
    };
    provide_context(scope);
    provide_context(Shortcuts::begin());
    follow(move || scope.inbox.hear(scope));
    keep_title(app, navigation, texts);
    if navigation.moved.get_untracked() {
        app.announce(texts.with(Key::AnnouncePerson, "name", person.name.clone()));
    }
    // The page follows the address only while the address is this person's.
    let mine = person.id.clone();
    let page = Memo::new(move |shown: Option<&(Route, u32, Decisions)>| {
        let is_mine = navigation.acting.with(|acting| acting.as_ref() == Some(&mine));
        match shown {
            Some(shown) if !is_mine => shown.clone(),
            _ => (navigation.route.get(), navigation.renewed.get(), scope.decisions.get()),
        }
    });
    let help = RwSignal::new(false);
    let footer = footer(scope, help);
    shortcuts::listen(scope, footer.node().clone(), help);
    View::of([
        bar::bar(scope),
        main_area(keyed(
            move || page.get(),
            move |(route, ..)| {
                if scope.follow_claims() {
                    // The heading takes the focus: what the reader was at may be gone.
                    navigation.moved.set(true);
                }
                show(route)
            },
        )),
        keyed(move || page.with(|(route, ..)| route.clone()), move |route| below(scope, route)),
        footer,
        shortcuts::help(help),
        leaving::question(scope),
    ])
}

/// What stands below a page: it stays while the claims change, and so does what is written there.
fn below(scope: PersonScope, route: Route) -> View {
    el("div").class("ib-below").child(later(move || second::below(scope, &route))).into()
}

fn footer(scope: PersonScope, help: RwSignal<bool>) -> View {
    let all = keyed(
        move || persons::has_others(scope),
        |has_others| has_others.then(|| footer_link(Route::Persons, Key::PersonAllTitle)).into(),
    );
    // A page has one footer.
    let footer = if scope.app.shell.with_value(|shell| shell.has_frame()) {
        el("nav").label("aria-label", use_texts().text(Key::InboxTitle))
    } else {
        el("footer")
    };
    footer
        .class("ib-footer")
        .child(all)
        .child(footer_link(Route::Access, Key::AccessTitle))
        .child(footer_link(Route::About, Key::AboutTitle))
        .child(shortcuts::opener(help))
        .into()
}

fn footer_link(route: Route, label: Key) -> El {
    let navigation = use_navigation();
    let address = navigation.address(&route);
    page_link("anchorlink", &address, move || navigation.go(&route)).child(use_texts().text(label))
}

fn show(route: Route) -> View {
    match route {
        Route::Inbox => inbox::page(),
        Route::PutAway => inbox::put_away(),
        Route::Thread(id) => thread::page(id),
        Route::Compose => behind(Some(Key::ComposeTitle), second::recipients),
        Route::Draft(id) => behind(Some(Key::ComposeTitle), move || second::draft(id.clone())),
        Route::Drafts => behind(Some(Key::DraftTitle), second::drafts),
        Route::Persons => behind(Some(Key::PersonAllTitle), second::persons),
        Route::Access => behind(Some(Key::AccessTitle), second::access),
        Route::About => behind(Some(Key::AboutTitle), second::about),
        Route::NotFound => behind(Some(Key::NotFoundTitle), second::not_found),
    }
}

/// The document's title names the page, never a person, a sender or a count: screens are shared.
fn keep_title(app: App, navigation: Navigation, texts: Texts) {
    follow(move || {
        let page = match navigation.route.get() {
            Route::Inbox => Key::InboxTitle,
            Route::PutAway => Key::PutAwayTitle,
            Route::Thread(_) => Key::ThreadTitle,
            Route::Compose | Route::Draft(_) => Key::ComposeTitle,
            Route::Drafts => Key::DraftTitle,
            Route::Persons => Key::PersonAllTitle,
            Route::Access => Key::AccessTitle,
            Route::About => Key::AboutTitle,
            Route::NotFound => Key::NotFoundTitle,
        };
        let title = texts.now(page, &[]);
        app.start.with_value(|start| start.title(&title));
        if navigation.moved.get_untracked() {
            app.announce(texts.text(page));
        }
    });
}
