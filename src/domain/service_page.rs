//! Pages of Helsenorge around the inbox.

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
    /// Helsekontakter (R100, R110).
    HealthContacts,
    /// Which notices one gets, and how (R88).
    NotificationSettings,
    /// Who used what, and when (R97).
    LogOfUse,
    /// More about the inbox at helsenorge.no (R102).
    AboutInbox,
    /// Dialogue with the municipality, and which ones take part (R74, R103).
    Municipalities,
    /// Doctors with digital services (R109).
    GpDigitalServices,
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
            "healthContacts" => Some(Self::HealthContacts),
            "notificationSettings" => Some(Self::NotificationSettings),
            "logOfUse" => Some(Self::LogOfUse),
            "aboutInbox" => Some(Self::AboutInbox),
            "municipalities" => Some(Self::Municipalities),
            "gpDigitalServices" => Some(Self::GpDigitalServices),
            _ => None,
        }
    }
}
