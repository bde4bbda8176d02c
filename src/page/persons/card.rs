use crate::domain::access::{Reason, remedy};
use crate::domain::person::Person;
use crate::i18n::{Key, Text, use_texts};
use crate::page::access::{page_of_service, sentences};
use crate::page::leaving::leave;
use crate::page::words;
use crate::route::Route;
use crate::state::{Leaving, PersonScope, use_navigation};
use crate::ui::Shut;
use crate::ui::dom::{El, el};

/// A person whose inbox can be opened. `shut` closes the dialog around; on a page there is none.
pub fn choice(scope: PersonScope, person: Person, shut: Option<Shut>) -> El {
    let (navigation, texts) = (use_navigation(), use_texts());
    let is_acting = person.id == scope.person().id;
    let id = person.id.clone();
    let unread = Text::live(move || words::unread_count(texts, scope.app.unread_of(&id)));
    let id = person.id.clone();
    let waiting = Text::live(move || {
        let waiting = scope.app.counts_of(&id).waiting;
        words::waiting_count(texts, waiting).unwrap_or_default()
    });
    let mark =
        is_acting.then(|| el("span").class("ib-card__mark").child(texts.text(Key::PersonChosen)));
    let class = if is_acting {
        "ib-card ib-card--button ib-card--chosen"
    } else {
        "ib-card ib-card--button"
    };
    let aside = el("span")
        .class("ib-card__aside")
        .child(el("span").child(unread))
        .child(" ")
        .child(el("span").class("ib-card__waiting").child(waiting))
        .child(" ")
        .child(mark);
    let card = el("button")
        .attr("type", "button")
        .class(class)
        .attr_if("aria-current", is_acting.then_some("true"))
        .child(names(&person))
        .child(aside)
        .on("click", move |_| {
            match &shut {
                Some(shut) => shut(),
                None if is_acting => navigation.go(&Route::Inbox),
                None => {}
            }
            if !is_acting {
                leave(scope, navigation, Leaving::Switch(person.id.clone(), Route::Inbox));
            }
        });
    el("li").child(card)
}

/// A person whose inbox is closed, and why. How much is new there is nothing to act on, and not told.
pub fn closed(scope: PersonScope, person: Person, reason: Reason) -> El {
    // A power of attorney that has ended is no longer how the user stands to the person.
    let text =
        if reason == Reason::PowerOfAttorneyExpired { name(&person) } else { names(&person) };
    let way = remedy(reason, &person).page().and_then(|page| page_of_service(scope, page));
    let why = sentences(use_texts(), reason, person);
    let why = el("span").class("ib-card__line").child(why);
    el("li").class("ib-card ib-card--off").child(text.child(why).child(" ").child(way))
}

fn name(person: &Person) -> El {
    let name = el("span").class("ib-card__name").child(person.name.clone());
    el("span").class("ib-card__text").child(name).child(" ")
}

/// The name, and how the user stands to the person: until when, or how old the person is.
fn names(person: &Person) -> El {
    let (texts, related) = (use_texts(), person.clone());
    let age = words::age(person);
    let relation = Text::live(move || words::relation(texts, &related));
    let class = if person.is_own() { "tag tag--normal" } else { "ib-card__line" };
    let age = age.map(|age| el("span").class("ib-card__line").child(texts.text(age)));
    name(person).child(el("span").class(class).child(relation)).child(" ").child(age).child(" ")
}
