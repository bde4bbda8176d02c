use leptos::prelude::*;

use super::form::{self, About};
use super::recipient::{closed, closed_because};
use super::urgent::urgent;
use crate::api::{self, ApiError};
use crate::domain::access::Reason;
use crate::domain::draft::Draft;
use crate::domain::recipient::{Closed, Recipient, TopicKind};
use crate::i18n::{Key, use_texts};
use crate::page::title::title;
use crate::page::waiting::{not_fetched, waiting};
use crate::page::{access, not_found, words};
use crate::reactive::RwSignal;
use crate::route::Route;
use crate::state::{
    PersonScope, Remote, SaveState, SendState, load, saved, use_navigation, use_scope,
};
use crate::ui::dom::{View, el, follow};
use crate::ui::{NoticeKind, notice, page_link, small_icon};

/// A draft, and whom it goes to where that is known.
#[derive(Clone)]
struct Opened {
    draft: Draft,
    to: Option<Recipient>,
}

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
    let again = id.clone();
    waiting(
        Some(Key::ComposeTitle),
        draft,
        move |Opened { draft: opened, to }| {
            if let Err(reason) = scope.compose_access() {
                return closed(scope, reason, access::kept_draft(opened));
            }
            let why = opened.closed.map(|reason| access::why(scope, reason));
            let of_recipient = to.as_ref().and_then(|to| to.closed);
            let why = why.map(|why| of_recipient.map_or(why, |why| recipient_closed(&opened, why)));
            match why {
                Some(why) => closed_because(why, kept(scope, opened)),
                None => {
                    let again = again.clone();
                    write(scope, opened, to, move || fetch(scope, draft, again.clone()))
                }
            }
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

fn fetch(scope: PersonScope, draft: RwSignal<Remote<Opened>>, id: String) {
    load(scope, draft, async move {
        saved(&id).await;
        let draft = api::drafts::open(&scope.client(), &id).await?;
        let Some((recipient, topic)) = &draft.about else { return Ok(Opened { draft, to: None }) };
        let to = match scope.recipients().await {
            Ok(all) => all.into_iter().find(|one| one.id == *recipient),
            // What it costs must be told before it is sent.
            Err(error) if *topic == TopicKind::EConsultation => return Err(error),
            Err(_) => None,
        };
        Ok(Opened { draft, to })
    });
}

fn recipient_closed(draft: &Draft, why: Closed) -> View {
    let why = use_texts().text(words::recipient_closed(why));
    View::of([draft.recipient_name.clone().into(), ": ".into(), why.into()])
}

/// The text that stands in an open field, which may be newer than what the service has.
fn kept(scope: PersonScope, draft: Draft) -> View {
    if scope.unsent().iter().any(|editor| editor.draft().id == draft.id) {
        access::kept(scope, |one| one.id == draft.id)
    } else {
        access::kept_draft(draft)
    }
}

/// What is written here; when the service takes it no more, `again` asks why.
fn write(
    scope: PersonScope,
    draft: Draft,
    to: Option<Recipient>,
    again: impl Fn() + 'static,
) -> View {
    let (navigation, texts) = (use_navigation(), use_texts());
    if let Some(thread) = draft.thread_id {
        // An answer is written where what it answers stands.
        navigation.replace(&Route::Thread(thread));
        return View::none();
    }
    let topic = draft.about.as_ref().map(|(_, topic)| *topic);
    let about = to.as_ref().and_then(|to| {
        let topic = to.topics.iter().find(|one| Some(one.kind) == topic)?;
        let priced = topic.price.as_ref().map(|_| (to.name.clone(), topic.clone()));
        Some(About { read_by: Some(to.read_by.clone()), answer: Some(topic.answer), priced })
    });
    if about.is_none() && topic == Some(TopicKind::EConsultation) {
        // No longer offered: nobody can say what it would cost.
        return closed_because(access::why(scope, Reason::GpContactClosed), kept(scope, draft));
    }
    let name = texts.with(Key::ComposeTo, "name", draft.recipient_name.clone());
    let kind = topic.filter(|topic| *topic != TopicKind::General);
    let kind = kind.map(|topic| el("span").child(" · ").child(texts.text(words::topic(topic))));
    let editor = scope.edit(draft);
    follow(move || {
        let is_refused = |error: &ApiError| error.status() == Some(403);
        let of_save =
            editor.save.with(|save| matches!(save, SaveState::Failed(error) if is_refused(error)));
        let of_send =
            editor.send.with(|send| matches!(send, SendState::NotSent(error) if is_refused(error)));
        if of_save || of_send {
            untrack(&again);
        }
    });
    let back = page_link("ib-back", &navigation.address(&Route::Compose), move || {
        navigation.go(&Route::Compose);
    });
    el("div")
        .class("ib-compose")
        .child(back.child(small_icon("ArrowLeft")).child(texts.text(Key::ComposeBack)))
        .child(title(Key::ComposeTitle))
        .child(urgent())
        .child(el("p").class("ib-chosen").child(name).child(kind))
        .child(form::form(scope, editor, about.unwrap_or_default(), scope.attach_access()))
        .into()
}
