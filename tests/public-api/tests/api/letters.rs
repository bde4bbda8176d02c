//! Appointment letters: what may be answered there, and what may not.

use chrono::{DateTime, SecondsFormat, TimeDelta, Utc};
use serde_json::{Value, json};

use crate::client::{Answer, Citizen};

/// The letter that is answered.
pub const LETTER: &str = "t-kari-east";
/// What it costs to answer late.
pub const FEE: u32 = 105_300;

/// Gives a letter an appointment so long from now, with a fee.
pub fn appoint(citizen: &Citizen, thread: &str, ahead: TimeDelta) {
    let starts_at: DateTime<Utc> = Utc::now() + ahead;
    citizen.change(&format!(
        "INSERT INTO appointments (thread_id, place, starts_at, fee_amount, fee_note)
         VALUES ('{thread}', 'Poliklinikken', '{}', {FEE}, 'Gebyr.')",
        starts_at.to_rfc3339_opts(SecondsFormat::Millis, true)
    ));
}

/// Kari with a letter about an appointment in five days.
pub fn kari() -> Citizen {
    let kari = Citizen::fresh("kari");
    appoint(&kari, LETTER, TimeDelta::days(5));
    kari
}

/// Where a letter is answered.
pub fn path(thread: &str) -> String {
    format!("/api/v1/threads/{thread}/appointment-answers")
}

/// What is said of answering a letter.
pub fn told(citizen: &Citizen, thread: &str) -> Value {
    let answer = citizen.get(&path(thread));
    assert_eq!(answer.status, 200, "{}", answer.head);
    answer.json()
}

/// Answers with this key.
pub fn answer(citizen: &Citizen, thread: &str, key: &str, body: &Value) -> Answer {
    citizen.ask("POST", &path(thread), &[("idempotency-key", key)], body)
}

/// Answers with the key that holds now.
pub fn answer_now(citizen: &Citizen, body: &Value) -> Answer {
    let key = told(citizen, LETTER)["answerKey"].as_str().unwrap_or("ak-none").to_owned();
    answer(citizen, LETTER, &key, body)
}

/// A cancellation, with the fee that is accepted.
pub fn cancel(fee: Option<u32>) -> Value {
    json!({"kind": "cancel", "text": "", "acceptedFee": fee})
}

/// A wish for another time, with the fee that is accepted.
pub fn other_time(fee: Option<u32>) -> Value {
    let wishes = json!({"weekdays": ["tuesday"], "partsOfDay": [], "notBefore": "2026-12-07", "notAfter": null});
    json!({"kind": "otherTime", "wishes": wishes, "text": "Jeg er på reise.", "acceptedFee": fee})
}

/// A message about the appointment.
pub fn message(text: &str) -> Value {
    json!({"kind": "message", "text": text})
}

/// It was refused, for this reason.
#[track_caller]
pub fn refused(answer: &Answer, status: u16, why: &str) {
    let body = answer.json();
    let told = match status {
        403 => body["reason"].clone(),
        422 => json!(
            format!("{}: {}", body["errors"][0]["field"], body["errors"][0]["code"])
                .replace('"', "")
        ),
        _ => body["code"].clone(),
    };
    assert_eq!((answer.status, told), (status, json!(why)));
}

#[test]
fn a_letter_tells_its_appointment_and_what_may_be_done() {
    let kari = kari();
    let letter = kari.thread(LETTER);
    let appointment = &letter["appointment"];
    assert_eq!(appointment["place"], "Poliklinikken");
    assert_eq!(appointment["fee"], json!({"amount": FEE, "note": "Gebyr."}));
    let (starts, until) = (&appointment["startsAt"], &appointment["answerUntil"]);
    let read = |at: &Value| DateTime::parse_from_rfc3339(at.as_str().unwrap()).unwrap();
    assert_eq!(read(starts) - read(until), TimeDelta::hours(24));
    assert!(letter["grants"].as_array().unwrap().contains(&json!("answerAppointment")));
    let told = told(&kari, LETTER);
    assert_eq!(told["open"], json!(["otherTime", "cancel", "message"]));
    assert_eq!((&told["closedReason"], &told["feeNow"]), (&Value::Null, &Value::Null));
    assert_eq!((&told["freeUntil"], &told["answers"]), (until, &json!([])));
    assert_eq!(kari.thread("t-kari-gp").get("appointment"), None);
}

#[test]
fn what_is_answered_in_appointments_links_there() {
    let kari = Citizen::fresh("kari");
    let link = "https://tjenester.helsenorge.no/timeavtaler/time/1";
    for thread in ["t-kari-west", "t-kari-hospital"] {
        assert_eq!(kari.thread(thread)["appointmentsLink"], Value::Null);
        kari.change(&format!(
            "UPDATE threads SET appointments_link = '{link}' WHERE id = '{thread}'"
        ));
        assert_eq!(kari.thread(thread)["appointmentsLink"], link);
    }
}

#[test]
fn a_cancellation_leaves_only_messages_and_another_time_can_still_be_cancelled() {
    let kari = kari();
    assert_eq!(answer_now(&kari, &message("Er det parkering?")).status, 201);
    assert_eq!(told(&kari, LETTER)["open"], json!(["otherTime", "cancel", "message"]));
    assert_eq!(answer_now(&kari, &other_time(None)).status, 201);
    assert_eq!(told(&kari, LETTER)["open"], json!(["cancel", "message"]));
    refused(&answer_now(&kari, &other_time(None)), 403, "answerClosed");
    assert_eq!(answer_now(&kari, &cancel(None)).status, 201);
    kari.change("UPDATE appointments SET starts_at = '2026-01-01T10:00:00.000Z'");
    let after = told(&kari, LETTER);
    assert_eq!((&after["open"], &after["feeNow"]), (&json!(["message"]), &Value::Null));
    refused(&answer_now(&kari, &cancel(None)), 403, "answerClosed");
    assert_eq!(answer_now(&kari, &message("Takk.")).status, 201);
    let kinds = told(&kari, LETTER)["answers"].clone();
    let kinds: Vec<_> = kinds.as_array().unwrap().iter().map(|one| one["kind"].clone()).collect();
    assert_eq!(kinds, ["message", "otherTime", "cancel", "message"]);
}

#[test]
fn the_hospital_may_close_a_letter_that_somebody_has_open() {
    let kari = kari();
    let version = |citizen: &Citizen| citizen.thread(LETTER)["version"].as_u64().unwrap();
    let seen = told(&kari, LETTER);
    let before = version(&kari);
    kari.change("UPDATE appointments SET answers_closed = 1");
    assert_eq!(version(&kari), before + 1);
    let kind: String = kari
        .database()
        .query_row("SELECT kind FROM changes ORDER BY sequence DESC LIMIT 1", [], |row| row.get(0))
        .unwrap();
    assert_eq!(kind, "threadChanged");
    let key = seen["answerKey"].as_str().unwrap();
    for body in [cancel(None), other_time(None), message("Hei.")] {
        refused(&answer(&kari, LETTER, key, &body), 403, "answerClosed");
    }
    let closed = told(&kari, LETTER);
    assert_eq!((&closed["open"], &closed["closedReason"]), (&json!([]), &json!("answerClosed")));
    assert_eq!(closed["answerKey"], Value::Null);
    let grants = kari.thread(LETTER)["grants"].clone();
    assert!(!grants.as_array().unwrap().contains(&json!("answerAppointment")));
    kari.change("UPDATE appointments SET answers_closed = 0");
    assert_eq!(answer(&kari, LETTER, key, &cancel(None)).status, 201);
}

#[test]
fn a_letter_that_does_not_hold_takes_no_answer_and_still_tells_those_given() {
    let kari = kari();
    assert_eq!(answer_now(&kari, &message("Hei.")).status, 201);
    for (state, holds) in [
        ("updated", true),
        ("replaced", false),
        ("deleted", false),
        ("restored", true),
        ("expired", false),
    ] {
        kari.change(&format!("UPDATE appointments SET letter_state = '{state}'"));
        assert_eq!(kari.thread(LETTER)["appointment"]["letterState"], state);
        let told = told(&kari, LETTER);
        assert_eq!(told["answers"].as_array().unwrap().len(), 1);
        assert_eq!(told["closedReason"], if holds { Value::Null } else { json!("answerClosed") });
        if holds {
            assert_eq!(answer_now(&kari, &json!({"kind": "message", "text": ""})).status, 422);
        } else {
            refused(&answer_now(&kari, &message("Hei.")), 403, "answerClosed");
        }
    }
}

#[test]
fn every_refusal_says_why() {
    let kari = kari();
    appoint(&kari, "t-kari-west", TimeDelta::days(5));
    for (thread, reason) in
        [("t-kari-gp", "notAnAppointmentLetter"), ("t-kari-west", "viaAppointments")]
    {
        refused(&answer(&kari, thread, "ak-1", &cancel(None)), 403, reason);
    }
    refused(&kari.get(&path("t-kari-gp")), 403, "notAnAppointmentLetter");
    assert_eq!(told(&kari, "t-kari-west")["closedReason"], "viaAppointments");
    for (statement, reason) in [
        ("UPDATE threads SET region = 'helseNord' WHERE id = 't-kari-east'", "viaAppointments"),
        ("UPDATE threads SET region = NULL WHERE id = 't-kari-east'", "unknownClaim"),
        ("UPDATE threads SET region = 'helseMidt' WHERE id = 't-kari-east'", ""),
        ("UPDATE appointments SET takes_answers = 0 WHERE thread_id = 't-kari-east'", "notGranted"),
        ("UPDATE appointments SET takes_answers = 1 WHERE thread_id = 't-kari-east'", ""),
        (
            "UPDATE users SET contact_info_blocks_writing = 1 WHERE id = 'kari'",
            "contactInfoOutdated",
        ),
        ("UPDATE users SET contact_info_blocks_writing = 0 WHERE id = 'kari'", ""),
        ("DELETE FROM appointments WHERE thread_id = 't-kari-east'", "notGranted"),
    ] {
        kari.change(statement);
        let told = told(&kari, LETTER);
        if reason.is_empty() {
            assert_eq!(
                (&told["closedReason"], told["open"][0].as_str()),
                (&Value::Null, Some("otherTime"))
            );
            continue;
        }
        assert_eq!(
            (&told["closedReason"], &told["open"]),
            (&json!(reason), &json!([])),
            "{statement}"
        );
        refused(&answer(&kari, LETTER, "ak-1", &cancel(None)), 403, reason);
    }
    assert_eq!(kari.acting_for("p-ola").get(&path(LETTER)).status, 404);
    kari.change("UPDATE persons SET archive_consent = 0 WHERE id = 'p-kari'");
    assert_eq!(kari.get(&path(LETTER)).status, 404, "hidden without archive consent");
}
