use super::Placed;
use crate::domain::calendar::{AnswerWithin, oslo_date};
use crate::domain::message::{DeliveryState, Side};
use crate::i18n::{Text, use_texts};
use crate::page::expected::expected;
use crate::reactive::RwSignal;
use crate::state::use_app;
use crate::ui::dom::{View, el, keyed};

/// By when the last message is answered, as long as it is one's own and that day is not over.
pub fn answered(messages: RwSignal<Vec<Placed>>, answer: Option<AnswerWithin>) -> View {
    let (app, texts) = (use_app(), use_texts());
    let sent = move || {
        app.tick.track();
        let now = app.now()?;
        let answer = answer?;
        let sent_at = messages.with(|all| {
            let last = all.last()?.message.as_ref()?;
            let is_on_its_way = !last.delivery.is_none_or(DeliveryState::did_not_arrive);
            (last.author.side == Side::Citizen && is_on_its_way).then_some(last.sent_at)
        })?;
        let day = answer.expected(sent_at).map_or_else(|| oslo_date(sent_at), |answer| answer.day);
        (day >= oslo_date(now)).then_some((answer, sent_at))
    };
    keyed(sent, move |sent| {
        sent.map(|(answer, sent_at)| {
            let text = Text::live(move || expected(texts, answer, sent_at));
            el("p").class("ib-hint ib-thread__answered").child(text)
        })
        .into()
    })
}
