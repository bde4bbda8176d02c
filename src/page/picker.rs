//! The person picker: a dialog, so that a switch is always meant (R44-R46).

use std::rc::Rc;

use leptos::prelude::*;

use super::access::{page_of_service, sentences};
use super::leaving::leave;
use super::words;
use crate::domain::access::{self, Reason, remedy};
use crate::domain::person::{Person, Relation};
use crate::i18n::{Key, Text, use_texts};
use crate::route::Route;
use crate::state::{Leaving, Login, PersonScope, use_navigation};
use crate::ui::dom::{El, View, el, keyed};
use crate::ui::{Shut, dialog};

/// Everyone the user may act for, themself first; those who are closed say why.
pub fn picker(scope: PersonScope, closed: impl Fn() + 'static) -> View {
    let texts = use_texts();
    dialog("picker-title", texts.text(Key::PersonTitle), closed, |shut| {
        let list = keyed(
            move || persons(scope),
            move |persons| {
                let cards = persons.into_iter().map(|(person, closed)| match closed {
                    None => choice(scope, person, shut.clone()),
                    Some(reason) => closed_card(scope, person, reason),
                });
                el("ul").class("ib-cards").children(cards).into()
            },
        );
        let hint = el("p").class("ib-hint").child(texts.text(Key::PersonUse));
        View::of([list, hint.into()])
    })
}

/// A card for each other person whose inbox is open to the user.
pub fn others(scope: PersonScope) -> Vec<View> {
    let acting = scope.person().id;
    let open = persons(scope)
        .into_iter()
        .filter(|(person, closed)| closed.is_none() && person.id != acting);
    open.map(|(person, _)| choice(scope, person, Rc::new(|| ()))).collect()
}

/// Everyone the session names now, and why they are closed; follows the claims.
fn persons(scope: PersonScope) -> Vec<(Person, Option<Reason>)> {
    scope.app.login.with(|login| match login {
        Login::In { session, clock } => {
            let closed = |person: &Person| access::inbox(&session.user, person, clock.now()).err();
            let known = session.persons.iter().filter(|person| person.relation != Relation::Ended);
            let (own, others): (Vec<_>, Vec<_>) = known
                // How much is unread follows its own signal.
                .map(|person| (Person { unread: 0, ..person.clone() }, closed(person)))
                .partition(|(person, _)| person.is_own());
            [own, others].concat()
        }
        _ => Vec::new(),
    })
}

fn choice(scope: PersonScope, person: Person, shut: Shut) -> View {
    let (navigation, texts) = (use_navigation(), use_texts());
    let is_acting = person.id == scope.person().id;
    let id = person.id.clone();
    let unread = Text::live(move || words::unread_count(texts, scope.app.unread_of(&id)));
    let mark =
        is_acting.then(|| el("span").class("ib-card__mark").child(texts.text(Key::PersonChosen)));
    let class = if is_acting {
        "ib-card ib-card--button ib-card--chosen"
    } else {
        "ib-card ib-card--button"
    };
    let card = el("button")
        .attr("type", "button")
        .class(class)
        .attr_if("aria-current", is_acting.then_some("true"))
        .child(names(&person))
        .child(el("span").class("ib-card__aside").child(unread).child(" ").child(mark))
        .on("click", move |_| {
            shut();
            if !is_acting {
                leave(scope, navigation, Leaving::Switch(person.id.clone(), Route::Inbox));
            }
        });
    el("li").child(card).into()
}

fn closed_card(scope: PersonScope, person: Person, reason: Reason) -> View {
    // A power of attorney that has ended is no longer how the user stands to the person.
    let text =
        if reason == Reason::PowerOfAttorneyExpired { name(&person) } else { names(&person) };
    let way = remedy(reason, &person).page().and_then(|page| page_of_service(scope, page));
    let why = sentences(use_texts(), reason, person);
    let why = el("span").class("ib-card__line").child(why);
    el("li").class("ib-card ib-card--off").child(text.child(why).child(" ").child(way)).into()
}

fn name(person: &Person) -> El {
    let name = el("span").class("ib-card__name").child(person.name.clone());
    el("span").class("ib-card__text").child(name).child(" ")
}

fn names(person: &Person) -> El {
    let (texts, related) = (use_texts(), person.clone());
    let relation = Text::live(move || words::relation(texts, &related));
    name(person).child(el("span").class("ib-card__line").child(relation)).child(" ")
}
