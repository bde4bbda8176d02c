//! What streams of events tell of changes, to whom, and what they keep to themselves.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::client::{Citizen, port, request};
use crate::finding::message;

/// Longer than the server takes to look.
const A_WHILE: Duration = Duration::from_millis(450);

/// A stream that is being read.
struct Listener {
    connection: TcpStream,
    said: String,
    told: usize,
}

impl Listener {
    fn open(citizen: &Citizen, last_event: Option<&str>) -> Self {
        let mut connection = TcpStream::connect(("127.0.0.1", port())).unwrap();
        connection.set_read_timeout(Some(Duration::from_millis(50))).unwrap();
        let mut headers = vec![("cookie", citizen.cookie.as_str())];
        headers.extend(last_event.map(|id| ("last-event-id", id)));
        connection.write_all(&request("GET", "/api/v1/events", &headers, "")).unwrap();
        let mut stream = Self { connection, said: String::new(), told: 0 };
        let start = Instant::now();
        while !stream.said.contains("\n\n") && start.elapsed() < Duration::from_secs(3) {
            stream.read();
        }
        stream
    }

    fn read(&mut self) {
        let mut bytes = [0; 65536];
        if let Ok(count) = self.connection.read(&mut bytes) {
            self.said.push_str(std::str::from_utf8(&bytes[..count]).unwrap());
        }
    }

    /// The next so many events, with their ids. More would come first the next time; for none, a while is waited.
    fn hear(&mut self, count: usize) -> Vec<(String, Value)> {
        let start = Instant::now();
        let patience = if count == 0 { A_WHILE } else { Duration::from_secs(4) };
        loop {
            self.read();
            let mut events = self.events();
            let new = events.split_off(self.told.min(events.len()));
            if start.elapsed() > patience || (count > 0 && new.len() >= count) {
                self.told += new.len();
                return new;
            }
        }
    }

    fn events(&self) -> Vec<(String, Value)> {
        // What has not come whole yet is not there yet.
        let said = self.said.rsplit_once("\n\n").map_or("", |(whole, _)| whole);
        let mut id = String::new();
        let mut events = Vec::new();
        for line in said.lines() {
            if let Some(found) = line.strip_prefix("id: ") {
                found.clone_into(&mut id);
            } else if let Some(data) = line.strip_prefix("data: ") {
                events.push((id.clone(), serde_json::from_str(data).unwrap()));
            }
        }
        events
    }

    /// Kinds and threads of the next so many.
    fn kinds(&mut self, count: usize) -> Vec<String> {
        let said = self.hear(count).into_iter();
        said.map(|(_, event)| {
            let thread = event["threadId"].as_str().unwrap_or("-");
            format!("{} {thread}", event["kind"].as_str().unwrap())
        })
        .collect()
    }
}

#[test]
fn each_change_is_told_with_person_thread_and_version_and_nothing_else() {
    let kari = Citizen::fresh("kari");
    let mut stream = Listener::open(&kari, None);
    kari.change(&message("m1", "t-ola-gp", "Hemmelig innhold"));
    let said = stream.hear(1);
    assert_eq!(said.len(), 1);
    let (id, event) = &said[0];
    let version = kari.acting_for("p-ola").thread("t-ola-gp")["version"].clone();
    assert_eq!(
        *event,
        json!({"kind": "messageReceived", "personId": "p-ola", "threadId": "t-ola-gp", "version": version})
    );
    assert_eq!(*id, format!("{}.1", kari.version()));
    for (statement, told) in [
        (
            "UPDATE reads SET up_to = up_to WHERE user_id = 'kari' AND thread_id = 't-kari-own'",
            vec![],
        ),
        (
            "UPDATE messages SET state = 'failed' WHERE thread_id = 't-kari-own' AND from_kind = 'citizen'",
            vec!["deliveryChanged t-kari-own"],
        ),
        (
            "INSERT INTO appointments (thread_id, place, starts_at)
             VALUES ('t-kari-east', 'Poliklinikken', '2027-01-31T10:00:00.000Z')",
            vec!["threadChanged t-kari-east"],
        ),
        (
            "UPDATE appointments SET answers_closed = 1 WHERE thread_id = 't-kari-east'",
            vec!["threadChanged t-kari-east"],
        ),
        (
            "UPDATE appointments SET letter_state = 'deleted' WHERE thread_id = 't-kari-east'",
            vec!["threadChanged t-kari-east"],
        ),
        ("UPDATE appointments SET answer_key = 'ak-next' WHERE thread_id = 't-kari-east'", vec![]),
        (
            "UPDATE threads SET closed = 'dialogueClosed' WHERE id = 't-kari-gp'",
            vec!["threadChanged t-kari-gp"],
        ),
        ("INSERT INTO answers_wanted VALUES ('t-kari-gp', NULL)", vec!["threadChanged t-kari-gp"]),
        (
            "INSERT INTO reads (user_id, thread_id, up_to) VALUES ('kari', 't-kari-gp', 1)",
            vec!["readStateChanged t-kari-gp"],
        ),
        (
            "UPDATE reads SET put_away = 1 WHERE user_id = 'kari' AND thread_id = 't-kari-gp'",
            vec!["threadChanged t-kari-gp"],
        ),
        (
            &message("m2", "t-kari-gp", "Ny"),
            vec!["messageReceived t-kari-gp", "threadChanged t-kari-gp"],
        ),
    ] {
        kari.change(statement);
        assert_eq!(stream.kinds(told.len()), told, "{statement}");
    }
    let (draft, tag) = kari.reply("t-kari-east", "Hei.");
    kari.post("/api/v1/drafts", &json!({"recipientId": "r-kari-gp", "topic": "contactSurgery"}));
    assert_eq!(
        stream.kinds(3),
        ["draftChanged t-kari-east", "draftChanged t-kari-east", "draftChanged -"]
    );
    assert_eq!(kari.send(&draft, &tag).status, 201);
    let told = stream.kinds(3);
    for kind in
        ["threadChanged t-kari-east", "readStateChanged t-kari-east", "draftChanged t-kari-east"]
    {
        assert!(told.contains(&kind.to_owned()), "{kind} {told:?}");
    }
    assert_eq!(stream.kinds(1), ["deliveryChanged t-kari-east"], "the journal has it");
    kari.post("/api/v1/threads/read-all", &json!({"until": "2099-01-01T00:00:00Z"}));
    assert_eq!(stream.kinds(1), ["readStateChanged -"], "many at once");
    assert!(!stream.said.contains("Hemmelig"));
}

#[test]
fn what_is_one_readers_own_is_told_to_that_reader_in_every_session() {
    let kari = Citizen::fresh("kari");
    let log_in = |persona: &str| Citizen::log_in(&json!({"persona": persona, "world": kari.world}));
    let (other, ola) = (log_in("kari"), log_in("ola"));
    let mut here = Listener::open(&kari, None);
    let mut elsewhere = Listener::open(&other, None);
    let mut of_ola = Listener::open(&ola, None);
    let for_ola = kari.acting_for("p-ola");
    for_ola.put("/api/v1/threads/t-ola-gp/read-state", &json!({"read": true}));
    for_ola.put("/api/v1/threads/t-ola-gp/put-away", &json!({"putAway": true}));
    for_ola.reply("t-ola-gp", "Ola kommer.");
    let own = [
        "readStateChanged t-ola-gp",
        "threadChanged t-ola-gp",
        "draftChanged t-ola-gp",
        "draftChanged t-ola-gp",
    ];
    assert_eq!(here.kinds(4), own);
    assert_eq!(elsewhere.kinds(4), own);
    assert_eq!(of_ola.kinds(0), [] as [String; 0]);
    kari.change(&message("m1", "t-ola-tie", "Ny melding"));
    for stream in [&mut here, &mut elsewhere, &mut of_ola] {
        assert_eq!(stream.kinds(1), ["messageReceived t-ola-tie"]);
    }
}

#[test]
fn nothing_is_told_of_what_the_claims_hide_unless_a_test_asks_for_it() {
    let kari = Citizen::fresh("kari");
    let mut honest = Listener::open(&kari, None);
    let tell = |number: usize| {
        for thread in ["t-ola-power", "t-basis-gp", "t-emil-gp", "t-nora-gp"] {
            kari.change(&message(&format!("m{number}-{thread}"), thread, "Skjult"));
        }
    };
    tell(1);
    assert_eq!(honest.hear(0), []);
    kari.script(&json!([{"path": "/api/v1/events", "fault": {"kind": "hiddenData"}}]));
    let mut leaking = Listener::open(&kari, None);
    tell(2);
    let persons: Vec<_> =
        leaking.hear(4).iter().map(|(_, event)| event["personId"].clone()).collect();
    assert_eq!(persons, ["p-ola", "p-basis", "p-emil", "p-nora"]);
    kari.script(&json!([{"path": "/api/v1/events", "fault": {"kind": "wrongPerson", "person": "p-stranger"}}]));
    let mut wrong = Listener::open(&kari, None);
    kari.change(&message("m3", "t-kari-gp", "Ny"));
    assert_eq!(wrong.hear(1)[0].1["personId"], "p-stranger");
    kari.script(&json!([{"path": "/api/v1/events", "fault": {"kind": "unknownValues"}}]));
    let mut unknown = Listener::open(&kari, None);
    kari.change(&message("m4", "t-kari-gp", "Ny"));
    assert_eq!(unknown.kinds(1), ["somethingNew t-kari-gp"]);
}

#[test]
fn who_comes_back_hears_what_was_missed_once() {
    let kari = Citizen::fresh("kari");
    let mut stream = Listener::open(&kari, None);
    kari.change(&message("m1", "t-kari-gp", "Den første"));
    let (seen, _) = stream.hear(1).remove(0);
    kari.change(&message("m2", "t-kari-gp", "Den andre"));
    kari.change("UPDATE persons SET archive_consent = 0 WHERE id = 'p-kari'");
    kari.change(&message("m3", "t-kari-form", "Den tredje"));
    let mut back = Listener::open(&kari, Some(&seen));
    let told = back.hear(3);
    let (ids, events): (Vec<_>, Vec<_>) = told.into_iter().unzip();
    let kinds: Vec<_> = events.iter().map(|event| event["kind"].as_str().unwrap()).collect();
    assert_eq!(kinds, ["claimsChanged", "messageReceived", "messageReceived"]);
    let version = kari.version();
    assert_eq!(ids, [format!("{version}.1"), format!("{version}.2"), format!("{version}.3")]);
    // With the version of the session alone, only the claims can have been missed.
    assert_eq!(Listener::open(&kari, Some(&version)).hear(0), []);
    assert_eq!(Listener::open(&kari, Some("5f0c2a9be81d7734")).kinds(1), ["claimsChanged -"]);
    for unknown in [format!("{version}.99"), format!("{version}.x"), format!("{version}.")] {
        assert_eq!(Listener::open(&kari, Some(&unknown)).kinds(1), ["resync -"], "{unknown}");
    }
}

#[test]
fn a_storm_comes_in_few_pieces_and_too_much_is_one_word() {
    let kari = Citizen::fresh("kari");
    let mut stream = Listener::open(&kari, None);
    let storm = |number: usize| {
        let sql = format!(
            "INSERT INTO messages (id, thread_id, position, from_kind, from_name, sent_at, body)
             SELECT 'm-' || t.id || '-' || value, t.id, message_count + value, 'service', sender_name,
               strftime('%Y-%m-%dT%H:%M:%fZ', 'now'), json_object('kind', 'text', 'text', 'Storm')
             FROM threads t, json_each('[{}]') WHERE person_id = 'p-kari' AND category = 'gp'",
            (1..=number).map(|value| (value * 1000).to_string()).collect::<Vec<_>>().join(",")
        );
        kari.database().execute(&sql, []).unwrap()
    };
    let count = storm(100);
    assert_eq!(stream.hear(count).len(), count);
    // One piece holds them all: chunks are announced by their length in hexadecimal.
    let pieces = stream
        .said
        .lines()
        .filter(|line| line.len() < 6 && usize::from_str_radix(line, 16).is_ok())
        .count();
    assert!(pieces <= 3, "{pieces}");
    kari.database().execute("UPDATE messages SET state = NULL WHERE state IS NULL", []).unwrap();
    let sql = "UPDATE messages SET body = body || ' ' WHERE id LIKE 'm-%'";
    for _ in 0..3 {
        kari.database().execute(sql, []).unwrap();
    }
    let told = stream.hear(1);
    assert!(
        told.iter().all(|(_, event)| event["kind"] == "threadChanged" || event["kind"] == "resync")
    );
    let mut late = Listener::open(&kari, Some(&format!("{}.0", kari.version())));
    assert_eq!(late.kinds(1), ["resync -"]);
    kari.change(&message("m-last", "t-kari-form", "Etter stormen"));
    assert_eq!(late.kinds(1), ["messageReceived t-kari-form"]);
}
