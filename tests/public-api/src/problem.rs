//! Refusals as RFC 9457 problem documents.

use axum::http::header::{CONTENT_TYPE, RETRY_AFTER};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use serde::Serialize;

use crate::session::LOGIN_URL;

/// Why a request was refused: the contract's closed list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Code {
    /// No session, or it has ended.
    NotLoggedIn,
    /// A write without the session's token.
    Csrf,
    /// The access policy says no; `reason` tells why.
    AccessDenied,
    /// Not a person of this session.
    PersonNotFound,
    /// Nothing here for this reader and person.
    NotFound,
    /// The request contradicts what is stored.
    Conflict,
    /// The draft is sent already.
    DraftSent,
    /// Another draft in the thread has been begun.
    DraftOpen,
    /// The draft was changed elsewhere.
    DraftChanged,
    /// `If-Match` is missing.
    PreconditionRequired,
    /// The request cannot be understood.
    BadRequest,
    /// The cursor is another list's, or has expired.
    BadCursor,
    /// A field holds what it must not.
    Validation,
    /// Too many requests.
    TooMany,
    /// The server failed.
    Internal,
    /// The server is away for a while.
    Unavailable,
    /// The body is too large.
    PayloadTooLarge,
    /// The body is of a type that is not taken here.
    UnsupportedMediaType,
    /// The address exists, the method does not.
    MethodNotAllowed,
}

impl Code {
    /// The contract's word, the status and an English title.
    #[must_use]
    pub const fn facts(self) -> (&'static str, StatusCode, &'static str) {
        match self {
            Self::NotLoggedIn => ("notLoggedIn", StatusCode::UNAUTHORIZED, "Not logged in"),
            Self::Csrf => ("csrf", StatusCode::FORBIDDEN, "The request token is missing or wrong"),
            Self::AccessDenied => ("accessDenied", StatusCode::FORBIDDEN, "Access denied"),
            Self::PersonNotFound => {
                ("personNotFound", StatusCode::FORBIDDEN, "Not a person of this session")
            }
            Self::NotFound => ("notFound", StatusCode::NOT_FOUND, "Not found"),
            Self::Conflict => ("conflict", StatusCode::CONFLICT, "Conflict"),
            Self::DraftSent => ("draftSent", StatusCode::CONFLICT, "The draft is already sent"),
            Self::DraftOpen => ("draftOpen", StatusCode::CONFLICT, "Another draft is open there"),
            Self::DraftChanged => {
                ("draftChanged", StatusCode::PRECONDITION_FAILED, "The draft was changed elsewhere")
            }
            Self::PreconditionRequired => {
                ("preconditionRequired", StatusCode::PRECONDITION_REQUIRED, "If-Match is required")
            }
            Self::BadRequest => ("badRequest", StatusCode::BAD_REQUEST, "Bad request"),
            Self::BadCursor => (
                "badCursor",
                StatusCode::BAD_REQUEST,
                "The cursor is another list's, or has expired",
            ),
            Self::Validation => {
                ("validation", StatusCode::UNPROCESSABLE_ENTITY, "A field is not valid")
            }
            Self::TooMany => ("tooMany", StatusCode::TOO_MANY_REQUESTS, "Too many requests"),
            Self::Internal => ("internal", StatusCode::INTERNAL_SERVER_ERROR, "Internal error"),
            Self::Unavailable => ("unavailable", StatusCode::SERVICE_UNAVAILABLE, "Unavailable"),
            Self::PayloadTooLarge => {
                ("payloadTooLarge", StatusCode::PAYLOAD_TOO_LARGE, "The body is too large")
            }
            Self::UnsupportedMediaType => (
                "unsupportedMediaType",
                StatusCode::UNSUPPORTED_MEDIA_TYPE,
                "The body is of a type that is not taken here",
            ),
            Self::MethodNotAllowed => {
                ("methodNotAllowed", StatusCode::METHOD_NOT_ALLOWED, "Method not allowed")
            }
        }
    }

    /// The code that a bare status stands for.
    #[must_use]
    pub fn of_status(status: StatusCode) -> Self {
        match status.as_u16() {
            401 => Self::NotLoggedIn,
            403 => Self::AccessDenied,
            404 => Self::NotFound,
            405 => Self::MethodNotAllowed,
            409 => Self::Conflict,
            412 => Self::DraftChanged,
            413 => Self::PayloadTooLarge,
            415 => Self::UnsupportedMediaType,
            422 => Self::Validation,
            428 => Self::PreconditionRequired,
            429 => Self::TooMany,
            503 => Self::Unavailable,
            500..=599 => Self::Internal,
            _ => Self::BadRequest,
        }
    }
}

/// One field that is not valid.
#[derive(Clone, Debug, Serialize)]
pub struct FieldError {
    /// Name of the field.
    pub field: &'static str,
    /// What is wrong with it.
    pub code: &'static str,
}

/// A refusal.
#[derive(Debug)]
pub struct Problem {
    code: Code,
    word: Option<String>,
    status: StatusCode,
    detail: Option<&'static str>,
    reason: Option<String>,
    retry_after: Option<u32>,
    errors: Vec<FieldError>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Document<'a> {
    #[serde(rename = "type")]
    kind: &'static str,
    title: &'static str,
    status: u16,
    #[serde(skip_serializing_if = "Option::is_none")]
    detail: Option<&'a str>,
    code: &'a str,
    request_id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    login_url: Option<&'static str>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    errors: &'a [FieldError],
}

impl Problem {
    /// A refusal of this kind.
    #[must_use]
    pub const fn new(code: Code) -> Self {
        let (_, status, _) = code.facts();
        Self {
            code,
            word: None,
            status,
            detail: None,
            reason: None,
            retry_after: None,
            errors: Vec::new(),
        }
    }

    /// The request cannot be understood, and why.
    #[must_use]
    pub const fn bad_request(detail: &'static str) -> Self {
        Self::new(Code::BadRequest).detail(detail)
    }

    /// The access policy says no.
    #[must_use]
    pub fn denied(reason: &str) -> Self {
        Self { reason: Some(reason.to_owned()), ..Self::new(Code::AccessDenied) }
    }

    /// Fields that are not valid.
    #[must_use]
    pub fn validation(errors: Vec<FieldError>) -> Self {
        Self { errors, ..Self::new(Code::Validation) }
    }

    /// Any status at all, for a fault that a test asked for.
    #[must_use]
    pub fn scripted(status: StatusCode, word: Option<String>, retry_after: Option<u32>) -> Self {
        // The rest as the contract wants it of such a status.
        let code = Code::of_status(status);
        let waits = matches!(code, Code::TooMany | Code::Unavailable);
        let denied =
            code == Code::AccessDenied && word.as_deref().is_none_or(|word| word == "accessDenied");
        let invalid = FieldError { field: "text", code: "invalid" };
        Self {
            status,
            word,
            retry_after: retry_after.or(waits.then_some(1)),
            reason: denied.then(|| "notGranted".to_owned()),
            errors: if code == Code::Validation { vec![invalid] } else { Vec::new() },
            ..Self::new(code)
        }
    }

    /// Adds a sentence for developers.
    #[must_use]
    pub const fn detail(mut self, detail: &'static str) -> Self {
        self.detail = Some(detail);
        self
    }

    /// The kind of this refusal.
    #[must_use]
    pub const fn code(&self) -> Code {
        self.code
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let (word, _, title) = self.code.facts();
        let document = Document {
            kind: "about:blank",
            title,
            status: self.status.as_u16(),
            detail: self.detail,
            code: self.word.as_deref().unwrap_or(word),
            request_id: crate::request::random_hex(8).unwrap_or_default(),
            reason: self.reason.as_deref(),
            login_url: (self.status == StatusCode::UNAUTHORIZED).then_some(LOGIN_URL),
            errors: &self.errors,
        };
        let body = serde_json::to_vec(&document).unwrap_or_default();
        let mut response = (self.status, body).into_response();
        response.extensions_mut().insert(self.code);
        let headers = response.headers_mut();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
        if let Some(seconds) = self.retry_after {
            headers.insert(RETRY_AFTER, HeaderValue::from(seconds));
        }
        response
    }
}

impl From<rusqlite::Error> for Problem {
    fn from(error: rusqlite::Error) -> Self {
        eprintln!("database: {error}");
        Self::new(Code::Internal)
    }
}

impl From<serde_json::Error> for Problem {
    fn from(error: serde_json::Error) -> Self {
        // The category only: the error's own text may repeat what was written.
        eprintln!("json: {:?}", error.classify());
        Self::new(Code::Internal)
    }
}
