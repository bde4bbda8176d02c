use std::time::Duration;

use serde_json::{Value, json};

use crate::client::{Citizen, parse, plain, raw, request};

#[test]
fn a_developer_sees_every_persona_on_the_log_in_page() {
    let page = plain("GET", "/login", &[]);
    let html = String::from_utf8(page.body).unwrap();
    let personas = plain("GET", "/stand-in/personas", &[]).json();
    assert_eq!(personas.as_array().unwrap().len(), 8);
    for persona in personas.as_array().unwrap() {
        assert!(html.contains(&format!("Logg inn som {}", persona["name"].as_str().unwrap())));
    }
    assert!(html.contains("&lt;i prøve&gt;"), "texts are escaped");
    assert!(!html.contains("{cards}") && !html.contains("{name}"));
    for path in ["/stand-in/login.css", "/stand-in/login.js", "/stand-in/icon.png"] {
        assert_eq!(plain("GET", path, &[]).status, 200);
    }
}

#[test]
fn the_session_tells_who_one_is_and_whom_one_acts_for() {
    let kari = Citizen::fresh("kari");
    let session = kari.get("/api/v1/session").json();
    assert_eq!(session["user"]["name"], "Kari Nordmann");
    assert_eq!(session["firstPage"], "/api/v1/threads?limit=50");
    assert_eq!(session["warnSeconds"], 120);
    let persons = session["persons"].as_array().unwrap();
    let ids: Vec<_> = persons.iter().map(|person| person["id"].as_str().unwrap()).collect();
    assert_eq!(ids, ["p-kari", "p-nora", "p-ola", "p-basis"]);
    assert_eq!(persons[0]["grants"], json!(["compose", "attach"]));
    assert_eq!(persons[2]["powerOfAttorney"]["serviceAreas"], json!([3]));
    assert_eq!(persons[3]["unread"], 0, "an expired power of attorney tells nothing");

    let closed = Citizen::fresh("lukket").get("/api/v1/session").json();
    assert!(closed.get("firstPage").is_none());
    assert_eq!(closed["persons"][0]["grants"], json!([]));
}

#[test]
fn whoever_is_not_logged_in_learns_where_to_log_in() {
    for cookie in ["", "__Host-innboks=guess"] {
        let answer =
            plain("GET", "/api/v1/threads", &[("cookie", cookie), ("x-acting-person", "p-kari")]);
        assert_eq!((answer.status, answer.code().as_str()), (401, "notLoggedIn"));
        assert_eq!(answer.json()["loginUrl"], "/login");
        assert_eq!(answer.header("x-acting-person"), Some("p-kari"));
    }
}

#[test]
fn a_session_ends_when_it_is_not_used_and_logging_out_ends_it_at_once() {
    let short = json!({"persona": "kari", "fresh": true, "lifetimeSeconds": 2});
    let kari = Citizen::log_in(&short);
    std::thread::sleep(Duration::from_millis(1200));
    assert_eq!(kari.post("/api/v1/session/extend", &Value::Null).status, 200);
    std::thread::sleep(Duration::from_millis(1200));
    assert_eq!(kari.get("/api/v1/session").status, 200, "use keeps a session alive");
    std::thread::sleep(Duration::from_millis(2100));
    assert_eq!(kari.get("/api/v1/session").status, 401);

    let kari = Citizen::fresh("kari");
    let answer = kari.post("/api/v1/logout", &Value::Null);
    assert_eq!(answer.json(), json!({"loginUrl": "/login"}));
    assert!(answer.header("set-cookie").unwrap().contains("Max-Age=0"));
    assert_eq!(kari.get("/api/v1/session").status, 401);
}

#[test]
fn another_site_cannot_write_with_the_citizens_cookie() {
    let kari = Citizen::fresh("kari");
    for csrf in ["", "guess"] {
        let forged = Citizen { csrf: csrf.to_owned(), ..kari.clone() };
        for (method, path) in [
            ("POST", "/api/v1/logout"),
            ("POST", "/api/v1/session/extend"),
            ("PUT", "/api/v1/session/language"),
            ("PUT", "/api/v1/threads/t-kari-gp/read-state"),
            ("POST", "/api/v1/threads/t-kari-gp/replies"),
            ("POST", "/api/v1/drafts"),
            ("PUT", "/api/v1/drafts/d-1"),
            ("DELETE", "/api/v1/drafts/d-1"),
            ("POST", "/api/v1/sends"),
        ] {
            let answer = forged.ask(method, path, &[], &Value::Null);
            assert_eq!((answer.status, answer.code().as_str()), (403, "csrf"), "{method} {path}");
        }
    }
    assert_eq!(kari.get("/api/v1/session").status, 200);
}

#[test]
fn the_language_chosen_is_kept() {
    let kari = Citizen::fresh("kari");
    assert_eq!(kari.put("/api/v1/session/language", &json!({"language": "se"})).status, 204);
    assert_eq!(kari.get("/api/v1/session").json()["language"], "se");
    let again = Citizen::log_in(&json!({"persona": "kari", "world": kari.world}));
    assert_eq!(again.get("/api/v1/session").json()["language"], "se");
    let answer = kari.put("/api/v1/session/language", &json!({"language": "xx"}));
    assert_eq!((answer.status, answer.code().as_str()), (422, "validation"));
}

#[test]
fn a_fresh_world_is_untouched_by_others_and_can_be_joined() {
    let first = Citizen::fresh("kari");
    let second = Citizen::fresh("kari");
    first.put("/api/v1/threads/t-kari-gp/read-state", &json!({"read": true}));
    assert_eq!(second.thread("t-kari-gp")["unread"], true);
    let ola = Citizen::log_in(&json!({"persona": "ola", "world": first.world}));
    assert_eq!(ola.world, first.world);
    for body in [json!({"persona": "nobody"}), json!({"persona": "kari", "world": "world-x"})] {
        let headers = [("content-type", "application/json")];
        let bytes = raw(&request("POST", "/stand-in/login", &headers, &body.to_string()));
        assert_eq!(parse(&bytes).unwrap().status, 422);
    }
}
