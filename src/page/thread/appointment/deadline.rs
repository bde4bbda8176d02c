use chrono::{DateTime, Utc};

use super::letter::phone;
use crate::domain::appointment::Appointment;
use crate::domain::recipient::Price;
use crate::i18n::{Key, Text, date_time, time_left, use_texts};
use crate::page::words;
use crate::state::Answering;
use crate::ui::dom::{View, el, keyed};
use crate::ui::{NoticeKind, notice};

/// Until when an answer is free of charge, what it costs then, and whom to ring instead (R79). Nothing
/// where the hospital has set no limit.
pub fn deadline(answering: Answering, letter: &Appointment) -> View {
    let letter = letter.clone();
    let limit = move || answering.answers.with(|answers| answers.ready()?.free_until);
    let fee = move || answering.answers.with(|answers| answers.ready()?.fee.clone());
    keyed(
        move || (limit(), fee(), answering.left.with(Option::is_some)),
        move |(limit, fee, is_free)| match limit {
            None => View::none(),
            Some(limit) if is_free && fee.is_none() => free(answering, limit, letter.fee.as_ref()),
            Some(limit) => late(limit, fee, letter.phone.as_deref()),
        },
    )
}

fn free(answering: Answering, limit: DateTime<Utc>, fee: Option<&Price>) -> View {
    let texts = use_texts();
    let until = Text::live(move || {
        let until = date_time(texts.language(), limit);
        texts.now(Key::AnswerFree, &[("time", &until)])
    });
    let left = Text::live(move || {
        let left = answering.left.get().map(|left| time_left(texts.language(), left));
        texts.now(Key::AnswerLeft, &[("left", &left.unwrap_or_default())])
    });
    let after = fee.map(|fee| {
        el("p").child(texts.with(Key::AnswerFeeAfter, "amount", words::kroner(fee.amount)))
    });
    // A timer is read when one asks for it, and not with every minute.
    let left = el("p").attr("role", "timer").class("ib-deadline__left").child(left);
    el("div").class("ib-deadline").child(el("p").child(until)).child(left).child(after).into()
}

fn late(limit: DateTime<Utc>, fee: Option<Price>, number: Option<&str>) -> View {
    let texts = use_texts();
    let text = Text::live(move || {
        let time = date_time(texts.language(), limit);
        match &fee {
            Some(fee) => {
                let values =
                    [("time", &*time), ("amount", &words::kroner(fee.amount)), ("note", &fee.note)];
                texts.now(Key::AnswerLate, &values)
            }
            None => texts.now(Key::AnswerLateFree, &[("time", &time)]),
        }
    });
    notice(NoticeKind::Warning, None, View::of([el("p").child(text).into(), ring(number)]))
}

/// Whom to ring instead.
pub fn ring(number: Option<&str>) -> View {
    let ring =
        |number| el("p").child(use_texts().text(Key::AnswerRing)).child(" ").child(phone(number));
    number.map(ring).into()
}
