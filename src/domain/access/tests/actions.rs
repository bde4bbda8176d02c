use super::*;

const WRITING: [Action; 4] =
    [Action::Reply, Action::Compose, Action::AnswerAppointment, Action::Attach];

/// A letter that takes every action.
fn letter() -> ThreadFacts<'static> {
    thread(Category::AppointmentLetter, Some(Region::SouthEast))
}

fn may(person: &Person, thread: ThreadFacts<'_>, what: Action) -> Verdict {
    action(&user(), person, thread, what, now())
}

#[test]
fn an_action_needs_the_servers_grant_and_no_other() {
    for what in Action::ALL {
        assert_eq!(may(&own(), ThreadFacts { grants: &[what], ..letter() }, what), Ok(()));
        let others: Vec<_> = Action::ALL.into_iter().filter(|other| *other != what).collect();
        let without = ThreadFacts { grants: &others, ..letter() };
        assert_eq!(may(&own(), without, what), Err(Reason::NotGranted), "{what:?}");
    }
    let person = Person { grants: vec![Action::Read, Action::Reply], ..own() };
    assert_eq!(compose(&user(), &person, now()), Err(Reason::NotGranted));
    assert_eq!(attach_to_new(&user(), &person, now()), Err(Reason::NotGranted));
    let without_files = Person { grants: vec![Action::Compose], ..own() };
    assert_eq!(attach_to_new(&user(), &without_files, now()), Err(Reason::NotGranted));
    assert_eq!(attach_to_new(&user(), &own(), now()), Ok(()));
    assert_eq!(compose(&user(), &own(), now()), Ok(()));
}

#[test]
fn no_grant_opens_what_the_claims_hide() {
    let ages = [AgeBand::Under12, AgeBand::From12To15, AgeBand::Adult];
    for (relation, age) in [Relation::Own, Relation::Parent, Relation::Guardian]
        .into_iter()
        .flat_map(|relation| ages.map(|age| (relation, age)))
    {
        let person = person(relation, age);
        for kind in Category::ALL {
            let Err(hidden) = category(&user(), &person, kind, now()) else { continue };
            for what in Action::ALL {
                assert_eq!(may(&person, thread(kind, None), what), Err(hidden), "{kind:?}");
            }
        }
    }
}

#[test]
fn a_thread_of_an_unknown_category_takes_no_action() {
    for what in Action::ALL {
        let unknown = ThreadFacts { category: None, ..letter() };
        assert_eq!(may(&own(), unknown, what), Err(Reason::UnknownClaim), "{what:?}");
    }
}

#[test]
fn acknowledgements_register_messages_and_results_take_no_reply() {
    for kind in Category::ALL {
        let takes_none = matches!(
            kind.word(),
            "kpr"
                | "gpChangeAcknowledgement"
                | "formAcknowledgement"
                | "powerOfAttorneyAcknowledgement"
                | "studyResult"
        );
        let expected = if takes_none { Err(Reason::TakesNoReply) } else { Ok(()) };
        for what in [Action::Reply, Action::Attach] {
            let thread = thread(kind, Some(Region::SouthEast));
            assert_eq!(may(&own(), thread, what), expected, "{kind:?}");
        }
    }
}

#[test]
fn an_appointment_letter_is_answered_where_its_region_answers_it() {
    for (region, expected) in [
        (Some(Region::West), Err(Reason::ViaAppointments)),
        (Some(Region::North), Err(Reason::ViaAppointments)),
        (Some(Region::SouthEast), Ok(())),
        // Stands in no source: what the server grants.
        (Some(Region::Central), Ok(())),
        (Some(Region::Unknown), Err(Reason::UnknownClaim)),
        (None, Err(Reason::UnknownClaim)),
    ] {
        let letter = thread(Category::AppointmentLetter, region);
        for what in [Action::AnswerAppointment, Action::Reply] {
            assert_eq!(may(&own(), letter, what), expected, "{region:?} {what:?}");
        }
    }
    for kind in Category::ALL.into_iter().filter(|kind| *kind != Category::AppointmentLetter) {
        let answer = may(&own(), thread(kind, Some(Region::SouthEast)), Action::AnswerAppointment);
        assert_eq!(answer, Err(Reason::NotAnAppointmentLetter), "{kind:?}");
    }
}

#[test]
fn who_may_not_write_is_told_why_and_still_reads() {
    let stale = User { contact_info_blocks_writing: true, ..user() };
    let young = person(Relation::Own, AgeBand::From12To15);
    let teenager = person(Relation::Parent, AgeBand::From12To15);
    let no_archive = Person { archive_consent: false, ..own() };
    let basic = Person { consent_level: ConsentLevel::Basic, ..own() };
    let basic_plus = Person { consent_level: ConsentLevel::BasicPlus, ..own() };
    let acknowledgement = Category::GpChangeAcknowledgement;
    for (user, person, kind, reason) in [
        (&stale, &own(), Category::AppointmentLetter, Reason::ContactInfoOutdated),
        (&user(), &young, Category::AppointmentLetter, Reason::YoungPersonMayNotWrite),
        (&user(), &teenager, acknowledgement, Reason::ParentMayNotWriteFrom12),
        (&user(), &no_archive, Category::Gp, Reason::NeedsArchiveConsent),
        (&user(), &no_archive, Category::Municipality, Reason::NeedsArchiveConsent),
        (&user(), &basic, acknowledgement, Reason::NeedsFullAccess),
        (&user(), &basic_plus, acknowledgement, Reason::NeedsFullAccess),
    ] {
        let facts = thread(kind, Some(Region::SouthEast));
        assert_eq!(writing(user, person, now()), Err(reason));
        assert_eq!(compose(user, person, now()), Err(reason));
        assert_eq!(action(user, person, facts, Action::Compose, now()), Err(reason));
        for what in Action::ALL {
            let verdict = action(user, person, facts, what, now());
            let is_open = !WRITING.contains(&what)
                && (what != Action::SaveToArchive || person.archive_consent);
            assert_eq!(verdict.is_ok(), is_open, "{what:?} {reason:?}");
        }
    }
    let stale_reply = action(&stale, &own(), letter(), Action::Reply, now());
    assert_eq!(stale_reply, Err(Reason::ContactInfoOutdated));
    assert_eq!(may(&young, letter(), Action::Reply), Err(Reason::YoungPersonMayNotWrite));
}

#[test]
fn everyone_else_writes() {
    for person in [
        own(),
        by_power_of_attorney(),
        person(Relation::Own, AgeBand::From16To17),
        person(Relation::Parent, AgeBand::Under12),
        person(Relation::Guardian, AgeBand::Adult),
    ] {
        assert_eq!(compose(&user(), &person, now()), Ok(()), "{person:?}");
        assert_eq!(may(&person, thread(Category::Gp, None), Action::Reply), Ok(()));
        assert_eq!(may(&person, letter(), Action::AnswerAppointment), Ok(()));
    }
}

#[test]
fn a_copy_is_kept_only_where_there_is_an_archive_to_keep_it_in() {
    let save =
        |person: &Person| may(person, thread(Category::Hospital, None), Action::SaveToArchive);
    assert_eq!(save(&own()), Ok(()));
    let no_archive = Person { archive_consent: false, ..own() };
    assert_eq!(save(&no_archive), Err(Reason::NeedsArchiveConsent));
    // Accepted terms of use come with the archive (R112).
    let no_terms = Person { archive_terms_accepted: false, ..own() };
    assert_eq!(save(&no_terms), Err(Reason::TermsNotAccepted));
}

#[test]
fn the_terms_of_the_archive_are_accepted_by_the_person_or_a_parent_of_a_small_child() {
    let save = |person: &Person| archive(&user(), person, thread(Category::Hospital, None), now());
    let no_terms = |person: Person| Person { archive_terms_accepted: false, ..person };
    assert_eq!(save(&own()), Ok(()));
    assert_eq!(save(&no_terms(own())), Ok(()));
    assert_eq!(save(&no_terms(person(Relation::Parent, AgeBand::Under12))), Ok(()));
    assert_eq!(save(&by_power_of_attorney()), Ok(()));
    for other in [by_power_of_attorney(), person(Relation::Guardian, AgeBand::Adult)] {
        assert_eq!(save(&no_terms(other)), Err(Reason::TermsNotAccepted));
    }
    let no_consent = Person { archive_consent: false, ..no_terms(own()) };
    assert_eq!(save(&no_consent), Err(Reason::NeedsArchiveConsent));
    let not_granted = ThreadFacts { grants: &[Action::Read], ..thread(Category::Hospital, None) };
    assert_eq!(archive(&user(), &no_terms(own()), not_granted, now()), Err(Reason::NotGranted));
}

#[test]
fn a_letter_is_answered_until_the_service_closes_it_and_read_ever_after() {
    // No deadline and no state of the letter stands in the policy: the server's grant does (R37, R79).
    assert_eq!(may(&own(), letter(), Action::AnswerAppointment), Ok(()));
    let over = ThreadFacts { grants: &[Action::Read, Action::Print, Action::Download], ..letter() };
    for what in [Action::AnswerAppointment, Action::Reply, Action::Attach] {
        assert_eq!(may(&own(), over, what), Err(Reason::NotGranted), "{what:?}");
    }
    for what in [Action::Read, Action::Print, Action::Download] {
        assert_eq!(may(&own(), over, what), Ok(()), "{what:?}");
    }
}

#[test]
fn an_e_consultation_is_offered_only_where_the_gp_offers_it() {
    let closed = Err(ServiceClosed::NotOpened);
    for (state, expected) in [(Ok(()), Ok(())), (closed, Err(Reason::GpContactClosed))] {
        let services = vec![Service { name: ServiceName::EConsultation, state }];
        let person = Person { services, ..own() };
        assert_eq!(topic(&person, TopicKind::EConsultation), expected);
        assert_eq!(topic(&person, TopicKind::ContactSurgery), Ok(()));
        assert_eq!(topic(&person, TopicKind::General), Ok(()));
    }
    assert_eq!(topic(&own(), TopicKind::EConsultation), Err(Reason::GpContactClosed));
}
