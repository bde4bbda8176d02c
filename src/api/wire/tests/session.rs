use super::*;
use crate::api::session::Session;
use crate::api::wire::session;
use crate::domain::access::{Reason, Verdict, compose, inbox, writing};
use crate::domain::person::{AgeBand, PowerOfAttorneyKind, Relation, ServiceClosed, ServiceName};
use crate::domain::thread::Action;

/// The contract's example: Kari, for herself and by power of attorney for Ola.
fn example() -> Value {
    json!({
        "user": {
            "id": "u-kari", "name": "Kari Nordmann", "securityLevel": 4,
            "confidentialAddress": false, "contactInfoConfirmedAt": "2026-03-01T00:00:00Z",
            "contactInfoBlocksWriting": false
        },
        "persons": [
            {
                "id": "p-kari", "name": "Kari Nordmann", "relation": "self", "ageBand": "adult",
                "consentLevel": "full", "archiveConsent": true, "unread": 3,
                "services": [
                    { "service": "messages", "status": "yes" },
                    { "service": "eContact", "status": "yes" },
                    { "service": "eConsultation", "status": "no", "reason": "notOfferedByGp" }
                ],
                "grants": ["compose"]
            },
            {
                "id": "p-ola", "name": "Ola Nordmann", "relation": "powerOfAttorney",
                "ageBand": "adult", "consentLevel": "full", "archiveConsent": true, "unread": 0,
                "powerOfAttorney":
                    { "kind": "ordinary", "serviceAreas": [3], "validTo": "2027-01-31" },
                "services": [{ "service": "messages", "status": "yes" }],
                "grants": ["compose"]
            }
        ],
        "defaultPerson": "p-kari", "language": "nb", "expiresAt": "2026-11-22T12:30:00Z",
        "warnSeconds": 120, "serverTime": "2026-11-22T12:00:00Z",
        "csrfToken": "qZ3vT0mUeJ8c1xYwR5nB", "firstPage": "/api/v1/threads?limit=50"
    })
}

fn read(json: &Value) -> Session {
    session(Fields(json)).expect("a session")
}

/// What the policy makes of Ola, whose claims are the most.
type Judge = fn(&Session) -> Verdict;

fn ola(json: &Value, judge: Judge) -> Verdict {
    judge(&read(json))
}

fn inbox_of_ola(session: &Session) -> Verdict {
    inbox(&session.user, session.persons.last().expect("Ola"), session.server_time)
}

fn writing_for_ola(session: &Session) -> Verdict {
    writing(&session.user, session.persons.last().expect("Ola"), session.server_time)
}

fn compose_for_ola(session: &Session) -> Verdict {
    compose(&session.user, session.persons.last().expect("Ola"), session.server_time)
}

#[test]
fn the_session_says_who_one_is_and_may_act_for() {
    let session = read(&example());
    assert_eq!((session.user.id.as_str(), session.user.security_level), ("u-kari", 4));
    assert!(!session.user.confidential_address && !session.user.contact_info_blocks_writing);
    assert_eq!(session.default_person.0, "p-kari");
    assert_eq!(session.csrf_token, "qZ3vT0mUeJ8c1xYwR5nB");
    assert_eq!(session.server_time.to_rfc3339(), "2026-11-22T12:00:00+00:00");
    let [kari, ola] = session.persons.as_slice() else { panic!("two persons") };
    assert_eq!((kari.relation, kari.age_band, kari.unread), (Relation::Own, AgeBand::Adult, 3));
    assert!(kari.offers(ServiceName::Messages) && kari.offers(ServiceName::EContact));
    assert_eq!(kari.service(ServiceName::EConsultation), Err(ServiceClosed::Unstated));
    assert_eq!(ola.service(ServiceName::EContact), Err(ServiceClosed::Unstated));
    assert_eq!(kari.power_of_attorney, None);
    let power = ola.power_of_attorney.as_ref().expect("a power of attorney");
    assert_eq!(power.kind, PowerOfAttorneyKind::Ordinary);
    assert_eq!(power.service_areas.as_deref(), Some(&[3][..]));
    assert_eq!(power.valid_to.map(|day| day.to_string()), Some("2027-01-31".into()));
    assert_eq!(ola.grants, [Action::Compose]);
    assert_eq!(compose_for_ola(&session), Ok(()));
}

#[test]
fn a_claim_that_is_missing_or_not_understood_gives_the_smallest_access() {
    let claims: [(&str, Judge); 15] = [
        ("/user/securityLevel", inbox_of_ola),
        ("/user/confidentialAddress", inbox_of_ola),
        ("/user/contactInfoBlocksWriting", writing_for_ola),
        ("/persons/1/relation", inbox_of_ola),
        ("/persons/1/ageBand", inbox_of_ola),
        ("/persons/1/consentLevel", inbox_of_ola),
        ("/persons/1/archiveConsent", writing_for_ola),
        ("/persons/1/powerOfAttorney", inbox_of_ola),
        ("/persons/1/powerOfAttorney/kind", inbox_of_ola),
        ("/persons/1/powerOfAttorney/serviceAreas", inbox_of_ola),
        ("/persons/1/powerOfAttorney/validTo", inbox_of_ola),
        ("/persons/1/services", inbox_of_ola),
        ("/persons/1/services/0/service", inbox_of_ola),
        ("/persons/1/services/0/status", inbox_of_ola),
        ("/persons/1/grants", compose_for_ola),
    ];
    for (claim, judge) in claims {
        assert!(ola(&without(&example(), claim), judge).is_err(), "without {claim}");
        for value in not_understood() {
            let json = with(&example(), claim, value);
            assert!(ola(&json, judge).is_err(), "{claim}: {:?}", json.pointer(claim));
        }
    }
    for (claim, almost, judge) in [
        ("/user/securityLevel", json!("4"), inbox_of_ola as Judge),
        ("/user/securityLevel", json!(260), inbox_of_ola),
        ("/persons/1/consentLevel", json!("FULL"), inbox_of_ola),
        ("/persons/1/archiveConsent", json!("true"), writing_for_ola),
        ("/persons/1/powerOfAttorney/serviceAreas", json!(["3", 259, 3.5]), inbox_of_ola),
        ("/persons/1/powerOfAttorney/validTo", json!("31.01.2027"), inbox_of_ola),
        ("/persons/1/services/0/status", json!(true), inbox_of_ola),
    ] {
        assert!(ola(&with(&example(), claim, almost), judge).is_err(), "{claim}");
    }
}

#[test]
fn an_unknown_consent_level_is_not_told_as_access_removed() {
    let claim = "/persons/1/consentLevel";
    let unknown = with(&example(), claim, json!("somethingNew"));
    assert_eq!(ola(&unknown, inbox_of_ola), Err(Reason::UnknownClaim));
    assert_eq!(ola(&without(&example(), claim), inbox_of_ola), Err(Reason::UnknownClaim));
    let removed = with(&example(), claim, json!("none"));
    assert_eq!(ola(&removed, inbox_of_ola), Err(Reason::AccessRemoved));
}

#[test]
fn a_person_who_cannot_be_read_leaves_the_others_to_be_acted_for() {
    for broken in [json!(null), json!("p-x"), json!({ "name": "Uten id" }), json!({ "id": 7 })] {
        let session = read(&with(&example(), "/persons/0", broken));
        assert_eq!(session.persons.len(), 1);
        // The default is always someone who is there.
        assert_eq!(session.default_person.0, "p-ola");
        assert_eq!(inbox_of_ola(&session), Ok(()));
    }
    let session = read(&with(&example(), "/defaultPerson", json!("p-gone")));
    assert_eq!(session.default_person.0, "p-kari");
}

#[test]
fn an_answer_that_names_nobody_is_no_session() {
    for place in ["/user", "/user/id", "/persons", "/csrfToken"] {
        assert!(session(Fields(&without(&example(), place))).is_none(), "{place}");
    }
    for json in [json!(null), json!([]), json!("session"), json!({})] {
        assert!(session(Fields(&json)).is_none(), "{json}");
    }
}
