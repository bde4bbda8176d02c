use super::*;
use crate::domain::access::{Remedy, remedy};
use crate::domain::service_page::ServicePage;

fn relations() -> [(Relation, Person); 4] {
    [Relation::Own, Relation::Parent, Relation::PowerOfAttorney, Relation::Guardian]
        .map(|relation| (relation, person(relation, AgeBand::Under12)))
}

/// What each reader is told to do, oneself first: self, parent, representative.
#[test]
fn every_refusal_says_who_can_change_it() {
    use Remedy as R;
    for (reason, [own, parent, representative]) in [
        (Reason::LogInAgain, [R::LogIn; 3]),
        (Reason::RepresentationEnded, [R::OwnInbox; 3]),
        (Reason::AccessRemoved, [R::ReopenAccess, R::ReopenAccess, R::OnlyThePerson]),
        (Reason::ConfidentialAddress, [R::OwnInbox; 3]),
        (Reason::ParentEndedAt16, [R::LogsInAlone; 3]),
        (Reason::PowerOfAttorneyExpired, [R::RenewPower; 3]),
        (Reason::PowerOfAttorneyWithoutArea3, [R::WidenPower; 3]),
        (Reason::ServiceClosed, [R::HealthService; 3]),
        (Reason::UnknownClaim, [R::Helpline; 3]),
        (Reason::NotForParents, [R::Nothing; 3]),
        (Reason::NotForParentsFrom12, [R::Nothing; 3]),
        (Reason::NotForRepresentatives, [R::Nothing; 3]),
        (Reason::NotForYoungPerson, [R::From16, R::Nothing, R::Nothing]),
        (Reason::NeedsFullAccess, [R::OwnSettings, R::ChildsSettings, R::OnlyThePerson]),
        (Reason::NeedsArchiveConsent, [R::OwnSettings, R::ChildsSettings, R::OnlyThePerson]),
        (Reason::TermsNotAccepted, [R::OwnSettings, R::ChildsSettings, R::OnlyThePerson]),
        (Reason::GpContactClosed, [R::Gp; 3]),
        (Reason::YoungPersonMayNotWrite, [R::From16, R::Nothing, R::Nothing]),
        (Reason::ParentMayNotWriteFrom12, [R::Telephone; 3]),
        (Reason::ContactInfoOutdated, [R::ContactInfo; 3]),
        (Reason::TakesNoReply, [R::Nothing; 3]),
        (Reason::ViaAppointments, [R::Appointments; 3]),
        (Reason::NotAnAppointmentLetter, [R::Nothing; 3]),
        (Reason::NotGranted, [R::Telephone; 3]),
    ] {
        for (relation, person) in relations() {
            let expected = match relation {
                Relation::Own => own,
                Relation::Parent => parent,
                _ => representative,
            };
            assert_eq!(remedy(reason, &person), expected, "{reason:?} {relation:?}");
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
