use super::Fields;
use super::appointment::appointment;
use super::recipient::answer_within;
use super::rich_text::body;
use super::session::{closed, grants};
use crate::domain::category::Category;
use crate::domain::file::{Attachment, AttachmentState, FileKind, readable_file_name};
use crate::domain::message::{Author, DeliveryState, Message, Rejection, Retry, Side, Undo};
use crate::domain::thread::{Region, Thread, ThreadSummary};

/// Reads a thread as the list shows it; `None` when it lacks what identifies it.
pub fn thread_summary(fields: Fields<'_>) -> Option<ThreadSummary> {
    Some(ThreadSummary {
        id: fields.string("id")?,
        category: fields.str("category").and_then(Category::parse),
        region: region(fields),
        sender: fields.object("sender")?.string("name")?,
        subject: fields.string("subject")?,
        preview: fields.string("preview").unwrap_or_default(),
        latest_at: fields.instant("latestAt")?,
        unread: fields.is("unread"),
        message_count: fields.count("messageCount").unwrap_or(0),
        has_attachment: fields.is("hasAttachment"),
        has_draft: fields.is("hasDraft"),
        citizen_wrote_last: fields.str("lastFrom") == Some("citizen"),
        delivery: fields.str("deliveryState").and_then(DeliveryState::parse),
        put_away: fields.is("putAway"),
        needs_answer: fields.is("needsAnswer"),
        answer_by: fields.instant("answerBy"),
        version: fields.number("version").unwrap_or(0),
        grants: grants(fields),
    })
}

/// None is stated for what is not a hospital's; a value of any other kind is not taken for that.
fn region(fields: Fields<'_>) -> Option<Region> {
    let stated = fields.0.get("region").filter(|region| !region.is_null())?;
    Some(stated.as_str().map_or(Region::Unknown, Region::parse))
}

/// Reads an opened thread; a message that cannot be understood is marked, not dropped.
pub fn thread(fields: Fields<'_>) -> Option<Thread> {
    Some(Thread {
        summary: thread_summary(fields)?,
        messages: fields.list("messages").iter().map(|value| message(Fields(value))).collect(),
        earlier: fields.string("earlierCursor"),
        read_by: fields.string("readBy"),
        answer: fields.object("answerWithin").and_then(answer_within),
        reply_closed: closed(fields, "replyClosed"),
        appointment: fields.object("appointment").and_then(appointment),
        appointments_link: fields.https("appointmentsLink"),
    })
}

/// Reads a message; `None` when it lacks who wrote it or when.
pub fn message(fields: Fields<'_>) -> Option<Message> {
    let from = fields.object("from")?;
    Some(Message {
        id: fields.string("id")?,
        author: Author {
            side: from.str("kind").map_or(Side::Unknown, Side::parse),
            name: from.string("name")?,
            role: from.string("role"),
        },
        on_behalf_of: fields.string("onBehalfOf"),
        sent_at: fields.instant("sentAt")?,
        is_read: fields.is("read"),
        delivery: fields.str("state").and_then(DeliveryState::parse),
        rejection: fields.str("rejection").map(Rejection::parse),
        retry: fields.object("retry").and_then(retry),
        undo: fields.object("undo").and_then(undo),
        lang: fields.str("lang").filter(|lang| is_language_tag(lang)).map(str::to_owned),
        body: body(fields.object("body")?),
        attachments: fields.each("attachments", attachment),
    })
}

fn retry(fields: Fields<'_>) -> Option<Retry> {
    Some(Retry { draft: fields.string("draftId")?, send_key: fields.string("sendKey")? })
}

fn undo(fields: Fields<'_>) -> Option<Undo> {
    let (send, draft) = (fields.string("sendId")?, fields.string("draftId")?);
    Some(Undo { send, draft, until: fields.instant("until")? })
}

pub fn attachment(fields: Fields<'_>) -> Option<Attachment> {
    Some(Attachment {
        id: fields.string("id")?,
        name: readable_file_name(fields.str("name")?),
        kind: FileKind::parse(fields.str("mediaType").unwrap_or_default()),
        size: fields.number("size").unwrap_or(0),
        state: fields.str("state").map_or(AttachmentState::Unknown, AttachmentState::parse),
    })
}

fn is_language_tag(lang: &str) -> bool {
    matches!(lang.len(), 2..=3) && lang.bytes().all(|byte| byte.is_ascii_lowercase())
}
