//! Search and filters, page by page: each hit once, and a cursor for its own list only.

use serde_json::{Value, json};

use crate::client::Citizen;
use crate::finding::{SEARCH, ids, search};

/// Every hit, page by page.
pub fn all_pages(citizen: &Citizen, wanted: &Value, limit: usize) -> Vec<String> {
    let mut all = Vec::new();
    let mut body = wanted.clone();
    body["limit"] = json!(limit);
    loop {
        let page = search(citizen, &body);
        all.extend(ids(&page).into_iter().map(str::to_owned));
        assert!(all.len() <= 5000, "it never ends");
        if page["nextCursor"].is_null() {
            assert_eq!(page["total"], all.len());
            return all;
        }
        body["cursor"] = page["nextCursor"].clone();
    }
}

#[test]
fn pages_hold_every_hit_once_in_each_order() {
    let kari = Citizen::fresh("kari");
    for (thread, sender) in
        [("gp", "Åsgård"), ("long", "Zara"), ("own", "Østbyen"), ("kpr", "Østbyen")]
    {
        kari.change(&format!(
            "UPDATE threads SET sender_name = '{sender}' WHERE id = 't-kari-{thread}'"
        ));
    }
    // The same instant, to be told apart by id.
    kari.database()
        .execute(
            "UPDATE threads SET latest_at = '2026-01-01T00:00:00.000Z' WHERE id < 't-kari-l'",
            [],
        )
        .unwrap();
    let newest = all_pages(&kari, &json!({}), 3);
    assert_eq!(newest, kari.thread_ids());
    let mut oldest = all_pages(&kari, &json!({"sort": "oldest"}), 3);
    oldest.reverse();
    assert_eq!(oldest, newest);
    let by_sender = all_pages(&kari, &json!({"sort": "sender"}), 2);
    assert_eq!(by_sender.len(), 11);
    assert_eq!(by_sender[7..], ["t-kari-long", "t-kari-own", "t-kari-kpr", "t-kari-gp"]);
    let mut of_words = all_pages(&kari, &json!({"sort": "sender", "text": "e"}), 1);
    let mut the_same = all_pages(&kari, &json!({"sort": "newest", "text": "e"}), 1);
    assert!(of_words.len() > 2);
    of_words.sort();
    the_same.sort();
    assert_eq!(of_words, the_same);
}

#[test]
fn a_cursor_holds_for_its_own_list_only() {
    let kari = Citizen::fresh("kari");
    let cursor = search(&kari, &json!({"limit": 2}))["nextCursor"].clone();
    let list =
        kari.get("/api/v1/threads?limit=2").json()["nextCursor"].as_str().unwrap().to_owned();
    let bad = |citizen: &Citizen, body: Value| {
        let answer = citizen.post(SEARCH, &body);
        assert_eq!((answer.status, answer.code().as_str()), (400, "badCursor"), "{body}");
    };
    search(&kari, &json!({"limit": 50, "cursor": cursor}));
    bad(&kari, json!({"cursor": cursor, "unread": true}));
    bad(&kari, json!({"cursor": cursor, "sort": "oldest"}));
    bad(&kari, json!({"cursor": list}));
    bad(&kari.acting_for("p-ola"), json!({"cursor": cursor}));
    for (citizen, cursor) in [
        (&kari, "x".to_owned()),
        (&kari, String::new()),
        (&kari, cursor.as_str().unwrap().to_owned()),
        (&kari, list.replacen('_', "_0", 1)),
        (&kari.acting_for("p-ola"), list.clone()),
    ] {
        let answer = citizen.get(&format!("/api/v1/threads?cursor={cursor}"));
        assert_eq!((answer.status, answer.code().as_str()), (400, "badCursor"), "{cursor}");
    }
    let encoded = list.replace('_', "%5F");
    for cursor in [list, encoded] {
        assert_eq!(kari.get(&format!("/api/v1/threads?cursor={cursor}")).status, 200);
    }
}

#[test]
fn every_cursor_expires_once_when_a_test_asks_for_it() {
    let kari = Citizen::fresh("kari");
    kari.script(&json!([{"path": "/api/v1/threads*", "fault": {"kind": "expiredCursors"}}]));
    let list = kari.get("/api/v1/threads?limit=2");
    assert_eq!(list.status, 200, "a first page has no cursor");
    let cursor = list.json()["nextCursor"].as_str().unwrap().to_owned();
    let path = format!("/api/v1/threads?limit=2&cursor={cursor}");
    assert_eq!(kari.get(&path).code(), "badCursor");
    assert_eq!(kari.get(&path).status, 200);
    let body = json!({"limit": 2, "cursor": search(&kari, &json!({"limit": 2}))["nextCursor"]});
    assert_eq!(kari.post(SEARCH, &body).code(), "badCursor");
    assert_eq!(kari.post(SEARCH, &body).status, 200);
}
