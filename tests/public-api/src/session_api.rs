//! Who is logged in, how long, in which language, and how much is unread.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::SET_COOKIE;
use axum::response::{IntoResponse, Response};
use rusqlite::params;
use serde::{Deserialize, Serialize};

use crate::app::App;
use crate::changes;
use crate::claims::{self, PersonClaims, UserClaims};
use crate::counts::{self, Counts};
use crate::problem::{FieldError, Problem};
use crate::request::{Citizen, JsonBody, json, set_header};
use crate::session::LOGIN_URL;
use crate::session_version;
use crate::time::{instant, now};
use crate::waiting;

/// Where the citizen can change what closes something, and other pages of the service.
const LINKS: [Link; 11] = [
    link("privacySettings", "https://tjenester.helsenorge.no/personverninnstillinger"),
    link("reopenAccess", "https://tjenester.helsenorge.no/gjenapne-tilgang"),
    link("powersOfAttorney", "https://tjenester.helsenorge.no/fullmakter"),
    link("contactInfo", "https://tjenester.helsenorge.no/kontaktinformasjon"),
    link("appointments", "https://tjenester.helsenorge.no/timeavtaler"),
    link("healthContacts", "https://tjenester.helsenorge.no/helsekontakter"),
    link("notificationSettings", "https://tjenester.helsenorge.no/profilinnstillinger/varsling"),
    link("logOfUse", "https://tjenester.helsenorge.no/personvern/logg-over-bruk"),
    link("aboutInbox", "https://www.helsenorge.no/om-tjenestene/innboks/"),
    link("municipalities", "https://www.helsenorge.no/digital-dialog-kommune/"),
    link("gpDigitalServices", "https://www.helsenorge.no/fastlege/dialog-med-legekontoret/"),
];

#[derive(Serialize)]
struct Link {
    kind: &'static str,
    href: &'static str,
}

const fn link(kind: &'static str, href: &'static str) -> Link {
    Link { kind, href }
}

#[derive(Serialize)]
struct Person {
    #[serde(flatten)]
    claims: PersonClaims,
    unread: i64,
    grants: Vec<&'static str>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Session {
    version: String,
    user: UserClaims,
    persons: Vec<Person>,
    default_person: String,
    language: String,
    expires_at: String,
    warn_seconds: u32,
    server_time: String,
    csrf_token: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    first_page: Option<&'static str>,
    last_event: String,
    links: &'static [Link],
}

/// `GET /session`
///
/// # Errors
/// A problem document.
pub async fn get(_: State<Arc<App>>, Citizen(session): Citizen) -> Result<Response, Problem> {
    session.world.with(|db| {
        let user = claims::user(db, &session.user)?;
        let persons = claims::persons(db, &session.user)?;
        let version = session_version::of_claims(&user, &persons)?;
        let last_event = format!("{version}.{}", changes::latest(db)?);
        let mut first_page = None;
        let person = |claims: PersonClaims| {
            let policy = session.policy(&user, &claims);
            if claims.id == user.default_person && policy.inbox().is_ok() {
                first_page = Some("/api/v1/threads?limit=50");
            }
            let Counts { unread, .. } = counts::of_list(db, &user.id, &claims.id, &policy)?;
            let grants =
                policy.compose().map_or_else(|_| Vec::new(), |()| vec!["compose", "attach"]);
            Ok(Person { claims, unread, grants })
        };
        let persons = persons.into_iter().map(person).collect::<Result<_, Problem>>()?;
        let answer = Session {
            version,
            persons,
            default_person: user.default_person.clone(),
            user,
            language: session.language.clone(),
            expires_at: instant(session.expires_at),
            warn_seconds: session.warn_seconds,
            server_time: instant(now()),
            csrf_token: session.csrf.clone(),
            first_page,
            last_event,
            links: &LINKS,
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
    waiting: i64,
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
        let all = waiting::counts(db, &user.id)?;
        let mut persons = Vec::new();
        for person in claims::persons(db, &session.user)? {
            let policy = session.policy(&user, &person);
            let Counts { unread, .. } = counts::of_list(db, &user.id, &person.id, &policy)?;
            let waiting = all.of(&person.id, &policy);
            persons.push(UnreadOf { id: person.id, unread, waiting });
        }
        json(StatusCode::OK, &Unread { persons })
    })
}
