//! The log of use: who used which service for whom and when, with no detail of what stood there.

use std::sync::Arc;

use axum::extract::rejection::RawPathParamsRejection;
use axum::extract::{MatchedPath, RawPathParams, Request, State};
use axum::http::Method;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use rusqlite::{Connection, params};

use crate::app::App;
use crate::problem::{Code, Problem};
use crate::request::{ACTING_PERSON, EVENT_LOG, header, random_hex, set_header};
use crate::time::{instant, now};

/// The service that an operation is a use of; `None` where using it is not logged.
fn service(method: &Method, address: &str) -> Option<&'static str> {
    let service = match address.strip_prefix("/api/v1")? {
        "/session" => "session",
        "/threads" => "inbox",
        "/threads/search" => "search",
        "/threads/read-all" => "readAll",
        "/threads/{thread}" | "/threads/{thread}/messages" => "thread",
        "/threads/{thread}/read-state" => "readState",
        "/threads/{thread}/put-away" => "putAway",
        "/threads/{thread}/messages/{message}/attachments/{attachment}" => "attachment",
        "/threads/{thread}/appointment-answers" => "appointmentAnswers",
        "/threads/{thread}/archive-copies" => "archive",
        "/waiting" => "waiting",
        "/threads/{thread}/replies" | "/drafts" => "draft",
        "/drafts/{draft}" | "/drafts/{draft}/attachments/{attachment}"
            if method != Method::DELETE =>
        {
            "draft"
        }
        "/sends" | "/sends/{send}" => "send",
        "/recipients" => "recipients",
        _ => return None,
    };
    Some(service)
}

/// Writes an event for every use that was granted, and names it in the answer.
pub async fn of_use(
    State(app): State<Arc<App>>,
    address: MatchedPath,
    parts: Result<RawPathParams, RawPathParamsRejection>,
    request: Request,
    next: Next,
) -> Response {
    let service = service(request.method(), address.as_str());
    let session = app.cookie_token(request.headers()).and_then(|token| app.sessions.peek(&token));
    let person = header(request.headers(), ACTING_PERSON).map(str::to_owned);
    let thread = parts.ok().and_then(|parts| {
        parts.iter().find(|(name, _)| *name == "thread").map(|(_, id)| id.to_owned())
    });
    let mut response = next.run(request).await;
    let (Some(service), Some(session), true) = (service, session, response.status().is_success())
    else {
        return response;
    };
    // The session is about nobody in particular; everything else has looked the person up.
    let person = person.filter(|_| service != "session");
    let event = session
        .world
        .with(|db| record(db, &session.user, person.as_deref(), service, thread.as_deref()));
    match event {
        Ok(event) => set_header(&mut response, EVENT_LOG, &event),
        Err(_) => return Problem::new(Code::Internal).into_response(),
    }
    response
}

/// Writes an event and gives its id.
///
/// # Errors
/// When the database refuses.
pub fn record(
    db: &Connection,
    user: &str,
    person: Option<&str>,
    kind: &str,
    thread: Option<&str>,
) -> Result<String, Problem> {
    let id = format!("e-{}", random_hex(8)?);
    db.execute(
        "INSERT INTO event_log (id, user_id, person_id, kind, thread_id, at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        params![id, user, person, kind, thread, instant(now())],
    )?;
    Ok(id)
}
