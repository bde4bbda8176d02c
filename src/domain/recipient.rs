//! Those a citizen can write to (R67-R70).

use chrono::{DateTime, Utc};

use super::calendar::AnswerWithin;
use super::category::Category;

/// A recipient, or someone who could have been one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recipient {
    /// Opaque id.
    pub id: String,
    /// The kind of messages that one exchanges with them; `None` when this version does not know it.
    pub kind: Option<Category>,
    /// Name.
    pub name: String,
    /// Role, such as «Fastlege».
    pub role: Option<String>,
    /// Where.
    pub place: Option<String>,
    /// Why nothing can be written to them; `None` when it can.
    pub closed: Option<Closed>,
    /// Who reads what one writes (R16).
    pub read_by: String,
    /// When somebody last wrote to them for the person.
    pub last_written_at: Option<DateTime<Utc>>,
    /// What one can write about.
    pub topics: Vec<Topic>,
    /// What is done elsewhere.
    pub links: Vec<ServiceLink>,
}

/// Why a recipient takes no messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Closed {
    /// Offers no digital dialogue (R68).
    NoDigitalDialogue,
    /// The municipal service has not opened (R70).
    NotOpened,
    /// The GP does not offer it (R69).
    NotOfferedByGp,
    /// Another reason of the server's.
    Other,
}

impl Closed {
    /// Reads the contract's word.
    #[must_use]
    pub fn parse(word: Option<&str>) -> Self {
        match word {
            Some("noDigitalDialogue") => Self::NoDigitalDialogue,
            Some("notOpened") => Self::NotOpened,
            Some("notOfferedByGp") => Self::NotOfferedByGp,
            _ => Self::Other,
        }
    }
}

/// Something one can write about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Topic {
    /// Its kind.
    pub kind: TopicKind,
    /// When it is answered (R73, R82, R83).
    pub answer: AnswerWithin,
    /// What it costs (R81).
    pub price: Option<Price>,
}

/// The kinds of topics.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TopicKind {
    /// Kontakt legekontoret (R80).
    ContactSurgery,
    /// Start e-konsultasjon (R81).
    EConsultation,
    /// Anything.
    General,
}

impl TopicKind {
    /// The contract's word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::ContactSurgery => "contactSurgery",
            Self::EConsultation => "eConsultation",
            Self::General => "general",
        }
    }

    /// Reads the contract's word; an unknown topic is not offered.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        [Self::ContactSurgery, Self::EConsultation, Self::General]
            .into_iter()
            .find(|topic| topic.word() == word)
    }
}

/// A price told before writing (R81).
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Price {
    /// In øre.
    pub amount: u32,
    /// What it stands for.
    pub note: String,
}

/// A service of the recipient's that has its own page (R80).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServiceLink {
    /// Which.
    pub kind: ServiceLinkKind,
    /// https only.
    pub href: String,
}

/// The services that have their own page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ServiceLinkKind {
    /// Forny resept.
    RenewPrescription,
    /// Bestill time.
    BookAppointment,
}

impl ServiceLinkKind {
    /// Reads the contract's word; an unknown one is not shown.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        match word {
            "renewPrescription" => Some(Self::RenewPrescription),
            "bookAppointment" => Some(Self::BookAppointment),
            _ => None,
        }
    }
}
