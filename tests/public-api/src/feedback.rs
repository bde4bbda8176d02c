//! «Fant du det du lette etter?»: kept without who answered.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use rusqlite::params;
use serde::Deserialize;

use crate::app::App;
use crate::problem::{FieldError, Problem};
use crate::request::{Citizen, JsonBody};
use crate::time::{instant, now};

/// Longest text, in characters.
const MAX_TEXT: usize = 1000;
/// The kinds of pages.
const PAGES: [&str; 5] = ["inbox", "thread", "compose", "persons", "about"];

/// What the citizen thinks of the page.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Feedback {
    found: bool,
    page: String,
    text: String,
}

/// `POST /feedback`
///
/// # Errors
/// A problem document.
pub async fn post(
    _: State<Arc<App>>,
    Citizen(session): Citizen,
    JsonBody(feedback): JsonBody<Feedback>,
) -> Result<StatusCode, Problem> {
    let mut errors = Vec::new();
    if !PAGES.contains(&feedback.page.as_str()) {
        errors.push(FieldError { field: "page", code: "unknown" });
    }
    if feedback.text.chars().count() > MAX_TEXT {
        errors.push(FieldError { field: "text", code: "tooLong" });
    }
    if !errors.is_empty() {
        return Err(Problem::validation(errors));
    }
    session.world.with(|db| {
        db.execute(
            "INSERT INTO feedback (found, page, text, at) VALUES (?1, ?2, ?3, ?4)",
            params![feedback.found, feedback.page, feedback.text, instant(now())],
        )?;
        Ok(StatusCode::NO_CONTENT)
    })
}
