//! Large mailboxes and many persons: no answer counts or reads what it does not show.

use std::path::Path;
use std::sync::{Arc, OnceLock};

use innboks_public_api::app::{App, Options};
use innboks_public_api::{counts, threads, waiting};
use rusqlite::{Connection, params};
use serde_json::json;

use crate::client::Citizen;
use crate::finding::{message, search};
use crate::finding_pages::all_pages;

/// How SQLite would run a statement, in a world with a filled mailbox.
fn plan(sql: &str) -> String {
    static APP: OnceLock<Arc<App>> = OnceLock::new();
    let app = APP.get_or_init(|| {
        let data = Path::new(env!("CARGO_TARGET_TMPDIR")).join("public-api-scale");
        let seed = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/api/seed");
        let options = Options {
            dist: data.clone(),
            shell: data.clone(),
            shell_at: "/min-helse/innboks".to_owned(),
            data,
            seed,
            verbose: false,
            hold_seconds: 0,
            plain_cookie: false,
        };
        Arc::new(App::start(options).unwrap())
    });
    let explain = |db: &mut Connection| {
        let mut statement = db.prepare(&format!("EXPLAIN QUERY PLAN {sql}"))?;
        let rows = statement.raw_query().mapped(|row| row.get::<_, String>(3));
        Ok(rows.collect::<Result<Vec<_>, _>>()?.join("\n"))
    };
    app.worlds.get("shared").unwrap().with(explain).unwrap()
}

#[test]
fn no_list_and_no_count_reads_a_whole_mailbox() {
    for sql in [counts::OF_LIST, &threads::list_sql(), &waiting::counts_sql(), &waiting::list_sql()]
    {
        let plan = plan(sql);
        for large in ["threads", "t", "messages", "m", "reads", "r", "attachments"] {
            for line in plan.lines() {
                let scanned = line.trim_end() == format!("SCAN {large}");
                assert!(!scanned, "{sql}\n{plan}");
            }
        }
        // Of the counters, only the person's own.
        assert!(!plan.contains("SCAN c") && !plan.contains("SCAN r"), "{plan}");
    }
    let list = plan(&threads::list_sql());
    assert!(list.contains("USING INDEX threads_newest_first"), "{list}");
    assert!(!list.contains("TEMP B-TREE"), "the index has the order already: {list}");
    let waiting = plan(&waiting::counts_sql());
    assert!(waiting.contains("messages_that_did_not_arrive"), "{waiting}");
    for (sql, index) in [
        (
            "SELECT 1 FROM threads t WHERE t.person_id = 'p' AND t.sender_name = 's' ORDER BY t.latest_at DESC, t.id DESC LIMIT 1",
            "threads_of_sender",
        ),
        (
            "SELECT 1 FROM messages WHERE state = 'sent' AND handed_over_at <= '2026' LIMIT 1",
            "messages_on_their_way",
        ),
        (
            "SELECT 1 FROM changes WHERE sequence > 1 AND sequence <= 2 ORDER BY sequence",
            "INTEGER PRIMARY KEY",
        ),
    ] {
        let plan = plan(sql);
        assert!(plan.contains(index) && !plan.contains("TEMP B-TREE"), "{plan}");
    }
}

#[test]
fn a_large_mailbox_is_made_at_log_in_and_all_its_counts_hold() {
    let many = Citizen::fresh("mange");
    let list = many.get("/api/v1/threads").json();
    assert_eq!((&list["total"], list["threads"].as_array().unwrap().len()), (&json!(2000), 50));
    let db = many.database();
    let count =
        |sql: &str| db.query_row(sql, params!["p-mange"], |row| row.get::<_, i64>(0)).unwrap();
    let unread = count(
        "SELECT count(*) FROM threads t LEFT JOIN reads r ON r.thread_id = t.id AND r.user_id = 'mange'
         WHERE person_id = ?1 AND NOT COALESCE(put_away, 0) AND COALESCE(up_to, 0) < message_count",
    );
    assert_eq!(list["unread"], unread);
    assert!(unread > 20);
    assert_eq!(count("SELECT count(*) FROM threads WHERE person_id = ?1"), 2040);
    assert_eq!(count("SELECT count(DISTINCT category) FROM threads WHERE person_id = ?1"), 15);
    assert!(count("SELECT count(DISTINCT subject) FROM threads WHERE person_id = ?1") > 300);
    let wrong = count(
        "SELECT count(*) FROM threads t WHERE person_id = ?1 AND (message_count, latest_at, preview, has_attachment)
           <> ((SELECT max(position) FROM messages WHERE thread_id = t.id),
               (SELECT max(sent_at) FROM messages WHERE thread_id = t.id),
               (SELECT substr(text, 1, 140) FROM message_texts WHERE thread_id = t.id ORDER BY position DESC LIMIT 1),
               EXISTS (SELECT 1 FROM messages m JOIN attachments a ON a.message_id = m.id WHERE m.thread_id = t.id))",
    );
    assert_eq!(wrong, 0);
    for (text, ascii) in
        [("øyebunns", "oyebunns"), ("prøvesvar måling", "provesvar maling"), ("ærland", "aerland")]
    {
        let total = |text: &str| search(&many, &json!({"text": text}))["total"].as_i64().unwrap();
        assert!(total(text) > 0 && total(text) == total(ascii), "{text}");
    }
    let waiting = many.get("/api/v1/waiting").json();
    assert_eq!(waiting["total"], 7);
    assert_eq!(waiting["drafts"].as_array().unwrap().len(), 1);
    // The triggers are back: a message is found, and counted.
    many.change(&message("m1", waiting["threads"][0]["id"].as_str().unwrap(), "Særskilt øyeblikk"));
    assert_eq!(search(&many, &json!({"text": "oyeblikk saer"}))["total"], 1);
    assert_eq!(many.get("/api/v1/threads").json()["unread"], unread + 1);
}

#[test]
fn counters_say_the_same_as_counting() {
    let many = Citizen::fresh("mange");
    many.post("/api/v1/threads/read-all", &json!({"until": "2026-08-01T00:00:00Z"}));
    many.change(&message("m1", "t-mange-000050", "Tar samtalen tilbake"));
    many.change("UPDATE threads SET category = 'gp', sender_name = 'Åsen legekontor' WHERE id = 't-mange-000007'");
    for put_away in ["without", "with", "only"] {
        for unread in [None, Some(true), Some(false)] {
            for has_attachment in [None, Some(true), Some(false)] {
                let mut wanted = json!({"putAway": put_away, "limit": 1});
                if let Some(unread) = unread {
                    wanted["unread"] = json!(unread);
                }
                if let Some(has_attachment) = has_attachment {
                    wanted["hasAttachment"] = json!(has_attachment);
                }
                let counters = search(&many, &wanted);
                wanted["from"] = json!("1900-01-01");
                let counted = search(&many, &wanted);
                for field in ["total", "unread", "categories", "senders"] {
                    assert_eq!(counters[field], counted[field], "{field} {wanted}");
                }
            }
        }
    }
    let wanted = json!({"sort": "sender", "categories": ["gp", "municipality"], "unread": true});
    assert_eq!(all_pages(&many, &wanted, 7), all_pages(&many, &wanted, 100));
}

#[test]
fn whoever_acts_for_many_sees_each_of_them_and_what_waits() {
    let vera = Citizen::fresh("vera");
    let session = vera.get("/api/v1/session").json();
    let persons = session["persons"].as_array().unwrap();
    assert_eq!(persons.len(), 41);
    for relation in ["self", "guardian", "powerOfAttorney", "parent"] {
        assert!(persons.iter().any(|person| person["relation"] == relation), "{relation}");
    }
    let names: std::collections::BTreeSet<_> =
        persons.iter().map(|person| person["name"].as_str()).collect();
    assert_eq!(names.len(), 41);
    let counts = vera.get("/api/v1/unread").json();
    let counts = counts["persons"].as_array().unwrap();
    let mut closed = 0;
    for (person, count) in persons.iter().zip(counts) {
        assert_eq!((&person["id"], &person["unread"]), (&count["id"], &count["unread"]));
        let acting = vera.acting_for(person["id"].as_str().unwrap());
        let list = acting.get("/api/v1/threads");
        let waiting = acting.get("/api/v1/waiting");
        if list.status == 403 {
            closed += 1;
            assert_eq!((waiting.status, &count["waiting"]), (403, &json!(0)));
        } else {
            assert_eq!(list.json()["unread"], count["unread"]);
            assert_eq!(waiting.json()["total"], count["waiting"]);
        }
    }
    assert!(closed > 8 && closed < 20, "{closed}");
    assert!(counts.iter().any(|count| count["waiting"] != 0));
    assert!(counts.iter().filter(|count| count["unread"] != 0).count() > 10);
}
