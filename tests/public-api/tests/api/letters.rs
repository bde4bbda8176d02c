//! Appointment letters, answered where they are read.

use std::time::Duration;

use chrono::{DateTime, SecondsFormat, TimeDelta, Utc};
use serde_json::{Value, json};

use crate::client::{Answer, Citizen};

const LETTER: &str = "t-kari-east";
const FEE: u32 = 105_300;

/// Gives a letter an appointment so long from now, with a fee.
fn appoint(citizen: &Citizen, thread: &str, ahead: TimeDelta) {
    let starts_at: DateTime<Utc> = Utc::now() + ahead;
    citizen.change(&format!(
        "INSERT INTO appointments (thread_id, place, starts_at, fee_amount, fee_note)
         VALUES ('{thread}', 'Poliklinikken', '{}', {FEE}, 'Gebyr.')",
        starts_at.to_rfc3339_opts(SecondsFormat::Millis, true)
    ));
}

/// Kari with a letter about an appointment in five days.
fn kari() -> Citizen {
    let kari = Citizen::fresh("kari");
    appoint(&kari, LETTER, TimeDelta::days(5));
    kari
}

fn path(thread: &str) -> String {
    format!("/api/v1/threads/{thread}/appointment-answers")
}

fn told(citizen: &Citizen, thread: &str) -> Value {
    let answer = citizen.get(&path(thread));
    assert_eq!(answer.status, 200, "{}", answer.head);
    answer.json()
}

fn answer(citizen: &Citizen, thread: &str, key: &str, body: &Value) -> Answer {
    citizen.ask("POST", &path(thread), &[("idempotency-key", key)], body)
}

/// Answers with the key that holds now.
fn answer_now(citizen: &Citizen, body: &Value) -> Answer {
    let key = told(citizen, LETTER)["answerKey"].as_str().unwrap_or("ak-none").to_owned();
    answer(citizen, LETTER, &key, body)
}

fn cancel(fee: Option<u32>) -> Value {
    json!({"kind": "cancel", "text": "", "acceptedFee": fee})
}

fn other_time(fee: Option<u32>) -> Value {
    let wishes = json!({"weekdays": ["tuesday"], "partsOfDay": [], "notBefore": "2026-12-07", "notAfter": null});
    json!({"kind": "otherTime", "wishes": wishes, "text": "Jeg er på reise.", "acceptedFee": fee})
}

fn message(text: &str) -> Value {
    json!({"kind": "message", "text": text})
}

#[track_caller]
fn refused(answer: &Answer, status: u16, why: &str) {
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
fn free_of_charge_until_24_hours_before_and_with_the_fee_accepted_after() {
    for body in [cancel, other_time] {
        let early = Citizen::fresh("kari");
        appoint(&early, LETTER, TimeDelta::hours(24) + TimeDelta::seconds(30));
        // What the citizen was told was something else.
        refused(&answer_now(&early, &body(Some(FEE))), 422, "acceptedFee: feeNotAccepted");
        refused(&answer_now(&early, &body(Some(0))), 422, "acceptedFee: feeNotAccepted");
        assert_eq!(answer_now(&early, &body(None)).status, 201);

        let late = Citizen::fresh("kari");
        appoint(&late, LETTER, TimeDelta::hours(24) - TimeDelta::seconds(1));
        assert_eq!(told(&late, LETTER)["feeNow"]["amount"], FEE);
        refused(&answer_now(&late, &body(None)), 422, "acceptedFee: feeNotAccepted");
        refused(&answer_now(&late, &body(Some(FEE - 1))), 422, "acceptedFee: feeNotAccepted");
        assert_eq!(answer_now(&late, &message("Jeg kommer.")).status, 201);
        let given = answer_now(&late, &body(Some(FEE)));
        assert_eq!((given.status, &given.json()["acceptedFee"]), (201, &json!(FEE)));
    }
}

#[test]
fn the_limit_may_pass_while_the_letter_is_open_and_a_letter_without_a_fee_costs_nothing() {
    let kari = Citizen::fresh("kari");
    appoint(&kari, LETTER, TimeDelta::hours(24) + TimeDelta::seconds(2));
    let seen = told(&kari, LETTER);
    assert_eq!(seen["feeNow"], Value::Null);
    std::thread::sleep(Duration::from_millis(2100));
    let key = seen["answerKey"].as_str().unwrap();
    refused(&answer(&kari, LETTER, key, &cancel(None)), 422, "acceptedFee: feeNotAccepted");
    assert_eq!(told(&kari, LETTER)["answers"], json!([]));
    kari.change("UPDATE appointments SET fee_amount = NULL");
    assert_eq!(told(&kari, LETTER)["feeNow"], Value::Null);
    refused(&answer(&kari, LETTER, key, &cancel(Some(FEE))), 422, "acceptedFee: feeNotAccepted");
    assert_eq!(answer(&kari, LETTER, key, &cancel(None)).status, 201);
}

#[test]
fn the_same_answer_asked_for_again_is_given_once() {
    let kari = kari();
    let key = told(&kari, LETTER)["answerKey"].as_str().unwrap().to_owned();
    assert_eq!(told(&kari, LETTER)["answerKey"], key, "asking uses up no key");
    let body = other_time(None);
    let asked: Vec<_> = std::thread::scope(|scope| {
        let tries: Vec<_> =
            (0..8).map(|_| scope.spawn(|| answer(&kari, LETTER, &key, &body))).collect();
        tries.into_iter().map(|one| one.join().unwrap()).collect()
    });
    assert_eq!(asked.iter().filter(|answer| answer.status == 201).count(), 1);
    assert_eq!(asked.iter().filter(|answer| answer.status == 200).count(), 7);
    assert!(asked.iter().all(|answer| answer.json()["id"] == asked[0].json()["id"]));
    let next = told(&kari, LETTER);
    assert_eq!(next["answers"].as_array().unwrap().len(), 1);
    assert_ne!(next["answerKey"], key);
    for other in
        [cancel(None), message("Hei."), json!({"kind": "cancel", "text": "x", "acceptedFee": null})]
    {
        refused(&answer(&kari, LETTER, &key, &other), 409, "conflict");
    }
    let mut later = body.clone();
    later["wishes"]["notBefore"] = json!("2026-12-08");
    refused(&answer(&kari, LETTER, &key, &later), 409, "conflict");
    refused(&answer(&kari, LETTER, "ak-invented", &cancel(None)), 409, "conflict");
    refused(&kari.post(&path(LETTER), &cancel(None)), 400, "badRequest");
    // Whatever has happened since.
    kari.change("UPDATE appointments SET answers_closed = 1");
    assert_eq!(answer(&kari, LETTER, &key, &body).status, 200);
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

#[test]
fn wishes_and_texts_are_held_to_their_limits() {
    let kari = kari();
    let with = |field: &str, value: Value| {
        let mut body = other_time(None);
        body["wishes"][field] = value;
        body
    };
    let text = |text: String| json!({"kind": "cancel", "text": text, "acceptedFee": null});
    for (body, why) in [
        (with("weekdays", json!(["sunday"])), "wishes.weekdays: unknown"),
        (with("weekdays", json!(["monday", "friday", "monday"])), "wishes.weekdays: invalid"),
        (with("partsOfDay", json!(["night"])), "wishes.partsOfDay: unknown"),
        (with("partsOfDay", json!(["midday", "midday"])), "wishes.partsOfDay: invalid"),
        (with("notBefore", json!("2026-02-30")), "wishes.notBefore: invalid"),
        (with("notAfter", json!("7.12.2026")), "wishes.notAfter: invalid"),
        (with("notAfter", json!("2026-12-06")), "wishes.notAfter: invalid"),
        (text("ø".repeat(2001)), "text: tooLong"),
        (message(" \n"), "text: required"),
        (message(&"ø".repeat(2001)), "text: tooLong"),
    ] {
        refused(&answer_now(&kari, &body), 422, why);
    }
    for body in [
        json!({"kind": "reschedule", "text": "", "acceptedFee": null}),
        json!({"kind": "cancel", "text": ""}),
        json!({"kind": "message", "text": "Hei.", "acceptedFee": null}),
        with("evenings", json!(true)),
    ] {
        refused(&answer_now(&kari, &body), 400, "badRequest");
    }
    assert_eq!(told(&kari, LETTER)["answers"], json!([]));
    let day = "2026-12-07";
    let days = ["monday", "friday"];
    let whole =
        json!({"weekdays": days, "partsOfDay": ["afternoon"], "notBefore": day, "notAfter": day});
    let body = json!({"kind": "otherTime", "wishes": whole, "text": "ø".repeat(2000), "acceptedFee": null});
    let given = answer_now(&kari, &body);
    assert_eq!((given.status, &given.json()["wishes"]), (201, &whole));
}

#[test]
fn an_answer_reaches_the_journal_and_is_what_the_hospital_waited_for() {
    let kari = kari();
    kari.change("INSERT INTO answers_wanted VALUES ('t-kari-east', NULL)");
    assert_eq!(answer_now(&kari, &message("Hei.")).status, 201);
    assert_eq!(kari.thread(LETTER)["needsAnswer"], true);
    let before = kari.thread(LETTER)["version"].as_u64().unwrap();
    assert_eq!(answer_now(&kari, &other_time(None)).json()["state"], "sent");
    let letter = kari.thread(LETTER);
    assert_eq!(letter["needsAnswer"], false);
    assert!(letter["version"].as_u64().unwrap() > before);
    std::thread::sleep(Duration::from_millis(2100));
    for given in told(&kari, LETTER)["answers"].as_array().unwrap() {
        assert_eq!(given["state"], "receivedByJournal");
    }
}

#[test]
fn who_answered_for_whom_is_written_down() {
    let kari = Citizen::fresh("kari").acting_for("p-ola");
    kari.change(
        "UPDATE threads SET category = 'appointmentLetter', region = 'helseSorOst' WHERE id = 't-ola-gp'",
    );
    appoint(&kari, "t-ola-gp", TimeDelta::days(5));
    let key = told(&kari, "t-ola-gp")["answerKey"].as_str().unwrap().to_owned();
    let given = answer(&kari, "t-ola-gp", &key, &cancel(None));
    assert_eq!(given.status, 201);
    let db = kari.database();
    let stored: String = db
        .query_row(
            "SELECT concat_ws(', ', a.user_id, a.on_behalf_of, e.user_id, e.person_id)
             FROM appointment_answers a, event_log e
             WHERE a.thread_id = 't-ola-gp' AND e.id = ?1 AND e.thread_id = a.thread_id",
            [given.header("x-event-log").unwrap()],
            |row| row.get(0),
        )
        .unwrap();
    assert_eq!(stored, "kari, Ola Nordmann, kari, p-ola");
    let ola = Citizen::log_in(&json!({"persona": "ola", "world": kari.world}));
    assert_eq!(told(&ola, "t-ola-gp")["answers"][0]["id"], given.json()["id"]);
    assert_eq!(
        answer(&ola, "t-ola-gp", &key, &cancel(None)).status,
        200,
        "the key is the letter's"
    );
}
