use std::rc::Rc;

use super::deadline::{deadline, ring};
use super::wishes::wishes;
use crate::domain::appointment::{AnswerKind, Appointment, MAX_ANSWER, Wrong};
use crate::domain::length::length;
use crate::i18n::{Key, use_texts};
use crate::page::compose::{room, send_button, sent};
use crate::page::words;
use crate::state::{Answering, PersonScope, use_app};
use crate::ui::dom::{El, View, el, keyed};
use crate::ui::{Field, NoticeKind, checkbox, notice, radio, text_area};

/// Choosing what to answer, and sending it (R78).
pub fn form(scope: PersonScope, answering: Answering, letter: &Appointment) -> View {
    let kinds = keyed(
        move || answering.answers.with(|all| all.ready().map(|all| all.open.clone())),
        move |open| kinds(answering, &open.unwrap_or_default()).into(),
    );
    let fields = keyed(
        move || answering.new.with(|new| new.kind),
        move |kind| kind.map_or_else(View::none, |kind| fields(answering, kind)),
    );
    let number = letter.phone.clone();
    let wrong = keyed(
        move || answering.wrong.get(),
        move |wrong| match wrong.is_empty() {
            true => View::none(),
            false => wrongs(&wrong, number.as_deref()),
        },
    );
    let send = send_button(scope, answering.send, None, move || answering.send_now());
    el("div")
        .class("ib-form")
        .child(deadline(answering, letter))
        .child(kinds)
        .child(fields)
        .child(wrong)
        .child(sent(answering.send))
        .child(el("div").class("ib-actions").child(send))
        .into()
}

fn kinds(answering: Answering, open: &[AnswerKind]) -> El {
    let texts = use_texts();
    let choices = open.iter().map(|kind| {
        let kind = *kind;
        let is = move || answering.new.with(|new| new.kind == Some(kind));
        let choose = move || answering.write(|new| new.kind = Some(kind));
        radio("answer", texts.text(words::answer(kind)), is, choose).into()
    });
    let legend = el("legend").class("label").child(texts.text(Key::AnswerWhat));
    el("fieldset").class("ib-choices").child(legend).children(choices)
}

fn fields(answering: Answering, kind: AnswerKind) -> View {
    let texts = use_texts();
    let is_message = kind == AnswerKind::Message;
    let length = move || answering.new.with(|new| length(&new.text));
    let text = text_area(&Field {
        id: "answer",
        error_id: "answer-error",
        room_id: "answer-room",
        label: texts.text(if is_message { Key::AnswerMessageText } else { Key::AnswerText }),
        error: Rc::new(move || {
            let is_long = length() > MAX_ANSWER;
            is_long.then(|| texts.now(Key::AnswerWrongLong, &[("count", &MAX_ANSWER.to_string())]))
        }),
        value: Rc::new(move || answering.new.with(|new| new.text.clone())),
        input: Rc::new(move |typed| answering.write(|new| new.text.clone_from(&typed))),
        blur: Rc::new(|_| {}),
        locked: Rc::new(move || answering.is_locked()),
        room: room(use_app(), texts, MAX_ANSWER, length),
        is_required: is_message,
    });
    let due = move || {
        let fee = answering.answers.with(|all| Some(all.ready()?.fee.as_ref()?.amount));
        fee.filter(|_| kind.can_cost())
    };
    let fee = keyed(due, move |fee| {
        let Some(fee) = fee else { return View::none() };
        let label = use_texts().with(Key::AnswerAcceptFee, "amount", words::kroner(fee));
        let is = move || answering.new.with(|new| new.accepts_fee);
        checkbox(label, is, move |on| answering.write(|new| new.accepts_fee = on)).into()
    });
    let wishes = (kind == AnswerKind::OtherTime).then(|| wishes(answering));
    View::of([wishes.into(), text, fee])
}

fn wrongs(wrong: &[Wrong], number: Option<&str>) -> View {
    let texts = use_texts();
    let lines = wrong.iter().map(|wrong| {
        let key = match wrong {
            Wrong::Kind => Key::AnswerWrongKind,
            Wrong::Days => Key::AnswerWrongDays,
            Wrong::Text => Key::AnswerWrongText,
            Wrong::ShortText => Key::AnswerWrongLong,
            Wrong::Fee => Key::AnswerWrongFee,
        };
        el("p").child(texts.with(key, "count", MAX_ANSWER.to_string())).into()
    });
    let ring = if wrong.contains(&Wrong::Fee) { ring(number) } else { View::none() };
    notice(NoticeKind::Error, None, View::of(lines.chain([ring])))
}
