//! What is written and not sent, for one person.

use super::access::closed;
use super::title::title;
use super::waiting::{not_fetched, waiting};
use crate::domain::draft::Draft;
use crate::i18n::{Key, Text, use_texts};
use crate::route::Route;
use crate::state::{Drafts, Navigation, PersonScope, use_navigation, use_scope};
use crate::ui::dom::{El, Item, View, each, el, keyed};
use crate::ui::{Busy, ButtonKind, button, focus_in, page_link, small_icon};

/// So much of a text stands for a draft, in characters.
const LONGEST: usize = 160;

/// The drafts of the person acted for, the latest first.
pub fn page() -> View {
    let (scope, texts) = (use_scope(), use_texts());
    if let Err(reason) = scope.inbox_access() {
        return closed(scope, title(Key::DraftTitle), reason);
    }
    let navigation = use_navigation();
    let drafts = Drafts::begin(scope);
    let back = page_link("ib-back", &navigation.address(&Route::Inbox), move || {
        navigation.back_to_list();
    });
    let list = waiting(
        None,
        drafts.list,
        move |_| list(navigation, drafts),
        move |error| {
            not_fetched(use_texts().text(Key::DraftListFailed), error, move || drafts.fetch())
        },
    );
    el("div")
        .class("ib-stack")
        .child(back.child(small_icon("ArrowLeft")).child(texts.text(Key::ThreadBack)))
        .child(title(Key::DraftTitle))
        .child(list)
        .into()
}

/// In the inbox: how many drafts there are, and the way to them.
pub fn link(scope: PersonScope) -> View {
    let waits = scope.inbox.waits.shown;
    let count = move || {
        waits.with(|waiting| {
            waiting.ready().map_or(0, |waiting| {
                waiting.drafts.len() + waiting.threads.iter().filter(|one| one.has_draft).count()
            })
        })
    };
    keyed(count, |count| {
        let (navigation, texts) = (use_navigation(), use_texts());
        let label = texts.with(Key::DraftCount, "count", count.to_string());
        let address = navigation.address(&Route::Drafts);
        let link = page_link("anchorlink", &address, move || navigation.go(&Route::Drafts));
        (count > 0).then(|| link.child(label)).into()
    })
}

fn list(navigation: Navigation, drafts: Drafts) -> View {
    let is_empty = move || drafts.list.with(|list| list.ready().is_none_or(Vec::is_empty));
    let items = move || {
        let item = |draft: &Draft| -> Item {
            let draft = draft.clone();
            let key = format!("{} {}", draft.id, draft.version);
            (key, Box::new(move || row(navigation, drafts, draft)))
        };
        drafts.list.with(|list| list.ready().map(|all| all.iter().map(item).collect()))
    };
    let none = keyed(is_empty, |is_empty| {
        is_empty.then(|| el("p").child(use_texts().text(Key::DraftNone))).into()
    });
    let rows =
        each(el("ul").class("ib-cards").attr("role", "list"), move || items().unwrap_or_default());
    View::of([none, rows])
}

fn row(navigation: Navigation, drafts: Drafts, draft: Draft) -> El {
    let id = draft.id.clone();
    let is_leaving = move || drafts.is_leaving(&id);
    let content = keyed(is_leaving, move |is_leaving| {
        if is_leaving { leaving(drafts, &draft) } else { waits(navigation, drafts, &draft) }
    });
    el("li").class("ib-card ib-draft").child(content)
}

fn waits(navigation: Navigation, drafts: Drafts, draft: &Draft) -> View {
    let texts = use_texts();
    let name = draft.recipient_name.clone();
    // The subject of an answer is its thread's, which may be hidden.
    let route = match &draft.thread_id {
        Some(thread) => Route::Thread(thread.clone()),
        None => Route::Draft(draft.id.clone()),
    };
    let subject = Some(draft.content.subject.trim())
        .filter(|subject| draft.thread_id.is_none() && !subject.is_empty())
        .map(|subject| el("span").class("ib-draft__subject").child(subject.to_owned()));
    let text: String = draft.content.text.trim().chars().take(LONGEST).collect();
    let text = if text.is_empty() { texts.text(Key::DraftEmpty) } else { Text::Fixed(text) };
    let address = navigation.address(&route);
    let link = page_link("ib-draft__link", &address, move || navigation.go(&route))
        .child(el("span").class("ib-draft__to").child(texts.with(
            Key::DraftTo,
            "name",
            name.clone(),
        )))
        .child(" ")
        .child(subject)
        .child(" ")
        .child(el("span").class("ib-draft__text").child(text));
    let id = draft.id.clone();
    let label = texts.with(Key::DraftDelete, "name", name);
    let delete = move || drafts.delete(&id);
    View::of([link.into(), button(ButtonKind::Link, label, Busy::NEVER, delete)])
}

fn leaving(drafts: Drafts, draft: &Draft) -> View {
    let texts = use_texts();
    let id = draft.id.clone();
    let text = texts.with(Key::DraftDeleted, "name", draft.recipient_name.clone());
    let undo = move || drafts.undo(&id);
    let undo = button(ButtonKind::Link, texts.text(Key::DraftUndo), Busy::NEVER, undo);
    let leaving = View::of([el("p").attr("role", "status").child(text).into(), undo]);
    let leaving = el("div").child(leaving).into();
    // The button that was pressed is gone: what undoes it takes its place.
    focus_in(&leaving, "button");
    leaving
}
