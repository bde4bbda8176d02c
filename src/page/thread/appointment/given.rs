use crate::domain::appointment::{Answer, AnswerKind};
use crate::i18n::{Key, Text, date_time, use_texts};
use crate::page::thread::message::delivery;
use crate::page::words;
use crate::state::Answering;
use crate::ui::dom::{El, Item, View, each, el, keyed};

use super::wishes;

/// The receipts of what was answered.
pub fn given(answering: Answering) -> View {
    let all = move || {
        answering.answers.with(|answers| {
            let given = answers.ready().map(|answers| answers.given.clone());
            given.unwrap_or_default()
        })
    };
    let items = move || {
        let item = |one: Answer| -> Item {
            // Drawn anew when it has come further.
            let state = one.state.map_or(0, |state| 1 + state as u8);
            (format!("{} {state}", one.id), Box::new(move || receipt(one)))
        };
        all().into_iter().map(item).collect()
    };
    keyed(
        move || !all().is_empty(),
        move |is_any| {
            let title = el("h3").class("title title--title4").attr("id", "given-title");
            let list = each(el("ol").class("ib-given__list").attr("role", "list"), items);
            is_any
                .then(|| {
                    el("section")
                        .class("ib-given")
                        .attr("aria-labelledby", "given-title")
                        .child(title.child(use_texts().text(Key::AnswerGiven)))
                        .child(list)
                })
                .into()
        },
    )
}

fn receipt(answer: Answer) -> El {
    let texts = use_texts();
    let what = match answer.kind {
        Some(AnswerKind::OtherTime) => Key::AnswerGaveOtherTime,
        Some(AnswerKind::Cancel) => Key::AnswerGaveCancel,
        Some(AnswerKind::Message) => Key::AnswerGaveMessage,
        None => Key::ThreadUnknownContent,
    };
    let at = answer.answered_at;
    let at = Text::live(move || date_time(texts.language(), at));
    let fee = answer
        .accepted_fee
        .map(|fee| el("p").child(texts.with(Key::AnswerGaveFee, "amount", words::kroner(fee))));
    let wishes = answer
        .wishes
        .map(|wishes| el("p").child(Text::live(move || wishes::sentence(texts, &wishes))));
    let text = (!answer.text.is_empty()).then(|| el("p").class("ib-pre").child(answer.text));
    el("li")
        .class("ib-message ib-message--own")
        .child(el("p").class("ib-message__from").child(texts.text(what)))
        .child(el("p").class("ib-message__time").child(at))
        .child(wishes)
        .child(text)
        .child(fee)
        .child(answer.state.map(delivery))
}
