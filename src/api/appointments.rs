//! Answers to appointment letters.

use gloo_net::http::Method;
use serde_json::{Value, json};

use super::client::{Call, Client};
use super::endpoint::Endpoint;
use super::error::ApiError;
use super::wire::{self, Fields};
use crate::domain::appointment::{AnswerKind, Answers, NewAnswer, PARTS_OF_DAY, WEEKDAYS, Wishes};
use crate::domain::calendar;

/// What may be answered to a letter now, and what has been.
///
/// # Errors
/// As every call.
pub async fn answers(client: &Client, thread: &str) -> Result<Answers, ApiError> {
    let json = client.get(&Endpoint::appointment_answers(thread)).await?;
    wire::answers(Fields(&json)).ok_or(ApiError::Malformed)
}

/// Answers a letter, once however often it is called with the same key.
///
/// # Errors
/// `Refused` with 422 when a fee is due that was not accepted; after an uncertain one, calling again with
/// the same is safe.
pub async fn answer(
    client: &Client,
    thread: &str,
    answers: &Answers,
    new: &NewAnswer,
) -> Result<(), ApiError> {
    let call = Call {
        method: Method::POST,
        body: Some(body(answers, new)),
        idempotency_key: Some(&answers.key),
        ..Call::default()
    };
    client.call(&Endpoint::appointment_answers(thread), call).await?.json().await?;
    Ok(())
}

fn body(answers: &Answers, new: &NewAnswer) -> Value {
    let text = new.text.trim();
    let kind = new.kind.unwrap_or(AnswerKind::Message);
    let fee = new.fee(answers.fee.as_ref());
    match kind {
        AnswerKind::Message => json!({ "kind": kind.word(), "text": text }),
        AnswerKind::Cancel => json!({ "kind": kind.word(), "text": text, "acceptedFee": fee }),
        AnswerKind::OtherTime => json!({
            "kind": kind.word(), "text": text, "acceptedFee": fee, "wishes": wishes(&new.wishes)
        }),
    }
}

fn wishes(wishes: &Wishes) -> Value {
    let words = |chosen: &[usize], words: &[&str]| -> Value {
        chosen.iter().filter_map(|place| words.get(*place).copied()).collect()
    };
    json!({
        "weekdays": words(&wishes.weekdays, &WEEKDAYS),
        "partsOfDay": words(&wishes.parts_of_day, &PARTS_OF_DAY),
        "notBefore": wishes.not_before.map(calendar::word),
        "notAfter": wishes.not_after.map(calendar::word),
    })
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;
    use crate::domain::recipient::Price;

    #[test]
    fn an_answer_says_what_was_chosen_and_nothing_else() {
        let mut answers = Answers {
            open: AnswerKind::ALL.to_vec(),
            closed: None,
            free_until: None,
            fee: None,
            key: "k".into(),
            given: Vec::new(),
        };
        let mut new = NewAnswer {
            kind: Some(AnswerKind::OtherTime),
            wishes: Wishes {
                weekdays: vec![1, 3],
                parts_of_day: vec![0],
                not_before: NaiveDate::from_ymd_opt(2026, 12, 7),
                not_after: None,
            },
            text: " Jeg er på reise. \n".into(),
            accepts_fee: true,
        };
        assert_eq!(
            body(&answers, &new),
            json!({
                "kind": "otherTime", "text": "Jeg er på reise.", "acceptedFee": null,
                "wishes": {
                    "weekdays": ["tuesday", "thursday"], "partsOfDay": ["morning"],
                    "notBefore": "2026-12-07", "notAfter": null
                }
            })
        );
        answers.fee = Some(Price { amount: 105_300, note: String::new() });
        new.kind = Some(AnswerKind::Cancel);
        let cancel =
            json!({ "kind": "cancel", "text": "Jeg er på reise.", "acceptedFee": 105_300 });
        assert_eq!(body(&answers, &new), cancel);
        new.kind = Some(AnswerKind::Message);
        let message = json!({ "kind": "message", "text": "Jeg er på reise." });
        assert_eq!(body(&answers, &new), message);
    }
}
