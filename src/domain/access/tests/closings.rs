use super::*;

/// Puts one obstacle in the way.
type Close = fn(&mut User, &mut Person);

fn low_log_in(user: &mut User, _: &mut Person) {
    user.security_level = 3;
}

fn access_removed(_: &mut User, person: &mut Person) {
    person.consent_level = ConsentLevel::None;
}

fn confidential_address(user: &mut User, _: &mut Person) {
    user.confidential_address = true;
}

fn turned_16(_: &mut User, person: &mut Person) {
    person.age_band = AgeBand::From16To17;
}

fn expired(_: &mut User, person: &mut Person) {
    person.power_of_attorney.as_mut().expect("a power of attorney").valid_to =
        NaiveDate::from_ymd_opt(2026, 11, 21);
}

fn without_area_3(_: &mut User, person: &mut Person) {
    person.power_of_attorney.as_mut().expect("a power of attorney").service_areas =
        Some(vec![1, 2, 4]);
}

fn service_closed(_: &mut User, person: &mut Person) {
    person.services = open(&[ServiceName::EContact]);
}

/// Adds the obstacles from the last to the first: the one that is told is always the foremost.
fn told_in_order(person: Person, closings: &[(Reason, Close)]) {
    let (mut user, mut person) = (user(), person);
    assert_eq!(inbox(&user, &person, now()), Ok(()));
    for (reason, close) in closings.iter().rev() {
        close(&mut user, &mut person);
        assert_eq!(inbox(&user, &person, now()), Err(*reason));
        for kind in Category::ALL {
            assert_eq!(category(&user, &person, kind, now()), Err(*reason), "{kind:?}");
            let reading = action(&user, &person, thread(kind, None), Action::Read, now());
            assert_eq!(reading, Err(*reason), "{kind:?}");
        }
        assert_eq!(writing(&user, &person, now()), Err(*reason));
        assert_eq!(compose(&user, &person, now()), Err(*reason));
    }
}

#[test]
fn of_several_obstacles_one_is_told_the_first_to_be_cleared() {
    told_in_order(
        own(),
        &[
            (Reason::LogInAgain, low_log_in),
            (Reason::AccessRemoved, access_removed),
            (Reason::ServiceClosed, service_closed),
        ],
    );
    told_in_order(
        person(Relation::Parent, AgeBand::Under12),
        &[
            (Reason::LogInAgain, low_log_in),
            (Reason::AccessRemoved, access_removed),
            (Reason::ConfidentialAddress, confidential_address),
            (Reason::ParentEndedAt16, turned_16),
            (Reason::ServiceClosed, service_closed),
        ],
    );
    told_in_order(
        by_power_of_attorney(),
        &[
            (Reason::LogInAgain, low_log_in),
            (Reason::AccessRemoved, access_removed),
            (Reason::ConfidentialAddress, confidential_address),
            (Reason::PowerOfAttorneyExpired, expired),
            (Reason::PowerOfAttorneyWithoutArea3, without_area_3),
            (Reason::ServiceClosed, service_closed),
        ],
    );
    told_in_order(
        person(Relation::Guardian, AgeBand::Adult),
        &[
            (Reason::LogInAgain, low_log_in),
            (Reason::AccessRemoved, access_removed),
            (Reason::ConfidentialAddress, confidential_address),
            (Reason::ServiceClosed, service_closed),
        ],
    );
}

#[test]
fn a_confidential_address_leaves_the_own_inbox_open() {
    let user = User { confidential_address: true, ..user() };
    assert_eq!(inbox(&user, &own(), now()), Ok(()));
}

#[test]
fn whose_own_access_is_removed_still_acts_for_others() {
    let removed = Person { consent_level: ConsentLevel::None, ..own() };
    assert_eq!(inbox(&user(), &removed, now()), Err(Reason::AccessRemoved));
    assert_eq!(inbox(&user(), &by_power_of_attorney(), now()), Ok(()));
}

#[test]
fn a_parent_has_no_way_in_from_the_day_the_child_is_16() {
    for age in [AgeBand::From16To17, AgeBand::Adult] {
        let child = person(Relation::Parent, age);
        assert_eq!(inbox(&user(), &child, now()), Err(Reason::ParentEndedAt16));
    }
}

#[test]
fn a_power_of_attorney_lasts_through_its_last_day_in_norway() {
    for (last_day, still, no_longer) in [
        ((2027, 1, 31), "2027-01-31T22:59:00Z", "2027-01-31T23:00:00Z"),
        ((2026, 7, 31), "2026-07-31T21:59:00Z", "2026-07-31T22:00:00Z"),
        // The days on which the clocks change.
        ((2026, 3, 29), "2026-03-29T21:59:00Z", "2026-03-29T22:00:00Z"),
        ((2026, 10, 25), "2026-10-25T22:59:00Z", "2026-10-25T23:00:00Z"),
    ] {
        let mut person = by_power_of_attorney();
        let (year, month, day) = last_day;
        person.power_of_attorney.as_mut().expect("one").valid_to =
            NaiveDate::from_ymd_opt(year, month, day);
        assert_eq!(inbox(&user(), &person, at(still)), Ok(()), "{still}");
        let after = inbox(&user(), &person, at(no_longer));
        assert_eq!(after, Err(Reason::PowerOfAttorneyExpired), "{no_longer}");
    }
}

#[test]
fn what_is_not_understood_opens_nothing() {
    let unknown: [(&str, Person, Close); 7] = [
        ("consent", own(), |_, person| person.consent_level = ConsentLevel::Unknown),
        ("relation", own(), |_, person| person.relation = Relation::Unknown),
        ("age", own(), |_, person| person.age_band = AgeBand::Unknown),
        ("a child alone", own(), |_, person| person.age_band = AgeBand::Under12),
        ("no power", by_power_of_attorney(), |_, person| person.power_of_attorney = None),
        ("kind of power", by_power_of_attorney(), |_, person| {
            person.power_of_attorney.as_mut().expect("one").kind = PowerOfAttorneyKind::Unknown;
        }),
        ("last day", by_power_of_attorney(), |_, person| {
            person.power_of_attorney.as_mut().expect("one").valid_to = None;
        }),
    ];
    for (what, mut person, change) in unknown {
        change(&mut user(), &mut person);
        assert_eq!(inbox(&user(), &person, now()), Err(Reason::UnknownClaim), "{what}");
        for kind in Category::ALL {
            assert!(category(&user(), &person, kind, now()).is_err(), "{what} {kind:?}");
        }
        assert!(writing(&user(), &person, now()).is_err(), "{what}");
    }
}

#[test]
fn only_a_log_in_at_level_4_opens_the_inbox() {
    for security_level in 0..4 {
        let user = User { security_level, ..user() };
        assert_eq!(inbox(&user, &own(), now()), Err(Reason::LogInAgain));
    }
}

#[test]
fn a_person_the_session_no_longer_names_is_closed_whatever_else_is_open() {
    let ended = person(Relation::Ended, AgeBand::Adult);
    assert_eq!(inbox(&user(), &ended, now()), Err(Reason::RepresentationEnded));
    for kind in Category::ALL {
        assert_eq!(category(&user(), &ended, kind, now()), Err(Reason::RepresentationEnded));
    }
}

#[test]
fn a_service_is_open_only_while_nothing_says_otherwise() {
    let services = |states: &[Result<(), ServiceClosed>]| {
        let service = |state: &_| Service { name: ServiceName::Messages, state: *state };
        Person { services: states.iter().map(service).collect(), ..own() }
    };
    let is_open = |person: &Person| inbox(&user(), person, now()).is_ok();
    assert!(is_open(&services(&[Ok(())])));
    assert!(!is_open(&services(&[])));
    let closed = Err(ServiceClosed::Reserved);
    for states in [&[closed][..], &[Ok(()), closed], &[closed, Ok(())]] {
        assert!(!is_open(&services(states)));
        assert_eq!(services(states).service(ServiceName::Messages), closed);
    }
    assert_eq!(own().service(ServiceName::EConsultation), Err(ServiceClosed::Unstated));
}

#[test]
fn contact_information_is_old_after_18_months_or_when_nobody_knows() {
    for (confirmed, expected) in [
        (Some("2026-11-22T12:00:00Z"), false),
        (Some("2025-05-22T12:00:00Z"), false),
        (Some("2025-05-22T11:59:59Z"), true),
        (Some("2020-01-01T00:00:00Z"), true),
        // A date to come cannot be right.
        (Some("2026-11-22T12:00:01Z"), true),
        (None, true),
    ] {
        let user = User { contact_info_confirmed_at: confirmed.map(at), ..user() };
        assert_eq!(contact_info_is_old(&user, now()), expected, "{confirmed:?}");
        assert_eq!(inbox(&user, &own(), now()), Ok(()));
        assert_eq!(writing(&user, &own(), now()), Ok(()));
    }
}
