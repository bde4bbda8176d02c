//! Every person the user may act for: the picker, and the page that shows them all (R44-R46).

mod card;
mod counts;
mod list;
mod picker;

pub use picker::picker;

use super::access::page_of_service;
use super::title::title;
use crate::domain::access::{self, Reason};
use crate::domain::person::{Person, Relation};
use crate::domain::service_page::ServicePage;
use crate::i18n::{Key, use_texts};
use crate::state::{Login, PersonScope, use_scope};
use crate::ui::dom::{El, View, el, keyed};

/// The page: how much is new with each person, and nothing of what it is about.
pub fn page() -> View {
    let (scope, texts) = (use_scope(), use_texts());
    if has_open(scope) {
        scope.app.refresh_unread();
    }
    let intro = el("p").child(texts.text(Key::PersonAllIntro));
    let alone = keyed(
        move || has_others(scope),
        move |has_others| (!has_others).then(|| alone(scope)).into(),
    );
    el("div")
        .class("ib-stack ib-persons")
        .child(title(Key::PersonAllTitle))
        .child(intro)
        .child(counts::failure(scope))
        .child(list::list(scope, None))
        .child(alone)
        .into()
}

/// Nobody to represent: why, or how one comes to be able to (R45, R48, R56).
fn alone(scope: PersonScope) -> El {
    let texts = use_texts();
    let piece = el("div").class("ib-why");
    if scope.has_confidential_address() {
        let why = access::Reason::ConfidentialAddress;
        return piece.child(super::access::sentences(texts, why, scope.person()));
    }
    let link = page_of_service(scope, ServicePage::PowersOfAttorney);
    piece
        .child(el("p").child(texts.text(Key::PersonAlone)))
        .child(el("p").child(texts.text(Key::PersonAloneHow)))
        .child(link.map(|link| el("p").child(link)))
}

/// A card for each other person whose inbox is open to the user.
pub fn others(scope: PersonScope) -> Vec<View> {
    let acting = scope.person().id;
    let open = persons(scope)
        .into_iter()
        .filter(|(person, closed)| closed.is_none() && person.id != acting);
    open.map(|(person, _)| card::choice(scope, person, None).into()).collect()
}

/// Is there anyone to switch to? Who acts for another can always get back; the claims may change
/// while the page is open (R45).
pub fn has_others(scope: PersonScope) -> bool {
    !scope.person().is_own()
        || scope.app.login.with(|login| match login {
            Login::In { session, .. } => session.persons.iter().any(Person::is_represented),
            _ => false,
        })
}

fn has_open(scope: PersonScope) -> bool {
    persons(scope).iter().any(|(_, closed)| closed.is_none())
}

/// Everyone the session names now, and why they are closed: the user first, the closed last. Follows
/// the claims.
fn persons(scope: PersonScope) -> Vec<(Person, Option<Reason>)> {
    scope.app.login.with(|login| match login {
        Login::In { session, clock } => {
            let [mut own, mut open, mut closed] = [const { Vec::new() }; 3];
            for person in &session.persons {
                let why = access::inbox(&session.user, person, clock.now()).err();
                let place = match person.relation {
                    Relation::Ended => continue,
                    Relation::Own => &mut own,
                    _ if why.is_none() => &mut open,
                    _ => &mut closed,
                };
                // What is new follows its own signal.
                place.push((Person { unread: 0, ..person.clone() }, why));
            }
            own.append(&mut open);
            own.append(&mut closed);
            own
        }
        _ => Vec::new(),
    })
}
