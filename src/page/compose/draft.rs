use leptos::prelude::*;

use super::form;
use super::urgent::urgent;
use crate::api::{self, ApiError};
use crate::domain::draft::Draft;
use crate::i18n::{Key, use_texts};
use crate::page::root::reader_has_moved;
use crate::page::{not_found, words};
use crate::route::Route;
use crate::state::{PersonScope, Remote, load, use_navigation, use_scope};
use crate::ui::{Failure, PageTitle, Skeleton, page_link};

/// A new message under way. Its address leads back to it, also after a reload.
pub fn draft(id: String) -> AnyView {
    let scope = use_scope();
    let draft = RwSignal::new(Remote::Idle);
    fetch(scope, draft, id.clone());
    (move || match &*draft.read() {
        Remote::Idle | Remote::Loading => ().into_any(),
        Remote::Slow => view! { <Skeleton /> }.into_any(),
        Remote::Ready(draft) => write(scope, draft.clone()),
        Remote::Failed(error) => failure(scope, draft, id.clone(), error),
    })
    .into_any()
}

fn fetch(scope: PersonScope, draft: RwSignal<Remote<Draft>>, id: String) {
    load(draft, async move { scope.noticing(api::drafts::open(&scope.client(), &id).await) });
}

fn write(scope: PersonScope, draft: Draft) -> AnyView {
    let (navigation, texts) = (use_navigation(), use_texts());
    let name = draft.recipient_name.clone();
    let back = page_link(
        "ib-back",
        navigation.address(&Route::Compose),
        move || navigation.go(&Route::Compose),
        texts.text(Key::ComposeBack),
    );
    view! {
        {back}
        <PageTitle text=Signal::derive(texts.text(Key::ComposeTitle)) take_focus=reader_has_moved() />
        {urgent()}
        <p class="ib-chosen">{texts.with(Key::ComposeTo, "name", name)}</p>
        {form::form(scope, scope.edit(draft), None)}
    }
    .into_any()
}

fn failure(
    scope: PersonScope,
    draft: RwSignal<Remote<Draft>>,
    id: String,
    error: &ApiError,
) -> AnyView {
    let texts = use_texts();
    if matches!(error.status(), Some(403 | 404 | 409)) {
        return not_found::page();
    }
    let (error, request_id) = (error.clone(), words::request_id(error));
    view! {
        <PageTitle text=Signal::derive(texts.text(Key::ComposeTitle)) take_focus=reader_has_moved() />
        <Failure
            title=Signal::derive(texts.text(Key::ComposeFailed))
            text=Signal::derive(move || words::error(texts, &error))
            request_id=request_id
            retry=Callback::new(move |()| fetch(scope, draft, id.clone()))
        />
    }
    .into_any()
}
