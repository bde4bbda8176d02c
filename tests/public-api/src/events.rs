//! Live events: what changes while the inbox is open, so far the claims and the end of the session.
//!
//! Claims change when somebody changes them in the world's SQLite file, whose path the log-in tells
//! (`database`). Each is one statement, for instance:
//!
//! ```sql
//! UPDATE persons SET consent_level = 'basic' WHERE id = 'p-kari';      -- none, basic, basicPlus, full
//! UPDATE persons SET archive_consent = 0 WHERE id = 'p-kari';
//! UPDATE persons SET archive_terms_accepted = 0 WHERE id = 'p-kari';
//! UPDATE persons SET age_band = '12to15' WHERE id = 'p-nora';          -- under12, 12to15, 16to17, adult
//! UPDATE persons SET services = '[{"service":"messages","status":"no","reason":"reserved"}]' WHERE id = 'p-kari';
//! UPDATE persons SET services = json_set(services, '$[1].status', 'no') WHERE id = 'p-nora';
//! UPDATE representations SET power_of_attorney = json_set(power_of_attorney, '$.validTo', '2020-01-31')
//!   WHERE user_id = 'kari' AND person_id = 'p-ola';
//! UPDATE representations SET power_of_attorney = json_set(power_of_attorney, '$.serviceAreas', json('[1]'))
//!   WHERE user_id = 'kari' AND person_id = 'p-ola';
//! UPDATE representations SET relation = 'guardian', power_of_attorney = NULL
//!   WHERE user_id = 'kari' AND person_id = 'p-ola';
//! DELETE FROM representations WHERE user_id = 'kari' AND person_id = 'p-ola';
//! UPDATE users SET security_level = 3 WHERE id = 'kari';
//! UPDATE users SET confidential_address = 1 WHERE id = 'kari';
//! UPDATE users SET contact_info_blocks_writing = 1 WHERE id = 'kari';
//! UPDATE users SET contact_info_confirmed_at = '2024-01-01T00:00:00.000Z' WHERE id = 'kari';
//! ```

use std::convert::Infallible;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::extract::{Request, State};
use axum::http::HeaderValue;
use axum::http::header::CONTENT_TYPE;
use axum::response::Response;
use hyper::body::{Body as HttpBody, Frame};
use tokio::time::{Instant, Interval, MissedTickBehavior, interval};

use crate::app::App;
use crate::problem::{Code, Problem};
use crate::request::header;
use crate::scenario::UnknownEvents;
use crate::serve::Endless;
use crate::unknown_values::UNKNOWN;

/// How often the claims are looked at.
const LOOK: Duration = Duration::from_millis(200);
/// After so long without a word, a comment keeps the stream open.
const KEEP_ALIVE: Duration = Duration::from_secs(25);

/// A line that says nothing.
const COMMENT: &str = ":\n\n";

/// `GET /events`
///
/// # Errors
/// A problem document.
pub async fn stream(State(app): State<Arc<App>>, request: Request) -> Result<Response, Problem> {
    let token = app.cookie_token(request.headers()).unwrap_or_default();
    // Listening is no use of the session: its end stays where it is.
    let session = app.sessions.peek(&token).ok_or(Problem::new(Code::NotLoggedIn))?;
    let told = match header(request.headers(), "last-event-id") {
        Some(id) => id.to_owned(),
        None => session.version()?,
    };
    let mut looks = interval(LOOK);
    looks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let events = Events {
        app,
        token,
        told,
        looks,
        last_word: None,
        ended: false,
        unknown: request.extensions().get::<UnknownEvents>().is_some(),
    };
    let mut response = Response::new(Body::new(events));
    response.extensions_mut().insert(Endless);
    let media_type = HeaderValue::from_static("text/event-stream");
    response.headers_mut().insert(CONTENT_TYPE, media_type);
    Ok(response)
}

/// A stream that somebody reads. When they go away it is dropped, and so is its clock.
struct Events {
    app: Arc<App>,
    token: String,
    /// The version that the reader knows.
    told: String,
    looks: Interval,
    last_word: Option<Instant>,
    ended: bool,
    unknown: bool,
}

impl Events {
    /// What there is to say now. The database is asked and let go.
    fn look(&mut self) -> Option<String> {
        let Some(session) = self.app.sessions.peek(&self.token) else {
            self.ended = true;
            return Some(self.event("sessionEnded"));
        };
        // A database that cannot be read just now is asked again at the next look.
        if let Ok(version) = session.version()
            && version != self.told
        {
            self.told = version;
            return Some(format!("id: {}\n{}", self.told, self.event("claimsChanged")));
        }
        // The first comment tells the reader that the stream is open.
        let quiet = self.last_word.is_none_or(|at| at.elapsed() >= KEEP_ALIVE);
        quiet.then(|| COMMENT.to_owned())
    }

    fn event(&self, kind: &str) -> String {
        let kind = if self.unknown { UNKNOWN } else { kind };
        format!("data: {{\"kind\":\"{kind}\"}}\n\n")
    }
}

impl HttpBody for Events {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        let events = self.get_mut();
        while !events.ended {
            ready!(events.looks.poll_tick(context));
            if let Some(words) = events.look() {
                events.last_word = Some(Instant::now());
                return Poll::Ready(Some(Ok(Frame::data(words.into()))));
            }
        }
        Poll::Ready(None)
    }
}
