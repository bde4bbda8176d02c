use super::{Opened, archive, attachment, content, delivery};
use crate::domain::calendar::instant_word;
use crate::domain::message::{DeliveryState, Message, Side};
use crate::i18n::{Key, Text, date_time, use_texts};
use crate::page::words;
use crate::ui::dom::{El, el};
use crate::ui::small_icon;

/// A message; one that could not be understood says so in its place.
pub fn message(thread: &Opened, place: String, message: Option<Message>) -> El {
    let content = message.map_or_else(unknown, |message| article(thread, &place, message));
    el("li").child(content)
}

fn unknown() -> El {
    let text = use_texts().text(Key::ThreadUnknownContent);
    el("div").class("ib-message").child(el("p").class("ib-message__body").child(text))
}

fn article(thread: &Opened, place: &str, message: Message) -> El {
    let is_own = message.author.side == Side::Citizen;
    let heading = format!("message-{place}");
    let head = head(&message, &heading);
    let files = (!message.attachments.is_empty())
        .then(|| attachment::list(thread, &message.id, message.attachments));
    let delivery = message.delivery.map(|_| delivery::follow(thread, message.id.clone()));
    let archive = archive::part(thread, message.id.clone());
    let body = el("div").class("ib-message__body").attr_if("lang", message.lang.as_deref());
    el("article")
        .class(if is_own { "ib-message ib-message--own" } else { "ib-message" })
        .attr("aria-labelledby", &heading)
        .child(head)
        .child(body.child(content::body(message.body)))
        .child(files)
        .child(delivery)
        .child(archive)
}

fn head(message: &Message, id: &str) -> El {
    let texts = use_texts();
    let (sent_at, name) = (message.sent_at, message.author.name.clone());
    let from = el("h2").class("ib-message__from").attr("id", id);
    let from = from.child(texts.with(Key::ThreadFrom, "name", name));
    let from = match message.on_behalf_of.clone() {
        Some(person) => from.child(" ").child(texts.with(Key::ThreadOnBehalf, "name", person)),
        None => from,
    };
    let role = message.author.role.clone();
    let role = role.map(|role| el("p").class("ib-message__role").child(role));
    let time = el("time").class("ib-message__time").attr("datetime", &instant_word(sent_at));
    let time = time.child(Text::live(move || date_time(texts.language(), sent_at)));
    el("header").class("ib-message__head").child(from).child(role).child(time)
}

/// How far the citizen's message has come.
pub fn delivery(state: DeliveryState) -> El {
    let (class, sign) = match state {
        DeliveryState::Sending => ("ib-delivery", "PaperPlane"),
        DeliveryState::Sent
        | DeliveryState::ReceivedByJournal
        | DeliveryState::ReceivedByArchive => ("ib-delivery ib-delivery--ok", "CheckOutline"),
        DeliveryState::RejectedByJournal | DeliveryState::Failed => {
            ("ib-delivery ib-delivery--failed", "ErrorSignFill")
        }
    };
    let text = el("span").child(use_texts().text(words::delivery(state)));
    el("p").class(class).child(small_icon(sign)).child(text)
}
