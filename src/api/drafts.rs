//! Drafts, and the sends that send them.

use gloo_net::http::Method;
use serde_json::{Value, json};

use super::client::{Answer, Boxed, Call, Client};
use super::endpoint::Endpoint;
use super::error::ApiError;
use super::session::{post, version};
use super::wire::{self, Fields};
use crate::domain::draft::{Content, Draft};
use crate::domain::message::{DeliveryState, Retry};
use crate::domain::recipient::TopicKind;

/// The draft of an answer: a new one, or the one that waits.
///
/// # Errors
/// As every call.
pub async fn open_reply(client: &Client, thread: &str) -> Result<Draft, ApiError> {
    read(client.call(&Endpoint::replies(thread), post(None)).await?).await
}

/// A new draft to a recipient.
///
/// # Errors
/// As every call.
pub async fn create(client: &Client, recipient: &str, topic: TopicKind) -> Result<Draft, ApiError> {
    let body = json!({ "recipientId": recipient, "topic": topic.word() });
    read(client.call(&Endpoint::drafts(), post(Some(body))).await?).await
}

/// The drafts that wait; one that cannot be understood is left out.
///
/// # Errors
/// As every call.
pub async fn list(client: &Client) -> Result<Vec<Draft>, ApiError> {
    all(&client.get(&Endpoint::drafts()).await?)
}

pub(super) fn all(json: &Value) -> Result<Vec<Draft>, ApiError> {
    let fields = Fields(json);
    // A draft is opened anew before it is changed: the version here is of no use.
    let draft = |draft| wire::draft(draft, String::new());
    fields.has_list("drafts").then(|| fields.each("drafts", draft)).ok_or(ApiError::Malformed)
}

/// The draft as the server has it now.
///
/// # Errors
/// As every call.
pub async fn open(client: &Client, id: &str) -> Result<Draft, ApiError> {
    read(client.call(&Endpoint::draft(id), Call::default()).await?).await
}

/// Saves `content` over the version that `draft` names.
///
/// # Errors
/// `Refused` with 412 when it was changed elsewhere meanwhile.
pub async fn save(client: &Client, draft: &Draft, content: &Content) -> Result<Draft, ApiError> {
    let body = json!({ "subject": content.subject, "text": content.text });
    let if_match = Some(draft.version.as_str());
    let call =
        Call { method: Method::PUT, body: Some(body), if_match, outlives: true, ..Call::default() };
    read(client.call(&Endpoint::draft(&draft.id), call).await?).await
}

/// Deletes the draft as it stood when it was opened.
///
/// # Errors
/// As every call; `Refused` with 412 when it was changed meanwhile.
pub async fn delete(client: &Client, draft: &Draft) -> Result<(), ApiError> {
    let if_match = Some(draft.version.as_str());
    let call = Call { method: Method::DELETE, if_match, ..Call::default() };
    client.call(&Endpoint::draft(&draft.id), call).await.map(|_| ())
}

/// Sends the draft with these files, once however often it is called; answers the thread where it stands.
///
/// # Errors
/// As every call; after an uncertain one, calling again is safe.
pub async fn send(client: &Client, draft: &Draft, files: &[String]) -> Result<String, ApiError> {
    let body = json!({ "draftId": draft.id, "attachmentIds": files });
    let json = post_send(client, body, &draft.send_key, Some(&draft.version)).await?;
    Fields(&json).string("threadId").ok_or(ApiError::Malformed)
}

/// Tries a message again that was not sent; answers how far it has come. It is sent once however often
/// this is called.
///
/// # Errors
/// As [`send`].
pub async fn retry(client: &Client, retry: &Retry) -> Result<DeliveryState, ApiError> {
    let body = json!({ "draftId": retry.draft });
    let json = post_send(client, body, &retry.send_key, None).await?;
    Fields(&json).str("state").and_then(DeliveryState::parse).ok_or(ApiError::Malformed)
}

/// Takes back a send that is held; answers its draft, open again. A repeat answers the same.
///
/// # Errors
/// `Refused` with 409 when it cannot be taken back any more.
pub async fn undo(client: &Client, send: &str) -> Result<Draft, ApiError> {
    let call = Call { method: Method::DELETE, ..Call::default() };
    read(client.call(&Endpoint::send(send), call).await?).await
}

/// Boxed, as every step that several calls share.
fn post_send<'a>(
    client: &'a Client,
    body: Value,
    send_key: &'a str,
    if_match: Option<&'a str>,
) -> Boxed<'a, Result<Value, ApiError>> {
    Box::pin(async move {
        let call = Call {
            method: Method::POST,
            body: Some(body),
            if_match,
            idempotency_key: Some(send_key),
            ..Call::default()
        };
        client.call(&Endpoint::sends(), call).await?.json().await
    })
}

async fn read(answer: Answer) -> Result<Draft, ApiError> {
    let version = version(&answer)?;
    let json = answer.json().await?;
    wire::draft(Fields(&json), version).ok_or(ApiError::Malformed)
}
