use leptos::prelude::*;

use crate::api;
use crate::domain::person::{Person, PersonId};
use crate::i18n::{Key, use_texts};
use crate::page::leaving::leave;
use crate::page::not_found;
use crate::page::root::reader_has_moved;
use crate::route::Route;
use crate::state::{Leaving, Login, PersonScope, Remote, load, use_navigation};
use crate::ui::{ButtonKind, PageTitle, Skeleton, button};

/// A thread that is not this person's: perhaps another's one may act for. Then the page asks, and
/// never switches by itself.
pub fn missing(scope: PersonScope, thread: String) -> AnyView {
    let owner = RwSignal::new(Remote::Idle);
    let asked = thread.clone();
    load(owner, async move { scope.noticing(api::threads::person_of(&scope.client(), &asked).await) });
    (move || match &*owner.read() {
        Remote::Idle | Remote::Loading => ().into_any(),
        Remote::Slow => view! { <Skeleton /> }.into_any(),
        Remote::Failed(_) => not_found::page(),
        Remote::Ready(owner) => match other_person(scope, owner) {
            Some(other) => ask(scope, other, thread.clone()),
            None => not_found::page(),
        },
    })
    .into_any()
}

fn other_person(scope: PersonScope, owner: &PersonId) -> Option<Person> {
    let is_other = scope.person().id != *owner;
    scope.app.login.with_untracked(|login| match login {
        Login::In { session, .. } => session.person(owner).filter(|_| is_other).cloned(),
        _ => None,
    })
}

fn ask(scope: PersonScope, other: Person, thread: String) -> AnyView {
    let (navigation, texts) = (use_navigation(), use_texts());
    let current = scope.person().name;
    let first_name = other.first_name().to_owned();
    let never_busy = Signal::stored(false);
    let switch = move || {
        leave(scope, navigation, Leaving::Switch(other.id.clone(), Route::Thread(thread.clone())));
    };
    view! {
        <PageTitle
            text=Signal::derive(texts.with(Key::OtherPersonTitle, "name", first_name.clone()))
            take_focus=reader_has_moved()
        />
        <p>{texts.with(Key::OtherPersonText, "current", current.clone())}</p>
        <div class="ib-actions">
            {button(
                ButtonKind::Primary,
                texts.with(Key::OtherPersonSwitch, "name", first_name),
                never_busy,
                switch,
            )}
            {button(
                ButtonKind::Secondary,
                texts.with(Key::OtherPersonStay, "name", current),
                never_busy,
                move || navigation.go(&Route::Inbox),
            )}
        </div>
    }
    .into_any()
}
