use leptos::prelude::*;

use super::Opened;
use crate::api::drafts;
use crate::domain::access::Reason;
use crate::domain::calendar::AnswerWithin;
use crate::domain::draft::Draft;
use crate::domain::thread::{Action, ThreadSummary};
use crate::i18n::{Key, use_texts};
use crate::page::access;
use crate::page::compose::form::{self, About};
use crate::page::words;
use crate::reactive::{RwSignal, StoredValue};
use crate::state::{Editor, PersonScope, Remote, load, saved};
use crate::ui::dom::{View, el, live};
use crate::ui::{Busy, ButtonKind, NoticeKind, button, focus_in, notice, skeleton};

/// Why there is no way to answer, the way on, and what was written before it closed. `link` leads to what
/// the thread is about in Appointments (R75, R76).
pub fn closed(
    scope: PersonScope,
    thread: &ThreadSummary,
    reason: Reason,
    link: Option<String>,
) -> View {
    let texts = use_texts();
    let link = link.filter(|_| reason == Reason::ViaAppointments);
    let why = match link {
        Some(href) => {
            let link = el("a").class("anchorlink").attr("href", &href);
            let link = el("p").child(link.child(texts.text(Key::LinkAppointment)));
            let why = el("p").child(access::reason(scope, reason));
            View::of([why.into(), link.into()])
        }
        None => access::why(scope, reason),
    };
    let closed = notice(NoticeKind::Info, Some(texts.text(Key::ReplyNone)), why);
    View::of([closed, kept(scope, thread)])
}

/// What was written here before the way to answer closed: what stands in an open field, or else what the
/// service keeps.
fn kept(scope: PersonScope, thread: &ThreadSummary) -> View {
    let is_here = |draft: &Draft| draft.thread_id.as_deref() == Some(&*thread.id);
    let is_open = scope.unsent().iter().any(|editor| is_here(&editor.draft()));
    if is_open || !thread.has_draft {
        return written(scope, &thread.id);
    }
    let kept = RwSignal::new(Remote::Idle);
    load(scope, kept, async move { drafts::list(&scope.client()).await });
    let id = thread.id.clone();
    live(move || {
        let Remote::Ready(drafts) = kept.get() else { return View::none() };
        let draft = drafts.into_iter().find(|draft| draft.thread_id.as_ref() == Some(&id));
        untrack(|| draft.map_or_else(View::none, access::kept_draft))
    })
}

/// The way to answer (R3).
pub fn reply(
    scope: PersonScope,
    opened: Opened,
    thread: ThreadSummary,
    read_by: Option<String>,
    answer: Option<AnswerWithin>,
) -> View {
    let texts = use_texts();
    // Who asks for the field is led to it: the button that they pressed is gone then.
    let Opened { draft, is_asked, .. } = opened;
    let heading = texts.with(Key::ReplyTitle, "name", thread.sender.clone());
    let has_draft = thread.has_draft;
    let thread = StoredValue::new(thread);
    let open = move || {
        let thread = thread.get_value();
        load(scope, draft, async move {
            saved(&thread.id).await;
            let draft = drafts::open_reply(&scope.client(), &thread.id).await?;
            let known = scope.inbox.known(&thread.id).unwrap_or(thread);
            scope.inbox.note(&ThreadSummary { has_draft: true, ..known });
            Ok(draft)
        });
    };
    // A text that is not saved stands nowhere else: it is written on, or stands here to be read.
    let is_here = |editor: &Editor| {
        editor.is_unsaved()
            && thread.with_value(|thread| editor.draft().thread_id.as_ref() == Some(&thread.id))
    };
    let (left, open_here): (Vec<_>, Vec<_>) =
        scope.unsent().into_iter().filter(is_here).partition(|editor| editor.is_sent());
    if let Some(editor) = open_here.first() {
        draft.set(Remote::Ready(editor.draft()));
    } else if has_draft {
        open();
    }
    let left = View::of(left.into_iter().map(|editor| access::unsent(editor).into()));
    let ask = move || {
        is_asked.set_value(true);
        open();
    };
    let busy = Busy::while_(move || draft.with(Remote::is_waiting));
    let content = live(move || {
        let state = draft.get();
        untrack(|| match state {
            Remote::Idle | Remote::Loading => {
                button(ButtonKind::Primary, texts.text(Key::ReplyButton), busy.clone(), ask)
            }
            Remote::Slow => skeleton(),
            Remote::Ready(draft) => {
                let may_attach =
                    thread.with_value(|thread| scope.action_access(thread, Action::Attach));
                let about = About { read_by: read_by.clone(), answer, priced: None };
                let form = form::form(scope, scope.edit(draft), about, may_attach);
                if is_asked.get_value() {
                    focus_in(&form, "textarea");
                }
                form
            }
            Remote::Failed(error) => {
                let why = words::error_text(texts, error);
                let retry = texts.text(Key::ErrorRetry);
                let again = button(ButtonKind::Secondary, retry, Busy::NEVER, ask);
                View::of([notice(NoticeKind::Error, None, why), again])
            }
        })
    });
    el("section")
        .class("ib-reply")
        .attr("aria-labelledby", "reply-title")
        .child(el("h2").class("title title--title3").attr("id", "reply-title").child(heading))
        .child(left)
        .child(content)
        .into()
}

/// What was written here before the way to answer closed.
pub fn written(scope: PersonScope, thread: &str) -> View {
    access::kept(scope, |draft| draft.thread_id.as_deref() == Some(thread))
}
