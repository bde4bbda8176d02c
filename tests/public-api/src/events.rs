//! Live events: what changes while the inbox is open, and the end of the session.
//!
//! Whatever changes in the world's SQLite file, whose path the log-in tells (`database`), is told: triggers write it
//! down (`changes.sql`) and keep all that follows from it (`derived.sql`), whoever makes the change. Each is one
//! statement, for instance:
//!
//! ```sql
//! -- a new message of the service in a thread: takes it back if it was put away
//! INSERT INTO messages (id, thread_id, position, from_kind, from_name, sent_at, body)
//!   SELECT 'm-new-1', id, message_count + 1, 'service', sender_name, strftime('%Y-%m-%dT%H:%M:%fZ', 'now'),
//!     json_object('kind', 'text', 'text', 'Timen er flyttet.') FROM threads WHERE id = 't-kari-13';
//! -- a new thread: insert it, then its first message as above
//! INSERT INTO threads (id, person_id, category, region, sender_name, subject, read_by)
//!   VALUES ('t-new-1', 'p-kari', 'hospital', 'helseSorOst', 'Oslo universitetssykehus', 'Svar på prøve', NULL);
//! -- a file of a message
//! INSERT INTO attachments VALUES ('a-new-1', 'm-new-1', 0, 'Prøvesvar.pdf', 'application/pdf', 1, 'available', x'25');
//! -- read elsewhere by this reader; unread again
//! INSERT INTO reads (user_id, thread_id, up_to) SELECT 'kari', id, message_count FROM threads WHERE id = 't-kari-01'
//!   ON CONFLICT DO UPDATE SET up_to = excluded.up_to;
//! UPDATE reads SET up_to = 0 WHERE user_id = 'kari' AND thread_id = 't-kari-01';
//! -- put away elsewhere, and back
//! INSERT INTO reads (user_id, thread_id, up_to, put_away) VALUES ('kari', 't-kari-07', 0, 1)
//!   ON CONFLICT DO UPDATE SET put_away = 1;
//! UPDATE reads SET put_away = 0 WHERE user_id = 'kari' AND thread_id = 't-kari-07';
//! -- what was sent comes further: sent, receivedByJournal, receivedByArchive, rejectedByJournal, failed
//! UPDATE messages SET state = 'rejectedByJournal' WHERE thread_id = 't-kari-26' AND position = 2;
//! -- the service waits for an answer (a last moment, or NULL), and no more
//! INSERT INTO answers_wanted VALUES ('t-kari-13', strftime('%Y-%m-%dT%H:%M:%fZ', 'now', '2 days'));
//! DELETE FROM answers_wanted WHERE thread_id = 't-kari-13';
//! -- the dialogue is closed
//! UPDATE threads SET closed = 'dialogueClosed' WHERE id = 't-kari-13';
//! -- a draft is saved elsewhere
//! UPDATE drafts SET text = 'Fra en annen fane', version = version + 1,
//!   updated_at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now') WHERE thread_id = 't-kari-13' AND sent = 0;
//! -- a storm: a message in each of a hundred threads (again each 100 ms, with another word than 'storm-1')
//! INSERT INTO messages (id, thread_id, position, from_kind, from_name, sent_at, body)
//!   SELECT 'storm-1-' || id, id, message_count + 1, 'service', sender_name,
//!     strftime('%Y-%m-%dT%H:%M:%fZ', 'now'), json_object('kind', 'text', 'text', 'Storm')
//!   FROM threads WHERE person_id = 'p-kari' LIMIT 100;
//! ```
//!
//! Claims change likewise:
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
use serde_json::json;
use tokio::time::{Instant, Interval, MissedTickBehavior, interval};

use crate::app::App;
use crate::changes::{self, Change, News};
use crate::paging::canonical;
use crate::problem::{Code, Problem};
use crate::request::header;
use crate::scenario::{AboutPerson, PolicyOff, UnknownEvents};
use crate::serve::Endless;
use crate::session::SessionView;
use crate::unknown_values::UNKNOWN;

/// How often there is a look at what changed.
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
    let latest = session.world.with(|db| changes::latest(db))?;
    let (version, sequence) = match header(request.headers(), "last-event-id") {
        None => (session.version()?, latest),
        // A bare version is that of the session: nothing else can have been missed.
        Some(id) => match id.split_once('.') {
            None => (id.to_owned(), latest),
            Some((version, number)) => (version.to_owned(), canonical(number).unwrap_or(i64::MAX)),
        },
    };
    let mut looks = interval(LOOK);
    looks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let events = Events {
        app,
        token,
        version,
        sequence,
        looks,
        last_word: None,
        ended: false,
        policy_off: request.extensions().get::<PolicyOff>().is_some(),
        person: request.extensions().get::<AboutPerson>().map(|AboutPerson(person)| person.clone()),
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
    /// The version of the claims that the reader knows.
    version: String,
    /// The number of the last change that the reader knows.
    sequence: i64,
    looks: Interval,
    last_word: Option<Instant>,
    ended: bool,
    /// Faults: nothing is hidden, all is about this person, all is of a kind that nobody knows.
    policy_off: bool,
    person: Option<String>,
    unknown: bool,
}

impl Events {
    /// What there is to say now, all of it at once. The database is asked and let go.
    fn look(&mut self) -> Option<String> {
        let Some(mut session) = self.app.sessions.peek(&self.token) else {
            self.ended = true;
            return Some(self.about_all("sessionEnded"));
        };
        session.policy_off = self.policy_off;
        // A database that cannot be read just now is asked again at the next look.
        let mut words = self.news(&session).unwrap_or_default();
        // The first comment tells the reader that the stream is open.
        if words.is_empty() && self.last_word.is_none_or(|at| at.elapsed() >= KEEP_ALIVE) {
            COMMENT.clone_into(&mut words);
        }
        (!words.is_empty()).then_some(words)
    }

    fn news(&mut self, session: &SessionView) -> Result<String, Problem> {
        let mut words = String::new();
        let version = session.version()?;
        if version != self.version {
            self.version = version;
            words += &self.id(self.sequence);
            words += &self.about_all("claimsChanged");
        }
        let told = self.sequence;
        let (latest, news) = session.world.with(|db| {
            let latest = changes::latest(db)?;
            let same = latest == told;
            Ok((
                latest,
                if same { None } else { Some(changes::between(db, session, told, latest)?) },
            ))
        })?;
        self.sequence = latest;
        match news {
            None => {}
            Some(News::Unknown) => {
                words += &self.id(latest);
                words += &self.about_all("resync");
            }
            Some(News::Changes(changes)) => {
                for change in changes {
                    words += &self.id(change.sequence);
                    words += &self.about(&change);
                }
            }
        }
        Ok(words)
    }

    fn id(&self, sequence: i64) -> String {
        format!("id: {}.{sequence}\n", self.version)
    }

    fn about_all(&self, kind: &str) -> String {
        format!("data: {{\"kind\":\"{}\"}}\n\n", self.kind(kind))
    }

    fn about(&self, change: &Change) -> String {
        let event = json!({
            "kind": self.kind(&change.kind),
            "personId": self.person.as_ref().unwrap_or(&change.person),
            "threadId": change.thread,
            "version": change.version,
        });
        format!("data: {event}\n\n")
    }

    fn kind<'a>(&self, kind: &'a str) -> &'a str {
        if self.unknown { UNKNOWN } else { kind }
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
