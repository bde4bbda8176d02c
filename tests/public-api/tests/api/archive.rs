//! Copies in the personal health archive, and the terms that come before them.

use serde_json::{Value, json};

use crate::client::{Answer, Citizen};

const PATH: &str = "/api/v1/threads/t-kari-gp/archive-copies";

fn save(citizen: &Citizen, file: Option<&Value>, terms: Option<&str>) -> Answer {
    let thread = citizen.thread("t-kari-gp");
    let message = &thread["messages"][0]["id"];
    citizen.post(PATH, &json!({"messageId": message, "attachmentId": file, "acceptedTerms": terms}))
}

fn files(citizen: &Citizen) -> Vec<Value> {
    let thread = citizen.thread("t-kari-gp");
    let files = thread["messages"][0]["attachments"].as_array().unwrap().iter();
    files.map(|file| file["id"].clone()).collect()
}

fn without_terms() -> Citizen {
    let kari = Citizen::fresh("kari");
    kari.change("UPDATE persons SET archive_terms_accepted = 0 WHERE id = 'p-kari'");
    kari
}

fn has_grant(citizen: &Citizen, thread: &str) -> bool {
    citizen.thread(thread)["grants"].as_array().unwrap().contains(&json!("saveToArchive"))
}

#[test]
fn a_copy_is_kept_as_it_was_and_made_once() {
    let kari = Citizen::fresh("kari");
    assert_eq!(kari.get(PATH).json()["copies"], json!([]));
    let whole = save(&kari, None, None);
    assert_eq!(whole.status, 201);
    let again = save(&kari, None, None);
    assert_eq!((again.status, again.json()), (200, whole.json()));
    let files = files(&kari);
    let one = save(&kari, Some(&files[1]), None);
    assert_eq!((one.status, save(&kari, Some(&files[1]), None).status), (201, 200));
    assert_eq!(kari.get(PATH).json()["copies"], json!([whole.json(), one.json()]));
    kari.change("UPDATE messages SET body = '{\"kind\":\"text\",\"text\":\"Nytt.\"}' WHERE thread_id = 't-kari-gp'");
    let kept = |sql: &str, copy: &Answer| -> String {
        let id = copy.json()["id"].as_str().unwrap().to_owned();
        kari.database().query_row(sql, [id], |row| row.get(0)).unwrap()
    };
    let body = "SELECT COALESCE(body, 'none') FROM archive_copies WHERE id = ?1";
    assert_eq!(kept(body, &whole), "{\"kind\":\"text\",\"text\":\"Hei, svaret er klart.\"}");
    assert_eq!(kept(body, &one), "none");
    let names = "SELECT group_concat(name, ', ') FROM archive_files WHERE copy_id = ?1";
    // The fourth is expired.
    assert_eq!(kept(names, &whole), "prøvesvar.pdf, bilde.jpg, tegning.png");
    assert_eq!(kept(names, &one), "bilde.jpg");
    let same = "SELECT CAST(a.bytes IS f.bytes AS TEXT) FROM archive_files f
                JOIN attachments a ON a.name = f.name WHERE f.copy_id = ?1";
    assert_eq!(kept(same, &one), "1");
}

#[test]
fn terms_are_accepted_first_and_that_changes_the_claim() {
    let kari = without_terms();
    assert!(has_grant(&kari, "t-kari-gp"), "she may accept them");
    assert_eq!(kari.get(PATH).json()["terms"]["acceptedAt"], Value::Null);
    let refused = save(&kari, None, None);
    assert_eq!((refused.status, &refused.json()["reason"]), (403, &json!("termsNotAccepted")));
    let other = save(&kari, None, Some("2019-1"));
    assert_eq!(other.json()["errors"], json!([{"field": "acceptedTerms", "code": "unknown"}]));
    let files = files(&kari);
    let expired = save(&kari, Some(&files[3]), Some("2026-1"));
    assert_eq!((expired.status, expired.code().as_str()), (409, "conflict"));
    let before = kari.version();
    assert_eq!(
        kari.get(PATH).json()["terms"]["acceptedAt"],
        Value::Null,
        "a refusal accepts nothing"
    );
    let saved = save(&kari, None, Some("2026-1"));
    assert_eq!(saved.status, 201);
    assert_ne!(saved.header("x-session-version"), Some(before.as_str()));
    assert_eq!(kari.get("/api/v1/session").json()["persons"][0]["archiveTermsAccepted"], true);
    assert!(kari.get(PATH).json()["terms"]["acceptedAt"].is_string());
    assert_eq!(save(&kari, Some(&files[0]), None).status, 201);
}

#[test]
fn only_the_person_and_a_parent_of_a_small_child_accept_terms() {
    let kari = without_terms();
    for (person, thread, terms, status) in [
        (
            "p-ola",
            "t-ola-gp",
            "UPDATE persons SET archive_terms_accepted = 0 WHERE id = 'p-ola'",
            403,
        ),
        (
            "p-nora",
            "t-nora-hospital",
            "UPDATE persons SET archive_terms_accepted = 0 WHERE id = 'p-nora'",
            201,
        ),
    ] {
        kari.change(terms);
        let acting = kari.acting_for(person);
        assert_eq!(has_grant(&acting, thread), status == 201, "{person}");
        let message = acting.thread(thread)["messages"][0]["id"].clone();
        let path = format!("/api/v1/threads/{thread}/archive-copies");
        let body = json!({"messageId": message, "attachmentId": null, "acceptedTerms": "2026-1"});
        let answer = acting.post(&path, &body);
        assert_eq!(answer.status, status, "{person}");
        if status == 403 {
            assert_eq!(answer.json()["reason"], "termsNotAccepted");
            kari.change("UPDATE persons SET archive_terms_accepted = 1 WHERE id = 'p-ola'");
            assert_eq!(acting.post(&path, &body).status, 201, "Ola has accepted them");
        }
    }
}

#[test]
fn without_consent_to_an_archive_nothing_is_saved_or_told() {
    let kari = Citizen::fresh("kari");
    kari.change("UPDATE persons SET archive_consent = 0 WHERE id = 'p-kari'");
    for answer in [kari.get(PATH), save(&kari, None, Some("2026-1"))] {
        assert_eq!((answer.status, &answer.json()["reason"]), (403, &json!("needsArchiveConsent")));
    }
    assert!(!has_grant(&kari, "t-kari-gp"));
}

#[test]
fn what_is_not_there_is_refused() {
    let kari = Citizen::fresh("kari");
    let message = kari.thread("t-kari-gp")["messages"][0]["id"].clone();
    let elsewhere = kari.thread("t-kari-east")["messages"][0]["id"].clone();
    for (message, file, field) in [
        (json!("m-none"), Value::Null, "messageId"),
        (elsewhere, Value::Null, "messageId"),
        (message.clone(), json!("a-none"), "attachmentId"),
    ] {
        let body = json!({"messageId": message, "attachmentId": file, "acceptedTerms": null});
        let answer = kari.post(PATH, &body);
        assert_eq!(answer.status, 422);
        assert_eq!(answer.json()["errors"], json!([{"field": field, "code": "unknown"}]));
    }
    assert_eq!(kari.post(PATH, &json!({"messageId": message})).status, 400);
    assert_eq!(kari.acting_for("p-ola").get(PATH).status, 404);
    assert_eq!(kari.get(PATH).json()["copies"], json!([]));
}
