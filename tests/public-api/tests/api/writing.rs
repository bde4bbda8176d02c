use std::time::Duration;

use serde_json::{Value, json};

use crate::client::Citizen;

#[test]
fn a_reply_is_stored_and_its_way_to_the_journal_told() {
    let kari = Citizen::fresh("kari");
    let (draft, tag) = kari.reply("t-kari-gp", "Takk for svaret.");
    assert_eq!(draft["recipientName"], "Solsiden legesenter");
    assert_eq!(kari.thread("t-kari-gp")["hasDraft"], true);
    let answer = kari.send(&draft, &tag);
    assert_eq!(answer.status, 201);
    assert!(answer.header("x-event-log").is_some());
    let send = answer.json();
    assert_eq!(send["state"], "sent");
    let thread = kari.thread("t-kari-gp");
    let message = &thread["messages"][1];
    assert_eq!(message["body"], json!({"kind": "text", "text": "Takk for svaret."}));
    assert_eq!(message["onBehalfOf"], Value::Null);
    assert_eq!((&thread["hasDraft"], &thread["unread"]), (&json!(false), &json!(false)));
    assert_eq!(
        (&thread["lastFrom"], &thread["deliveryState"]),
        (&json!("citizen"), &json!("sent"))
    );
    assert_eq!(thread["preview"], "Takk for svaret.");
    std::thread::sleep(Duration::from_millis(2100));
    let path = format!("/api/v1/sends/{}", send["id"].as_str().unwrap());
    assert_eq!(kari.get(&path).json()["state"], "receivedByJournal");
    assert_eq!(kari.thread("t-kari-gp")["messages"][1]["state"], "receivedByJournal");
    assert_eq!(kari.acting_for("p-ola").get(&path).status, 404);
}

#[test]
fn the_same_send_asked_for_again_sends_once() {
    let kari = Citizen::fresh("kari");
    let (draft, tag) = kari.reply("t-kari-gp", "Bare én gang.");
    let asked: Vec<_> = std::thread::scope(|scope| {
        let tries: Vec<_> = (0..8).map(|_| scope.spawn(|| kari.send(&draft, &tag))).collect();
        tries.into_iter().map(|one| one.join().unwrap()).collect()
    });
    let created = asked.iter().filter(|answer| answer.status == 201).count();
    let repeated = asked.iter().filter(|answer| answer.status == 200).count();
    assert_eq!((created, repeated), (1, 7));
    assert!(asked.iter().all(|answer| answer.json()["id"] == asked[0].json()["id"]));
    assert_eq!(kari.thread("t-kari-gp")["messageCount"], 2);
    // Even with an old tag: the key is looked up before anything else about the draft.
    assert_eq!(kari.send(&draft, "\"0\"").status, 200);
}

#[test]
fn a_key_sends_its_own_draft_only() {
    let kari = Citizen::fresh("kari");
    let (draft, tag) = kari.reply("t-kari-gp", "Første.");
    assert_eq!(kari.send(&draft, &tag).status, 201);
    let (other, other_tag) = kari.reply("t-kari-east", "Andre.");
    let mixed = json!({"id": other["id"], "sendKey": draft["sendKey"]});
    let answer = kari.send(&mixed, &other_tag);
    assert_eq!((answer.status, answer.code().as_str()), (409, "conflict"));
    let invented = json!({"id": other["id"], "sendKey": "k-invented"});
    assert_eq!(kari.send(&invented, &other_tag).status, 409);
    assert_eq!(kari.thread("t-kari-east")["messageCount"], 1);
}

#[test]
fn a_new_message_starts_a_thread_with_the_recipient() {
    let kari = Citizen::fresh("kari");
    let new = json!({"recipientId": "r-kari-gp", "topic": "contactSurgery"});
    let answer = kari.post("/api/v1/drafts", &new);
    assert_eq!(answer.status, 201);
    let draft = answer.json();
    let path = answer.header("location").unwrap().to_owned();
    assert_eq!(kari.get(&path).json()["recipientName"], "Solsiden legesenter");
    let incomplete = kari.send(&draft, answer.header("etag").unwrap());
    assert_eq!((incomplete.status, incomplete.code().as_str()), (422, "validation"));
    assert_eq!(
        incomplete.json()["errors"],
        json!([{"field": "subject", "code": "required"}, {"field": "text", "code": "required"}])
    );
    let tag = answer.header("etag").unwrap();
    let text = json!({"subject": "Sykemelding", "text": "Kan den forlenges?"});
    let saved = kari.ask("PUT", &path, &[("if-match", tag)], &text);
    let send = kari.send(&draft, saved.header("etag").unwrap()).json();
    let thread = kari.thread(send["threadId"].as_str().unwrap());
    assert_eq!((&thread["category"], &thread["subject"]), (&json!("gp"), &json!("Sykemelding")));
    assert_eq!(kari.thread_ids()[0], thread["id"], "the newest stands first");
    assert_eq!(kari.get(&path).status, 404, "a sent draft is a message");
}

#[test]
fn a_draft_names_its_recipient_even_when_that_one_is_gone() {
    let kari = Citizen::fresh("kari");
    let new = json!({"recipientId": "r-kari-gp", "topic": "contactSurgery"});
    let path = kari.post("/api/v1/drafts", &new).header("location").unwrap().to_owned();
    kari.database().execute("DELETE FROM recipients WHERE id = 'r-kari-gp'", []).unwrap();
    let draft = kari.get(&path).json();
    assert_eq!(draft["recipientName"], "Solsiden legesenter");
    assert_eq!(draft["readOnly"]["reason"], "notOpened");
}

#[test]
fn what_cannot_be_written_to_is_refused() {
    let kari = Citizen::fresh("kari");
    for (recipient, topic, status) in [
        ("r-kari-closed", "general", 403),
        ("r-ola-gp", "contactSurgery", 422),
        ("r-kari-gp", "general", 422),
        ("r-kari-gp", "eConsultation", 422),
    ] {
        let new = json!({"recipientId": recipient, "topic": topic});
        assert_eq!(kari.post("/api/v1/drafts", &new).status, status, "{recipient} {topic}");
    }
    let recipients = kari.get("/api/v1/recipients").json();
    assert_eq!(recipients["recipients"][1]["reason"], "notOpened");
}

#[test]
fn a_message_on_behalf_of_ola_says_so() {
    let kari = Citizen::fresh("kari").acting_for("p-ola");
    let (draft, tag) = kari.reply("t-ola-gp", "Ola kommer.");
    assert_eq!(kari.send(&draft, &tag).status, 201);
    let message = kari.thread("t-ola-gp")["messages"][1].clone();
    assert_eq!(message["from"]["name"], "Kari Nordmann");
    assert_eq!(message["onBehalfOf"], "Ola Nordmann");
    let ola = Citizen::log_in(&json!({"persona": "ola", "world": kari.world}));
    assert_eq!(ola.thread("t-ola-gp")["messages"][1]["onBehalfOf"], "Ola Nordmann");
}

#[test]
fn a_draft_stays_with_its_writer_and_its_person() {
    let kari = Citizen::fresh("kari").acting_for("p-ola");
    let (draft, tag) = kari.reply("t-ola-gp", "Ola kommer.");
    let ola = Citizen::log_in(&json!({"persona": "ola", "world": kari.world}));
    let path = format!("/api/v1/drafts/{}", draft["id"].as_str().unwrap());
    for stranger in [kari.acting_for("p-kari"), ola] {
        assert_eq!(stranger.get(&path).status, 404);
        let text = json!({"subject": "", "text": "x"});
        assert_eq!(stranger.ask("PUT", &path, &[("if-match", &tag)], &text).status, 404);
        assert_eq!(stranger.ask("DELETE", &path, &[("if-match", &tag)], &Value::Null).status, 404);
        assert_eq!(stranger.send(&draft, &tag).status, 404);
        assert_eq!(stranger.get("/api/v1/drafts").json(), json!({"drafts": []}));
    }
    assert_eq!(kari.send(&draft, &tag).status, 201);
    assert_eq!(kari.acting_for("p-kari").send(&draft, &tag).status, 404);
}

#[test]
fn two_tabs_cannot_overwrite_each_other() {
    let kari = Citizen::fresh("kari");
    let (draft, tag) = kari.reply("t-kari-gp", "Fra den ene fanen.");
    let path = format!("/api/v1/drafts/{}", draft["id"].as_str().unwrap());
    let text = json!({"subject": "", "text": "Fra den andre fanen."});
    let without = kari.put(&path, &text);
    assert_eq!((without.status, without.code().as_str()), (428, "preconditionRequired"));
    for old in ["\"1\"", "*", "W/\"2\""] {
        let answer = kari.ask("PUT", &path, &[("if-match", old)], &text);
        assert_eq!((answer.status, answer.code().as_str()), (412, "draftChanged"), "{old}");
    }
    assert_eq!(kari.send(&draft, "\"1\"").status, 412);
    assert_eq!(kari.get(&path).json()["text"], "Fra den ene fanen.");
    let again = kari.post("/api/v1/threads/t-kari-gp/replies", &Value::Null);
    assert_eq!((again.status, &again.json()["id"]), (200, &draft["id"]));
    assert_eq!(again.header("etag"), Some(tag.as_str()));
}

#[test]
fn a_sent_draft_takes_no_more_text_and_a_deleted_one_is_gone() {
    let kari = Citizen::fresh("kari");
    let (draft, tag) = kari.reply("t-kari-gp", "Sendt.");
    assert_eq!(kari.send(&draft, &tag).status, 201);
    let path = format!("/api/v1/drafts/{}", draft["id"].as_str().unwrap());
    let text = json!({"subject": "", "text": "x"});
    let answer = kari.ask("PUT", &path, &[("if-match", &tag)], &text);
    assert_eq!((answer.status, answer.code().as_str()), (409, "draftSent"));
    let answer = kari.ask("DELETE", &path, &[("if-match", &tag)], &Value::Null);
    assert_eq!((answer.status, answer.code().as_str()), (409, "draftSent"));

    let (draft, tag) = kari.reply("t-kari-gp", "Slettes.");
    let path = format!("/api/v1/drafts/{}", draft["id"].as_str().unwrap());
    assert_eq!(kari.ask("DELETE", &path, &[("if-match", &tag)], &Value::Null).status, 204);
    assert_eq!(kari.get(&path).status, 404);
    assert_eq!(kari.send(&draft, &tag).status, 404);
}

#[test]
fn too_long_texts_and_misshapen_bodies_are_refused() {
    let kari = Citizen::fresh("kari");
    let (draft, tag) = kari.reply("t-kari-gp", "Kort.");
    let path = format!("/api/v1/drafts/{}", draft["id"].as_str().unwrap());
    let put = |body: &Value| kari.ask("PUT", &path, &[("if-match", &tag)], body);
    let long = put(&json!({"subject": "ø".repeat(201), "text": "ø".repeat(10_001)}));
    assert_eq!(long.status, 422);
    let errors =
        json!([{"field": "subject", "code": "tooLong"}, {"field": "text", "code": "tooLong"}]);
    assert_eq!(long.json()["errors"], errors);
    for body in [json!({"subject": ""}), json!({"subject": "", "text": "", "x": 1}), json!([1])] {
        assert_eq!((put(&body).status, put(&body).code().as_str()), (400, "badRequest"));
    }
    let huge = put(&json!({"subject": "", "text": "x".repeat(600_000)}));
    assert_eq!((huge.status, huge.code().as_str()), (413, "payloadTooLarge"));
    let headers = [("if-match", tag.as_str()), ("content-type", "text/plain")];
    let typed = kari.ask("PUT", &path, &headers, &Value::Null);
    assert_eq!((typed.status, typed.code().as_str()), (415, "unsupportedMediaType"));
    assert_eq!(put(&json!({"subject": "ø".repeat(200), "text": "ø".repeat(10_000)})).status, 200);
}
