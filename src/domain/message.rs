//! Messages of a thread.

use chrono::{DateTime, Utc};

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
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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

/// Whether an attachment can be had.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AttachmentState {
    /// Can be downloaded.
    Available,
    /// Kept no longer.
    Expired,
    /// Holds something harmful.
    Infected,
    /// A value this version does not know: not downloaded.
    Unknown,
}

impl AttachmentState {
    /// Reads the contract's word.
    #[must_use]
    pub fn parse(word: &str) -> Self {
        match word {
            "available" => Self::Available,
            "expired" => Self::Expired,
            "infected" => Self::Infected,
            _ => Self::Unknown,
        }
    }
}

/// A file that came with a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attachment {
    /// Opaque id.
    pub id: String,
    /// File name, safe to show: see [`readable_file_name`].
    pub name: String,
    /// Size in bytes.
    pub size: u64,
    /// Whether it can be had.
    pub state: AttachmentState,
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
    /// Language of the text (BCP 47), where it is stated.
    pub lang: Option<String>,
    /// What it says.
    pub body: Body,
    /// Files.
    pub attachments: Vec<Attachment>,
}

/// Makes what steers or hides the letters of a file name visible, so that «gpj.exe» cannot pose as «exe.jpg».
#[must_use]
pub fn readable_file_name(name: &str) -> String {
    name.chars().map(|c| if misleads(c) { '\u{fffd}' } else { c }).collect()
}

fn misleads(c: char) -> bool {
    c.is_control()
        || matches!(c, '/' | '\\' | '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}'
            | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_name_cannot_pose_as_another() {
        assert_eq!(readable_file_name("prøve\u{202e}fdp.exe"), "prøve\u{fffd}fdp.exe");
        assert_eq!(readable_file_name("a\u{200b}.pdf\u{feff}"), "a\u{fffd}.pdf\u{fffd}");
        assert_eq!(readable_file_name("../a\\b\n.pdf"), "..\u{fffd}a\u{fffd}b\u{fffd}.pdf");
        assert_eq!(readable_file_name("Blåbær – svar.pdf"), "Blåbær – svar.pdf");
    }
}
