//! Every way to be refused.

/// One way to be refused. Each has a text in every language that says why, and who can change it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Reason {
    /// Logged in below level 4 (R93).
    LogInAgain,
    /// The session no longer names the person: their id was there while the page was open.
    RepresentationEnded,
    /// The person's access to Helsenorge is removed (R40, R41).
    AccessRemoved,
    /// The user has a confidential address and may represent nobody (R56).
    ConfidentialAddress,
    /// The child has turned 16 (R52, R53).
    ParentEndedAt16,
    /// The power of attorney has ended (R59).
    PowerOfAttorneyExpired,
    /// The power of attorney lacks service area 3 (R48).
    PowerOfAttorneyWithoutArea3,
    /// The server closes the inbox for this person; its own reason stands in the claims.
    ServiceClosed,
    /// A claim is missing or not understood: the smallest access.
    UnknownClaim,
    /// Not shown to parents (R49).
    NotForParents,
    /// Not shown to parents of a child of 12 to 15 (R50, R51).
    NotForParentsFrom12,
    /// Not shown to holders of a power of attorney and guardians.
    NotForRepresentatives,
    /// Not shown to a young person of 12 to 15.
    NotForYoungPerson,
    /// Needs Full tilgang (R18).
    NeedsFullAccess,
    /// Needs consent to dialogue services with a personal health archive (R33).
    NeedsArchiveConsent,
    /// The GP does not offer digital contact.
    GpContactClosed,
    /// A young person of 12 to 15 cannot write (R65).
    YoungPersonMayNotWrite,
    /// Parents of a child of 12 to 15 cannot write.
    ParentMayNotWriteFrom12,
    /// Contact information is older than 18 months (R91).
    ContactInfoOutdated,
    /// Acknowledgements, register messages and results take no reply.
    TakesNoReply,
    /// Answered in Appointments (R75, R76).
    ViaAppointments,
    /// Only a letter from Helse Sør-Øst is answered as an appointment (R77).
    NotAnAppointmentLetter,
    /// The hospital takes no more answers to this letter.
    AnswerClosed,
    /// The service has closed the dialogue.
    DialogueClosed,
    /// The terms of use of the personal health archive are not accepted (R112).
    TermsNotAccepted,
    /// The server does not grant it.
    NotGranted,
}

impl Reason {
    /// Every reason.
    pub const ALL: [Self; 26] = [
        Self::LogInAgain,
        Self::RepresentationEnded,
        Self::AccessRemoved,
        Self::ConfidentialAddress,
        Self::ParentEndedAt16,
        Self::PowerOfAttorneyExpired,
        Self::PowerOfAttorneyWithoutArea3,
        Self::ServiceClosed,
        Self::UnknownClaim,
        Self::NotForParents,
        Self::NotForParentsFrom12,
        Self::NotForRepresentatives,
        Self::NotForYoungPerson,
        Self::NeedsFullAccess,
        Self::NeedsArchiveConsent,
        Self::GpContactClosed,
        Self::YoungPersonMayNotWrite,
        Self::ParentMayNotWriteFrom12,
        Self::ContactInfoOutdated,
        Self::TakesNoReply,
        Self::ViaAppointments,
        Self::NotAnAppointmentLetter,
        Self::AnswerClosed,
        Self::DialogueClosed,
        Self::TermsNotAccepted,
        Self::NotGranted,
    ];

    /// Reads the contract's word; one that this version does not know says no more than that the
    /// server does not grant it.
    #[must_use]
    pub fn parse(word: &str) -> Self {
        Self::ALL.into_iter().find(|reason| reason.word() == word).unwrap_or(Self::NotGranted)
    }

    /// The contract's word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::LogInAgain => "logInAgain",
            Self::RepresentationEnded => "representationEnded",
            Self::AccessRemoved => "accessRemoved",
            Self::ConfidentialAddress => "confidentialAddress",
            Self::ParentEndedAt16 => "parentEndedAt16",
            Self::PowerOfAttorneyExpired => "powerOfAttorneyExpired",
            Self::PowerOfAttorneyWithoutArea3 => "powerOfAttorneyWithoutArea3",
            Self::ServiceClosed => "serviceClosed",
            Self::UnknownClaim => "unknownClaim",
            Self::NotForParents => "notForParents",
            Self::NotForParentsFrom12 => "notForParentsFrom12",
            Self::NotForRepresentatives => "notForRepresentatives",
            Self::NotForYoungPerson => "notForYoungPerson",
            Self::NeedsFullAccess => "needsFullAccess",
            Self::NeedsArchiveConsent => "needsArchiveConsent",
            Self::GpContactClosed => "gpContactClosed",
            Self::YoungPersonMayNotWrite => "youngPersonMayNotWrite",
            Self::ParentMayNotWriteFrom12 => "parentMayNotWriteFrom12",
            Self::ContactInfoOutdated => "contactInfoOutdated",
            Self::TakesNoReply => "takesNoReply",
            Self::ViaAppointments => "viaAppointments",
            Self::NotAnAppointmentLetter => "notAnAppointmentLetter",
            Self::AnswerClosed => "answerClosed",
            Self::DialogueClosed => "dialogueClosed",
            Self::TermsNotAccepted => "termsNotAccepted",
            Self::NotGranted => "notGranted",
        }
    }
}
