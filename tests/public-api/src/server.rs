//! Every address of the server.

use std::sync::Arc;

use axum::Router;
use axum::extract::{MatchedPath, Request, State};
use axum::http::HeaderName;
use axum::http::header::{ALLOW, CONTENT_TYPE};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post, put};

use crate::app::App;
use crate::problem::{Code, Problem};
use crate::request::{ACTING_PERSON, SESSION_VERSION, set_header};
use crate::{
    appointment_answers, archive, assets, attachments, draft_attachments, drafts, event_log,
    events, feedback, headers, messages, personas, put_away, read_all, read_state, recipients,
    scenario, search, sends, session_api, shell, threads, undo, waiting,
};

fn api(app: &Arc<App>) -> Router<Arc<App>> {
    Router::new()
        .route("/session", get(session_api::get))
        .route("/session/extend", post(session_api::extend))
        .route("/session/language", put(session_api::set_language))
        .route("/logout", post(session_api::log_out))
        .route("/unread", get(session_api::unread_counts))
        .route("/threads", get(threads::list))
        .route("/threads/search", post(search::post))
        .route("/threads/read-all", post(read_all::post))
        .route("/threads/{thread}", get(threads::open))
        .route("/threads/{thread}/messages", get(messages::list))
        .route("/threads/{thread}/person", get(threads::person))
        .route("/threads/{thread}/read-state", put(read_state::put))
        .route("/threads/{thread}/put-away", put(put_away::put))
        .route("/threads/{thread}/replies", post(drafts::reply))
        .route(
            "/threads/{thread}/appointment-answers",
            get(appointment_answers::list).post(appointment_answers::create),
        )
        .route("/threads/{thread}/archive-copies", get(archive::list).post(archive::create))
        .route(
            "/threads/{thread}/messages/{message}/attachments/{attachment}",
            get(attachments::get),
        )
        .route("/waiting", get(waiting::list))
        .route("/drafts", get(drafts::list).post(drafts::create))
        .route("/drafts/{draft}", get(drafts::get).put(drafts::save).delete(drafts::delete))
        .route(
            "/drafts/{draft}/attachments/{attachment}",
            put(draft_attachments::put)
                .get(draft_attachments::get)
                .delete(draft_attachments::delete),
        )
        .route("/sends", post(sends::create))
        .route("/sends/{send}", get(sends::get).delete(undo::delete))
        .route("/recipients", get(recipients::list))
        .route("/events", get(events::stream))
        .route("/feedback", post(feedback::post))
        .route_layer(from_fn_with_state(Arc::clone(app), event_log::of_use))
}

/// The whole server.
pub fn router(app: Arc<App>) -> Router {
    Router::new()
        .nest("/api/v1", api(&app))
        .route("/login", get(personas::page))
        .route("/stand-in/login.css", get(personas::style))
        .route("/stand-in/login.js", get(personas::script))
        .route("/stand-in/icon.png", get(personas::icon))
        .route("/stand-in/personas", get(personas::list))
        .route("/stand-in/login", post(personas::log_in))
        .route("/stand-in/scenario", put(scenario::put).delete(scenario::delete))
        .route("/", get(assets::to_app))
        .route("/innboks", get(assets::to_app))
        .route("/innboks/", get(assets::get))
        .route("/innboks/{*path}", get(assets::get))
        .route("/shell/{*path}", get(shell::file))
        .fallback(shell::page_or_nothing)
        .layer(from_fn_with_state(Arc::clone(&app), scenario::apply))
        .layer(from_fn_with_state(Arc::clone(&app), finish))
        .with_state(app)
}

/// What every answer has in common.
async fn finish(State(app): State<Arc<App>>, request: Request, next: Next) -> Response {
    let is_api = request.uri().path().starts_with("/api/");
    let person = request.headers().get(ACTING_PERSON).cloned().filter(|_| is_api);
    let token = app.cookie_token(request.headers()).filter(|_| is_api);
    let line = app.options.verbose.then(|| {
        let pattern = request.extensions().get::<MatchedPath>().map_or("-", MatchedPath::as_str);
        format!("{} {pattern}", request.method())
    });

    let mut response = next.run(request).await;
    if is_api {
        response = as_problem(response);
    }
    // As the claims are after the work; whoever logged out has none.
    let session = token.and_then(|token| app.sessions.peek(&token));
    if let Some(Ok(version)) = session.map(|session| session.version()) {
        set_header(&mut response, SESSION_VERSION, &version);
    }
    let names_nobody = response.extensions().get::<Code>() == Some(&Code::PersonNotFound);
    if let Some(person) = person.filter(|_| !names_nobody) {
        response.headers_mut().entry(HeaderName::from_static(ACTING_PERSON)).or_insert(person);
    }
    headers::add(response.headers_mut());
    if let Some(line) = line {
        println!("{line} {}", response.status().as_u16());
    }
    response
}

/// What the router refuses by itself becomes a problem document too.
fn as_problem(response: Response) -> Response {
    let status = response.status();
    let is_problem = response
        .headers()
        .get(CONTENT_TYPE)
        .is_some_and(|value| value.as_bytes().starts_with(b"application/problem+json"));
    if is_problem || !(status.is_client_error() || status.is_server_error()) {
        return response;
    }
    let mut problem = Problem::new(Code::of_status(status)).into_response();
    if let Some(allow) = response.headers().get(ALLOW) {
        problem.headers_mut().insert(ALLOW, allow.clone());
    }
    problem
}
