//! Copies in the personal health archive.

use serde_json::json;

use super::client::Client;
use super::endpoint::Endpoint;
use super::error::ApiError;
use super::session::post;
use super::wire::{self, Fields};
use crate::domain::archive::{Archive, ArchiveCopy};

/// What of a thread is in the archive.
///
/// # Errors
/// As every call.
pub async fn open(client: &Client, thread: &str) -> Result<Archive, ApiError> {
    let json = client.get(&Endpoint::archive_copies(thread)).await?;
    wire::archive(Fields(&json)).ok_or(ApiError::Malformed)
}

/// Saves a message with its files, once however often it is called. `terms` are those that are accepted by it.
///
/// # Errors
/// As every call; calling again is safe.
pub async fn save(
    client: &Client,
    thread: &str,
    message: &str,
    terms: Option<&str>,
) -> Result<ArchiveCopy, ApiError> {
    let body = json!({ "messageId": message, "attachmentId": null, "acceptedTerms": terms });
    let endpoint = Endpoint::archive_copies(thread);
    let json = client.call(&endpoint, post(Some(body))).await?.json().await?;
    wire::archive_copy(Fields(&json)).ok_or(ApiError::Malformed)
}
