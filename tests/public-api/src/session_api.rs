//! Who is logged in, how long, in which language, and how much is unread.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::SET_COOKIE;
use axum::response::{IntoResponse, Response};
use rusqlite::{Connection, params};
use serde::{Deserialize, Serialize};

use crate::app::App;
use crate::claims::{self, PersonClaims, PowerOfAttorney, Service, UserClaims};
use crate::policy::Policy;
use crate::problem::{FieldError, Problem};
use crate::request::{Citizen, JsonBody, json, set_header};
use crate::session::{LOGIN_URL, WARN_SECONDS};
use crate::threads::counts;
use crate::time::{instant, now};

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct User {
    id: String,
    name: String,
    security_level: u8,
    confidential_address: bool,
    contact_info_confirmed_at: String,
    contact_info_blocks_writing: bool,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Person {
    id: String,
    name: String,
    relation: String,
    age_band: String,
    consent_level: String,
    archive_consent: bool,
    unread: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    power_of_attorney: Option<PowerOfAttorney>,
    services: Vec<Service>,
    grants: Vec<&'static str>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Session {
    user: User,
    persons: Vec<Person>,
    default_person: String,
    language: String,
    expires_at: String,
    warn_seconds: u32,
    server_time: String,
    csrf_token: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    first_page: Option<&'static str>,
}

fn unread(db: &Connection, user: &UserClaims, person: &PersonClaims) -> Result<i64, Problem> {
    let (_, unread) = counts(db, &user.id, &person.id, &Policy::new(user, person))?;
    Ok(unread)
}

/// `GET /session`
///
/// # Errors
/// A problem document.
pub async fn get(_: State<Arc<App>>, Citizen(session): Citizen) -> Result<Response, Problem> {
    session.world.with(|db| {
        let user = claims::user(db, &session.user)?;
        let mut first_page = None;
        let mut persons = Vec::new();
        for person in claims::persons(db, &session.user)? {
            let policy = Policy::new(&user, &person);
            if person.id == user.default_person && policy.inbox().is_ok() {
                first_page = Some("/api/v1/threads?limit=50");
            }
            persons.push(Person {
                unread: unread(db, &user, &person)?,
                grants: policy.compose().map_or_else(|_| Vec::new(), |()| vec!["compose"]),
                id: person.id,
                name: person.name,
                relation: person.relation,
                age_band: person.age_band,
                consent_level: person.consent_level,
                archive_consent: person.archive_consent,
                power_of_attorney: person.power_of_attorney,
                services: person.services,
            });
        }
        let answer = Session {
            persons,
            default_person: user.default_person,
            language: session.language,
            expires_at: instant(session.expires_at),
            warn_seconds: WARN_SECONDS,
            server_time: instant(now()),
            csrf_token: session.csrf,
            first_page,
            user: User {
                id: user.id,
                name: user.name,
                security_level: user.security_level,
                confidential_address: user.confidential_address,
                contact_info_confirmed_at: user.contact_info_confirmed_at,
                contact_info_blocks_writing: user.contact_info_blocks_writing,
            },
        };
        json(StatusCode::OK, &answer)
    })
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Extended {
    expires_at: String,
    server_time: String,
}

/// `POST /session/extend`; any use extends, this one tells how far.
///
/// # Errors
/// A problem document.
pub async fn extend(_: State<Arc<App>>, Citizen(session): Citizen) -> Result<Response, Problem> {
    let answer = Extended { expires_at: instant(session.expires_at), server_time: instant(now()) };
    json(StatusCode::OK, &answer)
}

/// The language chosen.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Language {
    language: String,
}

/// `PUT /session/language`
///
/// # Errors
/// A problem document.
pub async fn set_language(
    State(app): State<Arc<App>>,
    Citizen(session): Citizen,
    JsonBody(chosen): JsonBody<Language>,
) -> Result<Response, Problem> {
    if !["nb", "nn", "en", "se"].contains(&chosen.language.as_str()) {
        return Err(Problem::validation(vec![FieldError { field: "language", code: "unknown" }]));
    }
    session.world.with(|db| {
        db.execute(
            "UPDATE users SET language = ?2 WHERE id = ?1",
            params![session.user, chosen.language],
        )?;
        Ok(())
    })?;
    app.sessions.set_language(&session.token, &chosen.language);
    Ok(StatusCode::NO_CONTENT.into_response())
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct LoggedOut {
    login_url: &'static str,
}

/// `POST /logout`
///
/// # Errors
/// A problem document.
pub async fn log_out(
    State(app): State<Arc<App>>,
    Citizen(session): Citizen,
) -> Result<Response, Problem> {
    app.sessions.close(&session.token);
    let mut response = json(StatusCode::OK, &LoggedOut { login_url: LOGIN_URL })?;
    set_header(&mut response, SET_COOKIE.as_str(), &app.set_cookie(""));
    Ok(response)
}

#[derive(Serialize)]
struct UnreadOf {
    id: String,
    unread: i64,
}

#[derive(Serialize)]
struct Unread {
    persons: Vec<UnreadOf>,
}

/// `GET /unread`
///
/// # Errors
/// A problem document.
pub async fn unread_counts(
    _: State<Arc<App>>,
    Citizen(session): Citizen,
) -> Result<Response, Problem> {
    session.world.with(|db| {
        let user = claims::user(db, &session.user)?;
        let mut persons = Vec::new();
        for person in claims::persons(db, &session.user)? {
            persons.push(UnreadOf { unread: unread(db, &user, &person)?, id: person.id });
        }
        json(StatusCode::OK, &Unread { persons })
    })
}
