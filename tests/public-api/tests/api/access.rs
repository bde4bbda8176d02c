use serde_json::{Value, json};

use crate::client::Citizen;

#[test]
fn a_citizen_sees_all_of_their_own_inbox() {
    let kari = Citizen::fresh("kari");
    let page = kari.get("/api/v1/threads").json();
    assert_eq!(page["total"], 11);
    assert_eq!(page["threads"].as_array().unwrap().len(), 11);
    assert_eq!(page["unread"], 10, "what one sent oneself is read");
}

#[test]
fn basis_opens_acknowledgements_only() {
    let basis = Citizen::fresh("basis");
    assert_eq!(basis.thread_ids(), ["t-basis-form"]);
    assert_eq!(basis.get("/api/v1/threads").json()["total"], 1);
    assert_eq!(basis.get("/api/v1/unread").json()["persons"][0]["unread"], 1);
    for path in ["", "/person", "/messages"] {
        let answer = basis.get(&format!("/api/v1/threads/t-basis-gp{path}"));
        assert_eq!((answer.status, answer.code().as_str()), (404, "notFound"), "{path}");
    }
    let change = json!({"read": true});
    assert_eq!(basis.put("/api/v1/threads/t-basis-gp/read-state", &change).status, 404);
    assert_eq!(basis.post("/api/v1/threads/t-basis-gp/replies", &Value::Null).status, 404);
    let new = json!({"recipientId": "r-basis-gp", "topic": "contactSurgery"});
    let answer = basis.post("/api/v1/drafts", &new);
    assert_eq!((answer.status, answer.code().as_str()), (403, "accessDenied"));
    assert_eq!(answer.json()["reason"], "needsFullAccess");
    let recipients = basis.get("/api/v1/recipients").json();
    assert_eq!(recipients["recipients"][0]["reason"], "needsFullAccess");
}

#[test]
fn a_parent_sees_the_gp_of_a_small_child_only_where_the_gp_offers_contact() {
    let nora = Citizen::fresh("kari").acting_for("p-nora");
    assert_eq!(nora.thread_ids(), ["t-nora-hospital"]);
}

#[test]
fn a_representative_never_sees_the_persons_powers_of_attorney() {
    let kari = Citizen::fresh("kari").acting_for("p-ola");
    assert_eq!(kari.thread_ids(), ["t-ola-tie", "t-ola-gp"]);
    assert_eq!(kari.get("/api/v1/threads/t-ola-power/person").status, 404);
    let ola = Citizen::fresh("ola");
    assert_eq!(ola.thread_ids().len(), 3);
}

#[test]
fn a_young_person_reads_some_and_writes_nothing() {
    let emil = Citizen::fresh("emil");
    assert_eq!(emil.thread_ids(), ["t-emil-gp"]);
    assert_eq!(emil.thread("t-emil-gp")["replyClosed"]["reason"], "youngPersonMayNotWrite");
    let answer = emil.post("/api/v1/threads/t-emil-gp/replies", &Value::Null);
    assert_eq!((answer.status, answer.code().as_str()), (403, "accessDenied"));
    assert_eq!(emil.get("/api/v1/drafts").json(), json!({"drafts": []}));
}

#[test]
fn a_closed_inbox_says_why() {
    let removed = Citizen::fresh("lukket").get("/api/v1/threads");
    assert_eq!((removed.status, removed.code().as_str()), (403, "accessDenied"));
    assert_eq!(removed.json()["reason"], "accessRemoved");
    let kari = Citizen::fresh("kari").acting_for("p-basis");
    for path in ["/threads", "/threads/t-basis-form", "/drafts", "/recipients"] {
        let answer = kari.get(&format!("/api/v1{path}"));
        assert_eq!(answer.status, 403, "{path}");
        assert_eq!(answer.json()["reason"], "powerOfAttorneyExpired", "{path}");
    }
}

#[test]
fn a_confidential_address_represents_nobody_and_is_represented_by_nobody() {
    let siv = Citizen::fresh("sperret");
    let session = siv.get("/api/v1/session").json();
    let ids: Vec<_> =
        session["persons"].as_array().unwrap().iter().map(|person| &person["id"]).collect();
    assert_eq!(ids, ["p-sperret"]);
    assert_eq!(siv.get("/api/v1/threads").status, 200, "one's own inbox is open");
    assert_eq!(siv.get("/api/v1/unread").json()["persons"].as_array().unwrap().len(), 1);
    assert_eq!(siv.get("/api/v1/threads/t-nora-hospital/person").status, 404);
    let kari = Citizen::fresh("kari");
    for (citizen, hidden) in [(siv, "p-nora"), (kari, "p-sperret")] {
        let answer = citizen.acting_for(hidden).get("/api/v1/threads");
        assert_eq!((answer.status, answer.code().as_str()), (403, "personNotFound"), "{hidden}");
    }
}

#[test]
fn nobody_acts_for_a_stranger() {
    let kari = Citizen::fresh("kari");
    for stranger in ["p-emil", "p-nobody"] {
        let answer = kari.acting_for(stranger).get("/api/v1/threads");
        assert_eq!((answer.status, answer.code().as_str()), (403, "personNotFound"));
        assert_eq!(answer.header("x-acting-person"), None, "nobody to name");
    }
    let answer = Citizen { person: String::new(), ..kari.clone() }.get("/api/v1/threads");
    assert_eq!((answer.status, answer.code().as_str()), (400, "badRequest"));
    // One's own thread is not there for another person of the same session.
    assert_eq!(kari.acting_for("p-ola").get("/api/v1/threads/t-kari-gp").status, 404);
}

#[test]
fn every_answer_names_the_person_it_is_about() {
    let kari = Citizen::fresh("kari").acting_for("p-ola");
    for path in
        ["/threads", "/threads/t-ola-gp", "/threads/nothing", "/drafts", "/sends/x", "/nothing"]
    {
        let answer = kari.get(&format!("/api/v1{path}"));
        assert_eq!(answer.header("x-acting-person"), Some("p-ola"), "{path}");
    }
}

#[test]
fn a_thread_tells_why_it_takes_no_reply() {
    let kari = Citizen::fresh("kari");
    for (thread, reason) in [
        ("t-kari-kpr", "takesNoReply"),
        ("t-kari-form", "takesNoReply"),
        ("t-kari-result", "takesNoReply"),
        ("t-kari-west", "viaAppointments"),
        ("t-kari-hospital", "viaAppointments"),
        ("t-kari-closed", "dialogueClosed"),
        ("t-kari-notice", "dialogueClosed"),
    ] {
        let opened = kari.thread(thread);
        assert_eq!(opened["replyClosed"]["reason"], reason, "{thread}");
        assert!(!opened["grants"].as_array().unwrap().contains(&json!("reply")), "{thread}");
        let answer = kari.post(&format!("/api/v1/threads/{thread}/replies"), &Value::Null);
        assert_eq!((answer.status, answer.json()["reason"].as_str()), (403, Some(reason)));
    }
    for thread in ["t-kari-gp", "t-kari-east", "t-kari-own"] {
        let opened = kari.thread(thread);
        assert_eq!(opened["replyClosed"], Value::Null, "{thread}");
        assert!(opened["grants"].as_array().unwrap().contains(&json!("reply")), "{thread}");
    }
}
