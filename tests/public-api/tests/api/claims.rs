use serde_json::{Value, json};

use crate::client::{Citizen, plain};

#[test]
fn every_answer_under_a_session_names_the_version_of_its_claims() {
    let kari = Citizen::fresh("kari");
    let session = kari.get("/api/v1/session");
    let version = session.json()["version"].clone();
    assert_eq!(version.as_str().unwrap().len(), 16);
    let named = |answer: &crate::client::Answer| {
        assert_eq!(answer.header("x-session-version"), version.as_str(), "{}", answer.head);
    };
    named(&session);
    let forged = Citizen { csrf: "guess".to_owned(), ..kari.clone() };
    kari.script(&json!([{"path": "/api/v1/drafts", "fault": {"kind": "status", "status": 503}}]));
    for (answer, status) in [
        (kari.get("/api/v1/threads"), 200),
        (kari.put("/api/v1/session/language", &json!({"language": "nn"})), 204),
        (kari.get("/api/v1/threads?limit=0"), 400),
        (forged.post("/api/v1/session/extend", &Value::Null), 403),
        (kari.acting_for("p-basis").get("/api/v1/threads"), 403),
        (kari.get("/api/v1/threads/t-none"), 404),
        (kari.get("/api/v1/nowhere"), 404),
        (kari.put("/api/v1/unread", &Value::Null), 405),
        (kari.get("/api/v1/drafts"), 503),
    ] {
        assert_eq!(answer.status, status);
        named(&answer);
    }
    assert_eq!(kari.post("/api/v1/logout", &Value::Null).header("x-session-version"), None);
    assert_eq!(plain("GET", "/api/v1/session", &[]).header("x-session-version"), None);
    assert_eq!(plain("GET", "/login", &[]).header("x-session-version"), None);
}

#[test]
fn each_claim_can_be_changed_by_one_statement_and_the_next_answer_tells() {
    let kari = Citizen::fresh("kari");
    let own = "WHERE id = 'p-kari'";
    let for_ola = "WHERE user_id = 'kari' AND person_id = 'p-ola'";
    let mut versions = vec![kari.version()];
    for statement in [
        format!("UPDATE persons SET consent_level = 'basic' {own}"),
        format!("UPDATE persons SET archive_consent = 0 {own}"),
        format!("UPDATE persons SET archive_terms_accepted = 0 {own}"),
        format!("UPDATE persons SET age_band = '16to17' {own}"),
        format!("UPDATE persons SET name = 'Kari Nordmann Berg' {own}"),
        format!("UPDATE persons SET services = json_set(services, '$[1].status', 'no') {own}"),
        "UPDATE persons SET services = '[]' WHERE id = 'p-nora'".to_owned(),
        format!(
            "UPDATE representations SET power_of_attorney =
             json_set(power_of_attorney, '$.validTo', '2020-01-31') {for_ola}"
        ),
        format!(
            "UPDATE representations SET power_of_attorney =
             json_set(power_of_attorney, '$.serviceAreas', json('[1]')) {for_ola}"
        ),
        format!(
            "UPDATE representations SET relation = 'guardian', power_of_attorney = NULL {for_ola}"
        ),
        format!("DELETE FROM representations {for_ola}"),
        "UPDATE users SET contact_info_confirmed_at = '2024-01-01T00:00:00.000Z' WHERE id = 'kari'"
            .to_owned(),
        "UPDATE users SET contact_info_blocks_writing = 1 WHERE id = 'kari'".to_owned(),
        "UPDATE users SET security_level = 3 WHERE id = 'kari'".to_owned(),
        "UPDATE users SET confidential_address = 1 WHERE id = 'kari'".to_owned(),
    ] {
        kari.change(&statement);
        let version = kari.version();
        assert!(!versions.contains(&version), "{statement}");
        assert_eq!(kari.get("/api/v1/session").json()["version"], version);
        versions.push(version);
    }
}

#[test]
fn a_claim_changed_back_is_the_same_claim() {
    let kari = Citizen::fresh("kari");
    let before = kari.version();
    kari.change("UPDATE persons SET archive_consent = 0 WHERE id = 'p-kari'");
    assert_ne!(kari.version(), before);
    kari.change("UPDATE persons SET archive_consent = 1 WHERE id = 'p-kari'");
    assert_eq!(kari.version(), before);
}

#[test]
fn what_is_no_claim_leaves_the_version_as_it_is() {
    let kari = Citizen::fresh("kari");
    let before = kari.version();
    kari.put("/api/v1/threads/t-kari-gp/read-state", &json!({"read": true}));
    kari.put("/api/v1/session/language", &json!({"language": "en"}));
    kari.post("/api/v1/session/extend", &Value::Null);
    let (draft, tag) = kari.reply("t-kari-gp", "Hei.");
    assert_eq!(kari.send(&draft, &tag).status, 201);
    kari.change("UPDATE persons SET consent_level = 'none' WHERE id = 'p-emil'");
    kari.change("UPDATE persons SET services = services || ' ' WHERE id = 'p-kari'");
    assert_eq!(kari.version(), before);
    let again = Citizen::log_in(&json!({"persona": "kari", "world": kari.world}));
    assert_eq!(again.version(), before, "another session, the same claims");
}

#[test]
fn the_session_tells_whether_the_terms_of_the_archive_are_accepted() {
    let session = Citizen::fresh("kari").get("/api/v1/session").json();
    let told: Vec<_> = session["persons"]
        .as_array()
        .unwrap()
        .iter()
        .map(|person| (&person["archiveConsent"], &person["archiveTermsAccepted"]))
        .collect();
    let (yes, no) = (&json!(true), &json!(false));
    assert_eq!(told, [(yes, yes), (yes, yes), (yes, no), (yes, yes)]);
}

#[test]
fn the_session_tells_where_the_citizen_can_change_things() {
    let session = Citizen::fresh("lukket").get("/api/v1/session").json();
    let links = session["links"].as_array().unwrap();
    let kinds: Vec<_> = links.iter().map(|link| link["kind"].as_str().unwrap()).collect();
    assert_eq!(
        kinds,
        [
            "privacySettings",
            "reopenAccess",
            "powersOfAttorney",
            "contactInfo",
            "appointments",
            "healthContacts",
            "notificationSettings",
            "logOfUse",
            "aboutInbox",
            "municipalities",
            "gpDigitalServices"
        ]
    );
    for link in links {
        let host = link["href"].as_str().unwrap().split('/').nth(2).unwrap();
        assert!(["tjenester.helsenorge.no", "www.helsenorge.no"].contains(&host), "{host}");
    }
}
