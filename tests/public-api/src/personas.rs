//! Logging in: a page where a developer picks a persona, and the same for tests.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::{CONTENT_TYPE, SET_COOKIE};
use axum::response::{IntoResponse, Response};
use rusqlite::{OptionalExtension, params};
use serde::{Deserialize, Serialize};

use crate::app::App;
use crate::event_log;
use crate::first_log_in;
use crate::problem::{FieldError, Problem};
use crate::request::{JsonBody, json, set_header};
use crate::sample_files;
use crate::session::LIFETIME_SECONDS;
use crate::world::SHARED;

/// Whom one can log in as.
#[derive(Clone, Debug, Serialize)]
pub struct PersonaCard {
    /// What the log-in takes.
    pub id: String,
    /// Full name.
    pub name: String,
    /// What the persona shows.
    pub story: String,
}

fn text(media_type: &'static str, text: String) -> Response {
    let mut response = text.into_response();
    set_header(&mut response, CONTENT_TYPE.as_str(), media_type);
    response
}

/// `GET /login`
pub async fn page(State(app): State<Arc<App>>) -> Response {
    let card = include_str!("../web/card.html");
    let cards: String = app
        .personas
        .iter()
        .map(|persona| {
            card.replace("{id}", &escape(&persona.id))
                .replace("{name}", &escape(&persona.name))
                .replace("{story}", &escape(&persona.story))
        })
        .collect();
    let page = include_str!("../web/login.html").replace("{cards}", &cards);
    text("text/html; charset=utf-8", page)
}

/// `GET /stand-in/login.css`
pub async fn style() -> Response {
    text("text/css; charset=utf-8", include_str!("../web/login.css").to_owned())
}

/// `GET /stand-in/icon.png`
pub async fn icon() -> Response {
    let mut response = sample_files::DRAWING.into_response();
    set_header(&mut response, CONTENT_TYPE.as_str(), "image/png");
    response
}

/// `GET /stand-in/login.js`
pub async fn script() -> Response {
    text("text/javascript; charset=utf-8", include_str!("../web/login.js").to_owned())
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// `GET /stand-in/personas`
///
/// # Errors
/// A problem document.
pub async fn list(State(app): State<Arc<App>>) -> Result<Response, Problem> {
    json(StatusCode::OK, &app.personas)
}

/// Who logs in, and where.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct LogIn {
    persona: String,
    #[serde(default)]
    fresh: bool,
    world: Option<String>,
    lifetime_seconds: Option<u32>,
}

#[derive(Serialize)]
struct LoggedIn {
    world: String,
    database: String,
}

/// `POST /stand-in/login`
///
/// # Errors
/// A problem document.
pub async fn log_in(
    State(app): State<Arc<App>>,
    JsonBody(wanted): JsonBody<LogIn>,
) -> Result<Response, Problem> {
    let unknown = |field| Problem::validation(vec![FieldError { field, code: "unknown" }]);
    if !app.personas.iter().any(|persona| persona.id == wanted.persona) {
        return Err(unknown("persona"));
    }
    let world = match (&wanted.world, wanted.fresh) {
        (Some(_), true) => return Err(Problem::bad_request("fresh and world exclude each other")),
        (Some(id), false) => app.worlds.get(id),
        (None, true) => Some(match app.seed.large(&wanted.persona) {
            Some(many) => app.worlds.fresh_filled(&many.id, |db| many.fill(db))?,
            None => app.worlds.fresh()?,
        }),
        (None, false) => app.worlds.get(SHARED),
    }
    .ok_or_else(|| unknown("world"))?;
    let language: Option<String> = world.with(|db| {
        first_log_in::prepare(&app.seed, db, &wanted.persona)?;
        event_log::record(db, &wanted.persona, None, "logIn", None)?;
        let sql = "SELECT language FROM users WHERE id = ?1";
        Ok(db.query_row(sql, params![wanted.persona], |row| row.get(0)).optional()?)
    })?;
    let language = language.ok_or_else(|| unknown("persona"))?;
    let lifetime = wanted.lifetime_seconds.unwrap_or(LIFETIME_SECONDS);
    let answer =
        LoggedIn { world: world.id.clone(), database: world.path.to_string_lossy().into_owned() };
    let token = app.sessions.open(&wanted.persona, &language, world, lifetime)?;
    let mut response = json(StatusCode::OK, &answer)?;
    set_header(&mut response, SET_COOKIE.as_str(), &app.set_cookie(&token));
    Ok(response)
}
