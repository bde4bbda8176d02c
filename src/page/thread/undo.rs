//! A message that is held: how long it can be taken back, and taking it back.

use std::rc::Rc;
use std::time::Duration;

use leptos::prelude::*;

use super::{Opened, Placed, message};
use crate::domain::draft::Draft;
use crate::domain::message::{DeliveryState, Undo};
use crate::i18n::{Key, Text, seconds, use_texts};
use crate::page::words;
use crate::reactive::{RwSignal, StoredValue};
use crate::route::Route;
use crate::state::{PersonScope, Remote, UndoState, pause, use_navigation};
use crate::ui::dom::{View, el, keyed, live};
use crate::ui::{Busy, ButtonKind, NoticeKind, button, notice};

/// When it has left, that is asked about, and again while nobody answers.
const ASK: [u64; 4] = [300, 2_000, 5_000, 10_000];

/// A new page says where one is within this time.
const SAID: Duration = Duration::from_millis(400);

/// «Sendes», and the way to take it back while there is one. `is_led` is set when the focus was here, so that what
/// comes in its place takes it.
pub fn held(
    scope: PersonScope,
    thread: Opened,
    id: String,
    undo: Undo,
    is_led: StoredValue<bool>,
) -> View {
    let texts = use_texts();
    let (state, held) = (thread.undo, undo.clone());
    let left = RwSignal::new(seconds_left(scope, &undo));
    let took = took(scope, thread, id);
    let press =
        move || thread.id.with_value(|thread| scope.undo(state, thread, &held, took.clone()));
    let is_working = move || state.with(|state| *state == UndoState::Working);
    let way = keyed(
        move || {
            left.get() > 0
                || state.with(|state| matches!(state, UndoState::Working | UndoState::Uncertain))
        },
        move |is_open| {
            if !is_open {
                return View::none();
            }
            let label = Text::live(move || {
                texts.now(if is_working() { Key::UndoWorking } else { Key::UndoButton }, &[])
            });
            button(ButtonKind::Secondary, label, Busy::while_(is_working), press.clone())
        },
    );
    let until = Text::live(move || match left.get() {
        0 => String::new(),
        left => texts.now(Key::UndoLeft, &[("time", &seconds(texts.language(), left))]),
    });
    let line = el("div").attr("tabindex", "-1").child(message::delivery(DeliveryState::Sending));
    let heading = line.html();
    let piece = el("div")
        .class("ib-reached")
        .child(line)
        .child(el("p").class("ib-hint").child(until))
        .child(outcome(state))
        .child(way);
    let whole = piece.html();
    scope.spawn(async move {
        // After the page has said where one is.
        pause(SAID).await;
        if !left.is_disposed() {
            let time = seconds(untrack(|| texts.language()), left.get_untracked());
            scope.app.announce(texts.with(Key::UndoLeft, "time", time));
        }
        while !left.is_disposed() && left.get_untracked() > 0 {
            pause(Duration::from_millis(500)).await;
            let now = seconds_left(scope, &undo);
            if now == 0
                && whole.as_ref().is_some_and(|all| all.matches(":focus-within") == Ok(true))
            {
                is_led.try_update_value(|led| *led = true);
                let _ = heading.as_ref().map(web_sys::HtmlElement::focus);
            }
            left.set(now);
        }
        for wait in ASK {
            pause(Duration::from_millis(wait)).await;
            if left.is_disposed() {
                return;
            }
            thread.renew.update(|times| *times += 1);
        }
    });
    piece.into()
}

fn seconds_left(scope: PersonScope, undo: &Undo) -> i64 {
    let left = scope.app.now().map(|now| (undo.until - now).num_milliseconds());
    // Never more than there is: what is known of the server's clock lags behind.
    left.map_or(0, |left| left.max(0) / 1_000)
}

/// What came of asking, where that is to be told.
fn outcome(state: RwSignal<UndoState>) -> View {
    let texts = use_texts();
    live(move || {
        let (kind, text) = match state.get() {
            UndoState::Idle | UndoState::Working => return View::none(),
            UndoState::Uncertain => (NoticeKind::Warning, texts.text(Key::UndoUncertain)),
            UndoState::Late => (NoticeKind::Info, texts.text(Key::UndoLate)),
            UndoState::DraftOpen => (NoticeKind::Error, texts.text(Key::UndoDraftOpen)),
            UndoState::Failed(error) => {
                let why = move || words::error(texts, &error);
                let text = move || texts.now(Key::UndoFailed, &[("why", &why())]);
                (NoticeKind::Error, Text::live(text))
            }
        };
        notice(kind, None, text)
    })
}

/// Leads to the draft: to its own page, or to the field where an answer is written.
fn took(scope: PersonScope, thread: Opened, id: String) -> Rc<dyn Fn(Draft)> {
    let (navigation, texts) = (use_navigation(), use_texts());
    Rc::new(move |draft: Draft| {
        scope.spawn(async move {
            pause(SAID).await;
            scope.app.announce(texts.text(Key::UndoDone));
        });
        if draft.thread_id.is_none() {
            navigation.replace(&Route::Draft(draft.id));
            return;
        }
        thread.undo.set(UndoState::Idle);
        thread.undone.update_value(|times| *times += 1);
        thread.messages.update(|all| all.retain(|one| !is_message(one, &id)));
        thread.is_asked.set_value(true);
        thread.draft.set(Remote::Ready(draft));
    })
}

fn is_message(one: &Placed, id: &str) -> bool {
    one.message.as_ref().is_some_and(|message| message.id == id)
}

/// The send that is held among what is shown, if it is not among what there is now.
pub fn taken_back(shown: &[Placed], now: &[Placed]) -> Option<Undo> {
    let held = shown.iter().filter_map(|one| one.message.as_ref());
    let gone = held.filter(|message| !now.iter().any(|one| is_message(one, &message.id)));
    gone.filter_map(|message| message.undo.clone()).next()
}
