//! Threads: what stands in the list, and what may be done with them.

use chrono::{DateTime, Utc};

use super::access::Reason;
use super::appointment::Appointment;
use super::calendar::AnswerWithin;
use super::category::Category;
use super::message::{DeliveryState, Message};

/// Which regional health authority a thread comes from; decides how it is answered (R75-R77).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Region {
    /// Helse Vest.
    West,
    /// Helse Nord.
    North,
    /// Helse Midt-Norge.
    Central,
    /// Helse Sør-Øst.
    SouthEast,
    /// A value this version does not know: letters from there are not answered.
    Unknown,
}

impl Region {
    /// Reads the contract's word.
    #[must_use]
    pub fn parse(word: &str) -> Self {
        match word {
            "helseVest" => Self::West,
            "helseNord" => Self::North,
            "helseMidt" => Self::Central,
            "helseSorOst" => Self::SouthEast,
            _ => Self::Unknown,
        }
    }
}

/// What a citizen may do; the server grants, and the policy may still deny.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Action {
    /// Open and read.
    Read,
    /// Answer in the thread.
    Reply,
    /// Start a new thread.
    Compose,
    /// Answer an appointment letter.
    AnswerAppointment,
    /// Attach files.
    Attach,
    /// Keep a copy in the personal health archive.
    SaveToArchive,
    /// Mark as read.
    MarkRead,
    /// Mark as unread.
    MarkUnread,
    /// Take out of the list and back.
    PutAway,
    /// Print.
    Print,
    /// Download attachments.
    Download,
}

impl Action {
    /// Every action.
    pub const ALL: [Self; 11] = [
        Self::Read,
        Self::Reply,
        Self::Compose,
        Self::AnswerAppointment,
        Self::Attach,
        Self::SaveToArchive,
        Self::MarkRead,
        Self::MarkUnread,
        Self::PutAway,
        Self::Print,
        Self::Download,
    ];

    /// The contract's word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Reply => "reply",
            Self::Compose => "compose",
            Self::AnswerAppointment => "answerAppointment",
            Self::Attach => "attach",
            Self::SaveToArchive => "saveToArchive",
            Self::MarkRead => "markRead",
            Self::MarkUnread => "markUnread",
            Self::PutAway => "putAway",
            Self::Print => "print",
            Self::Download => "download",
        }
    }

    /// Reads the contract's word; a grant this version does not know grants nothing.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|action| action.word() == word)
    }
}

/// A thread as the list shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ThreadSummary {
    /// Opaque id; may stand in an address.
    pub id: String,
    /// `None` when the server named a category this version does not know.
    pub category: Option<Category>,
    /// The health region, for hospital threads.
    pub region: Option<Region>,
    /// Name of the other side.
    pub sender: String,
    /// Subject.
    pub subject: String,
    /// The start of the newest message, as plain text.
    pub preview: String,
    /// When the newest message came.
    pub latest_at: DateTime<Utc>,
    /// Unread by this reader.
    pub unread: bool,
    /// Number of messages.
    pub message_count: u32,
    /// Has any message a file?
    pub has_attachment: bool,
    /// Does an unsent answer of this reader wait?
    pub has_draft: bool,
    /// Did the citizen's side write last?
    pub citizen_wrote_last: bool,
    /// How far the citizen's newest message has come.
    pub delivery: Option<DeliveryState>,
    /// Has this reader put it out of the list?
    pub put_away: bool,
    /// Does the service wait for an answer?
    pub needs_answer: bool,
    /// The last moment for that, if there is one.
    pub answer_by: Option<DateTime<Utc>>,
    /// Goes up when anything in the thread changes.
    pub version: u64,
    /// What the server grants.
    pub grants: Vec<Action>,
}

impl ThreadSummary {
    /// What the policy needs to know.
    #[must_use]
    pub fn facts(&self) -> ThreadFacts<'_> {
        ThreadFacts { category: self.category, region: self.region, grants: &self.grants }
    }
}

/// An opened thread.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Thread {
    /// What the list knows.
    pub summary: ThreadSummary,
    /// Oldest first; `None` stands where a message could not be understood.
    pub messages: Vec<Option<Message>>,
    /// Where earlier messages go on, if there are any.
    pub earlier: Option<String>,
    /// Who reads what one writes here (R16).
    pub read_by: Option<String>,
    /// When what one writes here is answered, where somebody has said.
    pub answer: Option<AnswerWithin>,
    /// Why the server takes no reply; `None` when it does, or does not say.
    pub reply_closed: Option<Reason>,
    /// What an appointment letter is about.
    pub appointment: Option<Appointment>,
    /// That appointment in Appointments, where Helse Vest and Helse Nord are answered (R75, R76).
    pub appointments_link: Option<String>,
}

/// What the policy needs to know of a thread.
#[derive(Clone, Copy, Debug)]
pub struct ThreadFacts<'a> {
    /// `None` when the server named a category this version does not know.
    pub category: Option<Category>,
    /// The health region, for hospital threads.
    pub region: Option<Region>,
    /// What the server grants.
    pub grants: &'a [Action],
}
