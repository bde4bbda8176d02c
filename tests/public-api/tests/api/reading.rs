use serde_json::{Value, json};

use crate::client::Citizen;

#[test]
fn the_newest_thread_stands_first_and_paging_loses_none() {
    let kari = Citizen::fresh("kari");
    let all = kari.get("/api/v1/threads").json();
    let times: Vec<_> = all["threads"]
        .as_array()
        .unwrap()
        .iter()
        .map(|thread| thread["latestAt"].as_str())
        .collect();
    assert!(times.is_sorted_by(|a, b| a >= b));
    let mut seen = Vec::new();
    let mut path = "/api/v1/threads?limit=2".to_owned();
    loop {
        let page = kari.get(&path).json();
        assert_eq!(page["total"], 11);
        seen.extend(page["threads"].as_array().unwrap().iter().map(|thread| thread["id"].clone()));
        let Some(cursor) = page["nextCursor"].as_str() else { break };
        path = format!("/api/v1/threads?limit=2&cursor={cursor}");
    }
    let expected: Vec<_> =
        all["threads"].as_array().unwrap().iter().map(|thread| thread["id"].clone()).collect();
    assert_eq!(seen, expected);
}

#[test]
fn threads_of_the_same_instant_keep_their_order_across_pages() {
    let ola = Citizen::fresh("ola");
    let first = ola.get("/api/v1/threads?limit=1").json();
    let cursor = first["nextCursor"].as_str().unwrap();
    let second = ola.get(&format!("/api/v1/threads?limit=1&cursor={cursor}")).json();
    assert_eq!(first["threads"][0]["id"], "t-ola-tie");
    assert_eq!(second["threads"][0]["id"], "t-ola-gp");
}

#[test]
fn a_wrong_page_is_refused() {
    let kari = Citizen::fresh("kari");
    for query in ["limit=0", "limit=01", "limit=101", "limit=x", "nonsense=1", "limit=1&limit=2"] {
        let answer = kari.get(&format!("/api/v1/threads?{query}"));
        assert_eq!((answer.status, answer.code().as_str()), (400, "badRequest"), "{query}");
    }
}

#[test]
fn a_list_row_tells_what_the_thread_is() {
    let kari = Citizen::fresh("kari");
    let page = kari.get("/api/v1/threads").json();
    let threads = page["threads"].as_array().unwrap();
    let row = threads.iter().find(|thread| thread["id"] == "t-kari-gp").unwrap();
    assert_eq!(row["preview"], "Hei, svaret er klart.");
    assert_eq!(row["hasAttachment"], true);
    assert_eq!(row["unread"], true);
    assert_eq!(row["lastFrom"], "service");
    assert_eq!(row["deliveryState"], Value::Null);
    let own = threads.iter().find(|thread| thread["id"] == "t-kari-own").unwrap();
    assert_eq!(own["deliveryState"], "receivedByJournal");
    assert_eq!(own["unread"], false);
}

#[test]
fn a_long_thread_opens_with_its_newest_messages_and_gives_the_earlier_ones() {
    let kari = Citizen::fresh("kari");
    let thread = kari.thread("t-kari-long");
    let messages = thread["messages"].as_array().unwrap();
    assert_eq!(messages.len(), 50);
    assert_eq!(messages[49]["body"]["text"], "Melding 60");
    assert_eq!(messages[48]["read"], true);
    assert_eq!(messages[49]["read"], false);
    let cursor = thread["earlierCursor"].as_str().unwrap();
    let earlier = kari.get(&format!("/api/v1/threads/t-kari-long/messages?cursor={cursor}")).json();
    assert_eq!(earlier["messages"].as_array().unwrap().len(), 10);
    assert_eq!(earlier["messages"][9]["body"]["text"], "Melding 10");
    assert_eq!(earlier["earlierCursor"], Value::Null);
}

#[test]
fn a_place_among_the_messages_is_one_that_the_server_gave() {
    let kari = Citizen::fresh("kari");
    let page = |cursor: &str| {
        kari.get(&format!("/api/v1/threads/t-kari-long/messages?limit=1&cursor={cursor}"))
    };
    for (cursor, count) in [("1", 0), ("2", 1), ("61", 1)] {
        let answer = page(cursor);
        assert_eq!(answer.status, 200, "{cursor}");
        assert_eq!(answer.json()["messages"].as_array().unwrap().len(), count, "{cursor}");
    }
    for cursor in ["", "0", "00", "02", "-1", "%2B2", "62", "9223372036854775808", "x"] {
        let answer = page(cursor);
        assert_eq!((answer.status, answer.code().as_str()), (400, "badCursor"), "{cursor}");
    }
}

#[test]
fn an_appointment_to_come_has_a_date_to_come() {
    let kari = Citizen::fresh("kari");
    let thread = kari.thread("t-kari-west");
    let text = thread["messages"][0]["body"]["text"].as_str().unwrap();
    assert!(text.starts_with("Du har fått time ") && text.ends_with(" kl. 10.15."), "{text}");
    assert!(!text.contains("{{"), "{text}");
    assert_eq!(thread["preview"], text);
}

#[test]
fn reading_for_ola_leaves_the_letter_unread_for_ola() {
    let kari = Citizen::fresh("kari");
    let ola = Citizen::log_in(&json!({"persona": "ola", "world": kari.world}));
    let for_ola = kari.acting_for("p-ola");
    let path = "/api/v1/threads/t-ola-gp/read-state";
    let before = for_ola.thread("t-ola-gp")["version"].as_i64().unwrap();
    let answer = for_ola.put(path, &json!({"read": true})).json();
    assert_eq!((&answer["read"], &answer["unread"]), (&json!(true), &json!(1)));
    assert!(answer["version"].as_i64().unwrap() > before);
    assert_eq!(for_ola.put(path, &json!({"read": true})).json()["version"], answer["version"]);
    assert_eq!(for_ola.thread("t-ola-gp")["unread"], false);
    assert_eq!(ola.thread("t-ola-gp")["unread"], true);
    assert_eq!(ola.get("/api/v1/unread").json()["persons"][0]["unread"], 3);
}

#[test]
fn a_letter_can_be_marked_unread_again() {
    let kari = Citizen::fresh("kari");
    let path = "/api/v1/threads/t-kari-long/read-state";
    assert_eq!(kari.put(path, &json!({"read": true})).json()["unread"], 9);
    let answer = kari.put(path, &json!({"read": false})).json();
    assert_eq!((&answer["read"], &answer["unread"]), (&json!(false), &json!(10)));
    let thread = kari.thread("t-kari-long");
    assert_eq!(thread["messages"][48]["read"], true, "only the newest is unread");
    assert_eq!(thread["messages"][49]["read"], false);
}

#[test]
fn a_thread_address_tells_whose_it_is() {
    let kari = Citizen::fresh("kari");
    let answer = kari.get("/api/v1/threads/t-ola-gp/person");
    assert_eq!(answer.json(), json!({"personId": "p-ola"}));
    assert_eq!(kari.get("/api/v1/threads/t-emil-gp/person").status, 404);
}

#[test]
fn attachments_are_real_files_to_save() {
    let kari = Citizen::fresh("kari");
    let thread = kari.thread("t-kari-gp");
    let message = &thread["messages"][0];
    let files = message["attachments"].as_array().unwrap();
    let starts: [&[u8]; 3] = [b"%PDF-", b"\xff\xd8\xff", b"\x89PNG"];
    for (file, start) in files.iter().zip(starts) {
        let path = format!(
            "/api/v1/threads/t-kari-gp/messages/{}/attachments/{}",
            message["id"].as_str().unwrap(),
            file["id"].as_str().unwrap()
        );
        let answer = kari.get(&path);
        assert_eq!(answer.status, 200);
        assert!(answer.body.starts_with(start));
        assert_eq!(file["size"], answer.body.len());
        assert_eq!(answer.header("content-type"), file["mediaType"].as_str());
        assert!(answer.header("content-disposition").unwrap().starts_with("attachment; filename="));
        assert!(answer.header("x-event-log").is_some());
        assert_eq!(kari.acting_for("p-ola").get(&path).status, 404);
    }
    let gone = format!(
        "/api/v1/threads/t-kari-gp/messages/{}/attachments/{}",
        message["id"].as_str().unwrap(),
        files[3]["id"].as_str().unwrap()
    );
    let answer = kari.get(&gone);
    assert_eq!((answer.status, answer.code().as_str()), (409, "conflict"));
}

#[test]
fn the_log_of_use_says_who_used_what_for_whom_and_no_more() {
    let kari = Citizen::fresh("kari").acting_for("p-ola");
    let text = json!({"text": "hemmelig"});
    let read = json!({"read": true});
    for (answer, kind, person, thread) in [
        (kari.get("/api/v1/session"), "session", None, None),
        (kari.get("/api/v1/threads"), "inbox", Some("p-ola"), None),
        (kari.post("/api/v1/threads/search", &text), "search", Some("p-ola"), None),
        (kari.get("/api/v1/threads/t-ola-gp"), "thread", Some("p-ola"), Some("t-ola-gp")),
        (
            kari.put("/api/v1/threads/t-ola-gp/read-state", &read),
            "readState",
            Some("p-ola"),
            Some("t-ola-gp"),
        ),
        (kari.get("/api/v1/waiting"), "waiting", Some("p-ola"), None),
        (kari.get("/api/v1/recipients"), "recipients", Some("p-ola"), None),
    ] {
        let event = answer.header("x-event-log").unwrap();
        let row: [Option<String>; 4] = kari
            .database()
            .query_row(
                "SELECT user_id, kind, person_id, thread_id FROM event_log WHERE id = ?1",
                [event],
                |row| Ok([row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?]),
            )
            .unwrap();
        let wanted = [Some("kari"), Some(kind), person, thread];
        assert_eq!(row, wanted.map(|word| word.map(str::to_owned)));
    }
    for answer in [
        kari.get("/api/v1/unread"),
        kari.get("/api/v1/threads/t-kari-gp"),
        kari.acting_for("p-basis").get("/api/v1/threads"),
    ] {
        assert_eq!(answer.header("x-event-log"), None, "{}", answer.head);
    }
}
