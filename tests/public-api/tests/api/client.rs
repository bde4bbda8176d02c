//! A server for this test run, and a client that sees what is on the wire.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use innboks_public_api::app::{App, Options};
use innboks_public_api::{serve, server};
use serde_json::{Value, json};

/// The address of the server, started on first use.
pub fn port() -> u16 {
    static PORT: OnceLock<u16> = OnceLock::new();
    *PORT.get_or_init(|| {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("public-api");
        write_dist(&folder.join("dist"));
        let options = Options {
            dist: folder.join("dist"),
            shell: Path::new(env!("CARGO_MANIFEST_DIR")).join("../shell"),
            shell_at: "/min-helse/innboks".to_owned(),
            data: folder.join("data"),
            seed: Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/api/seed"),
            verbose: false,
            hold_seconds: 0,
            plain_cookie: false,
        };
        let app = Arc::new(App::start(options).unwrap());
        let (tell, told) = std::sync::mpsc::channel();
        std::thread::spawn(move || {
            tokio::runtime::Runtime::new().unwrap().block_on(async {
                let listener = tokio::net::TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
                tell.send(listener.local_addr().unwrap().port()).unwrap();
                serve::serve(listener, server::router(app)).await;
            });
        });
        told.recv().unwrap()
    })
}

fn write_dist(dist: &Path) {
    std::fs::create_dir_all(dist.join("texts")).unwrap();
    for (name, content) in [
        ("index.html", "<!doctype html><title>Innboks</title>"),
        ("app-0123456789abcdef_bg.wasm", "wasm"),
        ("app-0123456789abcdef.js", "plain"),
        ("app-0123456789abcdef.js.br", "brotli"),
        ("app-0123456789abcdef.js.gz", "gzipped"),
        ("texts/nb.json", "{}"),
        ("../secret.txt", "secret"),
    ] {
        std::fs::write(dist.join(name), content).unwrap();
    }
}

/// An answer as it came.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub head: String,
    pub body: Vec<u8>,
}

impl Answer {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.head
            .lines()
            .filter_map(|line| line.split_once(": "))
            .find(|(found, _)| found.eq_ignore_ascii_case(name))
            .map(|(_, value)| value)
    }

    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).expect("a JSON body")
    }

    pub fn code(&self) -> String {
        assert_eq!(self.header("content-type"), Some("application/problem+json"), "{}", self.head);
        let problem = self.json();
        assert_eq!(problem["status"], self.status);
        assert!(!problem["requestId"].as_str().unwrap().is_empty());
        problem["code"].as_str().unwrap().to_owned()
    }
}

/// Sends bytes and reads until the server closes.
pub fn raw(request: &[u8]) -> Vec<u8> {
    let mut stream = TcpStream::connect(("127.0.0.1", port())).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(10))).unwrap();
    stream.write_all(request).unwrap();
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes).unwrap();
    bytes
}

pub fn parse(bytes: &[u8]) -> Option<Answer> {
    let end = bytes.windows(4).position(|four| four == b"\r\n\r\n")?;
    let head = String::from_utf8(bytes[..end].to_vec()).ok()?;
    let status = head.split(' ').nth(1)?.parse().ok()?;
    Some(Answer { status, head, body: bytes[end + 4..].to_vec() })
}

pub fn request(method: &str, path: &str, headers: &[(&str, &str)], body: &str) -> Vec<u8> {
    let mut text = format!("{method} {path} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n");
    for (name, value) in headers {
        text += &format!("{name}: {value}\r\n");
    }
    if !body.is_empty() {
        text += &format!("content-length: {}\r\n", body.len());
    }
    (text + "\r\n" + body).into_bytes()
}

/// A request without a session.
pub fn plain(method: &str, path: &str, headers: &[(&str, &str)]) -> Answer {
    parse(&raw(&request(method, path, headers, ""))).expect("an answer")
}

/// A logged-in persona.
#[derive(Clone)]
pub struct Citizen {
    pub cookie: String,
    pub csrf: String,
    pub world: String,
    pub person: String,
}

impl Citizen {
    /// Logs in to a world of its own.
    pub fn fresh(persona: &str) -> Self {
        Self::log_in(&json!({"persona": persona, "fresh": true}))
    }

    pub fn log_in(body: &Value) -> Self {
        let headers = [("content-type", "application/json")];
        let bytes = raw(&request("POST", "/stand-in/login", &headers, &body.to_string()));
        let answer = parse(&bytes).unwrap();
        assert_eq!(answer.status, 200);
        let cookie = answer.header("set-cookie").unwrap().split(';').next().unwrap().to_owned();
        let world = answer.json()["world"].as_str().unwrap().to_owned();
        let mut citizen = Self { cookie, csrf: String::new(), world, person: String::new() };
        let session = citizen.get("/api/v1/session").json();
        citizen.csrf = session["csrfToken"].as_str().unwrap().to_owned();
        citizen.person = session["defaultPerson"].as_str().unwrap().to_owned();
        citizen
    }

    /// The same session, acting for another person.
    pub fn acting_for(&self, person: &str) -> Self {
        Self { person: person.to_owned(), ..self.clone() }
    }

    pub fn bytes(&self, method: &str, path: &str, more: &[(&str, &str)], body: &str) -> Vec<u8> {
        let mut headers = vec![("cookie", self.cookie.as_str())];
        if !self.person.is_empty() {
            headers.push(("x-acting-person", &self.person));
        }
        if method != "GET" {
            headers.push(("x-csrf-token", &self.csrf));
        }
        if !body.is_empty() {
            headers.push(("content-type", "application/json"));
        }
        headers.extend(more);
        raw(&request(method, path, &headers, body))
    }

    pub fn ask(&self, method: &str, path: &str, more: &[(&str, &str)], body: &Value) -> Answer {
        let body = if body.is_null() { String::new() } else { body.to_string() };
        parse(&self.bytes(method, path, more, &body)).expect("an answer")
    }

    pub fn get(&self, path: &str) -> Answer {
        self.ask("GET", path, &[], &Value::Null)
    }

    pub fn post(&self, path: &str, body: &Value) -> Answer {
        self.ask("POST", path, &[], body)
    }

    pub fn put(&self, path: &str, body: &Value) -> Answer {
        self.ask("PUT", path, &[], body)
    }

    /// Tells the server how to misbehave.
    pub fn script(&self, rules: &Value) {
        let answer = self.put("/stand-in/scenario", &json!({"rules": rules}));
        assert_eq!(answer.status, 204);
    }

    /// The file behind this citizen's world.
    pub fn database(&self) -> rusqlite::Connection {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("public-api/data");
        rusqlite::Connection::open(folder.join(format!("{}.sqlite", self.world))).unwrap()
    }

    /// Changes what is stored, behind the server's back.
    pub fn change(&self, statement: &str) {
        assert_eq!(self.database().execute(statement, []).unwrap(), 1, "{statement}");
    }

    /// The version of the session's claims, as an answer names it.
    pub fn version(&self) -> String {
        self.get("/api/v1/unread").header("x-session-version").unwrap().to_owned()
    }

    pub fn thread(&self, id: &str) -> Value {
        let answer = self.get(&format!("/api/v1/threads/{id}"));
        assert_eq!(answer.status, 200);
        answer.json()
    }

    pub fn thread_ids(&self) -> Vec<String> {
        let page = self.get("/api/v1/threads?limit=100").json();
        let ids = page["threads"].as_array().unwrap().iter();
        ids.map(|thread| thread["id"].as_str().unwrap().to_owned()).collect()
    }

    /// A reply draft with a text in it, and its entity tag.
    pub fn reply(&self, thread: &str, text: &str) -> (Value, String) {
        let answer = self.post(&format!("/api/v1/threads/{thread}/replies"), &Value::Null);
        assert_eq!(answer.status, 201, "{}", answer.head);
        let draft = answer.json();
        let path = format!("/api/v1/drafts/{}", draft["id"].as_str().unwrap());
        let tag = answer.header("etag").unwrap();
        let body = json!({"subject": "", "text": text});
        let saved = self.ask("PUT", &path, &[("if-match", tag)], &body);
        assert_eq!(saved.status, 200);
        (saved.json(), saved.header("etag").unwrap().to_owned())
    }

    /// The reply draft there is, with another text in it.
    pub fn reply_again(&self, thread: &str, text: &str) -> (Value, String) {
        let answer = self.post(&format!("/api/v1/threads/{thread}/replies"), &Value::Null);
        assert_eq!(answer.status, 200, "{}", answer.head);
        let path = format!("/api/v1/drafts/{}", answer.json()["id"].as_str().unwrap());
        let body = json!({"subject": "", "text": text});
        let tag = answer.header("etag").unwrap();
        let saved = self.ask("PUT", &path, &[("if-match", tag)], &body);
        (saved.json(), saved.header("etag").unwrap().to_owned())
    }

    pub fn send(&self, draft: &Value, tag: &str) -> Answer {
        let key = draft["sendKey"].as_str().unwrap();
        self.ask(
            "POST",
            "/api/v1/sends",
            &[("idempotency-key", key), ("if-match", tag)],
            &json!({"draftId": draft["id"]}),
        )
    }
}
