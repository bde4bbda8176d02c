//! Search and filters: what is found, marked and counted.

use serde_json::{Value, json};

use crate::client::Citizen;

/// Where one searches.
pub const SEARCH: &str = "/api/v1/threads/search";

/// What is found of what is wanted.
pub fn search(citizen: &Citizen, wanted: &Value) -> Value {
    let answer = citizen.post(SEARCH, wanted);
    assert_eq!(answer.status, 200, "{wanted} {}", String::from_utf8_lossy(&answer.body));
    answer.json()
}

/// The threads that were found, in their order.
pub fn ids(page: &Value) -> Vec<&str> {
    let hits = page["hits"].as_array().unwrap().iter();
    hits.map(|hit| hit["thread"]["id"].as_str().unwrap()).collect()
}

fn found<'a>(page: &'a Value, wanted: &Value) -> Vec<&'a str> {
    let ids = ids(page);
    assert_eq!(page["total"], ids.len(), "{wanted}");
    ids
}

/// A message of the service with this text.
pub fn message(id: &str, thread: &str, text: &str) -> String {
    let body = json!({"kind": "text", "text": text}).to_string().replace('\'', "''");
    format!(
        "INSERT INTO messages (id, thread_id, position, from_kind, from_name, sent_at, body)
         SELECT '{id}', id, message_count + 1, 'service', sender_name, strftime('%Y-%m-%dT%H:%M:%fZ', 'now'),
                '{body}' FROM threads WHERE id = '{thread}'"
    )
}

#[test]
fn words_are_found_whatever_case_accents_and_order() {
    let kari = Citizen::fresh("kari");
    kari.change(&message(
        "m1",
        "t-kari-kpr",
        "Cafébesøk på Ålesund sjukehus, kl. 10. Når ÆRLIG talt?",
    ));
    kari.change("UPDATE threads SET sender_name = 'Østbyen legegruppe' WHERE id = 't-kari-form'");
    for (text, thread) in [
        ("cafebesøk", "t-kari-kpr"),
        ("CAFÉBESØK", "t-kari-kpr"),
        ("cafebesok", "t-kari-kpr"),
        ("ålesund", "t-kari-kpr"),
        ("Alesund", "t-kari-kpr"),
        ("aerlig", "t-kari-kpr"),
        ("sjuke ålesund registeropplysninger", "t-kari-kpr"),
        ("a\u{30a}lesund", "t-kari-kpr"),
        ("ostbyen", "t-kari-form"),
        ("Østby skjema", "t-kari-form"),
        ("tegn prøvesvar", "t-kari-gp"),
        ("bilde.jpg", "t-kari-gp"),
        ("melding 17", "t-kari-long"),
    ] {
        let wanted = json!({"text": text});
        let page = search(&kari, &wanted);
        assert!(found(&page, &wanted).contains(&thread), "{text}");
    }
    for text in ["sjukehuset", "besøk", "alesund bodø", "legesenteret", "?!", "finnesikke"] {
        assert_eq!(ids(&search(&kari, &json!({"text": text}))), [] as [&str; 0], "{text}");
    }
    // å is a letter of its own: who writes it means it.
    kari.change(&message("m2", "t-kari-form", "Du har tid."));
    let hits = search(&kari, &json!({"text": "hår"}));
    assert!(!ids(&hits).contains(&"t-kari-form"));
}

#[test]
fn what_was_found_is_marked_in_code_points() {
    let kari = Citizen::fresh("kari");
    let long = format!(
        "😀 {} Svaret på prøven er her. {}",
        "Innledning og ".repeat(20),
        "mer ".repeat(90)
    );
    kari.change(&message("m1", "t-kari-gp", &long));
    let page = search(&kari, &json!({"text": "prøve svar tegning"}));
    let hit = &page["hits"][0];
    assert_eq!(hit["thread"]["id"], "t-kari-gp");
    assert_eq!(hit["attachment"], "prøvesvar.pdf");
    assert_eq!(hit["excerpt"]["messageId"], "m1");
    let excerpt = hit["excerpt"]["text"].as_str().unwrap();
    assert!(excerpt.starts_with("… ") && excerpt.ends_with(" …"), "{excerpt}");
    assert!(excerpt.chars().count() <= 200);
    let field = |name: &str| match name {
        "subject" => "Prøvesvar",
        "senderName" => "Solsiden legesenter",
        "preview" => hit["thread"]["preview"].as_str().unwrap(),
        "excerpt" => excerpt,
        "attachment" => "prøvesvar.pdf",
        other => panic!("{other}"),
    };
    let marked: Vec<_> = hit["highlights"]
        .as_array()
        .unwrap()
        .iter()
        .map(|mark| {
            let name = mark["field"].as_str().unwrap();
            let place = |end: &str| usize::try_from(mark[end].as_u64().unwrap()).unwrap();
            let (start, end) = (place("start"), place("end"));
            (name, field(name).chars().skip(start).take(end - start).collect::<String>())
        })
        .collect();
    let expected = [
        ("subject", "Prøvesvar"),
        ("excerpt", "Svaret"),
        ("excerpt", "prøven"),
        ("attachment", "prøvesvar"),
    ];
    assert_eq!(marked, expected.map(|(name, word)| (name, word.to_owned())));
}

#[test]
fn without_a_text_nothing_is_marked_and_the_whole_list_is_there() {
    let kari = Citizen::fresh("kari");
    let page = search(&kari, &json!({}));
    assert_eq!(ids(&page), kari.thread_ids());
    assert_eq!((&page["total"], &page["unread"]), (&json!(11), &json!(10)));
    for hit in page["hits"].as_array().unwrap() {
        assert_eq!((&hit["excerpt"], &hit["attachment"]), (&Value::Null, &Value::Null));
        assert_eq!(hit["highlights"], json!([]));
    }
    // Of each kind apart, as many as there are of that kind.
    let totals = |list: &Value| -> Vec<(String, u64)> {
        let entry = |one: &Value| (one["category"].to_string(), one["total"].as_u64().unwrap());
        let mut totals: Vec<_> = list.as_array().unwrap().iter().map(entry).collect();
        totals.sort();
        totals
    };
    assert_eq!(totals(&page["senders"]), totals(&page["categories"]));
    for sender in page["senders"].as_array().unwrap() {
        assert_eq!(sender["name"], json!("Solsiden legesenter"));
    }
}

#[test]
fn filters_hold_all_at_once_and_each_count_leaves_its_own_out() {
    let kari = Citizen::fresh("kari");
    kari.put("/api/v1/threads/t-kari-gp/read-state", &json!({"read": true}));
    kari.post("/api/v1/threads/t-kari-east/replies", &Value::Null);
    kari.change("INSERT INTO answers_wanted VALUES ('t-kari-west', NULL)");
    kari.change("UPDATE threads SET sender_name = 'Haukeland' WHERE id = 't-kari-west'");
    for (wanted, expected) in [
        (json!({"categories": ["gp"]}), vec!["t-kari-gp", "t-kari-closed"]),
        (json!({"categories": ["gp"], "unread": true}), vec!["t-kari-closed"]),
        (json!({"categories": ["gp"], "unread": false}), vec!["t-kari-gp"]),
        (json!({"hasAttachment": true}), vec!["t-kari-gp"]),
        (json!({"hasAttachment": true, "unread": true}), vec![]),
        (json!({"hasDraft": true}), vec!["t-kari-east"]),
        (json!({"needsAnswer": true}), vec!["t-kari-west"]),
        (json!({"sender": "HAUKE"}), vec!["t-kari-west"]),
        (json!({"threads": ["t-kari-gp", "t-ola-gp", "t-gone"]}), vec!["t-kari-gp"]),
        (json!({"text": "time", "categories": ["hospital"]}), vec!["t-kari-hospital"]),
    ] {
        let page = search(&kari, &wanted);
        assert_eq!(found(&page, &wanted), expected, "{wanted}");
    }
    for (wanted, count) in [
        (json!({"hasDraft": false}), 10),
        (json!({"needsAnswer": false}), 10),
        (json!({"hasAttachment": false}), 10),
    ] {
        assert_eq!(search(&kari, &wanted)["total"], count, "{wanted}");
    }
    let page = search(&kari, &json!({"categories": ["appointmentLetter"], "sender": "haukeland"}));
    assert_eq!(
        page["categories"],
        json!([{"category": "appointmentLetter", "total": 1, "unread": 1}])
    );
    let sender = |name| json!({"name": name, "category": "appointmentLetter", "total": 1});
    let senders = json!([sender("Haukeland"), sender("Solsiden legesenter")]);
    assert_eq!(page["senders"], senders);
}

#[test]
fn a_day_is_one_in_norway() {
    let kari = Citizen::fresh("kari");
    let at = |thread: &str, instant: &str| {
        kari.change(&format!("UPDATE threads SET latest_at = '{instant}' WHERE id = '{thread}'"));
    };
    at("t-kari-gp", "2019-06-30T21:59:59.999Z");
    at("t-kari-kpr", "2019-06-30T22:00:00.000Z");
    at("t-kari-form", "2019-07-01T21:59:59.999Z");
    at("t-kari-west", "2019-07-01T22:00:00.000Z");
    for (wanted, expected) in [
        (json!({"from": "2019-07-01", "to": "2019-07-01"}), vec!["t-kari-form", "t-kari-kpr"]),
        (json!({"to": "2019-06-30"}), vec!["t-kari-gp"]),
        (json!({"from": "2019-07-02", "to": "2019-12-31"}), vec!["t-kari-west"]),
    ] {
        assert_eq!(ids(&search(&kari, &wanted)), expected, "{wanted}");
    }
}

#[test]
fn what_breaks_a_limit_is_named() {
    let kari = Citizen::fresh("kari");
    for (body, field, code) in [
        (json!({"text": ""}), "text", "required"),
        (json!({"text": "ø".repeat(201)}), "text", "tooLong"),
        (json!({"sender": ""}), "sender", "required"),
        (json!({"categories": ["letter"]}), "categories", "unknown"),
        (json!({"categories": []}), "categories", "invalid"),
        (json!({"threads": ["t 1"]}), "threads", "invalid"),
        (json!({"putAway": "yes"}), "putAway", "unknown"),
        (json!({"sort": "relevance"}), "sort", "unknown"),
        (json!({"from": "2026-1-01"}), "from", "invalid"),
        (json!({"from": "2026-01-02", "to": "2026-01-01"}), "to", "invalid"),
        (json!({"limit": 101}), "limit", "invalid"),
    ] {
        let answer = kari.post(SEARCH, &body);
        assert_eq!((answer.status, answer.code().as_str()), (422, "validation"), "{body}");
        assert_eq!(answer.json()["errors"], json!([{"field": field, "code": code}]), "{body}");
    }
    for body in
        [json!({"unread": null}), json!({"letters": true}), json!({"limit": "2"}), json!([])]
    {
        let answer = kari.post(SEARCH, &body);
        assert_eq!((answer.status, answer.code().as_str()), (400, "badRequest"), "{body}");
    }
}

#[test]
fn nothing_hidden_is_found_counted_or_named() {
    let kari = Citizen::fresh("kari").acting_for("p-ola");
    kari.change("UPDATE threads SET sender_name = 'Hemmelig avsender' WHERE id = 't-ola-power'");
    let hidden =
        |page: &Value| page.to_string().contains("power") || page.to_string().contains("Hemmelig");
    for wanted in [
        json!({}),
        json!({"text": "fullmakt"}),
        json!({"threads": ["t-ola-power"]}),
        json!({"text": "hemmelig"}),
    ] {
        assert!(!hidden(&search(&kari, &wanted)), "{wanted}");
    }
    kari.script(&json!([{"path": SEARCH, "fault": {"kind": "hiddenData"}}]));
    assert_eq!(ids(&search(&kari, &json!({"text": "fullmakt"}))), ["t-ola-power"]);
    let closed = Citizen::fresh("lukket").post(SEARCH, &json!({}));
    assert_eq!((closed.status, closed.code().as_str()), (403, "accessDenied"));
}
