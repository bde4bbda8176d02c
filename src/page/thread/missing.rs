use crate::api;
use crate::domain::person::{Person, PersonId, Relation};
use crate::i18n::{Key, use_texts};
use crate::page::leaving::leave;
use crate::page::not_found;
use crate::page::title::{title, title_of};
use crate::page::waiting::{not_fetched, waiting};
use crate::reactive::RwSignal;
use crate::route::Route;
use crate::state::{Leaving, Login, PersonScope, Remote, load, use_navigation};
use crate::ui::dom::{View, el};
use crate::ui::{Busy, ButtonKind, button};

/// A thread that is not this person's: perhaps another's one may act for. Then the page asks, and
/// never switches by itself.
pub fn missing(scope: PersonScope, thread: String) -> View {
    let owner = RwSignal::new(Remote::Idle);
    let asked = thread.clone();
    let fetch = move || {
        let asked = asked.clone();
        load(scope, owner, async move { api::threads::person_of(&scope.client(), &asked).await });
    };
    fetch();
    waiting(
        Some(Key::ThreadTitle),
        owner,
        move |owner| match other_person(scope, &owner) {
            Some(other) => ask(scope, other, thread.clone()),
            None => not_found::page(),
        },
        // Nobody said that it is not there.
        move |error| match error.may_pass() {
            true => {
                let why = use_texts().text(Key::ThreadFailed);
                View::of([title(Key::ThreadTitle), not_fetched(why, error, fetch.clone())])
            }
            false => not_found::page(),
        },
    )
}

fn other_person(scope: PersonScope, owner: &PersonId) -> Option<Person> {
    let is_other = scope.person().id != *owner;
    scope.app.login.with_untracked(|login| match login {
        Login::In { session, .. } => {
            let may_be = |person: &&Person| is_other && person.relation != Relation::Ended;
            session.person(owner).filter(may_be).cloned()
        }
        _ => None,
    })
}

fn ask(scope: PersonScope, other: Person, thread: String) -> View {
    let (navigation, texts) = (use_navigation(), use_texts());
    let current = scope.person().name;
    let name = other.first_name().to_owned();
    let switch = move || {
        let to = Leaving::Switch(other.id.clone(), Route::Thread(thread.clone()));
        leave(scope, navigation, to);
    };
    let stay = move || navigation.go(&Route::Inbox);
    let label = texts.with(Key::OtherPersonSwitch, "name", name.clone());
    let stay_label = texts.with(Key::OtherPersonStay, "name", current.clone());
    let choices = el("div")
        .class("ib-actions")
        .child(button(ButtonKind::Primary, label, Busy::NEVER, switch))
        .child(button(ButtonKind::Secondary, stay_label, Busy::NEVER, stay));
    el("div")
        .class("ib-stack")
        .child(title_of(texts.with(Key::OtherPersonTitle, "name", name)))
        .child(el("p").child(texts.with(Key::OtherPersonText, "current", current)))
        .child(choices)
        .into()
}
