//! One thread: its messages in order, and the way to answer.

mod actions;
mod answered;
mod appointment;
mod archive;
mod attachment;
mod content;
mod delivery;
mod earlier;
mod foot;
mod message;
mod missing;
mod neighbours;
mod news;
mod paper;
mod reading;
mod reply;
mod undo;

use super::access;
use super::second::{self, behind};
use super::title::{small_title_of, title};
use super::waiting::{not_fetched, waiting};
use super::words;
use crate::domain::access::Reason;
use crate::domain::archive::Archive;
use crate::domain::category::Category;
use crate::domain::draft::Draft;
use crate::domain::message::Message;
use crate::domain::thread::{Action, Thread, ThreadSummary};
use crate::i18n::{Key, use_texts};
use crate::reactive::{RwSignal, StoredValue};
use crate::route::Route;
use crate::state::{PersonScope, Remote, UndoState, load, use_navigation, use_scope};
use crate::ui::dom::{Item, View, each, el, keyed};
use crate::ui::{NoticeKind, notice, page_link, small_icon};

/// A message with its place in the thread.
#[derive(Clone)]
struct Placed {
    place: String,
    /// `None` could not be understood.
    message: Option<Message>,
    /// Is it open when it is drawn?
    is_open: bool,
}

/// What its messages need to know of an opened thread.
#[derive(Clone, Copy)]
struct Opened {
    id: StoredValue<String>,
    may_download: bool,
    may_print: bool,
    summary: StoredValue<ThreadSummary>,
    messages: RwSignal<Vec<Placed>>,
    closed: RwSignal<Option<Reason>>,
    archive: RwSignal<Remote<Archive>>,
    /// The answer that is being written.
    draft: RwSignal<Remote<Draft>>,
    /// Has the reader asked for the field where it is written? It takes the focus then.
    is_asked: StoredValue<bool>,
    /// How taking back the last message goes.
    undo: RwSignal<UndoState>,
    /// Goes up when one was taken back: what was asked for before that holds no longer.
    undone: StoredValue<u32>,
    /// Goes up when the thread is to be looked at anew.
    renew: RwSignal<u32>,
}

/// The page of a thread. What the list knows of it stands there at once.
pub fn page(id: String) -> View {
    let (scope, navigation, texts) = (use_scope(), use_navigation(), use_texts());
    let back = page_link("ib-back", &navigation.address(&Route::Inbox), move || {
        navigation.back_to_list();
    });
    let back = back.child(small_icon("ArrowLeft")).child(texts.text(Key::ThreadBack));
    if let Err(reason) = scope.inbox_access() {
        // A closed inbox is not asked.
        return access::closed(scope, title(Key::ThreadTitle), reason);
    }
    if let Err(reason) = scope.opened_access(&id) {
        // Nor is a thread that the claims have hidden since it was opened.
        let hidden =
            behind(Some(Key::ThreadTitle), move || second::thread_hidden(scope, &id, reason));
        return View::of([back.into(), hidden]);
    }
    let known = scope.inbox.known(&id);
    if let Some(known) = &known {
        scope.note_opened(known);
    }
    let known = RwSignal::new(known);
    let head = keyed(
        move || known.with(|known| known.as_ref().map(|known| known.id.clone())),
        move |_| known.get_untracked().map(head).into(),
    );
    let heading = known.with_untracked(Option::is_none).then_some(Key::ThreadTitle);
    let content = behind(heading, move || second::thread(scope, id.clone(), known));
    View::of([back.into(), paper::owner(scope).into(), head, content])
}

/// What is fetched of a thread; `known` is what is shown of it already.
pub fn content(scope: PersonScope, id: String, known: RwSignal<Option<ThreadSummary>>) -> View {
    let thread = RwSignal::new(Remote::Idle);
    let asked = id.clone();
    fetch(scope, thread, id.clone());
    let heading = known.with_untracked(Option::is_none).then_some(Key::ThreadTitle);
    waiting(
        heading,
        thread,
        move |thread| match thread {
            Ok(thread) => opened(scope, thread, known),
            Err(reason) => {
                known.set(None);
                hidden(scope, &asked, reason)
            }
        },
        move |error| match error.status() {
            Some(403 | 404) => {
                // What the list knew of it holds no longer.
                known.set(None);
                missing::missing(scope, id.clone())
            }
            _ => {
                let retry = {
                    let id = id.clone();
                    move || fetch(scope, thread, id.clone())
                };
                let why = not_fetched(use_texts().text(Key::ThreadFailed), error, retry);
                View::of([heading.map(title).into(), why, reply::written(scope, &id)])
            }
        },
    )
}

fn fetch(scope: PersonScope, thread: RwSignal<Remote<Result<Thread, Reason>>>, id: String) {
    load(scope, thread, scope.open_thread(id));
}

/// A thread that the claims hide, and what was written in it before they did.
pub fn hidden(scope: PersonScope, id: &str, reason: Reason) -> View {
    let why = notice(NoticeKind::Info, None, access::why(scope, reason));
    View::of([title(Key::ThreadHidden), why, reply::written(scope, id)])
}

fn head(thread: ThreadSummary) -> View {
    let texts = use_texts();
    let kind = thread.category.map(|category| {
        el("span").class("tag tag--normal").child(texts.text(words::category(category)))
    });
    el("header")
        .class("ib-thread__head")
        .child(kind)
        .child(small_title_of(thread.subject))
        .child(el("p").class("ib-thread__from").child(thread.sender))
        .into()
}

fn opened(scope: PersonScope, thread: Thread, known: RwSignal<Option<ThreadSummary>>) -> View {
    known.set(Some(thread.summary.clone()));
    scope.opened(thread.summary.clone());
    let Thread { summary, messages, earlier, read_by, answer, reply_closed, .. } = thread;
    let (appointment, link) = (RwSignal::new(thread.appointment), thread.appointments_link);
    let mut messages = placed(messages, "");
    reading::begin(&mut messages, earlier.is_some());
    let messages = RwSignal::new(messages);
    let closed = RwSignal::new(reply_closed);
    let earlier = RwSignal::new(earlier);
    let id = StoredValue::new(summary.id.clone());
    let may_download = scope.action_access(&summary, Action::Download).is_ok();
    let may_print = scope.action_access(&summary, Action::Print).is_ok();
    let archive = RwSignal::new(Remote::Idle);
    let stored = StoredValue::new(summary.clone());
    let opened = Opened {
        id,
        may_download,
        may_print,
        summary: stored,
        messages,
        closed,
        archive,
        draft: RwSignal::new(Remote::Idle),
        is_asked: StoredValue::new(false),
        undo: RwSignal::new(UndoState::Idle),
        undone: StoredValue::new(0),
        renew: RwSignal::new(0),
    };
    news::follow_thread(scope, &opened, appointment);
    let list = el("ol").class("ib-messages").attr("role", "list");
    let all = reading::all(scope, &list);
    let list = each(list, move || {
        let item = |one: Placed| -> Item {
            (one.place.clone(), Box::new(move || message::message(&opened, one)))
        };
        messages.get().into_iter().map(item).collect()
    });
    let actions = actions::actions(scope, &summary);
    let button = earlier::button_for(scope, id, messages, earlier);
    let (foot, neighbours) =
        (foot::foot(scope, &summary), neighbours::links(scope, &id.get_value()));
    let letter = appointment::letter(scope, &summary, appointment);
    let reply = if summary.category == Some(Category::AppointmentLetter) {
        appointment::answer(scope, &summary, appointment, link)
    } else {
        keyed(
            move || closed.get(),
            move |closed| match scope.reply_access(&summary, closed) {
                Ok(()) => reply::reply(scope, opened, summary.clone(), read_by.clone(), answer),
                Err(reason) => reply::closed(scope, &summary, reason, link.clone()),
            },
        )
    };
    let reply = el("div").class("ib-thread__answer").child(reply).into();
    let answered = answered::answered(messages, answer);
    View::of([actions, letter, button, all, list, answered, reply, foot, neighbours])
}

fn placed(messages: Vec<Option<Message>>, before: &str) -> Vec<Placed> {
    let place = |(index, message): (usize, Option<Message>)| {
        let id = message.as_ref().map(|message| message.id.clone());
        let place = id.unwrap_or_else(|| format!("{before}-{index}"));
        Placed { place, message, is_open: true }
    };
    messages.into_iter().enumerate().map(place).collect()
}
