use super::form;
use super::recipient::closed;
use super::urgent::urgent;
use crate::api;
use crate::domain::draft::Draft;
use crate::i18n::{Key, use_texts};
use crate::page::title::title;
use crate::page::waiting::{not_fetched, waiting};
use crate::page::{access, not_found};
use crate::reactive::RwSignal;
use crate::route::Route;
use crate::state::{PersonScope, Remote, load, use_navigation, use_scope};
use crate::ui::dom::{View, el};
use crate::ui::{NoticeKind, notice, page_link, small_icon};

/// A new message under way. Its address leads back to it, also after a reload.
pub fn draft(id: String) -> View {
    let scope = use_scope();
    let is_open_here = scope.unsent().iter().any(|editor| editor.draft().id == id);
    if let Err(reason) = scope.compose_access()
        && (is_open_here || scope.inbox_access().is_err())
    {
        return closed(scope, reason, access::kept(scope, |draft| draft.id == id));
    }
    let draft = RwSignal::new(Remote::Idle);
    fetch(scope, draft, id.clone());
    waiting(
        Some(Key::ComposeTitle),
        draft,
        move |draft| match scope.compose_access().err().or(draft.closed) {
            Some(reason) => closed(scope, reason, access::kept_draft(draft)),
            None => write(scope, draft),
        },
        move |error| match error.status() {
            Some(404 | 409) if scope.unsent().iter().any(|editor| editor.draft().id == id) => {
                let kept = access::kept(scope, |draft| draft.id == id);
                View::of([title(Key::ComposeTitle), kept])
            }
            Some(404 | 409) if scope.is_sent(&id) => {
                let sent = use_texts().text(Key::SendSent);
                View::of([title(Key::ComposeTitle), notice(NoticeKind::Info, None, sent)])
            }
            Some(403 | 404 | 409) => not_found::page(),
            _ => {
                let kept = access::kept(scope, |draft| draft.id == id);
                let id = id.clone();
                let title_text = use_texts().text(Key::ComposeFailed);
                let retry = move || fetch(scope, draft, id.clone());
                View::of([title(Key::ComposeTitle), not_fetched(title_text, error, retry), kept])
            }
        },
    )
}

fn fetch(scope: PersonScope, draft: RwSignal<Remote<Draft>>, id: String) {
    load(scope, draft, async move { api::drafts::open(&scope.client(), &id).await });
}

fn write(scope: PersonScope, draft: Draft) -> View {
    let (navigation, texts) = (use_navigation(), use_texts());
    if let Some(thread) = draft.thread_id {
        // An answer is written where what it answers stands.
        navigation.replace(&Route::Thread(thread));
        return View::none();
    }
    let to = texts.with(Key::ComposeTo, "name", draft.recipient_name.clone());
    let back = page_link("ib-back", &navigation.address(&Route::Compose), move || {
        navigation.go(&Route::Compose);
    });
    el("div")
        .class("ib-compose")
        .child(back.child(small_icon("ArrowLeft")).child(texts.text(Key::ComposeBack)))
        .child(title(Key::ComposeTitle))
        .child(urgent())
        .child(el("p").class("ib-chosen").child(to))
        .child(form::form(scope, scope.edit(draft), None))
        .into()
}
