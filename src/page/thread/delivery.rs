use std::rc::Rc;

use leptos::prelude::*;

use super::{Opened, message, undo};
use crate::domain::message::{DeliveryState, Rejection, Retry};
use crate::i18n::{Key, Text, use_texts};
use crate::page::{access, compose, words};
use crate::reactive::{RwSignal, StoredValue};
use crate::state::{PersonScope, SendState, use_scope};
use crate::ui::dom::{View, el, keyed, live};
use crate::ui::{Busy, ButtonKind, button, focus_in};

/// How far the citizen's message has come, as long as the thread is open. When it did not arrive: why, and
/// what to do.
pub fn follow(thread: &Opened, id: String) -> View {
    let (scope, thread) = (use_scope(), *thread);
    let is_pressed = StoredValue::new(false);
    let of = id.clone();
    let told = move || {
        thread.messages.with(|all| {
            let message = all.iter().filter_map(|one| one.message.as_ref());
            let message = message.into_iter().find(|message| message.id == of)?;
            let ways = (message.retry.clone(), message.undo.clone());
            Some((message.delivery?, message.rejection, ways))
        })
    };
    keyed(told, move |told| {
        let Some((state, rejection, (retry, undo))) = told else { return View::none() };
        if let (DeliveryState::Sending, Some(undo)) = (state, undo) {
            return undo::held(scope, thread, id.clone(), undo, is_pressed);
        }
        let more = match (state, retry) {
            (DeliveryState::RejectedByJournal, _) => rejected(rejection),
            (DeliveryState::Failed, Some(retry)) => {
                return failed(scope, thread, id.clone(), retry, is_pressed);
            }
            (DeliveryState::Failed, None) => paragraph(Key::DeliveryOthers),
            _ => View::none(),
        };
        let line = el("div").attr("tabindex", "-1").child(message::delivery(state));
        let piece = el("div").class("ib-reached").child(line).child(more).into();
        if is_pressed.get_value() {
            // The button that had it is gone.
            focus_in(&piece, "[tabindex]");
        }
        piece
    })
}

fn paragraph(key: Key) -> View {
    el("p").child(use_texts().text(key)).into()
}

fn rejected(why: Option<Rejection>) -> View {
    paragraph(match why {
        Some(Rejection::NotPatientThere) => Key::RejectionNotPatientThere,
        Some(Rejection::RecipientClosed) => Key::RejectionRecipientClosed,
        Some(Rejection::Unreadable) => Key::RejectionUnreadable,
        Some(Rejection::Other) | None => Key::RejectionOther,
    })
}

/// Not sent: the way to try again, or why there is none any more.
fn failed(
    scope: PersonScope,
    thread: Opened,
    id: String,
    retry: Retry,
    is_pressed: StoredValue<bool>,
) -> View {
    let texts = use_texts();
    let send = RwSignal::new(SendState::Writing);
    let took = move |state| {
        is_pressed.set_value(true);
        thread.messages.update(|all| {
            let message = all.iter_mut().filter_map(|one| one.message.as_mut());
            for message in message.filter(|message| message.id == id) {
                message.delivery = Some(state);
            }
        });
        if state == DeliveryState::Failed {
            scope.app.announce(texts.text(words::delivery(state)));
        }
    };
    let took = Rc::new(took);
    // While it is under way, and when nobody knows, nothing says that it was not sent.
    let line = live(move || {
        let is_open = send.with(SendState::is_open);
        (!is_open).then(|| untrack(|| message::delivery(DeliveryState::Failed))).into()
    });
    let way = live(move || {
        let closed = thread.closed.get();
        let access = thread.summary.with_value(|thread| scope.reply_access(thread, closed));
        untrack(|| {
            if let Err(reason) = access {
                return access::why(scope, reason);
            }
            let (retry, took) = (retry.clone(), took.clone());
            let is_sending = move || send.with(|send| *send == SendState::Sending);
            let label = Text::live(move || {
                texts.now(if is_sending() { Key::SendSending } else { Key::DeliveryRetry }, &[])
            });
            let press = move || scope.try_again(send, retry.clone(), took.clone());
            let busy = Busy::while_(is_sending);
            let button = button(ButtonKind::Secondary, label, busy, press);
            View::of([compose::sent(send), button])
        })
    });
    el("div").class("ib-reached").child(line).child(way).into()
}
