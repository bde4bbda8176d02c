use leptos::prelude::*;

use crate::domain::thread::ThreadSummary;
use crate::i18n::{Key, day, use_texts};
use crate::page::words;
use crate::route::Route;
use crate::state::{Row, use_navigation};
use crate::ui::{page_link, small_icon};

/// A line of the list; the whole of it is one link, named by all that it says.
pub fn row(row: Row) -> AnyView {
    let content = match row {
        Row::Thread(thread) => link(thread),
        Row::Unknown(_) => view! {
            <p class="ib-row">{use_texts().text(Key::InboxUnknownThread)}</p>
        }
        .into_any(),
    };
    view! { <li class="link-list__list-item link-list__list-item--line">{content}</li> }.into_any()
}

fn link(thread: ThreadSummary) -> AnyView {
    let navigation = use_navigation();
    let route = Route::Thread(thread.id.clone());
    let (class, marker) = if thread.unread {
        (
            "link-list__anchor link-list__anchor--line--white link-list__anchor--white ib-row link-list__anchor--new ib-row--unread",
            "link-list__status-marker link-list__status-marker--new",
        )
    } else {
        (
            "link-list__anchor link-list__anchor--line--white link-list__anchor--white ib-row",
            "link-list__status-marker",
        )
    };
    page_link(
        class,
        navigation.address(&route),
        move || navigation.go(&route),
        view! {
            <span class=marker aria-hidden="true"></span>
            {body(thread)}
        },
    )
}

fn body(thread: ThreadSummary) -> AnyView {
    let texts = use_texts();
    let latest = thread.latest_at;
    let unread = thread.unread.then(|| {
        view! { <span class="badge badge--blueberry">{texts.text(Key::InboxUnread)}</span> }
    });
    let you = thread.citizen_wrote_last.then(|| view! { {texts.text(Key::InboxYouWrote)} ": " });
    view! {
        <span class="ib-row__body">
            <span class="ib-row__sender">{thread.sender.clone()} " " {unread}</span>
            " "
            <span class="ib-row__subject">{thread.subject.clone()}</span>
            " "
            <span class="ib-row__preview">{you} {thread.preview.clone()}</span>
            " "
            {marks(&thread)}
            " "
            <time class="ib-row__date" datetime=latest.to_rfc3339()>
                {move || day(texts.language(), latest)}
            </time>
        </span>
    }
    .into_any()
}

fn marks(thread: &ThreadSummary) -> AnyView {
    let texts = use_texts();
    let kind = thread.category.map(|category| {
        view! { <span class="tag tag--normal">{texts.text(words::category(category))}</span> }
    });
    let attachment = thread.has_attachment.then(|| {
        view! {
            <span class="ib-row__mark">
                {small_icon("Attachment")}
                <span class="ib-sr-only">{texts.text(Key::AttachmentHas)}</span>
            </span>
        }
    });
    let messages = (thread.message_count > 1).then(|| {
        let count = thread.message_count.to_string();
        view! { <span class="ib-row__mark">{texts.with(Key::InboxMessages, "count", count)}</span> }
    });
    let draft = thread.has_draft.then(|| {
        view! { <span class="ib-row__mark ib-row__mark--draft">{texts.text(Key::DraftHas)}</span> }
    });
    let delivery = thread.delivery.map(|state| {
        view! { <span class="ib-row__mark">{texts.text(words::delivery(state))}</span> }
    });
    view! {
        <span class="ib-row__meta">
            {kind} " " {attachment} " " {messages} " " {draft} " " {delivery}
        </span>
    }
    .into_any()
}
