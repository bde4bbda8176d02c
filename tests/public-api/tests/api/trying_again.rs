//! A message that did not arrive: why, and the same message once more.

use std::time::Duration;

use serde_json::{Value, json};

use crate::client::{Answer, Citizen};

/// A message that was sent and has failed: who wrote it, and its send.
fn failed(thread: &str) -> (Citizen, Value) {
    let kari = Citizen::fresh("kari");
    let (draft, tag) = kari.reply(thread, "Takk for svaret.");
    let send = kari.send(&draft, &tag).json();
    let id = send["messageId"].as_str().unwrap();
    kari.change(&format!("UPDATE messages SET state = 'failed' WHERE id = '{id}'"));
    (kari, send)
}

fn newest(citizen: &Citizen, thread: &str) -> Value {
    citizen.thread(thread)["messages"].as_array().unwrap().last().unwrap().clone()
}

fn try_again(citizen: &Citizen, retry: &Value) -> Answer {
    let key = retry["sendKey"].as_str().unwrap();
    let body = json!({"draftId": retry["draftId"]});
    citizen.ask("POST", "/api/v1/sends", &[("idempotency-key", key)], &body)
}

#[test]
fn a_failed_message_is_sent_again_as_the_same_message() {
    let (kari, send) = failed("t-kari-gp");
    let retry = newest(&kari, "t-kari-gp")["retry"].clone();
    assert_eq!(retry["draftId"], send["draftId"]);
    let sent_before = newest(&kari, "t-kari-gp")["sentAt"].clone();
    let again = try_again(&kari, &retry);
    assert_eq!((again.status, &again.json()["state"]), (200, &json!("sent")));
    for same in ["id", "messageId", "threadId", "sentAt"] {
        assert_eq!(again.json()[same], send[same], "{same}");
    }
    assert!(again.header("x-event-log").is_some());
    let thread = kari.thread("t-kari-gp");
    assert_eq!((&thread["messageCount"], &thread["deliveryState"]), (&json!(2), &json!("sent")));
    let message = newest(&kari, "t-kari-gp");
    assert_eq!((&message["retry"], &message["sentAt"]), (&Value::Null, &sent_before));
    assert_eq!(try_again(&kari, &retry).json()["state"], "sent", "a repeat tries nothing");
    std::thread::sleep(Duration::from_millis(2100));
    assert_eq!(newest(&kari, "t-kari-gp")["state"], "receivedByJournal");
    assert_eq!(try_again(&kari, &retry).json()["state"], "receivedByJournal");
    assert_eq!(kari.thread("t-kari-gp")["messageCount"], 2);
}

#[test]
fn what_can_no_longer_be_written_stays_failed() {
    let (kari, _) = failed("t-kari-gp");
    let retry = newest(&kari, "t-kari-gp")["retry"].clone();
    for (statement, reason) in [
        ("UPDATE threads SET closed = 'dialogueClosed' WHERE id = 't-kari-gp'", "dialogueClosed"),
        ("UPDATE persons SET archive_consent = 0 WHERE id = 'p-kari'", "needsArchiveConsent"),
    ] {
        kari.change(statement);
        let refused = try_again(&kari, &retry);
        assert_eq!((refused.status, &refused.json()["reason"]), (403, &json!(reason)));
        assert_eq!(newest(&kari, "t-kari-gp")["state"], "failed");
    }
}

#[test]
fn only_the_writer_is_told_how_to_try_again_and_only_for_that_person() {
    let kari = Citizen::fresh("kari").acting_for("p-ola");
    let (draft, tag) = kari.reply("t-ola-gp", "Ola kommer.");
    assert_eq!(kari.send(&draft, &tag).status, 201);
    kari.change("UPDATE messages SET state = 'failed' WHERE send_key IS NOT NULL");
    let retry = newest(&kari, "t-ola-gp")["retry"].clone();
    assert_eq!(retry["sendKey"], draft["sendKey"]);
    let ola = Citizen::log_in(&json!({"persona": "ola", "world": kari.world}));
    assert_eq!(newest(&ola, "t-ola-gp")["retry"], Value::Null);
    assert_eq!(newest(&ola, "t-ola-gp")["state"], "failed");
    assert_eq!(try_again(&ola, &retry).status, 404);
    assert_eq!(try_again(&kari.acting_for("p-kari"), &retry).status, 404);
    assert_eq!(try_again(&kari, &retry).status, 200);
}

#[test]
fn the_journal_says_why_it_refused_a_message() {
    let (kari, send) = failed("t-kari-gp");
    let id = send["messageId"].as_str().unwrap();
    let state = |state: &str, rejection: &str| {
        kari.change(&format!(
            "UPDATE messages SET state = '{state}', rejection = {rejection} WHERE id = '{id}'"
        ));
        let message = newest(&kari, "t-kari-gp");
        assert_eq!(message["retry"], Value::Null);
        message["rejection"].clone()
    };
    assert_eq!(state("rejectedByJournal", "'unreadable'"), "unreadable");
    assert_eq!(state("rejectedByJournal", "NULL"), "other");
    assert_eq!(state("receivedByJournal", "'unreadable'"), Value::Null);
}
