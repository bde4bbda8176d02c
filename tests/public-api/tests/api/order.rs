//! Put away, read all, what waits, and feedback.

use serde_json::{Value, json};

use crate::client::Citizen;
use crate::finding::{ids, message, search};

fn put_away(citizen: &Citizen, thread: &str, put_away: bool) -> Value {
    let path = format!("/api/v1/threads/{thread}/put-away");
    let answer = citizen.put(&path, &json!({"putAway": put_away}));
    assert_eq!(answer.status, 200, "{thread}");
    answer.json()
}

#[test]
fn what_is_put_away_is_out_of_the_list_and_its_counts_until_it_is_taken_back() {
    let kari = Citizen::fresh("kari");
    let before = kari.thread("t-kari-gp");
    assert!(before["grants"].as_array().unwrap().contains(&json!("putAway")));
    let answer = put_away(&kari, "t-kari-gp", true);
    assert_eq!((&answer["putAway"], &answer["unread"]), (&json!(true), &json!(9)));
    assert!(answer["version"].as_i64() > before["version"].as_i64());
    assert_eq!(put_away(&kari, "t-kari-gp", true)["version"], answer["version"], "repeated");
    assert!(!kari.thread_ids().contains(&"t-kari-gp".to_owned()));
    let list = kari.get("/api/v1/threads").json();
    assert_eq!((&list["total"], &list["unread"]), (&json!(10), &json!(9)));
    assert_eq!(kari.get("/api/v1/unread").json()["persons"][0]["unread"], 9);
    assert_eq!(kari.thread("t-kari-gp")["putAway"], true, "it can still be opened");
    let total = |wanted: Value| search(&kari, &wanted)["total"].clone();
    assert_eq!(total(json!({})), 10);
    assert_eq!(total(json!({"putAway": "with"})), 11);
    assert_eq!(ids(&search(&kari, &json!({"putAway": "only"}))), ["t-kari-gp"]);
    assert_eq!(total(json!({"putAway": "only", "unread": true})), 1);
    let back = put_away(&kari, "t-kari-gp", false);
    assert_eq!((&back["putAway"], &back["unread"]), (&json!(false), &json!(10)));
    assert!(back["version"].as_i64() > answer["version"].as_i64());
    assert_eq!(kari.thread_ids().len(), 11);
}

#[test]
fn putting_away_is_ones_own_and_a_new_message_takes_it_back() {
    let kari = Citizen::fresh("kari");
    let ola = Citizen::log_in(&json!({"persona": "ola", "world": kari.world}));
    let for_ola = kari.acting_for("p-ola");
    put_away(&for_ola, "t-ola-gp", true);
    put_away(&ola, "t-ola-gp", true);
    put_away(&ola, "t-ola-gp", false);
    assert_eq!(for_ola.thread_ids(), ["t-ola-tie"]);
    assert_eq!(ola.thread_ids().len(), 3);
    // What one writes oneself leaves it where it is.
    let (draft, tag) = for_ola.reply("t-ola-gp", "Takk.");
    assert_eq!(for_ola.send(&draft, &tag).status, 201);
    assert_eq!(for_ola.thread_ids(), ["t-ola-tie"]);
    kari.change(&message("m1", "t-ola-gp", "Timen er flyttet."));
    assert_eq!(for_ola.thread_ids(), ["t-ola-gp", "t-ola-tie"]);
    let thread = for_ola.thread("t-ola-gp");
    assert_eq!((&thread["putAway"], &thread["unread"]), (&json!(false), &json!(true)));
    assert_eq!(
        (&thread["preview"], &thread["messageCount"]),
        (&json!("Timen er flyttet."), &json!(3))
    );
    assert_eq!((&thread["lastFrom"], &thread["deliveryState"]), (&json!("service"), &Value::Null));
    assert_eq!(for_ola.get("/api/v1/threads").json()["total"], 2);
}

#[test]
fn what_is_hidden_or_somebody_elses_cannot_be_put_away() {
    let kari = Citizen::fresh("kari");
    for (citizen, thread) in [(kari.acting_for("p-ola"), "t-ola-power"), (kari, "t-ola-gp")] {
        let path = format!("/api/v1/threads/{thread}/put-away");
        assert_eq!(citizen.put(&path, &json!({"putAway": true})).code(), "notFound");
    }
}

#[test]
fn one_message_by_itself_keeps_everything_right() {
    let kari = Citizen::fresh("kari");
    kari.put("/api/v1/threads/t-kari-form/read-state", &json!({"read": true}));
    let body = r#"{"kind":"blocks","blocks":[
        {"type":"paragraph","inlines":[{"type":"text","text":"Hei "},{"type":"strong","text":"du"},{"type":"text","text":"."}]},
        {"type":"table","caption":"Svar","header":[[{"type":"text","text":"Prøve"}],[{"type":"text","text":"Verdi"}]],
         "rows":[[[{"type":"text","text":"Hb"}],[{"type":"text","text":"13,6"}]]]},
        {"type":"list","ordered":false,"items":[[{"type":"text","text":"én"}],[{"type":"text","text":"to"}]]}]}"#;
    kari.change(&format!(
        "INSERT INTO messages (id, thread_id, position, from_kind, from_name, sent_at, body)
         VALUES ('m1', 't-kari-form', 2, 'service', 'Helsenorge', '2099-01-01T00:00:00.000Z', '{body}')"
    ));
    kari.change(
        "INSERT INTO attachments VALUES ('a1', 'm1', 0, 'Røntgen.pdf', 'application/pdf', 1, 'available', x'25')",
    );
    let row = kari.get("/api/v1/threads?limit=1").json()["threads"][0].clone();
    assert_eq!(row["id"], "t-kari-form");
    assert_eq!(row["preview"], "Hei du. Svar Prøve Verdi Hb 13,6 én to");
    assert_eq!((&row["unread"], &row["messageCount"]), (&json!(true), &json!(2)));
    assert_eq!(
        (&row["hasAttachment"], &row["latestAt"]),
        (&json!(true), &json!("2099-01-01T00:00:00.000Z"))
    );
    assert_eq!(kari.get("/api/v1/threads").json()["unread"], 10);
    for text in ["rontgen", "verdi 13", "hei du"] {
        assert!(ids(&search(&kari, &json!({"text": text}))).contains(&"t-kari-form"), "{text}");
    }
    kari.change(
        "UPDATE messages SET body = json_object('kind', 'text', 'text', 'Rettet') WHERE id = 'm1'",
    );
    assert_eq!(kari.thread("t-kari-form")["preview"], "Rettet");
    assert_eq!(search(&kari, &json!({"text": "verdi"}))["total"], 0);
    assert_eq!(search(&kari, &json!({"text": "rettet"}))["total"], 1);
    // One that comes late does not stand before the newest.
    kari.change(
        &message("m2", "t-kari-form", "Forsinket")
            .replace("strftime('%Y-%m-%dT%H:%M:%fZ', 'now')", "'2020-01-01T00:00:00.000Z'"),
    );
    let late = kari.thread("t-kari-form");
    assert_eq!((&late["preview"], &late["messageCount"]), (&json!("Rettet"), &json!(3)));
}

#[test]
fn all_is_read_but_what_came_later_and_what_is_put_away() {
    let kari = Citizen::fresh("kari");
    let path = "/api/v1/threads/read-all";
    let until = kari.get("/api/v1/threads").json()["threads"][0]["latestAt"].clone();
    put_away(&kari, "t-kari-kpr", true);
    kari.change(&message("m1", "t-kari-form", "Kom akkurat."));
    let answer = kari.post(path, &json!({"until": until}));
    assert_eq!(answer.json(), json!({"changed": 8, "unread": 1}));
    assert_eq!(
        kari.post(path, &json!({"until": until})).json(),
        json!({"changed": 0, "unread": 1})
    );
    assert_eq!(kari.thread("t-kari-form")["unread"], true);
    assert_eq!(kari.thread("t-kari-kpr")["unread"], true);
    assert_eq!(kari.get("/api/v1/unread").json()["persons"][0]["unread"], 1);
    let ola = kari.acting_for("p-ola");
    assert_eq!(ola.get("/api/v1/threads").json()["unread"], 2, "one person's list only");
    ola.post(path, &json!({"until": "2099-01-01T00:00:00Z"}));
    let shared = Citizen::log_in(&json!({"persona": "ola", "world": kari.world}));
    assert_eq!(shared.get("/api/v1/threads").json()["unread"], 3, "one reader only");
    for wrong in ["", "i dag", "2026-01-01", "2026-01-01T00:00:00+01:00"] {
        let answer = kari.post(path, &json!({"until": wrong}));
        assert_eq!((answer.status, answer.code().as_str()), (422, "validation"), "{wrong}");
    }
}

#[test]
fn what_waits_stands_in_the_order_of_its_haste() {
    let kari = Citizen::fresh("kari");
    assert_eq!(
        kari.get("/api/v1/waiting").json(),
        json!({"threads": [], "drafts": [], "total": 0})
    );
    for (thread, until) in [
        ("form", "'2030-01-02T00:00:00.000Z'"),
        ("kpr", "NULL"),
        ("west", "'2020-01-01T00:00:00.000Z'"),
    ] {
        kari.change(&format!("INSERT INTO answers_wanted VALUES ('t-kari-{thread}', {until})"));
    }
    kari.change("UPDATE messages SET state = 'rejectedByJournal' WHERE thread_id = 't-kari-own' AND from_kind = 'citizen'");
    let (reply, _) = kari.reply("t-kari-east", "Påbegynt");
    // A thread waits once, where it is most urgent.
    kari.reply("t-kari-gp", "Hei");
    kari.change("INSERT INTO answers_wanted VALUES ('t-kari-gp', '2025-01-01T00:00:00.000Z')");
    let new = json!({"recipientId": "r-kari-gp", "topic": "contactSurgery"});
    let draft = kari.post("/api/v1/drafts", &new).json();
    let waiting = kari.get("/api/v1/waiting").json();
    let order: Vec<_> = waiting["threads"]
        .as_array()
        .unwrap()
        .iter()
        .map(|thread| thread["id"].as_str().unwrap())
        .collect();
    assert_eq!(
        order,
        ["t-kari-west", "t-kari-gp", "t-kari-form", "t-kari-kpr", "t-kari-own", "t-kari-east"]
    );
    assert_eq!(waiting["threads"][2]["answerBy"], "2030-01-02T00:00:00.000Z");
    assert_eq!(waiting["threads"][3]["answerBy"], Value::Null);
    assert_eq!(waiting["threads"][3]["needsAnswer"], true);
    assert_eq!(waiting["threads"][4]["needsAnswer"], false);
    assert_eq!(waiting["drafts"], json!([draft]));
    assert_eq!(waiting["total"], 7);
    assert_eq!(kari.get("/api/v1/unread").json()["persons"][0]["waiting"], 7);
    // What is put away, answered, delivered or deleted waits no more.
    put_away(&kari, "t-kari-form", true);
    kari.change("UPDATE messages SET state = 'receivedByJournal' WHERE thread_id = 't-kari-own' AND from_kind = 'citizen'");
    let tag = kari
        .get(&format!("/api/v1/drafts/{}", reply["id"].as_str().unwrap()))
        .header("etag")
        .unwrap()
        .to_owned();
    assert_eq!(kari.send(&reply, &tag).status, 201);
    let (answer, tag) = kari.reply_again("t-kari-gp", "Ja.");
    assert_eq!(kari.send(&answer, &tag).status, 201);
    let waiting = kari.get("/api/v1/waiting").json();
    assert_eq!(waiting["total"], 3);
    assert_eq!(kari.get("/api/v1/unread").json()["persons"][0]["waiting"], 3);
    assert_eq!(kari.thread("t-kari-gp")["needsAnswer"], false, "the citizen has answered");
}

#[test]
fn nothing_hidden_waits_and_drafts_are_the_writers_own() {
    let kari = Citizen::fresh("kari");
    let for_ola = kari.acting_for("p-ola");
    for_ola.reply("t-ola-gp", "Ola kommer.");
    kari.change("INSERT INTO answers_wanted VALUES ('t-ola-power', NULL)");
    let waiting = for_ola.get("/api/v1/waiting").json();
    assert_eq!(waiting["total"], 1);
    assert!(!waiting.to_string().contains("t-ola-power"));
    let counts = kari.get("/api/v1/unread").json();
    let of = |counts: &Value| {
        counts["persons"]
            .as_array()
            .unwrap()
            .iter()
            .map(|one| one["waiting"].as_i64().unwrap())
            .collect::<Vec<_>>()
    };
    assert_eq!(of(&counts), [0, 0, 1, 0]);
    let ola = Citizen::log_in(&json!({"persona": "ola", "world": kari.world}));
    assert_eq!(ola.get("/api/v1/waiting").json()["threads"][0]["id"], "t-ola-power");
    kari.script(&json!([{"fault": {"kind": "hiddenData"}}]));
    assert_eq!(for_ola.get("/api/v1/waiting").json()["total"], 2);
    assert_eq!(of(&kari.get("/api/v1/unread").json()), [0, 0, 2, 0]);
    let closed = Citizen::fresh("lukket").get("/api/v1/waiting");
    assert_eq!((closed.status, closed.json()["reason"].as_str()), (403, Some("accessRemoved")));
}

#[test]
fn feedback_is_kept_without_who_gave_it() {
    let kari = Citizen::fresh("kari");
    let path = "/api/v1/feedback";
    let said = json!({"found": false, "page": "inbox", "text": "Hvor er kvitteringen?"});
    assert_eq!(kari.post(path, &said).status, 204);
    let columns: Vec<String> = kari
        .database()
        .prepare("SELECT name FROM pragma_table_info('feedback')")
        .unwrap()
        .query_map([], |row| row.get(0))
        .unwrap()
        .map(Result::unwrap)
        .collect();
    assert_eq!(columns, ["id", "found", "page", "text", "at"]);
    let logged: i64 = kari
        .database()
        .query_row("SELECT count(*) FROM event_log WHERE kind = 'feedback'", [], |row| row.get(0))
        .unwrap();
    assert_eq!(logged, 0);
    for (wrong, field, code) in [
        (json!({"found": true, "page": "front", "text": ""}), "page", "unknown"),
        (json!({"found": true, "page": "about", "text": "ø".repeat(1001)}), "text", "tooLong"),
    ] {
        let answer = kari.post(path, &wrong);
        assert_eq!(
            (answer.status, answer.json()["errors"].clone()),
            (422, json!([{"field": field, "code": code}]))
        );
    }
}
