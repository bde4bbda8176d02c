//! The person picker: a dialog, so that a switch is always meant (R44-R46).

use leptos::prelude::*;

use super::leaving::leave;
use super::words;
use crate::domain::access;
use crate::domain::person::{Person, PersonId};
use crate::i18n::{Key, use_texts};
use crate::route::Route;
use crate::state::{Leaving, Login, PersonScope, use_navigation};
use crate::ui::Dialog;

/// Everyone the user may act for, themself first; those who are closed say why.
pub fn picker(scope: PersonScope, close: Callback<()>) -> AnyView {
    let texts = use_texts();
    let acting = scope.person().id;
    let cards = persons(scope).into_iter().map(move |(person, closed)| match closed {
        None => choice(scope, person, &acting, close),
        Some(reason) => closed_card(&person, words::reason(reason)),
    });
    view! {
        <Dialog id="picker-title" title=Signal::derive(texts.text(Key::PersonTitle)) close=close>
            <ul class="ib-cards">{cards.collect_view()}</ul>
            <p class="ib-hint">{texts.text(Key::PersonUse)}</p>
        </Dialog>
    }
    .into_any()
}

fn persons(scope: PersonScope) -> Vec<(Person, Option<access::Reason>)> {
    scope.app.login.with_untracked(|login| match login {
        Login::In { session, clock } => {
            let mut persons = session.persons.clone();
            persons.sort_by_key(|person| !person.is_own());
            let closed = |person: &Person| access::inbox(&session.user, person, clock.now()).err();
            persons.iter().map(|person| (person.clone(), closed(person))).collect()
        }
        _ => Vec::new(),
    })
}

fn choice(scope: PersonScope, person: Person, acting: &PersonId, close: Callback<()>) -> AnyView {
    let (navigation, texts) = (use_navigation(), use_texts());
    let is_acting = person.id == *acting;
    let (id, counted) = (person.id.clone(), person.id.clone());
    let unread = move || words::unread_count(texts, scope.app.unread_of(&counted));
    let choose = move |_| {
        close.run(());
        if !is_acting {
            leave(scope, navigation, Leaving::Switch(id.clone(), Route::Inbox));
        }
    };
    let mark = is_acting.then(|| view! { <span class="ib-card__mark">{texts.text(Key::PersonChosen)}</span> });
    view! {
        <li>
            <button
                type="button"
                class="ib-card ib-card--button"
                class=("ib-card--chosen", is_acting)
                aria-current=is_acting.then_some("true")
                on:click=choose
            >
                {names(&person)}
                <span class="ib-card__aside">{unread} " " {mark}</span>
            </button>
        </li>
    }
    .into_any()
}

fn closed_card(person: &Person, reason: Key) -> AnyView {
    view! {
        <li class="ib-card ib-card--off">
            {names(person)} <span class="ib-card__line">{use_texts().text(reason)}</span>
        </li>
    }
    .into_any()
}

fn names(person: &Person) -> AnyView {
    let texts = use_texts();
    let relation = person.clone();
    view! {
        <span class="ib-card__text">
            <span class="ib-card__name">{person.name.clone()}</span>
            " "
            <span class="ib-card__line">{move || words::relation(texts, &relation)}</span>
        </span>
    }
    .into_any()
}
