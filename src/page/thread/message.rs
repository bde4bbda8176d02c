use leptos::prelude::*;

use super::{attachment, content};
use crate::domain::message::{DeliveryState, Message, Side};
use crate::i18n::{Key, date_time, use_texts};
use crate::page::words;
use crate::ui::small_icon;

/// A message; one that could not be understood says so in its place.
pub fn message(thread: StoredValue<String>, place: String, message: Option<Message>) -> AnyView {
    let content = match message {
        Some(message) => article(thread, place, message),
        None => view! {
            <div class="ib-message">
                <p class="ib-message__body">{use_texts().text(Key::ThreadUnknownContent)}</p>
            </div>
        }
        .into_any(),
    };
    view! { <li>{content}</li> }.into_any()
}

fn article(thread: StoredValue<String>, place: String, message: Message) -> AnyView {
    let is_own = message.author.side == Side::Citizen;
    let class = if is_own { "ib-message ib-message--own" } else { "ib-message" };
    let heading = format!("message-{place}");
    let label = heading.clone();
    let files = (!message.attachments.is_empty())
        .then(|| attachment::list(thread, message.id.clone(), message.attachments.clone()));
    view! {
        <article class=class aria-labelledby=label>
            {head(&message, heading)}
            <div class="ib-message__body" lang=message.lang.clone()>
                {content::body(message.body)}
            </div>
            {files}
            {message.delivery.map(delivery)}
        </article>
    }
    .into_any()
}

fn head(message: &Message, id: String) -> AnyView {
    let texts = use_texts();
    let (sent_at, name) = (message.sent_at, message.author.name.clone());
    let behalf = message.on_behalf_of.clone().map(|person| {
        view! { " " {texts.with(Key::ThreadOnBehalf, "name", person)} }
    });
    let role = message.author.role.clone().map(|role| view! { <p class="ib-message__role">{role}</p> });
    view! {
        <header class="ib-message__head">
            <h2 class="ib-message__from" id=id>
                {texts.with(Key::ThreadFrom, "name", name)}
                {behalf}
            </h2>
            {role}
            <time class="ib-message__time" datetime=sent_at.to_rfc3339()>
                {move || date_time(texts.language(), sent_at)}
            </time>
        </header>
    }
    .into_any()
}

/// How far the citizen's message has come.
fn delivery(state: DeliveryState) -> AnyView {
    let (class, sign) = match state {
        DeliveryState::Sending => ("ib-delivery", "PaperPlane"),
        DeliveryState::Sent | DeliveryState::ReceivedByJournal | DeliveryState::ReceivedByArchive => {
            ("ib-delivery ib-delivery--ok", "CheckOutline")
        }
        DeliveryState::RejectedByJournal | DeliveryState::Failed => {
            ("ib-delivery ib-delivery--failed", "ErrorSignFill")
        }
    };
    view! {
        <p class=class>
            {small_icon(sign)} <span>{use_texts().text(words::delivery(state))}</span>
        </p>
    }
    .into_any()
}
