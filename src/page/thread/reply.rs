use leptos::prelude::*;

use crate::api::drafts;
use crate::domain::thread::{Action, ThreadSummary};
use crate::i18n::{Key, use_texts};
use crate::page::compose::form;
use crate::page::words;
use crate::state::{PersonScope, Remote, load};
use crate::ui::{ButtonKind, Notice, NoticeKind, Skeleton, button};

/// The way to answer, or why there is none (R3).
pub fn reply(scope: PersonScope, thread: ThreadSummary, read_by: Option<String>) -> AnyView {
    let texts = use_texts();
    if let Err(reason) = scope.action_access(&thread, Action::Reply) {
        return view! {
            <Notice kind=NoticeKind::Info title=Signal::derive(texts.text(Key::ReplyNone))>
                {texts.text(words::reason(reason))}
            </Notice>
        }
        .into_any();
    }
    let draft = RwSignal::new(Remote::Idle);
    let id = StoredValue::new(thread.id.clone());
    let open = move || {
        load(draft, async move {
            scope.noticing(drafts::open_reply(&scope.client(), &id.get_value()).await)
        });
    };
    if thread.has_draft {
        open();
    }
    let busy = Signal::derive(move || draft.read().is_waiting());
    let title = texts.with(Key::ReplyTitle, "name", thread.sender);
    view! {
        <section class="ib-reply" aria-labelledby="reply-title">
            <h2 class="title title--title3" id="reply-title">
                {title}
            </h2>
            {move || match &*draft.read() {
                Remote::Idle | Remote::Loading => {
                    button(ButtonKind::Primary, texts.text(Key::ReplyButton), busy, open)
                }
                Remote::Slow => view! { <Skeleton /> }.into_any(),
                Remote::Ready(draft) => {
                    let readers = read_by.clone();
                    form::form(scope, scope.edit(draft.clone()), readers)
                }
                Remote::Failed(error) => {
                    let text = words::error(texts, error);
                    view! {
                        <Notice kind=NoticeKind::Error>{text}</Notice>
                        {button(ButtonKind::Secondary, texts.text(Key::ErrorRetry), busy, open)}
                    }
                        .into_any()
                }
            }}
        </section>
    }
    .into_any()
}
