//! What handlers take from a request and give back; every refusal is a problem document.

use std::sync::Arc;

use axum::body::{Body, to_bytes};
use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::header::{CONTENT_TYPE, ETAG, IF_MATCH};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::app::App;
use crate::claims;
use crate::policy::Policy;
use crate::problem::{Code, Problem};
use crate::scenario::{CursorsExpire, PolicyOff};
use crate::session::SessionView;

/// Who a request is about; echoed on every answer.
pub const ACTING_PERSON: &str = "x-acting-person";
/// The session's token, on every write.
pub const CSRF_TOKEN: &str = "x-csrf-token";
/// The version of the session's claims, on every answer under a session.
pub const SESSION_VERSION: &str = "x-session-version";
/// Names the log-of-use event that the server wrote.
pub const EVENT_LOG: &str = "x-event-log";
/// Largest JSON body.
pub const MAX_JSON: usize = 512 * 1024;
/// How much of a body is read at all.
const MAX_READ: usize = 8 * 1024 * 1024;

/// Random bytes as hex, for ids and tokens.
///
/// # Errors
/// When the system gives no random bytes.
pub fn random_hex(bytes: usize) -> Result<String, Problem> {
    let mut buffer = vec![0_u8; bytes];
    getrandom::fill(&mut buffer).map_err(|_| Problem::new(Code::Internal))?;
    Ok(buffer.iter().map(|byte| format!("{byte:02x}")).collect())
}

/// A JSON answer.
///
/// # Errors
/// When the value cannot be written as JSON.
pub fn json<T: Serialize>(status: StatusCode, value: &T) -> Result<Response, Problem> {
    let mut response = (status, serde_json::to_vec(value)?).into_response();
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    Ok(response)
}

/// Sets a header whose value comes from data; a value that is no header is left out.
pub fn set_header(response: &mut Response, name: &'static str, value: &str) {
    if let Ok(value) = HeaderValue::from_str(value) {
        response.headers_mut().insert(name, value);
    }
}

/// The entity tag of a draft's version.
#[must_use]
pub fn etag(version: i64) -> String {
    format!("\"{version}\"")
}

/// Sets the entity tag of a draft's version.
pub fn set_etag(response: &mut Response, version: i64) {
    set_header(response, ETAG.as_str(), &etag(version));
}

/// A part of an address without its percent signs; `None` when they stand for no text.
#[must_use]
pub fn decode(part: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(part.len());
    let mut rest = part.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let digits = [rest.next()?, rest.next()?];
            bytes.push(u8::from_str_radix(std::str::from_utf8(&digits).ok()?, 16).ok()?);
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).ok()
}

/// The text of a header.
#[must_use]
pub fn header<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers.get(name).and_then(|value| value.to_str().ok())
}

/// Holds `If-Match` against a draft's version.
///
/// # Errors
/// 428 when it is missing, 412 when it names another version. `*` names none: it would overwrite.
pub fn check_if_match(headers: &HeaderMap, version: i64) -> Result<(), Problem> {
    match header(headers, IF_MATCH.as_str()) {
        None => Err(Problem::new(Code::PreconditionRequired)),
        Some(tag) if tag == etag(version) => Ok(()),
        Some(_) => Err(Problem::new(Code::DraftChanged)),
    }
}

/// A logged-in user; on writes, one whose token was right.
pub struct Citizen(pub SessionView);

impl FromRequestParts<Arc<App>> for Citizen {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Problem> {
        let mut session = app
            .cookie_token(&parts.headers)
            .and_then(|token| app.sessions.touch(&token))
            .ok_or(Problem::new(Code::NotLoggedIn))?;
        let writes = !matches!(parts.method, Method::GET | Method::HEAD);
        if writes && header(&parts.headers, CSRF_TOKEN) != Some(session.csrf.as_str()) {
            return Err(Problem::new(Code::Csrf));
        }
        session.policy_off = parts.extensions.get::<PolicyOff>().is_some();
        Ok(Self(session))
    }
}

/// A user acting for one of their persons.
pub struct Acting {
    /// The user's session.
    pub session: SessionView,
    /// The person acted for.
    pub person: claims::PersonClaims,
    /// What that opens.
    pub policy: Policy,
    /// A fault of this request: its cursor has expired.
    pub cursors_expire: bool,
}

impl FromRequestParts<Arc<App>> for Acting {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Problem> {
        let Citizen(session) = Citizen::from_request_parts(parts, app).await?;
        let wanted = header(&parts.headers, ACTING_PERSON)
            .ok_or(Problem::bad_request("X-Acting-Person is required"))?;
        let (user, person) = session.world.with(|db| {
            Ok((claims::user(db, &session.user)?, claims::person(db, &session.user, wanted)?))
        })?;
        let person = person.ok_or(Problem::new(Code::PersonNotFound))?;
        let policy = session.policy(&user, &person);
        let cursors_expire = parts.extensions.get::<CursorsExpire>().is_some();
        Ok(Self { session, person, policy, cursors_expire })
    }
}

impl Acting {
    /// Refuses unless the person's inbox is open to this user.
    ///
    /// # Errors
    /// Access denied, and why.
    pub fn inbox(&self) -> Result<(), Problem> {
        self.policy.inbox().map_err(Problem::denied)
    }
}

/// A JSON body with exactly the fields of `T`.
pub struct JsonBody<T>(pub T);

impl<T: DeserializeOwned> FromRequest<Arc<App>> for JsonBody<T> {
    type Rejection = Problem;

    async fn from_request(request: Request<Body>, _: &Arc<App>) -> Result<Self, Problem> {
        let media_type = header(request.headers(), CONTENT_TYPE.as_str()).unwrap_or_default();
        let essence = media_type.split(';').next().unwrap_or_default().trim();
        if !essence.eq_ignore_ascii_case("application/json") {
            return Err(Problem::new(Code::UnsupportedMediaType));
        }
        // Read on past the limit: a connection closed on unread bytes would lose the answer.
        let bytes = to_bytes(request.into_body(), MAX_READ)
            .await
            .ok()
            .filter(|bytes| bytes.len() <= MAX_JSON)
            .ok_or(Problem::new(Code::PayloadTooLarge))?;
        // A list would pass for an object whose fields may all be left out.
        let is_object = bytes.trim_ascii_start().starts_with(b"{");
        Some(bytes)
            .filter(|_| is_object)
            .and_then(|bytes| serde_json::from_slice(&bytes).ok())
            .map(Self)
            .ok_or(Problem::bad_request("The body is not the JSON that this operation takes"))
    }
}
