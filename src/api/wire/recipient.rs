use super::Fields;
use crate::domain::calendar::{AnswerWithin, clock_time};
use crate::domain::category::Category;
use crate::domain::recipient::{
    Closed, Price, Recipient, ServiceLink, ServiceLinkKind, Topic, TopicKind,
};

/// Reads a recipient; one without a topic that this version knows cannot be written to.
pub fn recipient(fields: Fields<'_>) -> Option<Recipient> {
    let topics = fields.each("topics", topic);
    let is_open = fields.is("available") && !topics.is_empty();
    Some(Recipient {
        id: fields.string("id")?,
        kind: fields.str("kind").and_then(Category::parse),
        name: fields.string("name")?,
        role: fields.string("role"),
        place: fields.string("place"),
        closed: (!is_open).then(|| Closed::parse(fields.str("reason"))),
        read_by: fields.string("readBy").unwrap_or_default(),
        last_written_at: fields.instant("lastWrittenAt"),
        topics,
        links: fields.each("links", link),
    })
}

fn topic(fields: Fields<'_>) -> Option<Topic> {
    Some(Topic {
        kind: TopicKind::parse(fields.str("topic")?)?,
        answer: answer_within(fields.object("answerWithin")?)?,
        price: fields.object("price").and_then(price),
    })
}

/// Reads when something is answered; what no service says is not understood.
pub fn answer_within(fields: Fields<'_>) -> Option<AnswerWithin> {
    let same_day = fields.is("sameDay");
    Some(AnswerWithin {
        working_days: fields.count("workingDays").filter(|days| *days <= 30)?,
        same_day,
        same_day_until: fields.str("sameDayUntil").and_then(clock_time).filter(|_| same_day),
    })
}

/// Reads a price; one without an amount is none.
pub fn price(fields: Fields<'_>) -> Option<Price> {
    let note = fields.string("note").unwrap_or_default();
    Some(Price { amount: fields.count("amount")?, note })
}

fn link(fields: Fields<'_>) -> Option<ServiceLink> {
    let kind = ServiceLinkKind::parse(fields.str("kind")?)?;
    Some(ServiceLink { kind, href: fields.https("href")? })
}
