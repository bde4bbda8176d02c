//! Answers to appointment letters, each once: the key is looked up before anything else is.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use innboks::domain::access::Reason;
use innboks::domain::appointment::AnswerKind;
use rusqlite::{Connection, OptionalExtension, Row, TransactionBehavior, params};
use serde::Serialize;
use serde_json::Value;

use crate::app::App;
use crate::appointment::{self, Appointment, Price};
use crate::new_answer::NewAnswer;
use crate::problem::{Code, Problem};
use crate::request::{Acting, JsonBody, header, json, random_hex};
use crate::summary;
use crate::time::{instant, now};

/// An answer as the contract has it.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Answer {
    id: String,
    kind: String,
    wishes: Option<Value>,
    text: String,
    accepted_fee: Option<u32>,
    answered_at: String,
    state: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Answers<'a> {
    open: Vec<&'static str>,
    closed_reason: Option<&'static str>,
    free_until: Option<String>,
    fee_now: Option<&'a Price>,
    answer_key: Option<&'a str>,
    server_time: String,
    answers: Vec<Answer>,
}

const COLUMNS: &str =
    "id, kind, wishes, text, accepted_fee, answered_at, state FROM appointment_answers";

fn read(row: &Row<'_>) -> Result<Answer, Problem> {
    let wishes: Option<String> = row.get(2)?;
    Ok(Answer {
        id: row.get(0)?,
        kind: row.get(1)?,
        wishes: wishes.map(|wishes| serde_json::from_str(&wishes)).transpose()?,
        text: row.get(3)?,
        accepted_fee: row.get(4)?,
        answered_at: row.get(5)?,
        state: row.get(6)?,
    })
}

/// The answers to a letter, oldest first.
fn of_letter(db: &Connection, thread: &str) -> Result<Vec<Answer>, Problem> {
    let sql = format!("SELECT {COLUMNS} WHERE thread_id = ?1 ORDER BY number");
    let mut statement = db.prepare_cached(&sql)?;
    let rows = statement.query_map(params![thread], |row| Ok(read(row)))?;
    rows.map(|row| row?).collect()
}

/// A letter that may be read: its appointment, and why it takes no answer.
fn letter(
    db: &Connection,
    acting: &Acting,
    thread: &str,
) -> Result<(Option<Appointment>, Option<&'static str>), Problem> {
    acting.inbox()?;
    let summary = summary::find(db, acting, thread)?;
    if !summary.is_letter() {
        return Err(Problem::denied(Reason::NotAnAppointmentLetter.word()));
    }
    let appointment = appointment::find(db, thread)?;
    let unknown = appointment.is_none().then(|| Reason::NotGranted.word());
    Ok((appointment, acting.policy.answer_closed(summary.state()).or(unknown)))
}

/// The kinds of answer that what was answered leaves open.
fn open_after(answers: &[Answer]) -> &'static [AnswerKind] {
    let has = |kind: AnswerKind| answers.iter().any(|answer| answer.kind == kind.word());
    if has(AnswerKind::Cancel) {
        &[AnswerKind::Message]
    } else if has(AnswerKind::OtherTime) {
        &[AnswerKind::Cancel, AnswerKind::Message]
    } else {
        &AnswerKind::ALL
    }
}

/// `GET /threads/{threadId}/appointment-answers`
///
/// # Errors
/// A problem document.
pub async fn list(
    _: State<Arc<App>>,
    acting: Acting,
    Path(thread): Path<String>,
) -> Result<Response, Problem> {
    acting.session.world.with(|db| {
        let (appointment, closed_reason) = letter(db, &acting, &thread)?;
        let answers = of_letter(db, &thread)?;
        let open = if closed_reason.is_some() { &[] } else { open_after(&answers) };
        let now = now();
        let can_cost = open.iter().any(|kind| kind.can_cost());
        let appointment = appointment.as_ref();
        let answers = Answers {
            open: open.iter().map(|kind| kind.word()).collect(),
            closed_reason,
            free_until: appointment.and_then(|one| one.free_until).map(instant),
            fee_now: appointment.and_then(|one| one.fee_at(now)).filter(|_| can_cost),
            answer_key: appointment.map(|one| &*one.answer_key).filter(|_| !open.is_empty()),
            server_time: instant(now),
            answers,
        };
        json(StatusCode::OK, &answers)
    })
}

/// `POST /threads/{threadId}/appointment-answers`
///
/// # Errors
/// A problem document.
pub async fn create(
    _: State<Arc<App>>,
    acting: Acting,
    Path(thread): Path<String>,
    headers: HeaderMap,
    JsonBody(new): JsonBody<NewAnswer>,
) -> Result<Response, Problem> {
    let key = header(&headers, "idempotency-key")
        .filter(|key| !key.is_empty())
        .ok_or(Problem::bad_request("Idempotency-Key is required"))?;
    acting.session.world.with(|db| {
        let db = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let (appointment, closed) = letter(&db, &acting, &thread)?;
        if let Some(answer) = given(&db, &thread, key, &new)? {
            return json(StatusCode::OK, &answer);
        }
        let appointment = match (appointment, closed) {
            (Some(appointment), None) => appointment,
            (_, reason) => return Err(Problem::denied(reason.unwrap_or_default())),
        };
        if !open_after(&of_letter(&db, &thread)?).contains(&new.kind()) {
            return Err(Problem::denied(Reason::AnswerClosed.word()));
        }
        new.check()?;
        if appointment.answer_key != key {
            return Err(
                Problem::new(Code::Conflict).detail("The key is not the letter's answerKey")
            );
        }
        new.check_fee(appointment.fee_at(now()))?;
        store(&db, &acting, &thread, key, &new)?;
        let answer = given(&db, &thread, key, &new)?.ok_or(Problem::new(Code::Internal))?;
        db.commit()?;
        json(StatusCode::CREATED, &answer)
    })
}

/// The answer that a key was used for, when it is this one.
fn given(
    db: &Connection,
    thread: &str,
    key: &str,
    new: &NewAnswer,
) -> Result<Option<Answer>, Problem> {
    let sql = format!("SELECT {COLUMNS} WHERE answer_key = ?1 AND thread_id = ?2");
    let found = db
        .prepare_cached(&sql)?
        .query_row(params![key, thread], |row| {
            let same = row.get::<_, String>(1)? == new.kind().word()
                && row.get::<_, String>(3)? == new.text()
                && row.get::<_, Option<u32>>(4)? == new.accepted_fee();
            Ok((same, row.get::<_, Option<String>>(2)?, read(row)))
        })
        .optional()?;
    match found {
        None => Ok(None),
        Some((true, wishes, answer)) if wishes == new.wishes()? => answer.map(Some),
        Some(_) => Err(Problem::new(Code::Conflict).detail("The key is used up by another answer")),
    }
}

/// Stores an answer with who gave it, and for whom, and makes the next key.
fn store(
    db: &Connection,
    acting: &Acting,
    thread: &str,
    key: &str,
    new: &NewAnswer,
) -> Result<(), Problem> {
    let on_behalf_of = (acting.person.relation != "self").then_some(&acting.person.name);
    db.execute(
        "INSERT INTO appointment_answers (id, thread_id, answer_key, kind, wishes, text, accepted_fee,
                                          answered_at, state, user_id, on_behalf_of)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, 'sent', ?9, ?10)",
        params![
            format!("aa-{}", random_hex(8)?),
            thread,
            key,
            new.kind().word(),
            new.wishes()?,
            new.text(),
            new.accepted_fee(),
            instant(now()),
            acting.session.user,
            on_behalf_of,
        ],
    )?;
    db.execute(
        "UPDATE appointments SET answer_key = ?2 WHERE thread_id = ?1",
        params![thread, format!("ak-{}", random_hex(16)?)],
    )?;
    Ok(())
}
