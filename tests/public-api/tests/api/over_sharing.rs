//! The fault `hiddenData`: whatever claims close is handed out, so that the app must hold alone.

use serde_json::{Value, json};

use crate::client::Citizen;

fn over_sharing(persona: &str) -> Citizen {
    let citizen = Citizen::fresh(persona);
    citizen.script(&json!([{"fault": {"kind": "hiddenData"}}]));
    citizen
}

/// The values of a field, in every element of a list.
fn each<'a>(list: &'a Value, field: &str) -> Vec<&'a Value> {
    list.as_array().unwrap().iter().map(|one| &one[field]).collect()
}

#[test]
fn the_session_grants_all_and_counts_all_while_its_claims_stay_true() {
    for (persona, unread) in [("lukket", vec![1]), ("kari", vec![10, 2, 3, 2])] {
        let honest = Citizen::fresh(persona).get("/api/v1/session").json();
        let citizen = over_sharing(persona);
        let answer = citizen.get("/api/v1/session");
        let session = answer.json();
        assert_eq!(session["firstPage"], "/api/v1/threads?limit=50");
        for grants in each(&session["persons"], "grants") {
            assert_eq!(*grants, json!(["compose", "attach"]));
        }
        assert_eq!(each(&session["persons"], "unread"), unread.iter().collect::<Vec<_>>());
        let counts = citizen.get("/api/v1/unread").json();
        assert_eq!(each(&counts["persons"], "unread"), unread.iter().collect::<Vec<_>>());
        for claim in ["relation", "consentLevel", "archiveConsent", "services", "powerOfAttorney"] {
            assert_eq!(each(&session["persons"], claim), each(&honest["persons"], claim));
        }
        assert_eq!(session["version"], honest["version"], "or the app would ask for ever");
        assert_eq!(answer.header("x-session-version"), session["version"].as_str());
    }
}

#[test]
fn threads_and_messages_come_whatever_hides_them() {
    let ola = over_sharing("kari").acting_for("p-ola");
    assert!(ola.thread_ids().contains(&"t-ola-power".to_owned()));
    for (citizen, thread) in [
        (ola, "t-ola-power"),
        (over_sharing("kari").acting_for("p-basis"), "t-basis-gp"),
        (over_sharing("lukket"), "t-lukket-gp"),
        (over_sharing("emil"), "t-emil-hospital"),
    ] {
        assert!(citizen.thread_ids().contains(&thread.to_owned()));
        let path = format!("/api/v1/threads/{thread}");
        let opened = citizen.get(&path).json();
        assert_eq!(opened["replyClosed"], Value::Null, "{thread}");
        assert!(opened["grants"].as_array().unwrap().contains(&json!("reply")), "{thread}");
        assert_eq!(citizen.get(&format!("{path}/messages")).status, 200, "{thread}");
        let whose = citizen.get(&format!("{path}/person"));
        assert_eq!(whose.json()["personId"], citizen.person, "{thread}");
        let read = citizen.put(&format!("{path}/read-state"), &json!({"read": true}));
        assert_eq!(read.status, 200, "{thread}");
    }
}

#[test]
fn anybody_can_be_written_to() {
    for citizen in [over_sharing("kari"), over_sharing("basis")] {
        let list = citizen.get("/api/v1/recipients").json();
        for recipient in list["recipients"].as_array().unwrap() {
            assert_eq!(recipient["available"], true);
            assert_eq!(recipient["reason"], Value::Null);
            assert!(recipient["readBy"].is_string());
            let new =
                json!({"recipientId": recipient["id"], "topic": recipient["topics"][0]["topic"]});
            assert_eq!(citizen.post("/api/v1/drafts", &new).status, 201);
        }
        let drafts = citizen.get("/api/v1/drafts").json();
        assert!(!drafts["drafts"].as_array().unwrap().is_empty());
        for read_only in each(&drafts["drafts"], "readOnly") {
            assert_eq!(*read_only, Value::Null);
        }
    }
}

#[test]
fn what_was_written_before_the_claims_closed_can_still_be_sent() {
    let kari = Citizen::fresh("kari");
    let (draft, tag) = kari.reply("t-kari-gp", "Hei.");
    kari.change("UPDATE persons SET consent_level = 'none' WHERE id = 'p-kari'");
    assert_eq!(kari.send(&draft, &tag).status, 403);
    kari.script(&json!([{"fault": {"kind": "hiddenData"}}]));
    assert_eq!(kari.get("/api/v1/drafts").json()["drafts"][0]["readOnly"], Value::Null);
    assert_eq!(kari.send(&draft, &tag).status, 201);
}
