//! Whom a citizen can write to.

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
    let json = client.get(&Endpoint::recipients()).await?;
    if json.get("recipients").is_none() {
        return Err(ApiError::Malformed);
    }
    Ok(Fields(&json).each("recipients", wire::recipient))
}
