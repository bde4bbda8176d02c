//! Who can change a refusal, and where.

use super::Reason;
use crate::domain::person::{
    AgeBand, Person, PowerOfAttorneyKind, Relation, ServiceClosed, ServiceName,
};
use crate::domain::service_page::ServicePage;

/// What can be done about a refusal, and by whom. Each has a text in every language.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Remedy {
    /// The user logs in again with BankID on level 4 (R93).
    LogIn,
    /// A form reopens the access (R41).
    ReopenAccess,
    /// The user changes it in their own privacy settings (R32).
    OwnSettings,
    /// Whoever has parental responsibility changes it in the child's privacy settings.
    ChildsSettings,
    /// The same, told to the child, who cannot.
    Parents,
    /// Only the person acted for can change it.
    OnlyThePerson,
    /// The user confirms their contact information (R91).
    ContactInfo,
    /// The giver renews the power of attorney or gives a new one (R59).
    RenewPower,
    /// The giver widens the power of attorney (R48).
    WidenPower,
    /// The child logs in with their own BankID (R53).
    LogsInAlone,
    /// The reader's age decides, and that passes at 16.
    From16,
    /// The user's own inbox is open as before (R54).
    OwnInbox,
    /// The GP's surgery decides.
    Gp,
    /// The health service decides; a while, or the service itself.
    HealthService,
    /// The dialogue starts from the appointment (R75, R76).
    Appointments,
    /// The service is reached by telephone.
    Telephone,
    /// The helpline helps (R104).
    Helpline,
    /// Nobody needs to do anything: it is so for everyone in this place.
    Nothing,
}

impl Remedy {
    /// The page of the service where it is done, for the user who reads this.
    #[must_use]
    pub const fn page(self) -> Option<ServicePage> {
        match self {
            Self::ReopenAccess => Some(ServicePage::ReopenAccess),
            Self::OwnSettings | Self::ChildsSettings => Some(ServicePage::PrivacySettings),
            Self::ContactInfo => Some(ServicePage::ContactInfo),
            Self::RenewPower | Self::WidenPower => Some(ServicePage::PowersOfAttorney),
            Self::Appointments => Some(ServicePage::Appointments),
            _ => None,
        }
    }
}

/// What can be done about `reason` when one acts for `person`.
#[must_use]
pub fn remedy(reason: Reason, person: &Person) -> Remedy {
    match reason {
        Reason::LogInAgain => Remedy::LogIn,
        Reason::AccessRemoved => match person.relation {
            Relation::Own | Relation::Parent => Remedy::ReopenAccess,
            _ => if_given(person, Remedy::OnlyThePerson),
        },
        Reason::RepresentationEnded | Reason::ConfidentialAddress => Remedy::OwnInbox,
        Reason::ParentEndedAt16 => Remedy::LogsInAlone,
        Reason::PowerOfAttorneyExpired => if_given(person, Remedy::RenewPower),
        Reason::PowerOfAttorneyWithoutArea3 => if_given(person, Remedy::WidenPower),
        Reason::ServiceClosed => match person.service(ServiceName::Messages) {
            Err(ServiceClosed::Reserved) => settings_of(person),
            _ => Remedy::HealthService,
        },
        Reason::NeedsFullAccess | Reason::NeedsArchiveConsent | Reason::TermsNotAccepted => {
            settings_of(person)
        }
        Reason::NotForYoungPerson | Reason::YoungPersonMayNotWrite if person.is_own() => {
            Remedy::From16
        }
        Reason::GpContactClosed => Remedy::Gp,
        Reason::ContactInfoOutdated => Remedy::ContactInfo,
        Reason::ViaAppointments => Remedy::Appointments,
        Reason::ParentMayNotWriteFrom12
        | Reason::AnswerClosed
        | Reason::DialogueClosed
        | Reason::NotGranted => Remedy::Telephone,
        Reason::UnknownClaim => Remedy::Helpline,
        Reason::NotForYoungPerson
        | Reason::YoungPersonMayNotWrite
        | Reason::NotForParents
        | Reason::NotForParentsFrom12
        | Reason::NotForRepresentatives
        | Reason::TakesNoReply
        | Reason::NotAnAppointmentLetter => Remedy::Nothing,
    }
}

/// Consents belong to the person; whoever has parental responsibility manages a child's.
fn settings_of(person: &Person) -> Remedy {
    match (person.relation, person.age_band) {
        (Relation::Parent, _) => Remedy::ChildsSettings,
        (Relation::Own, AgeBand::From12To15) => Remedy::Parents,
        (Relation::Own, _) => Remedy::OwnSettings,
        _ => if_given(person, Remedy::OnlyThePerson),
    }
}

/// What a person can do who gave the power of attorney themself. Of others nobody knows here whether
/// they can.
fn if_given(person: &Person, remedy: Remedy) -> Remedy {
    let power = person.power_of_attorney.as_ref();
    let is_given = power.is_some_and(|power| power.kind == PowerOfAttorneyKind::Ordinary);
    if is_given { remedy } else { Remedy::Helpline }
}
