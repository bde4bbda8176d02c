//! Messages of a thread.

use chrono::{DateTime, Utc};

use super::file::Attachment;
use super::rich_text::Body;

/// Who wrote a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Author {
    /// A service, the citizen's side, or (unknown to this version) neither.
    pub side: Side,
    /// Name.
    pub name: String,
    /// Role, such as «Fastlege».
    pub role: Option<String>,
}

/// The two sides of a thread.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// The health service.
    Service,
    /// The citizen, or who acts for them.
    Citizen,
    /// A value this version does not know: shown with the name only.
    Unknown,
}

impl Side {
    /// Reads the contract's word.
    #[must_use]
    pub fn parse(word: &str) -> Self {
        match word {
            "service" => Self::Service,
            "citizen" => Self::Citizen,
            _ => Self::Unknown,
        }
    }
}

/// How far a citizen's message has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DeliveryState {
    /// On its way.
    Sending,
    /// Taken by Helsenorge.
    Sent,
    /// In the recipient's journal.
    ReceivedByJournal,
    /// In the personal health archive.
    ReceivedByArchive,
    /// The journal refused it.
    RejectedByJournal,
    /// Not sent.
    Failed,
}

impl DeliveryState {
    /// Did it come to nothing?
    #[must_use]
    pub const fn did_not_arrive(self) -> bool {
        matches!(self, Self::RejectedByJournal | Self::Failed)
    }

    /// Reads the contract's word; an unknown state is not shown as any other.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        match word {
            "sending" => Some(Self::Sending),
            "sent" => Some(Self::Sent),
            "receivedByJournal" => Some(Self::ReceivedByJournal),
            "receivedByArchive" => Some(Self::ReceivedByArchive),
            "rejectedByJournal" => Some(Self::RejectedByJournal),
            "failed" => Some(Self::Failed),
            _ => None,
        }
    }
}

/// Why the journal refused a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Rejection {
    /// The person is not a patient there, or no longer.
    NotPatientThere,
    /// The recipient takes no messages any more.
    RecipientClosed,
    /// The journal could not read the message or its files.
    Unreadable,
    /// The journal says no more, or what this version does not know.
    Other,
}

impl Rejection {
    /// Reads the contract's word.
    #[must_use]
    pub fn parse(word: &str) -> Self {
        match word {
            "notPatientThere" => Self::NotPatientThere,
            "recipientClosed" => Self::RecipientClosed,
            "unreadable" => Self::Unreadable,
            _ => Self::Other,
        }
    }
}

/// How to try a message again that was not sent. It stays the same message.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Retry {
    /// The draft that became it.
    pub draft: String,
    /// That draft's key: the same message is never sent twice with it.
    pub send_key: String,
}

/// How to take back a message that is held.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Undo {
    /// Its send.
    pub send: String,
    /// The draft that it becomes again.
    pub draft: String,
    /// Until when.
    pub until: DateTime<Utc>,
}

/// A message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// Opaque id.
    pub id: String,
    /// Who wrote it.
    pub author: Author,
    /// The person it was written for, when someone else wrote it.
    pub on_behalf_of: Option<String>,
    /// When it was sent.
    pub sent_at: DateTime<Utc>,
    /// Had this reader read it when it was fetched?
    pub is_read: bool,
    /// How far it has come; for the citizen's own messages.
    pub delivery: Option<DeliveryState>,
    /// Why the journal refused it, where it says.
    pub rejection: Option<Rejection>,
    /// How to try it again, for who wrote it.
    pub retry: Option<Retry>,
    /// How to take it back, for who wrote it.
    pub undo: Option<Undo>,
    /// Language of the text (BCP 47), where it is stated.
    pub lang: Option<String>,
    /// What it says.
    pub body: Body,
    /// Files.
    pub attachments: Vec<Attachment>,
}
