//! The list of threads.

mod row;

use leptos::prelude::*;

use super::access::{closed, hidden_line, page_of_service, why};
use super::title::{title, title_of};
use super::waiting::not_fetched;
use super::words;
use crate::api::ApiError;
use crate::domain::access::Reason;
use crate::domain::service_page::ServicePage;
use crate::i18n::{Key, Text, use_texts};
use crate::route::Route;
use crate::state::{List, PersonScope, Remote, Row, use_navigation, use_scope};
use crate::ui::dom::{El, Item, View, each, el, follow, keyed, live};
use crate::ui::{Busy, ButtonKind, NoticeKind, button, icon, notice, page_link_button, skeleton};

/// The inbox of the person acted for, or why it is closed.
pub fn page() -> View {
    let (scope, texts) = (use_scope(), use_texts());
    let person = scope.person();
    let title = if person.is_own() {
        title(Key::InboxTitle)
    } else {
        title_of(texts.with(Key::InboxOn, "name", person.name.clone()))
    };
    if let Err(reason) = scope.inbox_access() {
        // Nothing is asked for that would not be shown.
        return closed(scope, title, reason);
    }
    follow(move || scope.inbox.open(scope));
    let unread = Text::live(move || words::unread_count(texts, scope.app.unread_of(&person.id)));
    let count = el("p").class("ib-inbox__count").child(unread);
    let writing = scope.compose_access();
    let head = el("div")
        .class("ib-inbox__head")
        .child(el("div").class("ib-inbox__title").child(title).child(count))
        .child(writing.is_ok().then(compose_link));
    let closed = writing.err().map(|reason| compose_closed(scope, reason));
    View::of([
        head.into(),
        closed.into(),
        contact_info(scope),
        hidden_line(scope).into(),
        list(scope),
    ])
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

/// What stands below the heading; while it stays the same, the rows are kept.
#[derive(Clone, PartialEq, Eq)]
enum Showing {
    Nothing,
    Waiting,
    Failure(ApiError),
    Empty,
    Rows,
}

impl Showing {
    fn of(list: &Remote<List>) -> Self {
        match list {
            Remote::Idle | Remote::Loading => Self::Nothing,
            Remote::Slow => Self::Waiting,
            Remote::Failed(error) => Self::Failure(error.clone()),
            Remote::Ready(list) if list.rows.is_empty() && list.next.is_none() => Self::Empty,
            Remote::Ready(_) => Self::Rows,
        }
    }
}

fn list(scope: PersonScope) -> View {
    keyed(
        move || scope.inbox.list.with(Showing::of),
        move |showing| match showing {
            Showing::Nothing => View::none(),
            Showing::Waiting => skeleton(),
            Showing::Failure(error) => {
                let title = use_texts().text(Key::InboxFailed);
                not_fetched(title, error, move || scope.inbox.reload(scope))
            }
            Showing::Empty => empty(),
            Showing::Rows => rows(scope),
        },
    )
}

fn empty() -> View {
    let texts = use_texts();
    let heading = el("h2").class("title title--title4").child(texts.text(Key::InboxEmptyTitle));
    el("div")
        .class("ib-empty")
        .child(icon("Envelope", "ib-icon ib-icon--lg"))
        .child(heading)
        .child(el("p").child(texts.text(Key::InboxEmptyText)))
        .into()
}

fn rows(scope: PersonScope) -> View {
    let texts = use_texts();
    let rows = move || {
        let item = |shown: &Row| -> Item {
            let shown = shown.clone();
            (shown.version(), Box::new(move || row::row(shown)))
        };
        scope.inbox.list.with(|list| {
            list.ready().map(|list| list.rows.iter().map(item).collect()).unwrap_or_default()
        })
    };
    let list = el("ul")
        .class("link-list ib-list")
        .attr("role", "list")
        .label("aria-label", texts.text(Key::InboxListLabel));
    let has_more =
        move || scope.inbox.list.with(|list| list.ready().is_some_and(|list| list.next.is_some()));
    let more = keyed(has_more, move |has_more| has_more.then(|| more(scope)).into());
    View::of([each(list, rows), more])
}

/// «Vis flere», and how many are shown; the button stays the same while the list grows.
fn more(scope: PersonScope) -> View {
    let texts = use_texts();
    let counts = Text::live(move || {
        let (shown, total) = scope.inbox.list.with(|list| {
            list.ready().map(|list| (list.rows.len(), list.visible_total())).unwrap_or_default()
        });
        let values = [("shown", &*shown.to_string()), ("total", &*total.to_string())];
        texts.now(Key::InboxShown, &values)
    });
    let failed = live(move || match scope.inbox.more.get() {
        Remote::Failed(error) => {
            let title = Some(texts.text(Key::InboxMoreFailed));
            notice(NoticeKind::Error, title, Text::live(move || words::error(texts, &error)))
        }
        _ => View::none(),
    });
    let busy = Busy::while_(move || scope.inbox.more.with(Remote::is_waiting));
    let fetch = move || scope.inbox.fetch_more(scope);
    el("div")
        .class("ib-more")
        .child(el("p").child(counts))
        .child(failed)
        .child(button(ButtonKind::Secondary, texts.text(Key::InboxMore), busy, fetch))
        .into()
}
