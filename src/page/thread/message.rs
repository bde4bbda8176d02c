use super::{Opened, Placed, archive, attachment, content, delivery, paper};
use crate::domain::calendar::instant_word;
use crate::domain::message::{DeliveryState, Message, Side};
use crate::i18n::{Key, Text, date_time, use_texts};
use crate::page::words;
use crate::state::use_app;
use crate::ui::dom::{El, el};
use crate::ui::{icon, small_icon};

/// A message; one that could not be understood says so in its place.
pub fn message(thread: &Opened, Placed { place, message, is_open }: Placed) -> El {
    let content = message.map_or_else(unknown, |message| article(thread, &place, message, is_open));
    el("li").child(content)
}

fn unknown() -> El {
    let text = use_texts().text(Key::ThreadUnknownContent);
    el("div").class("ib-message").child(el("p").class("ib-message__body").child(text))
}

/// Its head opens and closes it: the browser's own, so that its search finds what is closed.
fn article(thread: &Opened, place: &str, message: Message, is_open: bool) -> El {
    // What another wrote for the person may be new as well.
    let class = match (message.author.side, message.is_read) {
        (Side::Citizen, true) => "ib-message ib-message--own",
        (Side::Citizen, false) => "ib-message ib-message--own ib-message--unread",
        (_, true) => "ib-message",
        (_, false) => "ib-message ib-message--unread",
    };
    let heading = format!("message-{place}");
    let head = head(&message, &heading);
    let print = thread
        .may_print
        .then(|| paper::button(Key::PrintMessage).attr("aria-describedby", &heading));
    let has_files = !message.attachments.is_empty();
    let files_on_paper = has_files.then(|| paper::files(&message.attachments));
    let files = has_files.then(|| attachment::list(thread, &message.id, message.attachments));
    let delivery = message.delivery.map(|_| delivery::follow(thread, message.id.clone()));
    let archive = archive::part(thread, message.id.clone());
    let body = el("div")
        .class("ib-message__body")
        .attr("dir", "auto")
        .attr_if("lang", message.lang.as_deref());
    let all = el("details")
        .attr_if("open", is_open.then_some(""))
        .child(head)
        .child(body.child(content::body(message.body)))
        .child(files)
        .child(files_on_paper)
        .child(delivery)
        .child(archive)
        .child(el("div").class("ib-message__print").child(print));
    el("article").class(class).attr("aria-labelledby", &heading).child(all)
}

fn head(message: &Message, id: &str) -> El {
    let (app, texts) = (use_app(), use_texts());
    let (sent_at, name) = (message.sent_at, message.author.name.clone());
    let from = el("h2").class("ib-message__from").attr("id", id);
    let from = from.child(texts.with(Key::ThreadFrom, "name", name));
    let from = match message.on_behalf_of.clone() {
        Some(person) => from.child(" ").child(texts.with(Key::ThreadOnBehalf, "name", person)),
        None => from,
    };
    let new = (!message.is_read)
        .then(|| el("span").class("badge badge--blueberry").child(texts.text(Key::ThreadNew)));
    let role = message.author.role.clone();
    let role = role.map(|role| el("span").class("ib-message__role").child(role));
    let time = el("time").attr("datetime", &instant_word(sent_at));
    let time = time.child(Text::live(move || date_time(texts.language(), sent_at)));
    let ago = el("span").class("ib-message__ago").child(Text::live(move || {
        app.tick.track();
        words::ago(texts, sent_at, app.now())
    }));
    el("summary")
        .class("ib-message__head")
        .child(from.child(" ").child(new))
        .child(role)
        .child(el("span").class("ib-message__time").child(time).child(ago))
        .child(closed_marks(message))
        .child(icon("ChevronDown", "ib-icon ib-icon--sm ib-message__fold"))
}

/// What its head says while it is closed, so that it is not overlooked: that it has files, or failed. Not so of one
/// that can be sent again: that may change at any moment, and it is not closed at first.
fn closed_marks(message: &Message) -> El {
    let mark = |key| el("span").child(use_texts().text(key));
    let files = (!message.attachments.is_empty()).then(|| mark(Key::AttachmentHas));
    let failed = message.delivery.filter(|state| message.retry.is_none() && state.did_not_arrive());
    let failed = failed.map(|state| mark(words::delivery(state)));
    el("span").class("ib-message__marks").child(files).child(" ").child(failed)
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
