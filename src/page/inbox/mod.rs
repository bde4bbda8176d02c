//! The list of threads.

mod row;

use leptos::prelude::*;

use super::root::reader_has_moved;
use super::words;
use crate::api::ApiError;
use crate::i18n::{Key, use_texts};
use crate::route::Route;
use crate::state::{List, PersonScope, Remote, Row, use_navigation, use_scope};
use crate::ui::{
    ButtonKind, Failure, Notice, NoticeKind, PageTitle, Skeleton, button, icon, page_link_button,
};

/// The inbox of the person acted for, or why it is closed.
pub fn page() -> AnyView {
    let (scope, texts) = (use_scope(), use_texts());
    let person = scope.person();
    let title = if person.is_own() {
        Signal::derive(texts.text(Key::InboxTitle))
    } else {
        Signal::derive(texts.with(Key::InboxOn, "name", person.name.clone()))
    };
    let content = match scope.inbox_access() {
        Ok(()) => {
            scope.inbox.open(scope);
            list(scope)
        }
        // Nothing is asked for that would not be shown.
        Err(reason) => view! {
            <Notice kind=NoticeKind::Info title=Signal::derive(texts.text(Key::InboxClosed))>
                {texts.text(words::reason(reason))}
            </Notice>
        }
        .into_any(),
    };
    let unread = move || words::unread_count(texts, scope.app.unread_of(&person.id));
    let count = scope.inbox_access().is_ok().then(|| view! { <p class="ib-inbox__count">{unread}</p> });
    view! {
        <div class="ib-inbox__head">
            <div class="ib-inbox__title">
                <PageTitle text=title take_focus=reader_has_moved() /> {count}
            </div>
            {compose_link(scope)}
        </div>
        {content}
    }
    .into_any()
}

/// «Skriv melding» (R66), for who may write; the page behind it says why where one may not.
fn compose_link(scope: PersonScope) -> Option<AnyView> {
    let (navigation, texts) = (use_navigation(), use_texts());
    scope.inbox_access().ok().map(|()| {
        page_link_button(
            navigation.address(&Route::Compose),
            move || navigation.go(&Route::Compose),
            icon("Edit", "ib-icon button__left-icon"),
            texts.text(Key::ComposeTitle),
        )
    })
}

fn list(scope: PersonScope) -> AnyView {
    let what = Memo::new(move |_| scope.inbox.list.with(Showing::of));
    (move || match what.get() {
        Showing::Nothing => ().into_any(),
        Showing::Waiting => view! { <Skeleton /> }.into_any(),
        Showing::Failure(error) => failure(scope, error),
        Showing::Empty => empty(),
        Showing::Rows => rows(scope),
    })
    .into_any()
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

fn failure(scope: PersonScope, error: ApiError) -> AnyView {
    let texts = use_texts();
    let request_id = words::request_id(&error);
    view! {
        <Failure
            title=Signal::derive(texts.text(Key::InboxFailed))
            text=Signal::derive(move || words::error(texts, &error))
            request_id=request_id
            retry=Callback::new(move |()| scope.inbox.reload(scope))
        />
    }
    .into_any()
}

fn empty() -> AnyView {
    let texts = use_texts();
    view! {
        <div class="ib-empty">
            {icon("Envelope", "ib-icon ib-icon--lg")}
            <h2 class="title title--title4">{texts.text(Key::InboxEmptyTitle)}</h2>
            <p>{texts.text(Key::InboxEmptyText)}</p>
        </div>
    }
    .into_any()
}

fn rows(scope: PersonScope) -> AnyView {
    let texts = use_texts();
    let shown = move || scope.inbox.list.with(|list| list.ready().map_or(0, |list| list.rows.len()));
    let each = move || scope.inbox.list.with(|list| list.ready().map(|list| list.rows.clone()).unwrap_or_default());
    // A row is drawn anew when anything in it changes, and only then.
    let key = |row: &Row| format!("{row:?}");
    view! {
        <ul class="link-list ib-list" aria-label=texts.text(Key::InboxListLabel)>
            <For each=each key=key children=move |thread| row::row(thread) />
        </ul>
        {move || more(scope, shown())}
    }
    .into_any()
}

/// «Vis flere», and how many are shown.
fn more(scope: PersonScope, shown: usize) -> Option<AnyView> {
    let texts = use_texts();
    let (next, total) = scope.inbox.list.with(|list| {
        list.ready().map(|list| (list.next.clone(), list.total)).unwrap_or_default()
    });
    next?;
    let counts = vec![("shown", shown.to_string()), ("total", total.to_string())];
    let busy = Signal::derive(move || scope.inbox.more.with(Remote::is_waiting));
    let failed = move || {
        scope.inbox.more.with(|more| match more {
            Remote::Failed(error) => Some(words::error(texts, error)),
            _ => None,
        })
    };
    Some(
        view! {
            <div class="ib-more">
                <p>{texts.with_all(Key::InboxShown, counts)}</p>
                {move || {
                    failed()
                        .map(|text| {
                            view! {
                                <Notice
                                    kind=NoticeKind::Error
                                    title=Signal::derive(texts.text(Key::InboxMoreFailed))
                                >
                                    {text}
                                </Notice>
                            }
                        })
                }}
                {button(
                    ButtonKind::Secondary,
                    texts.text(Key::InboxMore),
                    busy,
                    move || scope.inbox.fetch_more(scope),
                )}
            </div>
        }
        .into_any(),
    )
}
