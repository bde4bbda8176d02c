//! What is answered to an appointment letter: what it costs, that it is given once, and where it goes.

use std::time::Duration;

use chrono::TimeDelta;
use serde_json::{Value, json};

use crate::client::Citizen;
use crate::letters::{
    FEE, LETTER, answer, answer_now, appoint, cancel, kari, message, other_time, path, refused,
    told,
};

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
