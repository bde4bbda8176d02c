//! The session's stream of events: ids and kinds, never content.

use js_sys::{Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::ReadableStreamDefaultReader;

use super::client::{Call, Client, Length};
use super::endpoint::Endpoint;
use super::error::ApiError;
use super::json;
use super::wire::Fields;
use crate::domain::person::PersonId;

/// Something changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// A claim: the session is to be asked for again.
    ClaimsChanged,
    /// Too much was missed: everything is to be asked for again.
    Resync,
    /// The session has ended.
    SessionEnded,
    /// Something in a person's inbox.
    Changed(Change),
}

/// What changed in an inbox.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// What happened.
    pub kind: ChangeKind,
    /// Whose inbox it is.
    pub person: PersonId,
    /// The thread; `None` when it is about more than one, or a new message's draft.
    pub thread: Option<String>,
}

/// What happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChangeKind {
    /// A message came.
    MessageReceived,
    /// Something in the thread changed, put away or back for instance.
    ThreadChanged,
    /// A message that the citizen sent has come further.
    DeliveryChanged,
    /// Read or unread, elsewhere.
    ReadStateChanged,
    /// A draft was saved, sent or deleted elsewhere.
    DraftChanged,
}

impl ChangeKind {
    fn parse(word: &str) -> Option<Self> {
        match word {
            "messageReceived" => Some(Self::MessageReceived),
            "threadChanged" => Some(Self::ThreadChanged),
            "deliveryChanged" => Some(Self::DeliveryChanged),
            "readStateChanged" => Some(Self::ReadStateChanged),
            "draftChanged" => Some(Self::DraftChanged),
            _ => None,
        }
    }
}

/// An open stream.
pub struct Events {
    reader: ReadableStreamDefaultReader,
    lines: Lines,
}

/// The stream's lines, however it is cut.
#[derive(Default)]
struct Lines {
    /// The start of a line whose end has not come yet.
    rest: String,
    last_id: Option<String>,
}

/// Opens the stream. What happened since `last` is told first: the `id` of an event, or the version
/// of the claims that is known here.
///
/// # Errors
/// As every call.
pub async fn open(client: &Client, last: &str) -> Result<Events, ApiError> {
    let call = Call { length: Length::Endless, last_event: Some(last), ..Call::default() };
    let answer = client.call(&Endpoint::events(), call).await?;
    let stream = answer.response.body().ok_or(ApiError::Malformed)?;
    let reader = stream.get_reader().dyn_into().map_err(|_| ApiError::Malformed)?;
    Ok(Events { reader, lines: Lines::default() })
}

impl Events {
    /// What came next: perhaps no event, but a sign of life. `None` when the stream has ended, for
    /// whatever reason.
    pub async fn next(&mut self) -> Option<Vec<Event>> {
        let chunk = JsFuture::from(self.reader.read()).await.ok()?;
        let bytes = Reflect::get(&chunk, &JsValue::from_str("value")).ok()?;
        let bytes = bytes.dyn_into::<Uint8Array>().ok()?.to_vec();
        Some(self.lines.events(&String::from_utf8_lossy(&bytes)))
    }

    /// Names what was heard last.
    pub fn last_id(&self) -> Option<&str> {
        self.lines.last_id.as_deref()
    }
}

impl Lines {
    /// The events in `chunk`; the start of a broken line is kept.
    fn events(&mut self, chunk: &str) -> Vec<Event> {
        self.rest.push_str(chunk);
        let Some((lines, after)) = self.rest.rsplit_once('\n') else { return Vec::new() };
        let mut found = Vec::new();
        for line in lines.lines() {
            if let Some(id) = line.strip_prefix("id:") {
                self.last_id = Some(id.trim().to_owned());
            } else if let Some(data) = line.strip_prefix("data:") {
                found.extend(event(data));
            }
        }
        self.rest = after.to_owned();
        found
    }
}

/// The contract writes an event's data on one line. An unknown kind is none of ours.
pub(super) fn event(data: &str) -> Option<Event> {
    let json = json::parse(data)?;
    let fields = Fields(&json);
    match fields.str("kind")? {
        "claimsChanged" => Some(Event::ClaimsChanged),
        "resync" => Some(Event::Resync),
        "sessionEnded" => Some(Event::SessionEnded),
        kind => {
            let person = PersonId(fields.string("personId")?);
            let thread = fields.string("threadId");
            Some(Event::Changed(Change { kind: ChangeKind::parse(kind)?, person, thread }))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_event_is_heard_however_the_stream_is_cut() {
        let stream = ":\n\nid: a1.7\ndata: {\"kind\":\"claimsChanged\"}\n\n:\n\ndata: {\"kind\":\"new\"}\n\n\
                      data: {broken\n\nid: a1.8\ndata: {\"kind\":\"messageReceived\",\
                      \"personId\":\"p-kari\",\"threadId\":\"t-1\",\"version\":3}\n\n\
                      data: {\"kind\":\"draftChanged\"}\n\ndata: {\"kind\":\"sessionEnded\"}\n\n";
        let received = Change {
            kind: ChangeKind::MessageReceived,
            person: PersonId("p-kari".into()),
            thread: Some("t-1".into()),
        };
        for size in 1..stream.len() {
            let mut lines = Lines::default();
            let bytes: Vec<_> = stream.bytes().collect();
            let heard: Vec<_> = bytes
                .chunks(size)
                .flat_map(|chunk| lines.events(&String::from_utf8_lossy(chunk)))
                .collect();
            let expected =
                [Event::ClaimsChanged, Event::Changed(received.clone()), Event::SessionEnded];
            assert_eq!(heard, expected, "{size}");
            assert_eq!(lines.last_id.as_deref(), Some("a1.8"));
        }
    }
}
