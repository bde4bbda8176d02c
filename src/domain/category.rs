//! The kinds of messages that the inbox holds.

/// The kind of a thread (section "access policy" of ARCHITECTURE.md; R6-R12).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Category {
    /// Register of municipal patients and users (KPR), R19.
    Kpr,
    /// Acknowledgement of a change of GP, R13, R20.
    GpChangeAcknowledgement,
    /// Acknowledgement of a submitted form, R20.
    FormAcknowledgement,
    /// Acknowledgement about a power of attorney, R21.
    PowerOfAttorneyAcknowledgement,
    /// A hospital's messages, R22.
    Hospital,
    /// A letter that calls the person in to an appointment, R8.
    AppointmentLetter,
    /// Care-pathway coordinator, R23.
    CarePathwayCoordinator,
    /// Health contact, R24.
    HealthContact,
    /// The GP's surgery, R25.
    Gp,
    /// Health survey (HUNT), R26.
    HealthSurvey,
    /// Municipal health and care services, R27.
    Municipality,
    /// A case handler's answer, R29.
    CaseHandler,
    /// Results of surveys and pilot projects, R30.
    StudyResult,
    /// Messages about a change of GP and digital forms, R28.
    ServiceMessage,
    /// Messages about powers of attorney, R28.
    PowerOfAttorneyMessage,
}

impl Category {
    /// Every category, in the order of the access table.
    pub const ALL: [Self; 15] = [
        Self::Kpr,
        Self::GpChangeAcknowledgement,
        Self::FormAcknowledgement,
        Self::PowerOfAttorneyAcknowledgement,
        Self::Hospital,
        Self::AppointmentLetter,
        Self::CarePathwayCoordinator,
        Self::HealthContact,
        Self::Gp,
        Self::HealthSurvey,
        Self::Municipality,
        Self::CaseHandler,
        Self::StudyResult,
        Self::ServiceMessage,
        Self::PowerOfAttorneyMessage,
    ];

    /// The contract's word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Kpr => "kpr",
            Self::GpChangeAcknowledgement => "gpChangeAcknowledgement",
            Self::FormAcknowledgement => "formAcknowledgement",
            Self::PowerOfAttorneyAcknowledgement => "powerOfAttorneyAcknowledgement",
            Self::Hospital => "hospital",
            Self::AppointmentLetter => "appointmentLetter",
            Self::CarePathwayCoordinator => "carePathwayCoordinator",
            Self::HealthContact => "healthContact",
            Self::Gp => "gp",
            Self::HealthSurvey => "healthSurvey",
            Self::Municipality => "municipality",
            Self::CaseHandler => "caseHandler",
            Self::StudyResult => "studyResult",
            Self::ServiceMessage => "serviceMessage",
            Self::PowerOfAttorneyMessage => "powerOfAttorneyMessage",
        }
    }

    /// Reads the contract's word; `None` for one this version does not know, which stays hidden.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|category| category.word() == word)
    }
}
