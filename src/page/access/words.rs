//! Which text says why not, and who can change it.

use crate::domain::access::{Reason, Remedy, remedy};
use crate::domain::consent::ConsentLevel;
use crate::domain::person::{Person, ServiceClosed, ServiceName};
use crate::domain::service_page::ServicePage;
use crate::i18n::{Key, Text, Texts, date};
use crate::page::words;

/// Why not, as one text that follows the language.
pub fn reason_text(texts: Texts, reason: Reason, person: Person) -> Text {
    Text::live(move || say(texts, reason_key(reason, &person), &person))
}

/// Who can change it; `None` when there is nothing to change.
pub fn remedy_text(texts: Texts, remedy: Remedy, person: Person) -> Option<Text> {
    let key = remedy_key(remedy)?;
    Some(Text::live(move || say(texts, key, &person)))
}

/// Why not, and who can change it, in one piece.
pub fn sentences(texts: Texts, reason: Reason, person: Person) -> Text {
    Text::live(move || {
        let why = say(texts, reason_key(reason, &person), &person);
        match remedy_key(remedy(reason, &person)) {
            Some(remedy) => format!("{why} {}", say(texts, remedy, &person)),
            None => why,
        }
    })
}

fn say(texts: Texts, key: Key, person: &Person) -> String {
    let level = match person.consent_level {
        ConsentLevel::BasicPlus => Key::LevelBasicPlus,
        _ => Key::LevelBasic,
    };
    let last_day = person.power_of_attorney.as_ref().and_then(|power| power.valid_to);
    let last_day = last_day.map(|day| date(texts.language(), day)).unwrap_or_default();
    let level = texts.now(level, &[]);
    texts.now(key, &[("name", person.first_name()), ("level", &level), ("date", &last_day)])
}

fn reason_key(reason: Reason, person: &Person) -> Key {
    match reason {
        Reason::LogInAgain => Key::ReasonLogInAgain,
        Reason::RepresentationEnded => Key::ReasonRepresentationEnded,
        Reason::AccessRemoved => Key::ReasonAccessRemoved,
        Reason::ConfidentialAddress => Key::ReasonConfidentialAddress,
        Reason::ParentEndedAt16 => Key::ReasonParentEndedAt16,
        Reason::PowerOfAttorneyExpired => Key::ReasonPowerOfAttorneyExpired,
        Reason::PowerOfAttorneyWithoutArea3 => Key::ReasonPowerOfAttorneyWithoutArea3,
        Reason::ServiceClosed => match person.service(ServiceName::Messages) {
            Err(ServiceClosed::NotOfferedForAge) => Key::ReasonServiceNotOfferedForAge,
            Err(ServiceClosed::NotOpened) => Key::ReasonServiceNotOpened,
            Err(ServiceClosed::Reserved) => Key::ReasonServiceReserved,
            Err(ServiceClosed::TemporarilyUnavailable) => Key::ReasonServiceTemporarilyUnavailable,
            _ => Key::ReasonServiceClosed,
        },
        Reason::UnknownClaim => Key::ReasonUnknownClaim,
        Reason::NotForParents => Key::ReasonNotForParents,
        Reason::NotForParentsFrom12 => Key::ReasonNotForParentsFrom12,
        Reason::NotForRepresentatives => Key::ReasonNotForRepresentatives,
        Reason::NotForYoungPerson => Key::ReasonNotForYoungPerson,
        Reason::NeedsFullAccess => Key::ReasonNeedsFullAccess,
        Reason::NeedsArchiveConsent => Key::ReasonNeedsArchiveConsent,
        Reason::GpContactClosed => Key::ReasonGpContactClosed,
        Reason::YoungPersonMayNotWrite => Key::ReasonYoungPersonMayNotWrite,
        Reason::ParentMayNotWriteFrom12 => Key::ReasonParentMayNotWriteFrom12,
        Reason::ContactInfoOutdated => Key::ReasonContactInfoOutdated,
        Reason::TakesNoReply => Key::ReasonTakesNoReply,
        Reason::ViaAppointments => Key::ReasonViaAppointments,
        Reason::NotAnAppointmentLetter => Key::ReasonNotAnAppointmentLetter,
        Reason::AnswerClosed => Key::ReasonAnswerClosed,
        Reason::DialogueClosed => Key::ReasonDialogueClosed,
        Reason::TermsNotAccepted => Key::ReasonTermsNotAccepted,
        Reason::NotGranted => Key::ReasonNotGranted,
    }
}

fn remedy_key(remedy: Remedy) -> Option<Key> {
    Some(match remedy {
        Remedy::LogIn => Key::RemedyLogIn,
        Remedy::ReopenAccess => Key::RemedyReopenAccess,
        Remedy::OwnSettings => Key::RemedyOwnSettings,
        Remedy::ChildsSettings | Remedy::Parents => Key::RemedyChildsSettings,
        Remedy::OnlyThePerson => Key::RemedyOnlyThePerson,
        Remedy::ContactInfo => Key::RemedyContactInfo,
        Remedy::RenewPower => Key::RemedyRenewPower,
        Remedy::WidenPower => Key::RemedyWidenPower,
        Remedy::LogsInAlone => Key::RemedyLogsInAlone,
        Remedy::From16 => Key::RemedyFrom16,
        Remedy::OwnInbox => Key::RemedyOwnInbox,
        Remedy::Gp => Key::RemedyGp,
        Remedy::HealthService => Key::RemedyHealthService,
        Remedy::Appointments => Key::RemedyAppointments,
        Remedy::Telephone => Key::RemedyTelephone,
        Remedy::Helpline => Key::RemedyHelpline,
        Remedy::Nothing => return None,
    })
}

/// What a reason's link to a page of the service says.
pub fn service_page(page: ServicePage) -> Key {
    match page {
        ServicePage::PrivacySettings => Key::LinkPrivacySettings,
        ServicePage::ReopenAccess => Key::LinkReopenAccess,
        ServicePage::PowersOfAttorney => Key::LinkPowersOfAttorney,
        ServicePage::ContactInfo => Key::LinkContactInfo,
        ServicePage::Appointments => Key::LinkAppointments,
        // No reason leads there.
        _ => words::service_page(page),
    }
}
