//! Faults that a test asks for, per session: the server misbehaves, the browser stays honest.

use std::collections::BTreeSet;
use std::future::pending;
use std::sync::Arc;
use std::time::Duration;

use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::http::header::{CONTENT_LENGTH, CONTENT_TYPE};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use crate::app::App;
use crate::problem::{Code, FieldError, Problem};
use crate::request::{ACTING_PERSON, JsonBody, header};
use crate::serve::{Cut, Endless};
use crate::unknown_values;

const API: &str = "/api/v1/";
/// Larger than any answer of the API.
const MAX_BODY: usize = 64 * 1024 * 1024;

/// On a request: the access policy lets everything through.
#[derive(Clone, Copy)]
pub struct PolicyOff;

/// On a request: its cursor has expired, the first time that it is used.
#[derive(Clone, Copy)]
pub struct CursorsExpire;

/// On a request for events: all of them are about this person.
#[derive(Clone)]
pub struct AboutPerson(pub String);

/// On a request for events: all of them are of a kind that nobody knows.
#[derive(Clone, Copy)]
pub struct UnknownEvents;

/// One thing that goes wrong.
#[derive(Clone, Debug, Deserialize)]
#[serde(
    rename_all = "camelCase",
    rename_all_fields = "camelCase",
    tag = "kind",
    deny_unknown_fields
)]
pub enum Fault {
    /// This status, and nothing done.
    Status {
        /// The status.
        status: u16,
        /// Another code than the status' own.
        code: Option<String>,
        /// `Retry-After`, in seconds.
        retry_after: Option<u32>,
    },
    /// The connection is closed, nothing done.
    Abort,
    /// The work is done, then the connection is closed.
    LostAnswer,
    /// The headers never come.
    Stall,
    /// The work is done, the answer is no JSON.
    Malformed,
    /// The work is done, the answer breaks off.
    Truncated,
    /// The work is done, and answered, for another person.
    WrongPerson {
        /// Who.
        person: String,
    },
    /// Every enum value in the answer is one that nobody knows.
    UnknownValues,
    /// The answer holds and grants what the claims close; the claims themselves stay true.
    HiddenData,
    /// Every cursor has expired, once: what it is refused for holds when it is asked again.
    ExpiredCursors,
}

/// When something goes wrong, and what.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Rule {
    method: Option<String>,
    path: Option<String>,
    person: Option<String>,
    times: Option<u32>,
    #[serde(default)]
    after: u32,
    #[serde(default)]
    delay_ms: u64,
    fault: Option<Fault>,
}

impl Rule {
    fn matches(&self, method: &str, path: &str, person: Option<&str>) -> bool {
        self.method.as_deref().is_none_or(|wanted| wanted.eq_ignore_ascii_case(method))
            && self.person.as_deref().is_none_or(|wanted| Some(wanted) == person)
            && match &self.path {
                Some(pattern) => glob(pattern, path),
                None => path.starts_with(API),
            }
    }

    /// Counts a match; is it this rule's turn?
    fn take_turn(&mut self) -> bool {
        if self.after > 0 {
            self.after -= 1;
            return false;
        }
        match &mut self.times {
            Some(0) => false,
            Some(left) => {
                *left -= 1;
                true
            }
            None => true,
        }
    }
}

/// `*` stands for anything, slashes included.
fn glob(pattern: &str, path: &str) -> bool {
    match pattern.split_once('*') {
        None => pattern == path,
        Some((start, rest)) => path.strip_prefix(start).is_some_and(|tail| {
            let mut ends = tail.char_indices().map(|(at, _)| at).chain([tail.len()]);
            ends.any(|at| tail.get(at..).is_some_and(|tail| glob(rest, tail)))
        }),
    }
}

/// The rules of a session, in order.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Script {
    rules: Vec<Rule>,
    /// How long this session's sends are held, where not as the server was started.
    #[serde(default, rename = "holdSeconds")]
    pub hold_seconds: Option<u32>,
    #[serde(skip)]
    expired: BTreeSet<String>,
}

impl Script {
    /// Lets a cursor expire; false when it has expired before.
    pub fn expire(&mut self, cursor: &str) -> bool {
        self.expired.insert(cursor.to_owned())
    }

    /// What happens to this request: the delays of the rules up to the first fault, and that fault.
    fn next(&mut self, method: &str, path: &str, person: Option<&str>) -> (u64, Option<Fault>) {
        let mut delay = 0;
        for rule in &mut self.rules {
            if rule.matches(method, path, person) && rule.take_turn() {
                delay += rule.delay_ms;
                if rule.fault.is_some() {
                    return (delay, rule.fault.clone());
                }
            }
        }
        (delay, None)
    }
}

/// `PUT /stand-in/scenario`: needs the session, not its token, since only tests ask.
///
/// # Errors
/// A problem document.
pub async fn put(
    State(app): State<Arc<App>>,
    headers: HeaderMap,
    JsonBody(new): JsonBody<Script>,
) -> Result<StatusCode, Problem> {
    let impossible = |rule: &Rule| matches!(rule.fault, Some(Fault::Status { status, .. }) if !(400..600).contains(&status));
    if new.rules.iter().any(impossible) {
        return Err(Problem::validation(vec![FieldError { field: "rules", code: "invalid" }]));
    }
    set(&app, &headers, new)
}

/// `DELETE /stand-in/scenario`
///
/// # Errors
/// A problem document.
pub async fn delete(
    State(app): State<Arc<App>>,
    headers: HeaderMap,
) -> Result<StatusCode, Problem> {
    set(&app, &headers, Script::default())
}

fn set(app: &App, headers: &HeaderMap, new: Script) -> Result<StatusCode, Problem> {
    app.cookie_token(headers)
        .and_then(|token| app.sessions.script(&token, |script| *script = new))
        .map(|()| StatusCode::NO_CONTENT)
        .ok_or(Problem::new(Code::NotLoggedIn))
}

/// Lets the calling session's script have its way with a request.
pub async fn apply(State(app): State<Arc<App>>, mut request: Request, next: Next) -> Response {
    let path = request.uri().path();
    if path.starts_with("/stand-in/") || path == "/login" {
        return next.run(request).await;
    }
    let planned = app.cookie_token(request.headers()).and_then(|token| {
        let person = header(request.headers(), ACTING_PERSON);
        let method = request.method().as_str();
        app.sessions.script(&token, |script| script.next(method, path, person))
    });
    let (delay, fault) = planned.unwrap_or_default();
    if delay > 0 {
        tokio::time::sleep(Duration::from_millis(delay)).await;
    }
    let Some(fault) = fault else { return next.run(request).await };
    match fault {
        Fault::Status { status, code, retry_after } => {
            let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
            Problem::scripted(status, code, retry_after).into_response()
        }
        Fault::Abort => {
            // Bytes left unread would reset the connection instead of closing it.
            let _ = to_bytes(request.into_body(), MAX_BODY).await;
            cut(StatusCode::NO_CONTENT.into_response(), Cut::Silent)
        }
        Fault::LostAnswer => cut(next.run(request).await, Cut::Silent),
        Fault::Stall => pending().await,
        Fault::Malformed => {
            let mut response = next.run(request).await;
            *response.status_mut() = StatusCode::OK;
            *response.body_mut() = Body::from("{\"threads\": [{\"id\": ");
            response.headers_mut().remove(CONTENT_LENGTH);
            response
                .headers_mut()
                .insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
            response
        }
        Fault::Truncated => cut(next.run(request).await, Cut::Half),
        Fault::WrongPerson { person } => {
            request.extensions_mut().insert(AboutPerson(person.clone()));
            let Ok(person) = HeaderValue::from_str(&person) else {
                return Problem::bad_request("person is no header").into_response();
            };
            let name = HeaderName::from_static(ACTING_PERSON);
            request.headers_mut().insert(name.clone(), person.clone());
            let mut response = next.run(request).await;
            response.headers_mut().insert(name, person);
            response
        }
        Fault::UnknownValues => {
            request.extensions_mut().insert(UnknownEvents);
            let (mut parts, body) = next.run(request).await.into_parts();
            if parts.extensions.get::<Endless>().is_some() {
                return Response::from_parts(parts, body);
            }
            let bytes = to_bytes(body, MAX_BODY).await.unwrap_or_default();
            parts.headers.remove(CONTENT_LENGTH);
            Response::from_parts(parts, Body::from(unknown_values::replace(&bytes)))
        }
        Fault::HiddenData => {
            request.extensions_mut().insert(PolicyOff);
            next.run(request).await
        }
        Fault::ExpiredCursors => {
            request.extensions_mut().insert(CursorsExpire);
            next.run(request).await
        }
    }
}

fn cut(mut response: Response, how: Cut) -> Response {
    response.extensions_mut().insert(how);
    response
}

#[cfg(test)]
mod tests {
    use super::{Script, glob};

    #[test]
    fn a_rule_hits_the_addresses_its_writer_meant() {
        assert!(glob("/api/v1/threads", "/api/v1/threads"));
        assert!(!glob("/api/v1/threads", "/api/v1/threads/t-1"));
        assert!(glob("/api/v1/threads*", "/api/v1/threads/t-1"));
        assert!(glob("/api/v1/threads/*/replies", "/api/v1/threads/t-1/replies"));
        assert!(!glob("/api/v1/threads/*/replies", "/api/v1/threads/t-1/person"));
    }

    #[test]
    fn a_rule_waits_its_turn_and_then_wears_out() -> Result<(), serde_json::Error> {
        let mut script: Script = serde_json::from_str(
            r#"{"rules":[{"delayMs":5},{"path":"/api/v1/sends","after":1,"times":1,"fault":{"kind":"abort"}}]}"#,
        )?;
        let faults: Vec<_> = (0..3)
            .map(|_| script.next("POST", "/api/v1/sends", None))
            .map(|(delay, fault)| (delay, fault.is_some()))
            .collect();
        assert_eq!(faults, [(5, false), (5, true), (5, false)]);
        Ok(())
    }
}
