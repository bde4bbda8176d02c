use super::recipient::Choice;
use crate::domain::recipient::{Recipient, ServiceLink, Topic};
use crate::i18n::{Key, Text, use_texts};
use crate::page::words;
use crate::reactive::RwSignal;
use crate::ui::dom::{El, View, el};

/// One card for each thing that one can write to the recipient about (R80), links out below.
pub fn cards(recipient: &Recipient, chosen: RwSignal<Option<Choice>>) -> Vec<View> {
    let topics = recipient.topics.iter().map(|topic| card(recipient, topic, chosen));
    topics.chain(links(recipient)).collect()
}

fn card(recipient: &Recipient, topic: &Topic, chosen: RwSignal<Option<Choice>>) -> View {
    let texts = use_texts();
    let choice = (recipient.id.clone(), topic.kind);
    let (answer, priced) = (topic.clone(), topic.clone());
    let several = recipient.topics.len() > 1;
    let lines = [
        several.then(|| texts.text(words::topic(topic.kind))),
        recipient.role.clone().map(Text::Fixed),
        recipient.place.clone().map(Text::Fixed),
        Some(Text::live(move || words::answer_within(texts, &answer))),
        topic
            .price
            .is_some()
            .then(|| Text::live(move || words::price(texts, &priced).unwrap_or_default())),
    ];
    let radio = el("input")
        .attr("type", "radio")
        .attr("name", "recipient")
        .class("ib-radio")
        .on("change", move |_| chosen.set(Some(choice.clone())));
    let text = lines.into_iter().flatten().fold(name(&recipient.name), |text, line| {
        text.child(el("span").class("ib-card__line").child(line)).child(" ")
    });
    el("label").class("ib-card ib-recipient").child(radio).child(text).into()
}

fn name(name: &str) -> El {
    let name = el("span").class("ib-card__name").child(name.to_owned());
    el("span").class("ib-card__text").child(name).child(" ")
}

fn links(recipient: &Recipient) -> Option<View> {
    let texts = use_texts();
    let other = texts.with(Key::ComposeOther, "name", recipient.name.clone());
    let item = |link: &ServiceLink| {
        let label = texts.text(words::service_link(link.kind));
        el("li").child(el("a").class("anchorlink").attr("href", &link.href).child(label)).into()
    };
    let list = el("ul").class("ib-links").children(recipient.links.iter().map(item));
    let links = el("div").class("ib-hint").child(el("p").child(other)).child(list);
    (!recipient.links.is_empty()).then(|| links.into())
}

/// Those who cannot be written to, each with the reason (R68-R70).
pub fn unavailable(recipients: Vec<Recipient>) -> View {
    let texts = use_texts();
    let cards = recipients.into_iter().map(|one| {
        let reason = one.closed.map(|closed| {
            el("span").class("ib-card__line").child(texts.text(words::recipient_closed(closed)))
        });
        el("li").class("ib-card ib-card--off").child(name(&one.name).child(reason)).into()
    });
    let heading = el("h2").class("title title--title4").attr("id", "unavailable-title");
    el("section")
        .class("ib-unavailable")
        .attr("aria-labelledby", "unavailable-title")
        .child(heading.child(texts.text(Key::ComposeUnavailable)))
        .child(el("ul").class("ib-cards").children(cards))
        .into()
}
