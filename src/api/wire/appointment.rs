use super::Fields;
use super::recipient::price;
use crate::domain::access::Reason;
use crate::domain::appointment::{
    Answer, AnswerKind, Answers, Appointment, LetterState, PARTS_OF_DAY, WEEKDAYS, Wishes,
};
use crate::domain::message::DeliveryState;

/// Reads what a letter is about; `None` when it does not say when or where.
pub fn appointment(fields: Fields<'_>) -> Option<Appointment> {
    Some(Appointment {
        place: fields.string("place")?,
        starts_at: fields.instant("startsAt")?,
        ends_at: fields.instant("endsAt"),
        who: fields.string("who"),
        bring: fields.strings("bring"),
        phone: fields.string("phone").filter(|number| is_number(number)),
        letter: fields.str("letterState").map_or(LetterState::Unknown, LetterState::parse),
        replaced_by: fields.string("replacedBy"),
        fee: fields.object("fee").and_then(price),
    })
}

/// Reads what may be answered. Without the key that keeps an answer from being given twice, or a way that
/// this version knows, nothing may.
pub fn answers(fields: Fields<'_>) -> Option<Answers> {
    let open: Vec<_> = fields.strings("open");
    let open: Vec<_> = open.iter().filter_map(|word| AnswerKind::parse(word)).collect();
    let closed = fields.str("closedReason").map(Reason::parse);
    let key = fields.string("answerKey").unwrap_or_default();
    let is_open = !open.is_empty() && !key.is_empty();
    fields.has_list("answers").then(|| Answers {
        closed: closed.or((!is_open).then_some(Reason::NotGranted)),
        open,
        free_until: fields.instant("freeUntil"),
        fee: fields.object("feeNow").and_then(price),
        key,
        given: fields.each("answers", answer),
    })
}

fn answer(fields: Fields<'_>) -> Option<Answer> {
    Some(Answer {
        id: fields.string("id")?,
        kind: fields.str("kind").and_then(AnswerKind::parse),
        wishes: fields.object("wishes").map(wishes),
        text: fields.string("text").unwrap_or_default(),
        accepted_fee: fields.count("acceptedFee"),
        answered_at: fields.instant("answeredAt")?,
        state: fields.str("state").and_then(DeliveryState::parse),
    })
}

fn wishes(fields: Fields<'_>) -> Wishes {
    let places = |name, words: &[&str]| {
        let chosen = fields.strings(name);
        chosen.iter().filter_map(|word| words.iter().position(|known| known == word)).collect()
    };
    Wishes {
        weekdays: places("weekdays", &WEEKDAYS),
        parts_of_day: places("partsOfDay", &PARTS_OF_DAY),
        not_before: fields.day("notBefore"),
        not_after: fields.day("notAfter"),
    }
}

fn is_number(number: &str) -> bool {
    let digits = number.strip_prefix('+').unwrap_or_default();
    (1..20).contains(&digits.len()) && digits.bytes().all(|digit| digit.is_ascii_digit())
}
