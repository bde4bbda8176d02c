use super::*;
use crate::domain::access::{Remedy, remedy};
use crate::domain::service_page::ServicePage;

/// A reader of each relation, and their column below.
fn readers() -> [(usize, Person); 4] {
    [
        (0, own()),
        (1, person(Relation::Parent, AgeBand::Under12)),
        (2, by_power_of_attorney()),
        (3, person(Relation::Guardian, AgeBand::Adult)),
    ]
}

/// What each reader is told to do: self, parent, holder of a power of attorney, guardian.
#[test]
fn every_refusal_says_who_can_change_it() {
    use Remedy as R;
    let settings = [R::OwnSettings, R::ChildsSettings, R::OnlyThePerson, R::Helpline];
    let at_16 = [R::From16, R::Nothing, R::Nothing, R::Nothing];
    for (reason, expected) in [
        (Reason::LogInAgain, [R::LogIn; 4]),
        (Reason::RepresentationEnded, [R::OwnInbox; 4]),
        (Reason::AccessRemoved, [R::ReopenAccess, R::ReopenAccess, R::OnlyThePerson, R::Helpline]),
        (Reason::ConfidentialAddress, [R::OwnInbox; 4]),
        (Reason::ParentEndedAt16, [R::LogsInAlone; 4]),
        (Reason::ServiceClosed, [R::HealthService; 4]),
        (Reason::UnknownClaim, [R::Helpline; 4]),
        (Reason::NotForParents, [R::Nothing; 4]),
        (Reason::NotForParentsFrom12, [R::Nothing; 4]),
        (Reason::NotForRepresentatives, [R::Nothing; 4]),
        (Reason::NotForYoungPerson, at_16),
        (Reason::NeedsFullAccess, settings),
        (Reason::NeedsArchiveConsent, settings),
        (Reason::AnswerClosed, [R::Telephone; 4]),
        (Reason::DialogueClosed, [R::Telephone; 4]),
        (Reason::TermsNotAccepted, settings),
        (Reason::GpContactClosed, [R::Gp; 4]),
        (Reason::YoungPersonMayNotWrite, at_16),
        (Reason::ParentMayNotWriteFrom12, [R::Telephone; 4]),
        (Reason::ContactInfoOutdated, [R::ContactInfo; 4]),
        (Reason::TakesNoReply, [R::Nothing; 4]),
        (Reason::ViaAppointments, [R::Appointments; 4]),
        (Reason::NotAnAppointmentLetter, [R::Nothing; 4]),
        (Reason::NotGranted, [R::Telephone; 4]),
    ] {
        for (column, person) in readers() {
            assert_eq!(remedy(reason, &person), expected[column], "{reason:?} {person:?}");
        }
    }
    let young = person(Relation::Own, AgeBand::From12To15);
    assert_eq!(remedy(Reason::NeedsFullAccess, &young), R::Parents);
}

#[test]
fn only_who_gave_a_power_of_attorney_is_said_to_be_able_to_change_it() {
    for (kind, is_given) in [
        (PowerOfAttorneyKind::Ordinary, true),
        (PowerOfAttorneyKind::Confirmed, false),
        (PowerOfAttorneyKind::WithoutCapacity, false),
        (PowerOfAttorneyKind::Unknown, false),
    ] {
        let mut person = by_power_of_attorney();
        person.power_of_attorney.as_mut().expect("a power of attorney").kind = kind;
        for (reason, of_giver) in [
            (Reason::PowerOfAttorneyExpired, Remedy::RenewPower),
            (Reason::PowerOfAttorneyWithoutArea3, Remedy::WidenPower),
            (Reason::NeedsFullAccess, Remedy::OnlyThePerson),
            (Reason::AccessRemoved, Remedy::OnlyThePerson),
        ] {
            let expected = if is_given { of_giver } else { Remedy::Helpline };
            assert_eq!(remedy(reason, &person), expected, "{kind:?} {reason:?}");
        }
    }
}

#[test]
fn whoever_opted_out_can_opt_in_again_and_nobody_else() {
    for (closed, expected) in [
        (ServiceClosed::Reserved, Remedy::OwnSettings),
        (ServiceClosed::NotOpened, Remedy::HealthService),
        (ServiceClosed::NotOfferedForAge, Remedy::HealthService),
        (ServiceClosed::TemporarilyUnavailable, Remedy::HealthService),
        (ServiceClosed::Unstated, Remedy::HealthService),
    ] {
        let closed = vec![Service { name: ServiceName::Messages, state: Err(closed) }];
        let person = Person { services: closed.clone(), ..own() };
        assert_eq!(remedy(Reason::ServiceClosed, &person), expected);
        let other = Person { services: closed, ..by_power_of_attorney() };
        assert_ne!(remedy(Reason::ServiceClosed, &other), Remedy::OwnSettings);
    }
}

#[test]
fn what_the_citizen_can_change_leads_to_where_it_is_changed() {
    for (remedy, page) in [
        (Remedy::ReopenAccess, Some(ServicePage::ReopenAccess)),
        (Remedy::OwnSettings, Some(ServicePage::PrivacySettings)),
        (Remedy::ChildsSettings, Some(ServicePage::PrivacySettings)),
        (Remedy::ContactInfo, Some(ServicePage::ContactInfo)),
        (Remedy::RenewPower, Some(ServicePage::PowersOfAttorney)),
        (Remedy::WidenPower, Some(ServicePage::PowersOfAttorney)),
        (Remedy::Appointments, Some(ServicePage::Appointments)),
        (Remedy::OnlyThePerson, None),
        (Remedy::Parents, None),
        (Remedy::Nothing, None),
    ] {
        assert_eq!(remedy.page(), page, "{remedy:?}");
    }
    for (word, page) in [
        ("privacySettings", Some(ServicePage::PrivacySettings)),
        ("reopenAccess", Some(ServicePage::ReopenAccess)),
        ("powersOfAttorney", Some(ServicePage::PowersOfAttorney)),
        ("contactInfo", Some(ServicePage::ContactInfo)),
        ("appointments", Some(ServicePage::Appointments)),
        ("elsewhere", None),
    ] {
        assert_eq!(ServicePage::parse(word), page);
    }
}
