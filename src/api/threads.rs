//! Threads and their messages.

use gloo_net::http::Response;
use js_sys::Uint8Array;
use serde_json::Value;
use wasm_bindgen_futures::JsFuture;
use web_sys::Blob;

use super::client::{Call, Client, Length, check};
use super::endpoint::Endpoint;
use super::error::ApiError;
use super::wire::{self, Fields};
use crate::domain::file::FIRST_BYTES;
use crate::domain::hit::Hit;
use crate::domain::message::Message;
use crate::domain::person::PersonId;
use crate::domain::thread::{Thread, ThreadSummary};

/// An entry of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Listed {
    /// A thread, and where a search found what it looked for.
    Thread(ThreadSummary, Hit),
    /// One that could not be understood; what identifies it, or its place.
    Unreadable(String),
}

/// A page of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ThreadPage {
    /// Its entries.
    pub threads: Vec<Listed>,
    /// Where the next page begins.
    pub next: Option<String>,
    /// Threads in all.
    pub total: u32,
    /// Unread threads in all.
    pub unread: u32,
}

/// Messages before those that are shown, oldest first.
#[derive(Clone, Debug)]
pub struct EarlierMessages {
    /// `None` stands where a message could not be understood.
    pub messages: Vec<Option<Message>>,
    /// Where still earlier ones go on.
    pub earlier: Option<String>,
}

/// A page of the person's threads.
///
/// # Errors
/// As every call.
pub async fn list(client: &Client, cursor: Option<&str>) -> Result<ThreadPage, ApiError> {
    page(&client.get(&Endpoint::threads(cursor)).await?)
}

/// The first page, from the answer that the start asked for while the app was on its way.
///
/// # Errors
/// As every call; `WrongPerson` when it is not about `person`.
pub async fn read_first_page(
    response: Response,
    person: &PersonId,
) -> Result<ThreadPage, ApiError> {
    page(&check(response, Some(person)).await?.json().await?)
}

pub(super) fn page(json: &Value) -> Result<ThreadPage, ApiError> {
    let fields = Fields(json);
    if !fields.has_list("threads") {
        return Err(ApiError::Malformed);
    }
    let next = fields.string("nextCursor");
    let entries = fields.list("threads").iter().enumerate();
    Ok(ThreadPage {
        threads: entries.map(|(place, entry)| listed(next.as_deref(), place, entry)).collect(),
        total: fields.count("total").unwrap_or(0),
        unread: fields.count("unread").unwrap_or(0),
        next,
    })
}

/// An entry of a page. One without an id is named by its place on the page, and that by what follows.
pub(super) fn listed(next: Option<&str>, place: usize, entry: &Value) -> Listed {
    let fields = Fields(entry);
    let id = || format!("{}?{place}", next.unwrap_or_default());
    match wire::thread_summary(fields) {
        Some(thread) => Listed::Thread(thread, Hit::default()),
        None => Listed::Unreadable(fields.string("id").unwrap_or_else(id)),
    }
}

/// One thread with its newest messages.
///
/// # Errors
/// `Refused` with 404 when it is not the person's, or hidden.
pub async fn open(client: &Client, id: &str) -> Result<Thread, ApiError> {
    opened(&client.get(&Endpoint::thread(id)).await?)
}

pub(super) fn opened(json: &Value) -> Result<Thread, ApiError> {
    wire::thread(Fields(json)).ok_or(ApiError::Malformed)
}

/// The messages before `cursor`.
///
/// # Errors
/// As every call.
pub async fn earlier(client: &Client, id: &str, cursor: &str) -> Result<EarlierMessages, ApiError> {
    earlier_page(&client.get(&Endpoint::earlier_messages(id, cursor)).await?)
}

pub(super) fn earlier_page(json: &Value) -> Result<EarlierMessages, ApiError> {
    let fields = Fields(json);
    if !fields.has_list("messages") {
        return Err(ApiError::Malformed);
    }
    let messages = fields.list("messages").iter().map(|message| wire::message(Fields(message)));
    Ok(EarlierMessages { messages: messages.collect(), earlier: fields.string("earlierCursor") })
}

/// Which of the session's persons a thread belongs to.
///
/// # Errors
/// `Refused` with 404 when to none of them.
pub async fn person_of(client: &Client, id: &str) -> Result<PersonId, ApiError> {
    owner(&client.for_nobody().get(&Endpoint::thread_person(id)).await?)
}

pub(super) fn owner(json: &Value) -> Result<PersonId, ApiError> {
    Fields(json).string("personId").map(PersonId).ok_or(ApiError::Malformed)
}

/// The bytes of an attachment, and the first of them.
///
/// # Errors
/// As every call.
pub async fn attachment(
    client: &Client,
    thread: &str,
    message: &str,
    attachment: &str,
) -> Result<(Blob, Vec<u8>), ApiError> {
    let endpoint = Endpoint::attachment(thread, message, attachment);
    let call = Call { length: Length::File, ..Call::default() };
    let blob = client.call(&endpoint, call).await?.blob().await?;
    let first = blob.slice_with_i32_and_i32(0, FIRST_BYTES).map_err(|_| ApiError::Malformed)?;
    let first = JsFuture::from(first.array_buffer()).await.map_err(|_| ApiError::Malformed)?;
    Ok((blob, Uint8Array::new(&first).to_vec()))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_thread_that_cannot_be_read_is_marked_among_its_neighbours() {
        let thread = json!({
            "id": "t-1", "category": "gp", "sender": { "name": "Solsiden legesenter" },
            "subject": "Svar på blodprøve", "latestAt": "2026-11-19T08:15:00Z"
        });
        let json = json!({
            "threads": [thread, { "id": "t-2" }, null, thread], "nextCursor": "c-2", "total": 4,
            "unread": 1
        });
        let page = page(&json).expect("a page");
        let read = page.threads.iter().map(|listed| match listed {
            Listed::Thread(thread, _) => thread.id.as_str(),
            Listed::Unreadable(id) => id,
        });
        assert_eq!(read.collect::<Vec<_>>(), ["t-1", "t-2", "c-2?2", "t-1"]);
        assert!(matches!(page.threads[1], Listed::Unreadable(_)));
        assert_eq!((page.next.as_deref(), page.total, page.unread), (Some("c-2"), 4, 1));
    }

    #[test]
    fn an_answer_without_a_list_is_not_an_empty_inbox() {
        for json in [json!({}), json!({ "threads": null }), json!([]), json!("ok")] {
            assert_eq!(page(&json), Err(ApiError::Malformed), "{json}");
        }
    }
}
