//! Who is logged in.

use chrono::{DateTime, Utc};
use gloo_net::http::{Method, Response};
use serde_json::{Value, json};

use super::client::{Answer, Call, Client, check};
use super::endpoint::Endpoint;
use super::error::ApiError;
use super::wire::{self, Fields};
use crate::domain::person::{Counts, Person, PersonId, User};
use crate::domain::service_page::ServicePage;
use crate::i18n::Language;

/// An open session.
#[derive(Clone, Debug)]
pub struct Session {
    /// Who is logged in.
    pub user: User,
    /// Everyone they may act for, themself included; never empty.
    pub persons: Vec<Person>,
    /// The person shown when nothing says otherwise; always one of `persons`.
    pub default_person: PersonId,
    /// Names this state of the claims; another one in an answer means that they have changed.
    pub version: String,
    /// Names the last event before this answer: what comes after it is told by the stream.
    pub last_event: Option<String>,
    /// Pages of the service that a reason may lead to; https only.
    pub links: Vec<(ServicePage, String)>,
    /// Sent with every write.
    pub csrf_token: String,
    /// When it ends unless it is used; every use moves the end by as much.
    pub expires_at: Option<DateTime<Utc>>,
    /// So many seconds before the end the citizen is warned.
    pub warn_seconds: u32,
    /// The server's clock when it answered.
    pub server_time: DateTime<Utc>,
}

impl Session {
    /// The person with this id, if the user may act for them.
    #[must_use]
    pub fn person(&self, id: &PersonId) -> Option<&Person> {
        self.persons.iter().find(|person| person.id == *id)
    }

    /// Where a page of the service is.
    #[must_use]
    pub fn link(&self, page: ServicePage) -> Option<&str> {
        self.links.iter().find(|(kind, _)| *kind == page).map(|(_, href)| href.as_str())
    }

    /// Keeps those whom `earlier` named and this session does not, as ended: whoever acts for one of
    /// them is told so, and keeps what they wrote.
    pub fn keep_ended(&mut self, earlier: Self) {
        for person in earlier.persons {
            if self.person(&person.id).is_none() {
                self.persons.push(person.ended());
            }
        }
    }
}

/// Reads the session from the answer that the start asked for while the app was on its way.
///
/// # Errors
/// `Refused` with 401 when nobody is logged in.
pub async fn read(response: Response) -> Result<Session, ApiError> {
    let json = check(response, None).await?.json().await?;
    wire::session(Fields(&json)).ok_or(ApiError::Malformed)
}

/// Keeps the user's choice of language.
///
/// # Errors
/// As every call.
pub async fn set_language(client: &Client, language: Language) -> Result<(), ApiError> {
    let body = Some(json!({ "language": language.tag() }));
    let call = Call { method: Method::PUT, body, ..Call::default() };
    client.call(&Endpoint::language(), call).await.map(|_| ())
}

/// Moves the end of the session, as every use of it does.
///
/// # Errors
/// As every call.
pub async fn extend(client: &Client) -> Result<(), ApiError> {
    client.call(&Endpoint::extend(), post(None)).await.map(|_| ())
}

/// Ends the session; answers where to log in again.
///
/// # Errors
/// As every call.
pub async fn log_out(client: &Client) -> Result<Option<String>, ApiError> {
    let answer = client.call(&Endpoint::log_out(), post(None)).await?;
    let json = answer.json().await?;
    Ok(wire::problem(&json).login_url)
}

/// What is new with every person of the session; those whose counts are not understood are left out.
///
/// # Errors
/// As every call.
pub async fn unread(client: &Client) -> Result<Vec<(PersonId, Counts)>, ApiError> {
    counts(&client.get(&Endpoint::unread()).await?)
}

pub(super) fn counts(json: &Value) -> Result<Vec<(PersonId, Counts)>, ApiError> {
    let fields = Fields(json);
    let read = |person: Fields<'_>| {
        let waiting = person.count("waiting").unwrap_or_default();
        let counts = Counts { unread: person.count("unread")?, waiting };
        Some((PersonId(person.string("id")?), counts))
    };
    fields.has_list("persons").then(|| fields.each("persons", read)).ok_or(ApiError::Malformed)
}

pub(super) fn post(body: Option<Value>) -> Call<'static> {
    Call { method: Method::POST, body, ..Call::default() }
}

/// The version that an answer about a draft must carry.
pub(super) fn version(answer: &Answer) -> Result<String, ApiError> {
    answer.etag.clone().ok_or(ApiError::Malformed)
}
