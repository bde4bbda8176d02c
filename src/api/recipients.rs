//! Whom a citizen can write to.

use serde_json::Value;

use super::client::Client;
use super::endpoint::Endpoint;
use super::error::ApiError;
use super::wire::{self, Fields};
use crate::domain::recipient::Recipient;

/// The person's recipients, those that take no messages included.
///
/// # Errors
/// As every call.
pub async fn list(client: &Client) -> Result<Vec<Recipient>, ApiError> {
    all(&client.get(&Endpoint::recipients()).await?)
}

pub(super) fn all(json: &Value) -> Result<Vec<Recipient>, ApiError> {
    let fields = Fields(json);
    let read = || fields.each("recipients", wire::recipient);
    fields.has_list("recipients").then(read).ok_or(ApiError::Malformed)
}
