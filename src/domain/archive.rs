//! Copies of messages in the personal health archive (R36).

use chrono::{DateTime, Utc};

/// What of a thread is in the archive, and the terms that come before it (R112).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Archive {
    /// Named when they are accepted.
    pub terms: String,
    /// Where they can be read.
    pub terms_link: String,
    /// Are they accepted?
    pub is_accepted: bool,
    /// The copies of whole messages.
    pub copies: Vec<ArchiveCopy>,
}

/// A message in the archive, with its files.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ArchiveCopy {
    /// The message.
    pub message: String,
    /// Since when.
    pub saved_at: DateTime<Utc>,
    /// Where it is.
    pub link: Option<String>,
}
