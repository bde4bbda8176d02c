//! The words of the contract, each with what it is read as, and what a word in no contract is.

use super::access::Reason;
use super::category::Category;
use super::consent::ConsentLevel;
use super::draft::Content;
use super::file::AttachmentState;
use super::message::{DeliveryState, Side};
use super::person::{
    AgeBand, Person, PersonId, PowerOfAttorneyKind, Relation, ServiceClosed, ServiceName,
};
use super::recipient::{Closed, ServiceLinkKind, TopicKind};
use super::service_page::ServicePage;
use super::thread::{Action, Region};

/// In no contract, or almost in it.
const OTHER_WORDS: [&str; 5] = ["", "somethingNew", "FULL", "full ", "12-15"];

/// Every word reads as its value, and every other word as `unknown`.
fn reads<T: PartialEq + std::fmt::Debug + Copy>(
    parse: impl Fn(&str) -> T,
    words: &[(&str, T)],
    unknown: T,
) {
    for (word, value) in words {
        assert_eq!(parse(word), *value, "{word}");
    }
    for word in OTHER_WORDS {
        assert_eq!(parse(word), unknown, "{word}");
    }
}

#[test]
fn the_claims_are_read_and_nothing_else_is_taken_for_one() {
    reads(
        ConsentLevel::parse,
        &[
            ("none", ConsentLevel::None),
            ("basic", ConsentLevel::Basic),
            ("basicPlus", ConsentLevel::BasicPlus),
            ("full", ConsentLevel::Full),
        ],
        ConsentLevel::Unknown,
    );
    reads(
        Relation::parse,
        &[
            ("self", Relation::Own),
            ("parent", Relation::Parent),
            ("powerOfAttorney", Relation::PowerOfAttorney),
            ("guardian", Relation::Guardian),
            ("ended", Relation::Unknown),
        ],
        Relation::Unknown,
    );
    reads(
        AgeBand::parse,
        &[
            ("under12", AgeBand::Under12),
            ("12to15", AgeBand::From12To15),
            ("16to17", AgeBand::From16To17),
            ("adult", AgeBand::Adult),
        ],
        AgeBand::Unknown,
    );
    reads(
        PowerOfAttorneyKind::parse,
        &[
            ("ordinary", PowerOfAttorneyKind::Ordinary),
            ("confirmed", PowerOfAttorneyKind::Confirmed),
            ("withoutCapacity", PowerOfAttorneyKind::WithoutCapacity),
        ],
        PowerOfAttorneyKind::Unknown,
    );
    reads(
        ServiceName::parse,
        &[
            ("messages", Some(ServiceName::Messages)),
            ("eContact", Some(ServiceName::EContact)),
            ("eConsultation", Some(ServiceName::EConsultation)),
        ],
        None,
    );
    reads(
        |word| ServiceClosed::parse(Some(word)),
        &[
            ("notOfferedForAge", ServiceClosed::NotOfferedForAge),
            ("notOpened", ServiceClosed::NotOpened),
            ("reserved", ServiceClosed::Reserved),
            ("temporarilyUnavailable", ServiceClosed::TemporarilyUnavailable),
        ],
        ServiceClosed::Unstated,
    );
    assert_eq!(ServiceClosed::parse(None), ServiceClosed::Unstated);
}

#[test]
fn a_refusal_is_read_and_an_unknown_one_says_no_more_than_no() {
    let words = Reason::ALL.map(|reason| (reason.word(), reason));
    reads(Reason::parse, &words, Reason::NotGranted);
    assert_eq!(Reason::parse("viaAppointments"), Reason::ViaAppointments);
    assert_eq!(Reason::parse("logInAgain"), Reason::LogInAgain);
}

#[test]
fn what_threads_and_messages_say_is_read_and_nothing_else_is_taken_for_it() {
    reads(
        Region::parse,
        &[
            ("helseVest", Region::West),
            ("helseNord", Region::North),
            ("helseMidt", Region::Central),
            ("helseSorOst", Region::SouthEast),
        ],
        Region::Unknown,
    );
    reads(Side::parse, &[("service", Side::Service), ("citizen", Side::Citizen)], Side::Unknown);
    reads(
        DeliveryState::parse,
        &[
            ("sending", Some(DeliveryState::Sending)),
            ("sent", Some(DeliveryState::Sent)),
            ("receivedByJournal", Some(DeliveryState::ReceivedByJournal)),
            ("receivedByArchive", Some(DeliveryState::ReceivedByArchive)),
            ("rejectedByJournal", Some(DeliveryState::RejectedByJournal)),
            ("failed", Some(DeliveryState::Failed)),
        ],
        None,
    );
    reads(
        AttachmentState::parse,
        &[
            ("available", AttachmentState::Available),
            ("expired", AttachmentState::Expired),
            ("infected", AttachmentState::Infected),
        ],
        AttachmentState::Unknown,
    );
    let words = Category::ALL.map(|kind| (kind.word(), Some(kind)));
    reads(Category::parse, &words, None);
    assert_eq!(Category::parse("gp"), Some(Category::Gp));
    assert_eq!(Category::parse("kpr"), Some(Category::Kpr));
}

#[test]
fn what_may_be_done_is_read_and_nothing_else_is_taken_for_a_right() {
    let words = "read reply compose answerAppointment attach saveToArchive markRead markUnread \
                 putAway print download";
    let words: Vec<_> = words.split_whitespace().zip(Action::ALL.map(Some)).collect();
    reads(Action::parse, &words, None);
    for (word, action) in words {
        assert_eq!(action.map(Action::word), Some(word));
    }
}

#[test]
fn who_can_be_written_to_is_read_and_nothing_else_is_taken_for_it() {
    let topics = [
        ("contactSurgery", Some(TopicKind::ContactSurgery)),
        ("eConsultation", Some(TopicKind::EConsultation)),
        ("general", Some(TopicKind::General)),
    ];
    reads(TopicKind::parse, &topics, None);
    for (word, topic) in topics {
        assert_eq!(topic.map(TopicKind::word), Some(word));
    }
    reads(
        |word| Closed::parse(Some(word)),
        &[
            ("noDigitalDialogue", Closed::NoDigitalDialogue),
            ("notOpened", Closed::NotOpened),
            ("notOfferedByGp", Closed::NotOfferedByGp),
        ],
        Closed::Other,
    );
    assert_eq!(Closed::parse(None), Closed::Other);
    reads(
        ServiceLinkKind::parse,
        &[
            ("renewPrescription", Some(ServiceLinkKind::RenewPrescription)),
            ("bookAppointment", Some(ServiceLinkKind::BookAppointment)),
        ],
        None,
    );
}

#[test]
fn pages_of_the_service_are_read_and_an_unknown_one_is_not_linked() {
    reads(
        ServicePage::parse,
        &[
            ("privacySettings", Some(ServicePage::PrivacySettings)),
            ("reopenAccess", Some(ServicePage::ReopenAccess)),
            ("powersOfAttorney", Some(ServicePage::PowersOfAttorney)),
            ("contactInfo", Some(ServicePage::ContactInfo)),
            ("appointments", Some(ServicePage::Appointments)),
            ("healthContacts", Some(ServicePage::HealthContacts)),
            ("notificationSettings", Some(ServicePage::NotificationSettings)),
            ("logOfUse", Some(ServicePage::LogOfUse)),
            ("aboutInbox", Some(ServicePage::AboutInbox)),
            ("municipalities", Some(ServicePage::Municipalities)),
            ("gpDigitalServices", Some(ServicePage::GpDigitalServices)),
        ],
        None,
    );
}

#[test]
fn a_person_is_oneself_or_someone_one_acts_for_or_neither() {
    let person = |relation| Person {
        id: PersonId("p-ola".into()),
        name: "Ola Nordmann".into(),
        relation,
        age_band: AgeBand::Adult,
        consent_level: ConsentLevel::Full,
        archive_consent: true,
        archive_terms_accepted: true,
        power_of_attorney: None,
        services: Vec::new(),
        grants: Vec::new(),
        unread: 0,
    };
    for (relation, is_own, is_represented) in [
        (Relation::Own, true, false),
        (Relation::Parent, false, true),
        (Relation::PowerOfAttorney, false, true),
        (Relation::Guardian, false, true),
        (Relation::Unknown, false, true),
        (Relation::Ended, false, false),
    ] {
        let person = person(relation);
        assert_eq!((person.is_own(), person.is_represented()), (is_own, is_represented));
        assert_eq!(person.first_name(), "Ola");
        let ended = person.clone().ended();
        assert_eq!(ended.relation, if is_own { Relation::Unknown } else { Relation::Ended });
        assert_eq!((ended.id, ended.name), (person.id, person.name));
        assert_eq!(ended.consent_level, ConsentLevel::Unknown);
    }
    assert_eq!(Person { name: " ".into(), ..person(Relation::Own) }.first_name(), " ");
}

#[test]
fn a_message_is_begun_by_its_subject_or_text_and_an_answer_by_its_text_alone() {
    let content =
        |subject: &str, text: &str| Content { subject: subject.into(), text: text.into() };
    for (subject, text, is_reply, is_written) in [
        ("", "", false, false),
        ("Resept", "", false, true),
        ("", "Hei", false, true),
        ("", "", true, false),
        ("Resept", "", true, false),
        ("Resept", "Hei", true, true),
    ] {
        assert_eq!(content(subject, text).is_written(is_reply), is_written, "{subject} {text}");
    }
}
