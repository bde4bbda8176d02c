//! Files on drafts: what is taken, and that each is stored once and goes along once.

use serde_json::{Value, json};

use crate::client::{Answer, Citizen, parse, raw};

/// A small one.
pub const PDF: &[u8] = b"%PDF-1.7\nResept\n%%EOF\n";
const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR";
const MIB: usize = 1024 * 1024;

fn path(draft: &Value, id: &str) -> String {
    format!("/api/v1/drafts/{}/attachments/{id}", draft["id"].as_str().unwrap())
}

fn upload_as(citizen: &Citizen, path: &str, headers: &str, bytes: &[u8]) -> Answer {
    let head = format!(
        "PUT {path} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\ncookie: {}\r\nx-acting-person: {}\r\n\
         x-csrf-token: {}\r\ncontent-length: {}\r\n{headers}\r\n",
        citizen.cookie,
        citizen.person,
        citizen.csrf,
        bytes.len()
    );
    parse(&raw(&[head.as_bytes(), bytes].concat())).expect("an answer")
}

/// Uploads a file to a draft.
pub fn upload(citizen: &Citizen, draft: &Value, id: &str, name: &str, bytes: &[u8]) -> Answer {
    let headers = format!(
        "content-type: application/octet-stream\r\n\
         content-disposition: attachment; filename*=UTF-8''{name}\r\n"
    );
    upload_as(citizen, &path(draft, id), &headers, bytes)
}

fn files(citizen: &Citizen, draft: &Value) -> Value {
    citizen.get(&format!("/api/v1/drafts/{}", draft["id"].as_str().unwrap())).json()["attachments"]
        .clone()
}

/// Sends a draft with the files that its writer saw.
pub fn send(citizen: &Citizen, draft: &Value, tag: &str, seen: &[&str]) -> Answer {
    let key = draft["sendKey"].as_str().unwrap();
    let headers = [("idempotency-key", key), ("if-match", tag)];
    let body = json!({"draftId": draft["id"], "attachmentIds": seen});
    citizen.ask("POST", "/api/v1/sends", &headers, &body)
}

#[test]
fn a_file_is_stored_once_and_goes_along_once() {
    let kari = Citizen::fresh("kari");
    let (draft, tag) = kari.reply("t-kari-gp", "Se vedlegget.");
    let first = upload(&kari, &draft, "f-1", "pr%C3%B8ve.pdf", PDF);
    assert_eq!(first.status, 201, "{}", first.head);
    assert!(first.header("x-event-log").is_some());
    let told = json!({"id": "f-1", "name": "prøve.pdf", "mediaType": "application/pdf", "size": PDF.len()});
    assert_eq!(first.json(), told);
    let again = upload(&kari, &draft, "f-1", "pr%C3%B8ve.pdf", PDF);
    assert_eq!((again.status, again.json()), (200, told.clone()));
    assert_eq!(upload(&kari, &draft, "f-2", "tegning.pdf", PNG).status, 201);
    assert_eq!(files(&kari, &draft)[1]["mediaType"], "image/png", "told by the content");
    let bytes = kari.get(&path(&draft, "f-1"));
    assert_eq!((bytes.status, bytes.body.as_slice()), (200, PDF));
    assert!(bytes.header("content-disposition").unwrap().starts_with("attachment;"));

    // The entity tag is about the text: it still holds.
    assert_eq!(send(&kari, &draft, &tag, &["f-2", "f-1"]).status, 201);
    assert_eq!(send(&kari, &draft, &tag, &["f-2", "f-1"]).status, 200);
    let message = kari.thread("t-kari-gp")["messages"][1].clone();
    let names: Vec<_> = message["attachments"]
        .as_array()
        .unwrap()
        .iter()
        .map(|file| file["name"].clone())
        .collect();
    assert_eq!(names, ["tegning.pdf", "prøve.pdf"], "in the order of the send");
    let sent = format!(
        "/api/v1/threads/t-kari-gp/messages/{}/attachments/{}",
        message["id"].as_str().unwrap(),
        message["attachments"][1]["id"].as_str().unwrap()
    );
    assert_eq!(kari.get(&sent).body, PDF);
    assert_eq!(kari.get(&path(&draft, "f-1")).status, 404);
    let late = upload(&kari, &draft, "f-3", "sen.pdf", PDF);
    assert_eq!((late.status, late.code().as_str()), (409, "draftSent"));
    let count = |table: &str| -> i64 {
        let sql = format!("SELECT count(*) FROM {table}");
        kari.database().query_row(&sql, [], |row| row.get(0)).unwrap()
    };
    assert_eq!(count("draft_attachments"), 0);
}

#[test]
fn only_what_the_writer_saw_is_sent() {
    let kari = Citizen::fresh("kari");
    let (draft, tag) = kari.reply("t-kari-gp", "Se vedlegget.");
    assert_eq!(upload(&kari, &draft, "f-1", "a.pdf", PDF).status, 201);
    for seen in [&[][..], &["f-1", "f-2"], &["f-2"]] {
        let answer = send(&kari, &draft, &tag, seen);
        assert_eq!((answer.status, answer.code().as_str()), (409, "conflict"), "{seen:?}");
    }
    assert_eq!(kari.thread("t-kari-gp")["messageCount"], 1);
    assert_eq!(send(&kari, &draft, &tag, &["f-1"]).status, 201);
}

#[test]
fn a_file_that_was_taken_off_stays_away_also_when_its_upload_comes_late() {
    let kari = Citizen::fresh("kari");
    let (draft, _) = kari.reply("t-kari-gp", "Uten.");
    assert_eq!(upload(&kari, &draft, "f-1", "a.pdf", PDF).status, 201);
    for id in ["f-1", "f-1", "f-never"] {
        assert_eq!(kari.ask("DELETE", &path(&draft, id), &[], &Value::Null).status, 204);
        let late = upload(&kari, &draft, id, "a.pdf", PDF);
        assert_eq!((late.status, late.code().as_str()), (409, "conflict"));
    }
    assert_eq!(files(&kari, &draft), json!([]));
    assert_eq!(kari.get(&path(&draft, "f-1")).status, 404);
    let stored: i64 = kari
        .database()
        .query_row("SELECT count(*) FROM draft_attachments WHERE bytes IS NOT NULL", [], |row| {
            row.get(0)
        })
        .unwrap();
    assert_eq!(stored, 0, "its bytes are gone");
}

#[test]
fn what_is_not_taken_is_refused_with_its_reason_and_nothing_is_stored() {
    let kari = Citizen::fresh("kari");
    let (draft, _) = kari.reply("t-kari-gp", "Se vedlegget.");
    let large = [PDF, &vec![b' '; 5 * MIB]].concat();
    let virus = [PDF, b"$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!".as_slice()].concat();
    for (bytes, status, code) in [
        (b"MZ\x90\0".as_slice(), 415, "unsupportedMediaType"),
        (b"<!doctype html>%PDF-1.7", 415, "unsupportedMediaType"),
        (&large, 413, "payloadTooLarge"),
        (b"", 422, "required"),
        (&virus, 422, "infected"),
    ] {
        let answer = upload(&kari, &draft, "f-1", "a.pdf", bytes);
        assert_eq!(answer.status, status, "{code}");
        let problem = answer.json();
        let told = if status == 422 { &problem["errors"][0]["code"] } else { &problem["code"] };
        assert_eq!(told, code);
    }
    let unnamed =
        upload_as(&kari, &path(&draft, "f-1"), "content-type: application/octet-stream\r\n", PDF);
    assert_eq!((unnamed.status, unnamed.code().as_str()), (400, "badRequest"));
    let typed = upload_as(&kari, &path(&draft, "f-1"), "content-type: application/pdf\r\n", PDF);
    assert_eq!(typed.status, 415);
    assert_eq!(upload(&kari, &draft, "f%20", "a.pdf", PDF).status, 400);
    assert_eq!(files(&kari, &draft), json!([]));
}

#[test]
fn five_large_files_fit_and_not_a_byte_more() {
    let kari = Citizen::fresh("kari");
    let (draft, _) = kari.reply("t-kari-gp", "Mange.");
    let mut large = PDF.to_vec();
    large.resize(5 * MIB, b' ');
    for id in ["f-1", "f-2", "f-3", "f-4", "f-5"] {
        assert_eq!(upload(&kari, &draft, id, "a.pdf", &large).status, 201);
    }
    let more = upload(&kari, &draft, "f-6", "a.pdf", PDF);
    assert_eq!(
        (more.status, more.json()["errors"][0]["code"].as_str()),
        (422, Some("totalTooLarge"))
    );
    assert_eq!(kari.ask("DELETE", &path(&draft, "f-2"), &[], &Value::Null).status, 204);
    assert_eq!(upload(&kari, &draft, "f-7", "a.pdf", PDF).status, 201);
    // A known id is answered however full it is.
    assert_eq!(upload(&kari, &draft, "f-1", "a.pdf", &large).status, 200);
}

#[test]
fn files_stay_with_the_draft_its_writer_and_its_person() {
    let kari = Citizen::fresh("kari").acting_for("p-ola");
    let (draft, tag) = kari.reply("t-ola-gp", "Ola.");
    assert_eq!(upload(&kari, &draft, "f-1", "a.pdf", PDF).status, 201);
    let ola = Citizen::log_in(&json!({"persona": "ola", "world": kari.world}));
    for stranger in [kari.acting_for("p-kari"), ola] {
        assert_eq!(stranger.get(&path(&draft, "f-1")).status, 404);
        assert_eq!(upload(&stranger, &draft, "f-2", "a.pdf", PDF).status, 404);
        assert_eq!(stranger.ask("DELETE", &path(&draft, "f-1"), &[], &Value::Null).status, 404);
    }
    // Another draft of one's own does not get it either.
    let mine = kari.acting_for("p-kari");
    let (other, _) = mine.reply("t-kari-gp", "Kari.");
    assert_eq!(upload(&mine, &other, "f-1", "a.pdf", PDF).status, 409);
    assert_eq!(mine.ask("DELETE", &path(&other, "f-1"), &[], &Value::Null).status, 404);
    assert_eq!(files(&kari, &draft)[0]["id"], "f-1");
    let draft_path = format!("/api/v1/drafts/{}", draft["id"].as_str().unwrap());
    assert_eq!(kari.ask("DELETE", &draft_path, &[("if-match", &tag)], &Value::Null).status, 204);
    let left: i64 = kari
        .database()
        .query_row("SELECT count(*) FROM draft_attachments", [], |row| row.get(0))
        .unwrap();
    assert_eq!(left, 0, "deleted with the draft");
}

#[test]
fn where_no_files_are_taken_none_can_be_added() {
    let kari = Citizen::fresh("kari");
    let grants = |id: &str| kari.thread(id)["grants"].to_string();
    assert!(grants("t-kari-gp").contains("attach"));
    let (draft, _) = kari.reply("t-kari-gp", "Se vedlegget.");
    kari.change("UPDATE threads SET takes_files = 0 WHERE id = 't-kari-gp'");
    assert!(!grants("t-kari-gp").contains("attach"));
    assert!(grants("t-kari-gp").contains("reply"));
    let answer = upload(&kari, &draft, "f-1", "a.pdf", PDF);
    assert_eq!((answer.status, answer.json()["reason"].as_str()), (403, Some("notGranted")));
}

#[test]
fn a_lost_answer_leaves_one_file_and_a_cut_request_none() {
    let kari = Citizen::fresh("kari");
    let (draft, _) = kari.reply("t-kari-gp", "Se vedlegget.");
    let target = "/api/v1/drafts/*/attachments/*";
    kari.script(&json!([
        {"method": "PUT", "path": target, "times": 1, "fault": {"kind": "abort"}},
        {"method": "PUT", "path": target, "times": 1, "fault": {"kind": "lostAnswer"}},
    ]));
    for stored in [0, 1] {
        let headers = "content-type: application/octet-stream\r\n\
                       content-disposition: attachment; filename*=UTF-8''a.pdf\r\n";
        let head = format!(
            "PUT {} HTTP/1.1\r\nhost: localhost\r\ncookie: {}\r\nx-acting-person: {}\r\nx-csrf-token: {}\r\n\
             content-length: {}\r\n{headers}\r\n",
            path(&draft, "f-1"),
            kari.cookie,
            kari.person,
            kari.csrf,
            PDF.len()
        );
        assert!(parse(&raw(&[head.as_bytes(), PDF].concat())).is_none());
        assert_eq!(files(&kari, &draft).as_array().unwrap().len(), stored);
    }
    assert_eq!(upload(&kari, &draft, "f-1", "a.pdf", PDF).status, 200);
    assert_eq!(files(&kari, &draft).as_array().unwrap().len(), 1);
}
