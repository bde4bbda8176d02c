//! What a reader does with threads, for themself: read or not, in the list or put away.

use chrono::{DateTime, Utc};
use gloo_net::http::Method;
use serde_json::{Value, json};

use super::client::{Call, Client};
use super::endpoint::Endpoint;
use super::error::ApiError;
use super::wire::Fields;
use crate::domain::calendar;

/// What a change left behind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Changed {
    /// The thread's version now; 0 when more than one changed.
    pub version: u64,
    /// Unread threads of the person, for this reader.
    pub unread: u32,
}

/// Marks a thread as read or unread.
///
/// # Errors
/// As every call.
pub async fn set_read(client: &Client, id: &str, read: bool) -> Result<Changed, ApiError> {
    change(client, &Endpoint::read_state(id), Method::PUT, json!({ "read": read })).await
}

/// Puts a thread away, or takes it back.
///
/// # Errors
/// As every call.
pub async fn set_put_away(client: &Client, id: &str, put_away: bool) -> Result<Changed, ApiError> {
    change(client, &Endpoint::put_away(id), Method::PUT, json!({ "putAway": put_away })).await
}

/// Marks everything in the list as read that is not newer than `until`.
///
/// # Errors
/// As every call.
pub async fn read_all(client: &Client, until: DateTime<Utc>) -> Result<Changed, ApiError> {
    let body = json!({ "until": calendar::instant_word(until) });
    change(client, &Endpoint::read_all(), Method::POST, body).await
}

async fn change(
    client: &Client,
    endpoint: &Endpoint,
    method: Method,
    body: Value,
) -> Result<Changed, ApiError> {
    let call = Call { method, body: Some(body), ..Call::default() };
    changed(&client.call(endpoint, call).await?.json().await?)
}

pub(super) fn changed(json: &Value) -> Result<Changed, ApiError> {
    let fields = Fields(json);
    let unread = fields.count("unread").ok_or(ApiError::Malformed)?;
    Ok(Changed { version: fields.number("version").unwrap_or(0), unread })
}
