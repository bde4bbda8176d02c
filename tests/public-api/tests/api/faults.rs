use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::client::{Citizen, parse, port, request};

const SEND: &str = "/api/v1/sends";

#[test]
fn a_scripted_status_answers_so_often_and_no_more() {
    let kari = Citizen::fresh("kari");
    kari.script(&json!([
        {"path": "/api/v1/threads", "times": 1, "fault": {"kind": "status", "status": 503, "retryAfter": 7}},
        {"path": "/api/v1/threads", "times": 1, "fault": {"kind": "status", "status": 401}}
    ]));
    let first = kari.get("/api/v1/threads");
    assert_eq!((first.status, first.code().as_str()), (503, "unavailable"));
    assert_eq!(first.header("retry-after"), Some("7"));
    assert_eq!(first.header("x-acting-person"), Some("p-kari"));
    let second = kari.get("/api/v1/threads");
    assert_eq!((second.status, second.json()["loginUrl"].as_str()), (401, Some("/login")));
    assert_eq!(kari.get("/api/v1/threads").status, 200);
}

#[test]
fn a_script_concerns_its_own_session_only_and_can_be_cleared() {
    let kari = Citizen::fresh("kari");
    let other = Citizen::fresh("kari");
    kari.script(&json!([{"fault": {"kind": "status", "status": 500}}]));
    assert_eq!(kari.get("/api/v1/session").status, 500);
    assert_eq!(other.get("/api/v1/session").status, 200);
    assert_eq!(kari.get("/innboks/texts/nb.json").status, 200, "only where the path says so");
    assert_eq!(kari.ask("DELETE", "/stand-in/scenario", &[], &Value::Null).status, 204);
    assert_eq!(kari.get("/api/v1/session").status, 200);
    kari.script(&json!([{"path": "/innboks/texts/*", "fault": {"kind": "status", "status": 500}}]));
    assert_eq!(kari.get("/innboks/texts/nb.json").status, 500);
}

#[test]
fn an_abort_gives_no_answer_and_does_nothing() {
    let kari = Citizen::fresh("kari");
    let (draft, tag) = kari.reply("t-kari-gp", "Hei.");
    kari.script(&json!([{"path": SEND, "times": 1, "fault": {"kind": "abort"}}]));
    assert!(send_bytes(&kari, &draft, &tag).is_none());
    assert_eq!(kari.thread("t-kari-gp")["messageCount"], 1);
    assert_eq!(kari.send(&draft, &tag).status, 201);
}

#[test]
fn a_lost_answer_leaves_the_work_done_and_asking_again_tells() {
    let kari = Citizen::fresh("kari");
    let (draft, tag) = kari.reply("t-kari-gp", "Hei.");
    kari.script(&json!([{"path": SEND, "times": 1, "fault": {"kind": "lostAnswer"}}]));
    assert!(send_bytes(&kari, &draft, &tag).is_none());
    assert_eq!(kari.thread("t-kari-gp")["messageCount"], 2);
    assert_eq!(kari.send(&draft, &tag).status, 200);
    assert_eq!(kari.thread("t-kari-gp")["messageCount"], 2);
}

fn send_bytes(kari: &Citizen, draft: &Value, tag: &str) -> Option<crate::client::Answer> {
    let headers = [("idempotency-key", draft["sendKey"].as_str().unwrap()), ("if-match", tag)];
    let body = json!({"draftId": draft["id"]}).to_string();
    parse(&kari.bytes("POST", SEND, &headers, &body))
}

#[test]
fn a_stalled_answer_never_comes() {
    let kari = Citizen::fresh("kari");
    kari.script(&json!([{"path": "/api/v1/threads", "fault": {"kind": "stall"}}]));
    let mut stream = TcpStream::connect(("127.0.0.1", port())).unwrap();
    stream.set_read_timeout(Some(Duration::from_millis(500))).unwrap();
    let headers = [("cookie", kari.cookie.as_str()), ("x-acting-person", "p-kari")];
    stream.write_all(&request("GET", "/api/v1/threads", &headers, "")).unwrap();
    assert!(stream.read(&mut [0; 1]).is_err());
}

#[test]
fn a_truncated_answer_promises_more_than_it_holds() {
    let kari = Citizen::fresh("kari");
    let whole = kari.get("/api/v1/threads").body.len();
    kari.script(&json!([{"path": "/api/v1/threads", "fault": {"kind": "truncated"}}]));
    let answer = kari.get("/api/v1/threads");
    let promised: usize = answer.header("content-length").unwrap().parse().unwrap();
    assert_eq!((answer.status, answer.body.len()), (200, whole / 2));
    assert!(promised > whole);
    assert_eq!(answer.header("x-content-type-options"), Some("nosniff"));
}

#[test]
fn a_malformed_answer_is_a_success_without_json() {
    let kari = Citizen::fresh("kari");
    kari.script(&json!([{"path": "/api/v1/threads", "fault": {"kind": "malformed"}}]));
    let answer = kari.get("/api/v1/threads");
    assert_eq!((answer.status, answer.header("content-type")), (200, Some("application/json")));
    assert!(serde_json::from_slice::<Value>(&answer.body).is_err());
}

#[test]
fn an_answer_for_the_wrong_person_names_that_person() {
    let kari = Citizen::fresh("kari");
    let fault = json!({"kind": "wrongPerson", "person": "p-ola"});
    kari.script(&json!([{"person": "p-kari", "path": "/api/v1/threads", "fault": fault}]));
    let answer = kari.get("/api/v1/threads");
    assert_eq!(answer.header("x-acting-person"), Some("p-ola"));
    assert_eq!(answer.json()["threads"][0]["id"], "t-ola-tie");
    assert_eq!(kari.acting_for("p-nora").get("/api/v1/threads").status, 200);
}

#[test]
fn unknown_values_stand_in_every_enumeration() {
    let kari = Citizen::fresh("kari");
    kari.script(&json!([{"fault": {"kind": "unknownValues"}}]));
    let session = kari.get("/api/v1/session").json();
    assert_eq!(session["persons"][0]["relation"], "somethingNew");
    assert_eq!(session["persons"][0]["name"], "Kari Nordmann");
    let thread = kari.thread("t-kari-west");
    assert_eq!(thread["category"], "somethingNew");
    assert_eq!(thread["replyClosed"]["reason"], "somethingNew");
    assert_eq!(thread["subject"], "Innkalling");
}

#[test]
fn a_delay_holds_only_the_person_it_is_for() {
    let kari = Citizen::fresh("kari");
    kari.script(&json!([{"person": "p-kari", "delayMs": 1000, "after": 1}]));
    let time = |citizen: &Citizen| {
        let start = Instant::now();
        assert_eq!(citizen.get("/api/v1/threads").status, 200);
        start.elapsed() >= Duration::from_millis(1000)
    };
    assert!(!time(&kari));
    assert!(time(&kari));
    assert!(!time(&kari.acting_for("p-ola")));
}

#[test]
fn a_script_that_cannot_be_is_refused() {
    let kari = Citizen::fresh("kari");
    for (rules, status) in [
        (json!([{"fault": {"kind": "status", "status": 200}}]), 422),
        (json!([{"fault": {"kind": "explode"}}]), 400),
        (json!([{"nonsense": 1}]), 400),
    ] {
        assert_eq!(kari.put("/stand-in/scenario", &json!({"rules": rules})).status, status);
    }
}

#[test]
fn what_is_newer_fails_in_every_way_too() {
    let kari = Citizen::fresh("kari");
    let ask = |fault: Value| {
        kari.script(&json!([{"path": "/api/v1/threads/search", "fault": fault}, {"path": "/api/v1/waiting", "fault": fault}]));
        let body = json!({"text": "svar"}).to_string();
        [
            parse(&kari.bytes("POST", "/api/v1/threads/search", &[], &body)),
            parse(&kari.bytes("GET", "/api/v1/waiting", &[], "")),
        ]
    };
    kari.change("INSERT INTO answers_wanted VALUES ('t-kari-gp', NULL)");
    assert!(ask(json!({"kind": "abort"})).iter().all(Option::is_none));
    for answer in ask(json!({"kind": "status", "status": 503})).into_iter().flatten() {
        assert_eq!(answer.code(), "unavailable");
    }
    for kind in ["malformed", "truncated"] {
        for answer in ask(json!({"kind": kind})).into_iter().flatten() {
            assert!(serde_json::from_slice::<Value>(&answer.body).is_err(), "{kind}");
        }
    }
    for answer in ask(json!({"kind": "wrongPerson", "person": "p-ola"})).into_iter().flatten() {
        assert_eq!(answer.header("x-acting-person"), Some("p-ola"));
        assert!(!String::from_utf8(answer.body).unwrap().contains("t-kari-gp"));
    }
    let [found, waiting] =
        ask(json!({"kind": "unknownValues"})).map(|answer| answer.unwrap().json());
    assert_eq!(found["hits"][0]["highlights"][0]["field"], "somethingNew");
    assert_eq!(found["categories"][0]["category"], "somethingNew");
    assert_eq!(waiting["threads"][0]["lastFrom"], "somethingNew");
}
