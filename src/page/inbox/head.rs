use leptos::prelude::*;

use crate::domain::access::Reason;
use crate::domain::service_page::ServicePage;
use crate::i18n::{Key, Text, use_texts};
use crate::page::access::{page_of_service, why};
use crate::page::{drafts, words};
use crate::reactive::RwSignal;
use crate::route::Route;
use crate::state::{PersonScope, use_navigation};
use crate::ui::dom::{El, View, el, keyed, live};
use crate::ui::{Busy, ButtonKind, NoticeKind, button, dialog, icon, notice, page_link_button};

/// The heading, how much is unread, and what one can do with all of it.
pub fn head(scope: PersonScope, title: View) -> View {
    let texts = use_texts();
    let id = scope.person().id;
    let unread = Text::live(move || words::unread_count(texts, scope.app.unread_of(&id)));
    let count = el("p").child(unread);
    let count = el("div")
        .class("ib-inbox__count")
        .child(count)
        .child(read_all(scope))
        .child(drafts::link(scope));
    el("div")
        .class("ib-inbox__head")
        .child(el("div").class("ib-inbox__title").child(title).child(count))
        .child(scope.compose_access().is_ok().then(compose_link))
        .into()
}

/// Why one may not write, that contact information is old, that the address could not be read.
pub fn notices(scope: PersonScope) -> View {
    let closed = scope.compose_access().err().map(|reason| compose_closed(scope, reason));
    View::of([super::damaged(), closed.into(), contact_info(scope)])
}

/// «Marker alle som lest»; it asks first, for nothing brings back which were unread.
fn read_all(scope: PersonScope) -> View {
    let id = scope.person().id;
    let asks = RwSignal::new(false);
    keyed(
        move || scope.app.unread_of(&id) > 0,
        move |has_unread| {
            if !has_unread {
                return View::none();
            }
            let texts = use_texts();
            let ask = move || asks.set(true);
            let ask = button(ButtonKind::Link, texts.text(Key::ReadAllButton), Busy::NEVER, ask);
            let question =
                live(move || asks.get().then(|| untrack(|| question(scope, asks))).into());
            View::of([ask, question])
        },
    )
}

fn question(scope: PersonScope, asks: RwSignal<bool>) -> View {
    let texts = use_texts();
    let closed = move || asks.set(false);
    dialog("read-all-title", texts.text(Key::ReadAllTitle), closed, |shut| {
        let stay = shut.clone();
        let read = move || {
            shut();
            scope.read_all();
        };
        let (yes, no) = (texts.text(Key::ReadAllYes), texts.text(Key::DialogCancel));
        let choices = el("div")
            .class("ib-actions ib-dialog__actions")
            .child(button(ButtonKind::Primary, yes, Busy::NEVER, read))
            .child(button(ButtonKind::Secondary, no, Busy::NEVER, move || stay()));
        View::of([el("p").child(texts.text(Key::ReadAllText)).into(), choices.into()])
    })
}

/// In the place of «Skriv melding»: why one may not.
fn compose_closed(scope: PersonScope, reason: Reason) -> El {
    let title = el("p").class("ib-inbox__closed-title").child(use_texts().text(Key::ComposeClosed));
    el("div").class("ib-inbox__closed").child(title).child(why(scope, reason))
}

/// Before old contact information stops writing, it is asked for (R91).
fn contact_info(scope: PersonScope) -> View {
    if !scope.contact_info_is_old() || scope.compose_access().is_err() {
        return View::none();
    }
    let texts = use_texts();
    let text = el("p").child(texts.text(Key::ContactInfoOld));
    let link = page_of_service(scope, ServicePage::ContactInfo).map(|link| el("p").child(link));
    let content = el("div").class("ib-why").child(text).child(link);
    notice(NoticeKind::Warning, Some(texts.text(Key::ContactInfoOldTitle)), content)
}

/// «Skriv melding» (R66).
fn compose_link() -> View {
    let (navigation, texts) = (use_navigation(), use_texts());
    let address = navigation.address(&Route::Compose);
    let sign = icon("Edit", "ib-icon button__left-icon");
    page_link_button(
        &address,
        move || navigation.go(&Route::Compose),
        sign,
        texts.text(Key::ComposeTitle),
    )
}
