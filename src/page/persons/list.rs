use std::rc::Rc;

use super::{card, persons};
use crate::domain::access::Reason;
use crate::domain::name::finds;
use crate::domain::person::Person;
use crate::i18n::Key;
use crate::page::name_search::{field, found};
use crate::reactive::RwSignal;
use crate::state::PersonScope;
use crate::ui::dom::{El, Item, View, each, el, keyed};
use crate::ui::{Shut, with_arrows};

/// For none, one and more.
const FOUND: [Key; 3] = [Key::PersonFoundNone, Key::PersonFoundOne, Key::PersonFoundOther];
/// Among so many one can search.
const MANY: usize = 6;

/// Everyone as a card; when they are many, those whose names one searches for. `shut` closes the
/// dialog around.
pub fn list(scope: PersonScope, shut: Option<Shut>) -> View {
    let typed = RwSignal::new(String::new());
    let field = keyed(
        move || persons(scope).len() >= MANY,
        move |are_many| {
            typed.set(String::new());
            are_many
                .then(|| {
                    field("person-search", Key::PersonSearch, typed)
                        .class("ib-field ib-persons__search")
                })
                .into()
        },
    );
    let cards = keyed(
        move || persons(scope),
        move |persons| {
            let names: Rc<[String]> =
                persons.iter().map(|(person, _)| person.name.clone()).collect();
            let shut = shut.clone();
            let items = move || {
                let item = |(person, closed): &(Person, Option<Reason>)| -> Item {
                    let id = person.id.0.clone();
                    let (person, closed, shut) = (person.clone(), *closed, shut.clone());
                    (id, Box::new(move || made(scope, person, closed, shut)))
                };
                let typed = typed.get();
                persons.iter().filter(|(person, _)| finds(&typed, &person.name)).map(item).collect()
            };
            let list = el("ul").class("ib-cards").attr("role", "list");
            View::of([
                found(FOUND, typed, names).class("ib-persons__found").into(),
                each(list, items),
            ])
        },
    );
    with_arrows(el("div").class("ib-persons").child(field).child(cards)).into()
}

fn made(scope: PersonScope, person: Person, closed: Option<Reason>, shut: Option<Shut>) -> El {
    match closed {
        None => card::choice(scope, person, shut),
        Some(reason) => card::closed(scope, person, reason),
    }
}
