use chrono::{DateTime, TimeDelta, Utc};
use leptos::prelude::window;

/// The server's clock: its time when it answered, carried on by a clock that the reader cannot set.
#[derive(Clone, Copy, Debug)]
pub struct Clock {
    server_time: DateTime<Utc>,
    read_at: f64,
}

impl Clock {
    /// Starts at the server's time.
    #[must_use]
    pub fn new(server_time: DateTime<Utc>) -> Self {
        Self { server_time, read_at: elapsed() }
    }

    /// The server's time now.
    #[must_use]
    pub fn now(self) -> DateTime<Utc> {
        self.server_time + TimeDelta::milliseconds((elapsed() - self.read_at) as i64)
    }
}

/// Milliseconds since the page was opened.
pub fn elapsed() -> f64 {
    window().performance().map(|performance| performance.now()).unwrap_or_default()
}
