use super::recipient::Choice;
use crate::domain::name::finds;
use crate::domain::recipient::{Recipient, ServiceLink, Topic, TopicKind};
use crate::i18n::{Key, Text, use_texts};
use crate::page::expected::expected;
use crate::page::words;
use crate::reactive::RwSignal;
use crate::state::use_app;
use crate::ui::dom::{El, View, el};

/// One card for each thing that one can write to the recipient about (R80), links out below; shown while `typed`
/// finds the name.
pub fn cards(
    place: usize,
    recipient: Recipient,
    chosen: RwSignal<Option<Choice>>,
    typed: RwSignal<String>,
) -> View {
    let (id, name) = (recipient.id.clone(), recipient.name.clone());
    let is_chosen =
        move || chosen.with(|chosen| chosen.as_ref().is_some_and(|(one, _)| *one == id));
    let is_hidden = move || !is_chosen() && typed.with(|typed| !finds(typed, &name));
    let topics = recipient.topics.iter().enumerate();
    let cards =
        topics.map(|(of, topic)| card(&format!("to-{place}-{of}"), &recipient, topic, chosen));
    el("div")
        .class("ib-cards")
        .attr_live("hidden", move || is_hidden().then(String::new))
        .children(cards)
        .child(links(&recipient))
        .into()
}

/// Its name says whom and what about; what else there is to know describes it.
fn card(id: &str, recipient: &Recipient, topic: &Topic, chosen: RwSignal<Option<Choice>>) -> View {
    let (app, texts) = (use_app(), use_texts());
    let choice = (recipient.id.clone(), topic.kind);
    let priced = topic.clone();
    let several = recipient.topics.len() > 1;
    let hint = match topic.kind {
        TopicKind::ContactSurgery => Some(Key::TopicContactSurgeryHint),
        TopicKind::EConsultation => Some(Key::TopicEConsultationHint),
        TopicKind::General => None,
    };
    let answer = topic.answer;
    let answer = Text::live(move || {
        app.tick.track();
        app.now().map(|now| expected(texts, answer, now)).unwrap_or_default()
    });
    let price = topic
        .price
        .is_some()
        .then(|| Text::live(move || words::price(texts, &priced).unwrap_or_default()));
    let read_by = Some(recipient.read_by.clone()).filter(|readers| !readers.is_empty());
    let named = [
        several.then(|| texts.text(words::topic(topic.kind))),
        recipient.role.clone().map(Text::Fixed),
    ];
    let told = [
        recipient.place.clone().map(Text::Fixed),
        hint.map(|hint| texts.text(hint)),
        price,
        Some(answer),
        read_by.map(Text::Fixed),
    ];
    let [name_id, more_id] = [format!("{id}-name"), format!("{id}-more")];
    let radio = el("input")
        .attr("type", "radio")
        .attr("id", id)
        .attr("name", "recipient")
        .attr("aria-labelledby", &name_id)
        .attr("aria-describedby", &more_id)
        .class("ib-radio")
        .on("change", move |_| chosen.set(Some(choice.clone())));
    let text = el("span")
        .class("ib-card__text")
        .child(lines(name(&recipient.name).attr("id", &name_id), named))
        .child(lines(el("span").class("ib-card__told").attr("id", &more_id), told));
    el("label").class("ib-card ib-recipient").child(radio).child(text).into()
}

fn lines<const N: usize>(around: El, lines: [Option<Text>; N]) -> El {
    lines.into_iter().flatten().fold(around, |around, line| {
        around.child(el("span").class("ib-card__line").child(line)).child(" ")
    })
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
        let reason = one.closed.map(|closed| texts.text(words::recipient_closed(closed)));
        let told = [one.role.map(Text::Fixed), one.place.map(Text::Fixed), reason];
        el("li").class("ib-card ib-card--off").child(lines(name(&one.name), told)).into()
    });
    let heading = el("h2").class("title title--title4").attr("id", "unavailable-title");
    el("section")
        .class("ib-unavailable")
        .attr("aria-labelledby", "unavailable-title")
        .child(heading.child(texts.text(Key::ComposeUnavailable)))
        .child(el("ul").class("ib-cards").children(cards))
        .into()
}
