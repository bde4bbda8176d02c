//! What citizens think of a page. About the service, never about a person.

use serde_json::json;

use super::client::Client;
use super::endpoint::Endpoint;
use super::error::ApiError;
use super::session::post;

/// Longest text that the contract takes.
pub const MAX_TEXT: usize = 1_000;

/// The kind of page that it is about; never its address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FeedbackPage {
    /// The list of threads.
    Inbox,
    /// A thread.
    Thread,
    /// Everyone one may act for.
    Persons,
    /// About the inbox.
    About,
}

impl FeedbackPage {
    const fn word(self) -> &'static str {
        match self {
            Self::Inbox => "inbox",
            Self::Thread => "thread",
            Self::Persons => "persons",
            Self::About => "about",
        }
    }
}

/// Tells the service whether the citizen found what they looked for (R99).
///
/// # Errors
/// As every call.
pub async fn send(
    client: &Client,
    page: FeedbackPage,
    found: bool,
    text: &str,
) -> Result<(), ApiError> {
    let body = json!({ "found": found, "page": page.word(), "text": text });
    client.call(&Endpoint::feedback(), post(Some(body))).await.map(|_| ())
}
