//! Pages of Helsenorge that a reason leads to.

/// A page of the service outside the inbox; the session says where it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ServicePage {
    /// Where consents are given and withdrawn (R32).
    PrivacySettings,
    /// The form that reopens a removed access (R41).
    ReopenAccess,
    /// Powers of attorney (R101).
    PowersOfAttorney,
    /// The user's contact information (R91).
    ContactInfo,
    /// Timeavtaler (R100).
    Appointments,
}

impl ServicePage {
    /// Reads the contract's word; an unknown page is not linked.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        match word {
            "privacySettings" => Some(Self::PrivacySettings),
            "reopenAccess" => Some(Self::ReopenAccess),
            "powersOfAttorney" => Some(Self::PowersOfAttorney),
            "contactInfo" => Some(Self::ContactInfo),
            "appointments" => Some(Self::Appointments),
            _ => None,
        }
    }
}
