//! The session's stream of events: ids and kinds, never content.

use js_sys::{Reflect, Uint8Array};
use serde_json::Value;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::ReadableStreamDefaultReader;

use super::client::{Call, Client, Length};
use super::endpoint::Endpoint;
use super::error::ApiError;
use super::wire::Fields;

/// Something changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// A claim: the session is to be asked for again.
    ClaimsChanged,
    /// The session has ended.
    SessionEnded,
}

/// An open stream.
pub struct Events {
    reader: ReadableStreamDefaultReader,
    /// The start of a line whose end has not come yet.
    rest: String,
}

/// Opens the stream. What happened since `last`, the version of the claims that is known here, is
/// told first.
///
/// # Errors
/// As every call.
pub async fn open(client: &Client, last: &str) -> Result<Events, ApiError> {
    let call = Call { length: Length::Endless, last_event: Some(last), ..Call::default() };
    let answer = client.call(&Endpoint::events(), call).await?;
    let stream = answer.response.body().ok_or(ApiError::Malformed)?;
    let reader = stream.get_reader().dyn_into().map_err(|_| ApiError::Malformed)?;
    Ok(Events { reader, rest: String::new() })
}

impl Events {
    /// What came next: perhaps no event, but a sign of life. `None` when the stream has ended, for
    /// whatever reason.
    pub async fn next(&mut self) -> Option<Vec<Event>> {
        let chunk = JsFuture::from(self.reader.read()).await.ok()?;
        let bytes = Reflect::get(&chunk, &JsValue::from_str("value")).ok()?;
        let bytes = bytes.dyn_into::<Uint8Array>().ok()?.to_vec();
        Some(events(&mut self.rest, &String::from_utf8_lossy(&bytes)))
    }
}

/// The events in `chunk`; the start of a broken line is left in `rest`.
fn events(rest: &mut String, chunk: &str) -> Vec<Event> {
    rest.push_str(chunk);
    let Some((lines, after)) = rest.rsplit_once('\n') else { return Vec::new() };
    let found = lines.lines().filter_map(event).collect();
    *rest = after.to_owned();
    found
}

/// The contract writes an event's data on one line. An unknown kind is none of ours.
fn event(line: &str) -> Option<Event> {
    let json: Value = serde_json::from_str(line.strip_prefix("data:")?).ok()?;
    match Fields(&json).str("kind")? {
        "claimsChanged" => Some(Event::ClaimsChanged),
        "sessionEnded" => Some(Event::SessionEnded),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_event_is_heard_however_the_stream_is_cut() {
        let stream = ":\n\nid: a1\ndata: {\"kind\":\"claimsChanged\"}\n\n:\n\ndata: {\"kind\":\"new\"}\n\n\
                      data: {broken\n\ndata: {\"kind\":\"sessionEnded\"}\n\n";
        for size in 1..stream.len() {
            let mut rest = String::new();
            let bytes: Vec<_> = stream.bytes().collect();
            let heard: Vec<_> = bytes
                .chunks(size)
                .flat_map(|chunk| events(&mut rest, &String::from_utf8_lossy(chunk)))
                .collect();
            assert_eq!(heard, [Event::ClaimsChanged, Event::SessionEnded], "{size}");
        }
    }
}
