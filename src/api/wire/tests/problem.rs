use super::*;
use crate::api::wire::{draft, problem};

#[test]
fn a_refusal_says_where_to_log_in_and_what_to_tell_support() {
    let refusal = problem(&json!({
        "type": "about:blank", "title": "Not logged in", "status": 401, "code": "notLoggedIn",
        "requestId": "rq-1a2b", "loginUrl": "/login"
    }));
    assert_eq!(refusal.code, "notLoggedIn");
    assert_eq!(refusal.request_id.as_deref(), Some("rq-1a2b"));
    assert_eq!(refusal.login_url.as_deref(), Some("/login"));
    for json in [json!({}), json!([]), json!(null), json!({ "code": 7, "loginUrl": {} })] {
        assert_eq!(problem(&json), crate::api::Problem::default(), "{json}");
    }
}

#[test]
fn nobody_is_sent_elsewhere_to_log_in() {
    for hostile in [
        "https://example.com/login",
        "//example.com/login",
        "/\\example.com/login",
        "\\\\example.com/login",
        "javascript:alert(1)",
        "data:text/html,login",
        "login",
        "",
        // Browsers take tabs and line breaks out of an address: these are `//example.com`.
        "/\t/example.com/login",
        "/\n/example.com/login",
        "/\r\n/example.com/login",
    ] {
        let refusal = problem(&json!({ "loginUrl": hostile }));
        assert_eq!(refusal.login_url, None, "{hostile:?}");
    }
    let with_return = problem(&json!({ "loginUrl": "/login?returnTo=/innboks/om" }));
    assert_eq!(with_return.login_url.as_deref(), Some("/login?returnTo=/innboks/om"));
}

#[test]
fn a_draft_can_be_sent_only_once_it_has_its_key() {
    let example = json!({
        "id": "d-01", "threadId": null, "recipientId": "r-gp", "recipientName": "Ingunn Lyngstad",
        "topic": "contactSurgery", "subject": "Sykemelding", "text": "Hei, jeg trenger hjelp.",
        "attachments": [], "sendKey": "k-7f2c", "updatedAt": "2026-11-22T12:05:00Z",
        "readOnly": null
    });
    let read = draft(Fields(&example), "\"3\"".into()).expect("a draft");
    assert_eq!((read.send_key.as_str(), read.version.as_str()), ("k-7f2c", "\"3\""));
    assert_eq!(read.content.text, "Hei, jeg trenger hjelp.");
    assert_eq!(read.thread_id, None);
    assert_eq!(draft(Fields(&without(&example, "/sendKey")), "\"3\"".into()), None);
}
