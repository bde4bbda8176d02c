//! One thread: its messages in order, and the way to answer.

mod attachment;
mod content;
mod message;
mod missing;
mod reply;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::root::reader_has_moved;
use super::words;
use crate::api::{self, ApiError};
use crate::domain::message::Message;
use crate::domain::thread::{Action, Thread, ThreadSummary};
use crate::i18n::{Key, use_texts};
use crate::route::Route;
use crate::state::{PersonScope, Remote, load, use_navigation, use_scope};
use crate::ui::{
    ButtonKind, Failure, Notice, NoticeKind, PageTitle, Skeleton, button, page_link, small_icon,
};

/// A message with its place in the thread; `None` could not be understood.
type Placed = (String, Option<Message>);

/// The page of a thread. What the list knows of it stands there at once.
pub fn page(id: String) -> AnyView {
    let (scope, navigation, texts) = (use_scope(), use_navigation(), use_texts());
    let thread = RwSignal::new(Remote::Idle);
    fetch(scope, thread, id.clone());
    let known = RwSignal::new(scope.inbox.known(&id));
    let back = page_link(
        "ib-back",
        navigation.address(&Route::Inbox),
        move || navigation.go(&Route::Inbox),
        view! { {small_icon("ArrowLeft")} {texts.text(Key::ThreadBack)} },
    );
    view! {
        {back}
        {move || known.get().map(head)}
        {move || match &*thread.read() {
            Remote::Idle | Remote::Loading => ().into_any(),
            Remote::Slow => view! { <Skeleton /> }.into_any(),
            Remote::Ready(thread) => opened(scope, thread.clone(), known),
            Remote::Failed(error) => failure(scope, thread, id.clone(), error),
        }}
    }
    .into_any()
}

fn fetch(scope: PersonScope, thread: RwSignal<Remote<Thread>>, id: String) {
    if let Err(reason) = scope.inbox_access() {
        // A closed inbox is not asked; the inbox page says why.
        leptos::logging::debug_warn!("closed: {reason:?}");
        thread.set(Remote::Failed(ApiError::Refused(api::Problem { status: 404, ..Default::default() })));
        return;
    }
    load(thread, async move { scope.noticing(api::threads::open(&scope.client(), &id).await) });
}

fn head(thread: ThreadSummary) -> AnyView {
    let texts = use_texts();
    let kind = thread.category.map(|category| {
        view! { <span class="tag tag--normal">{texts.text(words::category(category))}</span> }
    });
    view! {
        <header class="ib-thread__head">
            {kind}
            <PageTitle
                text=Signal::stored(thread.subject)
                take_focus=reader_has_moved()
                class="title title--title2"
            /> <p class="ib-thread__from">{thread.sender}</p>
        </header>
    }
    .into_any()
}

fn opened(scope: PersonScope, thread: Thread, known: RwSignal<Option<ThreadSummary>>) -> AnyView {
    let texts = use_texts();
    if let Err(reason) = scope.action_access(&thread.summary, Action::Read) {
        // Whatever the server sent, what the policy hides is not drawn.
        known.set(None);
        return view! {
            <PageTitle text=Signal::derive(texts.text(Key::NotFoundTitle)) take_focus=reader_has_moved() />
            <Notice kind=NoticeKind::Info>{texts.text(words::reason(reason))}</Notice>
        }
        .into_any();
    }
    if known.with_untracked(Option::is_none) {
        known.set(Some(thread.summary.clone()));
    }
    mark_read(scope, thread.summary.clone());
    let Thread { summary, messages, earlier, read_by } = thread;
    let messages = RwSignal::new(placed(messages, ""));
    let earlier = RwSignal::new(earlier);
    let id = StoredValue::new(summary.id.clone());
    view! {
        {earlier_button(scope, id, messages, earlier)}
        <ol class="ib-messages">
            <For
                each=move || messages.get()
                key=|(place, _)| place.clone()
                children=move |(place, one)| message::message(id, place, one)
            />
        </ol>
        {reply::reply(scope, summary, read_by)}
    }
    .into_any()
}

fn placed(messages: Vec<Option<Message>>, before: &str) -> Vec<Placed> {
    let place = |(index, message): (usize, Option<Message>)| {
        let place = message.as_ref().map_or_else(|| format!("{before}?{index}"), |message| message.id.clone());
        (place, message)
    };
    messages.into_iter().enumerate().map(place).collect()
}

fn mark_read(scope: PersonScope, thread: ThreadSummary) {
    let read = ThreadSummary { unread: false, ..thread.clone() };
    if !thread.unread || scope.action_access(&thread, Action::MarkRead).is_err() {
        scope.inbox.note(&read);
        return;
    }
    spawn_local(async move {
        // When it fails, the thread stays unread in the list, which is true.
        if let Ok(unread) = scope.noticing(api::threads::mark_read(&scope.client(), &thread.id).await) {
            scope.app.set_unread(&scope.person().id, unread);
            scope.inbox.note(&read);
        }
    });
}

/// «Vis tidligere meldinger».
fn earlier_button(
    scope: PersonScope,
    id: StoredValue<String>,
    messages: RwSignal<Vec<Placed>>,
    earlier: RwSignal<Option<String>>,
) -> AnyView {
    let texts = use_texts();
    let fetching = RwSignal::new(Remote::Idle);
    let fetch = move || {
        let Some(cursor) = earlier.get_untracked() else { return };
        fetching.set(Remote::<()>::Slow);
        spawn_local(async move {
            let page = api::threads::earlier(&scope.client(), &id.get_value(), &cursor).await;
            match scope.noticing(page) {
                Ok(page) => {
                    messages.update(|shown| {
                        shown.splice(0..0, placed(page.messages, &cursor));
                    });
                    earlier.set(page.earlier);
                    fetching.set(Remote::Idle);
                }
                Err(error) => fetching.set(Remote::Failed(error)),
            }
        });
    };
    let busy = Signal::derive(move || fetching.read().is_waiting());
    let failed = move || match &*fetching.read() {
        Remote::Failed(error) => {
            let text = words::error(texts, error);
            Some(view! { <Notice kind=NoticeKind::Error>{text}</Notice> })
        }
        _ => None,
    };
    (move || {
        earlier.read().is_some().then(|| {
            view! {
                <div class="ib-more">
                    {failed}
                    {button(ButtonKind::Secondary, texts.text(Key::ThreadEarlier), busy, fetch)}
                </div>
            }
        })
    })
    .into_any()
}

fn failure(
    scope: PersonScope,
    thread: RwSignal<Remote<Thread>>,
    id: String,
    error: &ApiError,
) -> AnyView {
    let texts = use_texts();
    if matches!(error.status(), Some(403 | 404)) {
        return missing::missing(scope, id);
    }
    let (error, request_id) = (error.clone(), words::request_id(error));
    view! {
        <Failure
            title=Signal::derive(texts.text(Key::ThreadFailed))
            text=Signal::derive(move || words::error(texts, &error))
            request_id=request_id
            retry=Callback::new(move |()| fetch(scope, thread, id.clone()))
        />
    }
    .into_any()
}
