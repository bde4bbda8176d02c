//! The built app under `/innboks/`.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use axum::extract::State;
use axum::http::header::{ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, VARY};
use axum::http::{HeaderMap, HeaderValue, StatusCode, Uri};
use axum::response::{IntoResponse, Redirect, Response};

use crate::app::App;
use crate::headers::IMMUTABLE;
use crate::request::{decode, header};
use crate::shell;

/// Where the app lives.
pub const BASE: &str = "/innboks/";

/// `GET /` and `GET /innboks`
pub async fn to_app(State(app): State<Arc<App>>, uri: Uri) -> Response {
    if shell::holds(&app, uri.path()) {
        return shell::page(&app);
    }
    Redirect::temporary(BASE).into_response()
}

/// `GET /innboks/*`: a file, or the app's page for an address without a file ending.
pub async fn get(State(app): State<Arc<App>>, uri: Uri, headers: HeaderMap) -> Response {
    let path = uri.path().strip_prefix(BASE).unwrap_or_default();
    let Some(names) = safe_names(path) else { return not_found() };
    let is_file_name = names.last().is_some_and(|name| name.contains('.'));
    let encodings = header(&headers, ACCEPT_ENCODING.as_str()).unwrap_or_default();
    let dist = &app.options.dist;
    let wanted = names.iter().fold(dist.clone(), |path, name| path.join(name));
    if let Some(response) = file(dist, &wanted, encodings) {
        return response;
    }
    if is_file_name {
        return not_found();
    }
    if shell::holds(&app, uri.path()) {
        return shell::page(&app);
    }
    file(dist, &dist.join("index.html"), encodings).unwrap_or_else(not_found)
}

/// The page for what is not there.
#[must_use]
pub fn not_found() -> Response {
    let mut response = (StatusCode::NOT_FOUND, "Fant ikke siden.\n").into_response();
    response
        .headers_mut()
        .insert(CONTENT_TYPE, HeaderValue::from_static("text/plain; charset=utf-8"));
    response
}

/// The path's names, decoded; `None` for one that could lead out of the folder.
pub fn safe_names(path: &str) -> Option<Vec<String>> {
    path.split('/')
        .filter(|name| !name.is_empty())
        .map(|name| {
            let name = decode(name)?;
            let safe = !name.starts_with('.')
                && !name.chars().any(|c| matches!(c, '/' | '\\' | ':') || c.is_control());
            safe.then_some(name)
        })
        .collect()
}

/// A file of the folder `dist`, compressed if that lies beside it.
pub fn file(dist: &Path, wanted: &Path, encodings: &str) -> Option<Response> {
    // A link must not lead out of the folder either.
    let real = wanted.canonicalize().ok()?;
    if !real.starts_with(dist.canonicalize().ok()?) || !real.is_file() {
        return None;
    }
    let (bytes, encoding) = [("br", "br"), ("gzip", "gz")]
        .into_iter()
        .filter(|(encoding, _)| accepts(encodings, encoding))
        .find_map(|(encoding, ending)| {
            let mut beside = real.clone().into_os_string();
            beside.push(".");
            beside.push(ending);
            Some((std::fs::read(PathBuf::from(beside)).ok()?, Some(encoding)))
        })
        .or_else(|| Some((std::fs::read(&real).ok()?, None)))?;
    let mut response = bytes.into_response();
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(content_type(wanted)));
    headers.insert(VARY, HeaderValue::from_static("accept-encoding"));
    if let Some(encoding) = encoding {
        headers.insert(CONTENT_ENCODING, HeaderValue::from_static(encoding));
    }
    if wanted.file_name().is_some_and(|name| is_hashed(&name.to_string_lossy())) {
        headers.insert(CACHE_CONTROL, IMMUTABLE);
    }
    Some(response)
}

/// Does `Accept-Encoding` take this one? `q=0` is a no.
fn accepts(header: &str, encoding: &str) -> bool {
    header.split(',').any(|part| {
        let (name, q) = part.split_once(';').unwrap_or((part, "q=1"));
        let q = q.trim().strip_prefix("q=").and_then(|q| q.trim().parse::<f32>().ok());
        name.trim().eq_ignore_ascii_case(encoding) && q.is_none_or(|q| q > 0.0)
    })
}

/// Trunk's hash in a name: a hyphen and at least eight hex digits.
fn is_hashed(name: &str) -> bool {
    name.split('-').skip(1).any(|part| {
        part.bytes().take_while(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f')).count() >= 8
    })
}

fn content_type(path: &Path) -> &'static str {
    match path.extension().and_then(|ending| ending.to_str()).unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "wasm" => "application/wasm",
        "json" => "application/json",
        "webmanifest" => "application/manifest+json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "txt" | "md" | "ts" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::{accepts, is_hashed, safe_names};

    #[test]
    fn no_address_leads_out_of_the_folder() {
        for path in [
            "../Cargo.toml",
            "%2e%2e/Cargo.toml",
            "a/..%2f..",
            "a%5cb",
            ".git/config",
            "%00",
            "%zz",
        ] {
            assert_eq!(safe_names(path), None, "{path}");
        }
        assert_eq!(
            safe_names("texts/nb.json"),
            Some(vec!["texts".to_owned(), "nb.json".to_owned()])
        );
    }

    #[test]
    fn only_hashed_files_are_kept_for_a_year() {
        assert!(is_hashed("innboks-0123456789abcdef_bg.wasm"));
        assert!(is_hashed("main-deadbeef.css"));
        assert!(!is_hashed("source-sans-regular.woff2"));
        assert!(!is_hashed("index.html"));
    }

    #[test]
    fn a_refused_encoding_is_not_used() {
        assert!(accepts("gzip, deflate, br", "br"));
        assert!(accepts("br;q=0.5", "br"));
        assert!(!accepts("br;q=0, gzip", "br"));
    }
}
