//! Who is logged in, and the persons they may act for.

use chrono::{DateTime, NaiveDate, Utc};

use super::consent::ConsentLevel;
use super::thread::Action;

/// An opaque id of a person; never part of an address.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PersonId(pub String);

/// How the user stands to a person (R44, R60).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Relation {
    /// The user themself.
    Own,
    /// Parental responsibility for a child.
    Parent,
    /// Holder of a power of attorney.
    PowerOfAttorney,
    /// Guardian (verge).
    Guardian,
    /// Was there while the page was open, and is no longer; the contract has no word for it.
    Ended,
    /// A value this version does not know: denied.
    Unknown,
}

impl Relation {
    /// Reads the contract's word.
    #[must_use]
    pub fn parse(word: &str) -> Self {
        match word {
            "self" => Self::Own,
            "parent" => Self::Parent,
            "powerOfAttorney" => Self::PowerOfAttorney,
            "guardian" => Self::Guardian,
            _ => Self::Unknown,
        }
    }
}

/// The age of the person represented, as far as access depends on it (R47, R49-R52).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum AgeBand {
    /// Younger than 12.
    Under12,
    /// 12 to 15 years.
    From12To15,
    /// 16 or 17 years: decides alone about their own health.
    From16To17,
    /// 18 or older.
    Adult,
    /// A value this version does not know: denied.
    Unknown,
}

impl AgeBand {
    /// Reads the contract's word.
    #[must_use]
    pub fn parse(word: &str) -> Self {
        match word {
            "under12" => Self::Under12,
            "12to15" => Self::From12To15,
            "16to17" => Self::From16To17,
            "adult" => Self::Adult,
            _ => Self::Unknown,
        }
    }
}

/// How a power of attorney came to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PowerOfAttorneyKind {
    /// Given by the person on Helsenorge.
    Ordinary,
    /// Confirmed on paper.
    Confirmed,
    /// For a person without capacity to consent.
    WithoutCapacity,
    /// A value this version does not know: denied.
    Unknown,
}

impl PowerOfAttorneyKind {
    /// Reads the contract's word.
    #[must_use]
    pub fn parse(word: &str) -> Self {
        match word {
            "ordinary" => Self::Ordinary,
            "confirmed" => Self::Confirmed,
            "withoutCapacity" => Self::WithoutCapacity,
            _ => Self::Unknown,
        }
    }
}

/// A power of attorney as the session states it (R48, R59).
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct PowerOfAttorney {
    /// How it came to be.
    pub kind: PowerOfAttorneyKind,
    /// Service areas; 3 is «Digitale helsetjenester», the one the inbox needs. `None`: not stated.
    pub service_areas: Option<Vec<u8>>,
    /// Last valid day in Europe/Oslo; `None` is a date that could not be read, and denies.
    pub valid_to: Option<NaiveDate>,
}

/// The services whose status the inbox asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ServiceName {
    /// The inbox itself.
    Messages,
    /// Electronic contact with the GP's surgery.
    EContact,
    /// E-consultation with the GP.
    EConsultation,
}

impl ServiceName {
    /// Reads the contract's word; other services do not concern the inbox.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        match word {
            "messages" => Some(Self::Messages),
            "eContact" => Some(Self::EContact),
            "eConsultation" => Some(Self::EConsultation),
            _ => None,
        }
    }
}

/// Why the server closes a service.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ServiceClosed {
    /// Not offered at this person's age.
    NotOfferedForAge,
    /// Not opened for this person.
    NotOpened,
    /// The person has opted out (R47).
    Reserved,
    /// Closed for a while.
    TemporarilyUnavailable,
    /// The server does not say, or in a word this version does not know.
    Unstated,
}

impl ServiceClosed {
    /// Reads the contract's word.
    #[must_use]
    pub fn parse(word: Option<&str>) -> Self {
        match word {
            Some("notOfferedForAge") => Self::NotOfferedForAge,
            Some("notOpened") => Self::NotOpened,
            Some("reserved") => Self::Reserved,
            Some("temporarilyUnavailable") => Self::TemporarilyUnavailable,
            _ => Self::Unstated,
        }
    }
}

/// The state of a service for a person: open, or why not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Service {
    /// Which.
    pub name: ServiceName,
    /// Open only when the server says exactly so.
    pub state: Result<(), ServiceClosed>,
}

/// A person the user may act for, the user themself included.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Person {
    /// Opaque id.
    pub id: PersonId,
    /// Full name.
    pub name: String,
    /// How the user stands to this person.
    pub relation: Relation,
    /// Age of this person.
    pub age_band: AgeBand,
    /// This person's own consent.
    pub consent_level: ConsentLevel,
    /// Consent to dialogue services with a personal health archive (R33).
    pub archive_consent: bool,
    /// The archive's terms of use are accepted (R112).
    pub archive_terms_accepted: bool,
    /// The power of attorney behind the relation, if it is one.
    pub power_of_attorney: Option<PowerOfAttorney>,
    /// The services that the server mentions.
    pub services: Vec<Service>,
    /// What the server grants for the person as a whole.
    pub grants: Vec<Action>,
    /// Unread threads, for this reader.
    pub unread: u32,
}

impl Person {
    /// The state of a service; one that the server does not mention is closed, and so is one that it
    /// mentions twice and once closes.
    ///
    /// # Errors
    /// Why it is closed.
    pub fn service(&self, name: ServiceName) -> Result<(), ServiceClosed> {
        let mut states = self.services.iter().filter(|service| service.name == name).peekable();
        states.peek().ok_or(ServiceClosed::Unstated)?;
        states.try_for_each(|service| service.state)
    }

    /// Is this service open for the person?
    #[must_use]
    pub fn offers(&self, service: ServiceName) -> bool {
        self.service(service).is_ok()
    }

    /// Is this the logged-in user?
    #[must_use]
    pub fn is_own(&self) -> bool {
        self.relation == Relation::Own
    }

    /// Is this someone else, whom the user may still act for?
    #[must_use]
    pub fn is_represented(&self) -> bool {
        !matches!(self.relation, Relation::Own | Relation::Ended)
    }

    /// The same person when the session no longer names them: nothing is known of them but the name.
    /// Oneself cannot end; a session that leaves its own user out is not understood.
    #[must_use]
    pub fn ended(self) -> Self {
        let relation = if self.is_own() { Relation::Unknown } else { Relation::Ended };
        Self {
            id: self.id,
            name: self.name,
            relation,
            age_band: AgeBand::Unknown,
            consent_level: ConsentLevel::Unknown,
            archive_consent: false,
            archive_terms_accepted: false,
            power_of_attorney: None,
            services: Vec::new(),
            grants: Vec::new(),
            unread: 0,
        }
    }

    /// The first of the names, for short sentences («Bytt til Ola?»).
    #[must_use]
    pub fn first_name(&self) -> &str {
        self.name.split_whitespace().next().unwrap_or(&self.name)
    }
}

/// How much is new with a person, for this reader.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Unread threads.
    pub unread: u32,
    /// What waits for the reader: to be answered, not delivered, or not sent.
    pub waiting: u32,
}

/// Who is logged in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct User {
    /// Opaque id.
    pub id: String,
    /// Full name.
    pub name: String,
    /// Level of the log-in; the inbox needs 4 (R93).
    pub security_level: u8,
    /// Fortrolig adresse: may represent nobody (R56).
    pub confidential_address: bool,
    /// When the contact information was last confirmed; `None` is a time that could not be read.
    pub contact_info_confirmed_at: Option<DateTime<Utc>>,
    /// Contact information is stale, so nothing may be written (R91).
    pub contact_info_blocks_writing: bool,
}
