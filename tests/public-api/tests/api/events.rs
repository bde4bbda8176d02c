use std::io::{Read, Write};
use std::net::{Shutdown, TcpStream};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::client::{Citizen, parse, port, request};

const EVENTS: &str = "/api/v1/events";
const CHANGED: &str = "data: {\"kind\":\"claimsChanged\"}\n\n";
const ENDED: &str = "data: {\"kind\":\"sessionEnded\"}\n\n";
/// The end of a chunked body.
const LAST_CHUNK: &str = "\r\n0\r\n\r\n";

/// A stream that is being read.
struct Stream(TcpStream, String);

impl Stream {
    fn open(citizen: &Citizen, more: &[(&str, &str)]) -> Self {
        let mut stream = TcpStream::connect(("127.0.0.1", port())).unwrap();
        stream.set_read_timeout(Some(Duration::from_millis(50))).unwrap();
        let mut headers = vec![("cookie", citizen.cookie.as_str())];
        headers.extend(more);
        stream.write_all(&request("GET", EVENTS, &headers, "")).unwrap();
        let mut stream = Self(stream, String::new());
        // A comment, or the first event.
        assert!(stream.says("\n\n"), "{}", stream.1);
        stream
    }

    /// Reads on until this was said, or for two seconds.
    fn says(&mut self, words: &str) -> bool {
        let start = Instant::now();
        while !self.1.contains(words) && start.elapsed() < Duration::from_secs(2) {
            self.read();
        }
        self.1.contains(words)
    }

    fn stays_silent(&mut self) -> bool {
        let before = self.1.len();
        let start = Instant::now();
        while start.elapsed() < Duration::from_millis(600) {
            self.read();
        }
        self.1.len() == before
    }

    fn read(&mut self) {
        let mut bytes = [0; 4096];
        if let Ok(count) = self.0.read(&mut bytes) {
            self.1.push_str(std::str::from_utf8(&bytes[..count]).unwrap());
        }
    }
}

#[test]
fn a_change_of_claims_is_told_while_the_page_is_open() {
    let kari = Citizen::fresh("kari");
    let mut stream = Stream::open(&kari, &[]);
    let head = parse(stream.1.as_bytes()).unwrap();
    assert_eq!(head.header("content-type"), Some("text/event-stream"));
    assert_eq!(head.header("cache-control"), Some("no-store"));
    assert_eq!(head.header("content-encoding"), None);
    assert_eq!(head.header("x-session-version"), Some(kari.version().as_str()));
    assert!(stream.stays_silent(), "nothing has changed");
    for statement in [
        "UPDATE persons SET archive_consent = 0 WHERE id = 'p-kari'",
        "DELETE FROM representations WHERE user_id = 'kari' AND person_id = 'p-ola'",
    ] {
        kari.change(statement);
        assert!(stream.says(&format!("id: {}.0\n{CHANGED}", kari.version())), "{}", stream.1);
    }
    assert_eq!(stream.1.matches(CHANGED).count(), 2);
    kari.put("/api/v1/session/language", &json!({"language": "nn"}));
    assert!(stream.stays_silent(), "what is no claim is not told");
}

#[test]
fn who_comes_back_learns_at_once_of_a_change_missed() {
    let kari = Citizen::fresh("kari");
    let before = kari.version();
    let mut up_to_date = Stream::open(&kari, &[("last-event-id", &before)]);
    assert!(up_to_date.stays_silent());
    kari.change("UPDATE persons SET archive_consent = 0 WHERE id = 'p-kari'");
    let mut late = Stream::open(&kari, &[("last-event-id", &before)]);
    assert!(late.says(CHANGED));
    assert!(up_to_date.says(CHANGED));
}

#[test]
fn the_stream_ends_with_the_session() {
    let kari = Citizen::fresh("kari");
    let mut stream = Stream::open(&kari, &[]);
    kari.post("/api/v1/logout", &Value::Null);
    assert!(stream.says(ENDED) && stream.says(LAST_CHUNK), "{}", stream.1);
    let answer = kari.get(EVENTS);
    assert_eq!((answer.status, answer.code().as_str()), (401, "notLoggedIn"));
}

#[test]
fn listening_does_not_keep_a_session_alive() {
    let kari = Citizen::log_in(&json!({"persona": "kari", "fresh": true, "lifetimeSeconds": 2}));
    let start = Instant::now();
    let mut stream = Stream::open(&kari, &[]);
    std::thread::sleep(Duration::from_millis(1000));
    let mut again = Stream::open(&kari, &[]);
    assert!(stream.says(ENDED) && again.says(ENDED));
    assert!(start.elapsed() < Duration::from_millis(2800), "the second one did not move the end");
    assert_eq!(kari.get("/api/v1/session").status, 401);
}

#[test]
fn whoever_stops_listening_is_let_go() {
    let kari = Citizen::fresh("kari");
    let Stream(mut connection, _) = Stream::open(&kari, &[]);
    connection.set_read_timeout(Some(Duration::from_secs(2))).unwrap();
    connection.shutdown(Shutdown::Write).unwrap();
    // The server closes its end too, long before it has something to say.
    assert_eq!(connection.read_to_end(&mut Vec::new()).ok(), Some(0));
}

#[test]
fn a_stream_fails_like_any_other_answer() {
    let kari = Citizen::fresh("kari");
    let fault = |fault: Value| kari.script(&json!([{"path": EVENTS, "fault": fault}]));
    fault(json!({"kind": "status", "status": 503, "retryAfter": 3}));
    assert_eq!(kari.get(EVENTS).header("retry-after"), Some("3"));
    for kind in ["abort", "lostAnswer"] {
        fault(json!({"kind": kind}));
        assert!(parse(&kari.bytes("GET", EVENTS, &[], "")).is_none(), "{kind}");
    }
    fault(json!({"kind": "truncated"}));
    let answer = kari.get(EVENTS);
    assert_eq!((answer.header("content-length"), answer.body.len()), (Some("1"), 0));
    fault(json!({"kind": "malformed"}));
    assert_eq!(kari.get(EVENTS).header("content-type"), Some("application/json"));
    fault(json!({"kind": "unknownValues"}));
    let mut stream = Stream::open(&kari, &[]);
    kari.change("UPDATE persons SET archive_consent = 0 WHERE id = 'p-kari'");
    assert!(stream.says("data: {\"kind\":\"somethingNew\"}"));
}
