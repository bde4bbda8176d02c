//! What waits for the citizen.

use serde_json::Value;

use super::client::Client;
use super::endpoint::Endpoint;
use super::error::ApiError;
use super::wire::{self, Fields};
use crate::domain::waiting::Waiting;

/// What waits in the person's inbox; an entry that cannot be understood is left out.
///
/// # Errors
/// As every call.
pub async fn list(client: &Client) -> Result<Waiting, ApiError> {
    read(&client.get(&Endpoint::waiting()).await?)
}

pub(super) fn read(json: &Value) -> Result<Waiting, ApiError> {
    let fields = Fields(json);
    if !fields.has_list("threads") || !fields.has_list("drafts") {
        return Err(ApiError::Malformed);
    }
    // A draft is opened anew before it is changed: the version here is of no use.
    let draft = |draft| wire::draft(draft, String::new());
    Ok(Waiting {
        threads: fields.each("threads", wire::thread_summary),
        drafts: fields.each("drafts", draft),
    })
}
