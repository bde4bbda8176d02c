//! One way out: every call, its headers, its time limit and its person check.

use std::pin::Pin;
use std::rc::Rc;

use gloo_net::http::{Method, Request, RequestBuilder, Response};
use js_sys::{Array, Reflect};
use serde_json::Value;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortController, AbortSignal, Blob, RequestCredentials, RequestInit};

use super::endpoint::Endpoint;
use super::error::{ApiError, Problem};
use super::json;
use super::wire;
use crate::domain::person::PersonId;

/// A call that has not ended after this many milliseconds has failed, and can be tried again.
const TIME_LIMIT: u32 = 20_000;
/// The same for a file.
pub(super) const FILE_LIMIT: u32 = 300_000;

/// The browser lets all that outlives a page take 64 KiB together.
const LARGEST_OUTLIVING: usize = 60_000;

/// Calls for one person (or for nobody, where the contract asks for none).
///
/// The person and the abort signal belong to the client, so a call cannot be made for another
/// person than the one whose page made it, nor outlive that page.
#[derive(Clone)]
pub struct Client {
    api_url: String,
    csrf_token: String,
    person: Option<PersonId>,
    abort: AbortController,
    /// Ends its calls too.
    around: Option<AbortSignal>,
    link: Rc<dyn Link>,
}

/// What ties calls to the session that they are made in.
pub trait Link {
    /// The token that writes carry now; `None` when its user is no longer logged in.
    fn csrf_token(&self) -> Option<String>;

    /// The session was used, which moves its end.
    fn used(&self);

    /// An answer, a refusal too, was made under these claims.
    fn told_version(&self, version: &str);
}

/// A call, as far as it differs from others.
#[derive(Debug, Default)]
pub(super) struct Call<'a> {
    pub method: Method,
    pub body: Option<Value>,
    pub if_match: Option<&'a str>,
    pub idempotency_key: Option<&'a str>,
    pub last_event: Option<&'a str>,
    pub length: Length,
    /// The browser carries it on when the page goes, if it is small enough for that.
    pub outlives: bool,
}

/// Something that comes, behind a pointer.
pub(super) type Boxed<'a, T> = Pin<Box<dyn Future<Output = T> + 'a>>;

/// How long a call may take.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Length {
    /// As long as one waits for a page.
    #[default]
    Short,
    /// As long as a file takes: 5 MiB on a slow line are half a minute.
    File,
    /// Until it is aborted.
    Endless,
}

/// An answer that passed every check, still undecoded.
pub(super) struct Answer {
    pub response: Response,
    pub etag: Option<String>,
    /// Ends it before it has come whole.
    signal: Option<AbortSignal>,
}

impl Client {
    /// Calls for `person`; `None` where the contract takes no acting person.
    ///
    /// # Errors
    /// When the browser has no `AbortController`, which the start checks for.
    pub fn new(
        api_url: &str,
        csrf_token: &str,
        person: Option<PersonId>,
        link: Rc<dyn Link>,
    ) -> Result<Self, JsValue> {
        let (api_url, csrf_token) = (api_url.to_owned(), csrf_token.to_owned());
        Ok(Self { api_url, csrf_token, person, abort: AbortController::new()?, around: None, link })
    }

    /// The same client with a life of its own: aborting this one does not end its calls.
    #[must_use]
    pub fn lasting(&self) -> Self {
        let abort = AbortController::new().unwrap_or_else(|_| self.abort.clone());
        Self { abort, around: None, ..self.clone() }
    }

    /// The same client, whose calls can be ended before those of this one.
    #[must_use]
    pub fn apart(&self) -> Self {
        Self { around: Some(self.abort.signal()), ..self.lasting() }
    }

    /// The same client where the contract takes no acting person.
    #[must_use]
    pub(super) fn for_nobody(&self) -> Self {
        Self { person: None, ..self.clone() }
    }

    /// Ends every call of this client, now.
    pub fn abort(&self) {
        self.abort.abort();
    }

    /// Whom its calls are for.
    pub(super) const fn person(&self) -> Option<&PersonId> {
        self.person.as_ref()
    }

    /// Where a call goes.
    pub(super) fn address(&self, endpoint: &Endpoint) -> String {
        format!("{}{}", self.api_url, endpoint.path())
    }

    /// The headers that say who writes, and for whom.
    pub(super) fn identity(&self) -> Vec<(&'static str, String)> {
        let token = self.link.csrf_token().unwrap_or_else(|| self.csrf_token.clone());
        let person = self.person.iter().map(|PersonId(person)| ("X-Acting-Person", person.clone()));
        std::iter::once(("X-CSRF-Token", token)).chain(person).collect()
    }

    /// The session was used.
    pub(super) fn used(&self) {
        self.link.used();
    }

    /// An answer was made under these claims.
    pub(super) fn told_version(&self, version: &str) {
        self.link.told_version(version);
    }

    /// Have its calls been ended?
    #[must_use]
    pub fn is_aborted(&self) -> bool {
        self.abort.signal().aborted()
    }

    pub(super) fn get<'a>(&'a self, endpoint: &'a Endpoint) -> Boxed<'a, Result<Value, ApiError>> {
        Box::pin(async { self.call(endpoint, Call::default()).await?.json().await })
    }

    /// Boxed, as every step that many calls share: else each of them gets a copy of its code.
    pub(super) fn call<'a>(
        &'a self,
        endpoint: &'a Endpoint,
        call: Call<'a>,
    ) -> Boxed<'a, Result<Answer, ApiError>> {
        Box::pin(self.send(endpoint, call))
    }

    async fn send(&self, endpoint: &Endpoint, call: Call<'_>) -> Result<Answer, ApiError> {
        let signal = match call.length {
            Length::Short => self.signal(TIME_LIMIT),
            Length::File => self.signal(FILE_LIMIT),
            Length::Endless => self.abort.signal(),
        };
        let mut request = RequestBuilder::new(&self.address(endpoint))
            .credentials(RequestCredentials::Include)
            .abort_signal(Some(&signal));
        if call.method != Method::GET {
            let token = self.link.csrf_token();
            request = request.header("X-CSRF-Token", token.as_ref().unwrap_or(&self.csrf_token));
        }
        if let Some(PersonId(person)) = &self.person {
            request = request.header("X-Acting-Person", person);
        }
        if let Some(version) = call.if_match {
            request = request.header("If-Match", version);
        }
        if let Some(id) = call.last_event {
            request = request.header("Last-Event-ID", id);
        }
        if let Some(key) = call.idempotency_key {
            request = request.header("Idempotency-Key", key);
        }
        request = request.method(call.method);
        let request = match call.body {
            Some(body) => {
                let request = request.header("Content-Type", "application/json");
                let body = json::write(&body);
                if call.outlives && body.len() < LARGEST_OUTLIVING {
                    request.build().and_then(|request| outliving(request, &body))
                } else {
                    request.body(body)
                }
            }
            None => request.build(),
        };
        let response = request.map_err(|_| ApiError::Malformed)?.send().await;
        let response = response.map_err(|_| interruption(&signal))?;
        if let Some(version) = response.headers().get("X-Session-Version") {
            // To listen is no use of it.
            if call.length != Length::Endless {
                self.link.used();
            }
            self.link.told_version(&version);
        }
        let mut answer = check(response, self.person.as_ref()).await?;
        answer.signal = Some(signal);
        Ok(answer)
    }

    /// Aborted with the client, or when time is up.
    fn signal(&self, limit: u32) -> AbortSignal {
        let signals = Array::of2(&self.abort.signal(), &AbortSignal::timeout_with_u32(limit));
        if let Some(around) = &self.around {
            signals.push(around);
        }
        AbortSignal::any(&signals)
    }
}

impl Answer {
    /// # Errors
    /// When the answer is not JSON, or broke off.
    pub fn json(self) -> Boxed<'static, Result<Value, ApiError>> {
        Box::pin(self.read())
    }

    async fn read(self) -> Result<Value, ApiError> {
        let text = self.response.text().await.map_err(|_| broken(self.signal.as_ref()))?;
        json::parse(&text).ok_or(ApiError::Malformed)
    }

    /// # Errors
    /// When the answer broke off.
    pub async fn blob(self) -> Result<Blob, ApiError> {
        let Self { response, signal, .. } = self;
        let blob = web_sys::Response::from(response).blob().map_err(|_| ApiError::Malformed)?;
        let blob = JsFuture::from(blob).await.map_err(|_| broken(signal.as_ref()))?;
        blob.dyn_into().map_err(|_| ApiError::Malformed)
    }
}

/// Lets an answer through only when it succeeded and names the person that it was asked for.
///
/// # Errors
/// What is wrong with it.
pub(super) async fn check(
    response: Response,
    person: Option<&PersonId>,
) -> Result<Answer, ApiError> {
    let headers = response.headers();
    let retry_after = headers.get("Retry-After").and_then(|seconds| seconds.parse().ok());
    if let Some(PersonId(person)) = person {
        let answered_for = headers.get("X-Acting-Person");
        // A refusal before the service knew the person (no session, a fault on the way) names nobody.
        let may_be_missing = !response.ok();
        match answered_for {
            Some(answered_for) if answered_for == *person => {}
            None if may_be_missing => {}
            _ => return Err(ApiError::WrongPerson),
        }
    }
    if response.ok() {
        let etag = headers.get("ETag");
        return Ok(Answer { response, etag, signal: None });
    }
    let status = response.status();
    let text = response.text().await.unwrap_or_default();
    let problem = json::parse(&text).map(|json| wire::problem(&json)).unwrap_or_default();
    Err(ApiError::Refused(Problem { status, retry_after, ..problem }))
}

/// `keepalive`, which the builder of requests does not know.
fn outliving(request: Request, body: &str) -> Result<Request, gloo_net::Error> {
    let init = RequestInit::new();
    init.set_body(&body.into());
    let kept = Reflect::set(&init, &"keepalive".into(), &true.into());
    let request = web_sys::Request::from(request);
    let made = kept.and_then(|_| web_sys::Request::new_with_request_and_init(&request, &init));
    made.map(Request::from).map_err(|_| gloo_net::Error::GlooError(String::new()))
}

/// Why an answer that had begun did not come whole.
fn broken(signal: Option<&AbortSignal>) -> ApiError {
    signal.map_or(ApiError::Network, interruption)
}

fn interruption(signal: &AbortSignal) -> ApiError {
    if !signal.aborted() {
        return ApiError::Network;
    }
    let name = Reflect::get(&signal.reason(), &JsValue::from_str("name"));
    if name.is_ok_and(|name| name == "TimeoutError") {
        ApiError::Timeout
    } else {
        ApiError::Aborted
    }
}
