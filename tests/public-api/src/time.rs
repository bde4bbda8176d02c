//! The server's clock, and instants as they stand in the database and on the wire.

use chrono::{DateTime, SecondsFormat, Utc};

/// The server's clock.
#[must_use]
pub fn now() -> DateTime<Utc> {
    Utc::now()
}

/// RFC 3339 in UTC, always with milliseconds: text order is time order.
#[must_use]
pub fn instant(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Millis, true)
}

/// Reads an instant back.
#[must_use]
pub fn parse(text: &str) -> Option<DateTime<Utc>> {
    DateTime::parse_from_rfc3339(text).ok().map(|at| at.with_timezone(&Utc))
}
