//! The mock of Helsenorge's shell (`tests/shell`): its files, and its one page at the addresses that are its own.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::State;
use axum::http::header::{ACCEPT_ENCODING, CONTENT_TYPE};
use axum::http::{HeaderMap, HeaderValue, Method, Uri};
use axum::response::{IntoResponse, Response};

use crate::app::App;
use crate::assets::{self, safe_names};
use crate::request::header;

const FILES: &str = "/shell/";
/// Pages of the shell's own, wherever the inbox stands. One of them only begins like an inbox.
const PAGES: [&str; 2] = ["/min-helse", "/innboksen"];

/// `GET /shell/*`
pub async fn file(State(app): State<Arc<App>>, uri: Uri, headers: HeaderMap) -> Response {
    let path = uri.path().strip_prefix(FILES).unwrap_or_default();
    let encodings = header(&headers, ACCEPT_ENCODING.as_str()).unwrap_or_default();
    let folder = &app.options.shell;
    safe_names(path)
        .map(|names| names.iter().fold(folder.clone(), |path, name| path.join(name)))
        .and_then(|wanted| assets::file(folder, &wanted, encodings))
        .unwrap_or_else(assets::not_found)
}

/// What no other address of the server is: a page of the shell, or nothing.
pub async fn page_or_nothing(State(app): State<Arc<App>>, method: Method, uri: Uri) -> Response {
    let path = uri.path();
    let is_file_name = path.rsplit('/').next().is_some_and(|name| name.contains('.'));
    let is_page = holds(&app, path) || PAGES.iter().any(|page| is_below(page, path));
    if method != Method::GET || is_file_name || path.starts_with("/api/") || !is_page {
        return assets::not_found();
    }
    page(&app)
}

/// Is this an address of the inbox in the shell?
pub fn holds(app: &App, path: &str) -> bool {
    is_below(&app.options.shell_at, path)
}

/// The shell's page, told where the inbox stands.
pub fn page(app: &App) -> Response {
    let Ok(page) = std::fs::read_to_string(app.options.shell.join("index.html")) else {
        return assets::not_found();
    };
    let page = page.replace("{base}", &app.options.shell_at);
    let html = HeaderValue::from_static("text/html; charset=utf-8");
    let mut response = Body::from(page).into_response();
    response.headers_mut().insert(CONTENT_TYPE, html);
    response
}

fn is_below(place: &str, path: &str) -> bool {
    let rest = path.strip_prefix(place.trim_end_matches('/'));
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

#[cfg(test)]
mod tests {
    use super::is_below;

    #[test]
    fn what_only_begins_alike_is_not_below() {
        for path in ["/innboks", "/innboks/", "/innboks/samtale/t-1"] {
            assert!(is_below("/innboks", path) && is_below("/", path), "{path}");
        }
        assert!(!is_below("/innboks", "/innboksen"));
        assert!(!is_below("/min-helse/innboks", "/min-helse"));
    }
}
