//! Taking back what the server still holds.

use serde_json::{Value, json};

use crate::client::{Answer, Citizen};
use crate::uploads::{self, PDF, upload};

/// Holds what the citizen sends from now on.
fn hold(citizen: &Citizen, seconds: u32) {
    let script = json!({"rules": [], "holdSeconds": seconds});
    assert_eq!(citizen.ask("PUT", "/stand-in/scenario", &[], &script).status, 204);
}

fn held_reply(text: &str) -> (Citizen, Value, Value) {
    let kari = Citizen::fresh("kari");
    hold(&kari, 60);
    let (draft, tag) = kari.reply("t-kari-gp", text);
    let send = kari.send(&draft, &tag).json();
    (kari, draft, send)
}

fn undo(citizen: &Citizen, send: &Value) -> Answer {
    let path = format!("/api/v1/sends/{}", send["id"].as_str().unwrap());
    citizen.ask("DELETE", &path, &[], &Value::Null)
}

/// Lets the time run out, as far as the stored sends go.
fn run_out(citizen: &Citizen) {
    let over =
        "UPDATE sends SET held_until = '2020-01-01T00:00:00.000Z' WHERE held_until IS NOT NULL";
    let db = citizen.database();
    db.busy_timeout(std::time::Duration::from_secs(5)).unwrap();
    db.execute(over, []).unwrap();
}

/// All that a send could leave behind, and what it could disturb.
fn state(citizen: &Citizen) -> Vec<String> {
    let db = citizen.database();
    let all = |sql: &str| -> String { db.query_row(sql, [], |row| row.get(0)).unwrap() };
    [
        "SELECT json_group_array(json_array(id, message_count, latest_at, last_from, preview)) FROM
           (SELECT * FROM threads ORDER BY id)",
        "SELECT json_group_array(id) FROM (SELECT id FROM messages ORDER BY id)",
        "SELECT json_group_array(json_array(person_id, category, sender_name, has_attachment, total)) FROM
           (SELECT * FROM thread_counts WHERE total <> 0 ORDER BY 1, 2, 3, 4)",
        "SELECT json_group_array(json_array(thread_id, answer_by)) FROM answers_wanted",
        "SELECT json_group_array(rowid) FROM
           (SELECT rowid FROM search WHERE search MATCH 'angres' ORDER BY rowid)",
    ]
    .map(all)
    .to_vec()
}

#[test]
fn a_send_is_held_and_says_so_until_it_leaves() {
    let (kari, draft, send) = held_reply("Holdes.");
    assert_eq!(send["state"], "sending");
    let message = kari.thread("t-kari-gp")["messages"][1].clone();
    assert_eq!(
        message["undo"],
        json!({"sendId": send["id"], "draftId": draft["id"], "until": send["heldUntil"]})
    );
    assert_eq!((&message["state"], &message["retry"]), (&json!("sending"), &Value::Null));
    assert_eq!(kari.thread("t-kari-gp")["deliveryState"], "sending");
    let again = kari.send(&draft, "\"0\"").json();
    assert_eq!((&again["id"], &again["heldUntil"]), (&send["id"], &send["heldUntil"]));
    run_out(&kari);
    let path = format!("/api/v1/sends/{}", send["id"].as_str().unwrap());
    let left = kari.get(&path).json();
    assert_eq!((&left["heldUntil"], left["state"] != "sending"), (&Value::Null, true));
    assert_eq!(kari.thread("t-kari-gp")["messages"][1]["undo"], Value::Null);
    // It was held for years, as far as the journal goes.
    assert_eq!(kari.thread("t-kari-gp")["messages"][1]["state"], "receivedByJournal");
}

#[test]
fn an_undone_answer_is_a_draft_again_and_nothing_of_it_is_left() {
    let kari = Citizen::fresh("kari");
    kari.change("INSERT INTO answers_wanted VALUES ('t-kari-gp', '2027-01-01T00:00:00.000Z')");
    hold(&kari, 60);
    let before = state(&kari);
    let (draft, tag) = kari.reply("t-kari-gp", "Denne angres.");
    let send = kari.send(&draft, &tag).json();
    assert_ne!(state(&kari), before);
    let answer = undo(&kari, &send);
    assert_eq!(answer.status, 200);
    let back = answer.json();
    assert_eq!((&back["id"], &back["text"]), (&draft["id"], &json!("Denne angres.")));
    assert_ne!(back["sendKey"], draft["sendKey"]);
    assert_ne!(answer.header("etag").unwrap(), tag);
    assert_eq!(state(&kari), before);
    assert_eq!(kari.thread("t-kari-gp")["hasDraft"], true);
    assert_eq!(undo(&kari, &send).json(), back, "a repeat gives the same draft");
    assert_eq!(kari.get(&format!("/api/v1/sends/{}", send["id"].as_str().unwrap())).status, 404);
    // What comes in its place is not read before it was there.
    kari.change(
        "INSERT INTO messages (id, thread_id, position, from_kind, from_name, sent_at, body)
         VALUES ('m-new', 't-kari-gp', 2, 'service', 'Lege', '2030-01-01T00:00:00.000Z', '{}')",
    );
    assert_eq!(kari.thread("t-kari-gp")["unread"], true);
}

#[test]
fn an_undone_new_message_takes_its_thread_with_it() {
    let kari = Citizen::fresh("kari");
    hold(&kari, 60);
    let before = state(&kari);
    let new = json!({"recipientId": "r-kari-gp", "topic": "contactSurgery"});
    let answer = kari.post("/api/v1/drafts", &new);
    let path = answer.header("location").unwrap().to_owned();
    let text = json!({"subject": "Angres", "text": "Denne angres."});
    let tag = answer.header("etag").unwrap();
    let saved = kari.ask("PUT", &path, &[("if-match", tag)], &text);
    let send = kari.send(&saved.json(), saved.header("etag").unwrap()).json();
    let thread = format!("/api/v1/threads/{}", send["threadId"].as_str().unwrap());
    assert_eq!(kari.get(&thread).json()["answerWithin"]["workingDays"], 5);
    let back = undo(&kari, &send).json();
    assert_eq!((&back["subject"], &back["text"]), (&text["subject"], &text["text"]));
    assert_eq!(kari.get(&thread).status, 404);
    assert_eq!(state(&kari), before);
    assert_eq!(kari.get(&path).json()["sendKey"], back["sendKey"]);
}

#[test]
fn a_send_undone_and_sent_again_is_one_message_whatever_is_still_on_its_way() {
    let (kari, draft, send) = held_reply("Til slutt én.");
    let answer = undo(&kari, &send);
    let (back, tag) = (answer.json(), answer.header("etag").unwrap().to_owned());
    // The first send once more, as a tab does that never got its answer.
    let late = kari.send(&draft, &tag);
    assert_eq!((late.status, late.code().as_str()), (412, "draftChanged"));
    assert_eq!(kari.thread("t-kari-gp")["messageCount"], 1);
    assert_eq!(kari.send(&back, &tag).status, 201);
    let late = undo(&kari, &send);
    assert_eq!(
        (late.status, late.code().as_str()),
        (409, "conflict"),
        "that send is undone, this one not"
    );
    let late = kari.send(&draft, &tag);
    assert_eq!((late.status, late.code().as_str()), (409, "draftSent"), "sent, by the other send");
    assert_eq!(kari.thread("t-kari-gp")["messageCount"], 2);
}

#[test]
fn undo_against_the_deadline_and_against_itself_gives_one_outcome() {
    for _ in 0..20 {
        let (kari, _, send) = held_reply("Kappløp.");
        let (undone, _) = std::thread::scope(|scope| {
            let tries: Vec<_> = (0..4).map(|_| scope.spawn(|| undo(&kari, &send))).collect();
            let end = scope.spawn(|| run_out(&kari));
            let answers: Vec<_> = tries.into_iter().map(|one| one.join().unwrap()).collect();
            (answers, end.join().unwrap())
        });
        let ok = undone.iter().filter(|answer| answer.status == 200).count();
        let count = kari.thread("t-kari-gp")["messageCount"].clone();
        assert!(ok == 4 && count == 1 || ok == 0 && count == 2, "{ok} undone, {count}");
    }
}

#[test]
fn what_has_left_or_is_not_ones_own_is_not_undone() {
    let (kari, _, send) = held_reply("Sendt.");
    assert_eq!(undo(&kari.acting_for("p-ola"), &send).status, 404);
    let stranger = Citizen::log_in(&json!({"persona": "ola", "world": kari.world}));
    assert_eq!(undo(&stranger, &send).status, 404);
    assert_eq!(undo(&kari, &json!({"id": "s-unknown"})).status, 404);
    run_out(&kari);
    let late = undo(&kari, &send);
    assert_eq!((late.status, late.code().as_str()), (409, "conflict"));
    assert_eq!(kari.thread("t-kari-gp")["messageCount"], 2);
}

#[test]
fn an_answer_begun_meanwhile_is_not_lost() {
    let (kari, _, send) = held_reply("Den første.");
    let (other, tag) = kari.reply("t-kari-gp", "Den andre.");
    let refused = undo(&kari, &send);
    assert_eq!((refused.status, refused.code().as_str()), (409, "draftOpen"));
    let path = format!("/api/v1/drafts/{}", other["id"].as_str().unwrap());
    assert_eq!(kari.get(&path).json()["text"], "Den andre.");
    let empty = json!({"subject": "", "text": ""});
    assert_eq!(kari.ask("PUT", &path, &[("if-match", &tag)], &empty).status, 200);
    assert_eq!(undo(&kari, &send).json()["text"], "Den første.");
    assert_eq!(kari.get(&path).status, 404);
}

#[test]
fn files_that_are_taken_back_are_not_found_until_they_are_sent_again() {
    let kari = Citizen::fresh("kari");
    hold(&kari, 60);
    let before = state(&kari);
    let (draft, tag) = kari.reply("t-kari-long", "Se vedlegget.");
    assert_eq!(upload(&kari, &draft, "f-1", "angres.pdf", PDF).status, 201);
    let send = uploads::send(&kari, &draft, &tag, &["f-1"]).json();
    let found = || {
        let sql = "SELECT count(*) FROM search WHERE search MATCH 'angres'";
        kari.database().query_row(sql, [], |row| row.get::<_, i64>(0)).unwrap()
    };
    assert_eq!((found(), &kari.thread("t-kari-long")["hasAttachment"]), (1, &json!(true)));
    let answer = undo(&kari, &send);
    let (back, tag) = (answer.json(), answer.header("etag").unwrap().to_owned());
    assert_eq!(back["attachments"][0]["name"], "angres.pdf");
    assert_eq!(kari.thread("t-kari-long")["hasAttachment"], false);
    assert_eq!(state(&kari), before);
    let file = back["attachments"][0]["id"].as_str().unwrap();
    assert_eq!(uploads::send(&kari, &back, &tag, &[file]).status, 201);
    assert_eq!((found(), &kari.thread("t-kari-long")["hasAttachment"]), (1, &json!(true)));
}
