//! Claims that arrive damaged never open more than the same claims whole.

mod answers;

use proptest::prelude::*;
use proptest::sample::select;

use super::*;
use crate::api::session::Session;
use crate::api::wire::session;
use crate::domain::access::{action, category, compose, inbox, writing};
use crate::domain::category::Category;
use crate::domain::person::PersonId;
use crate::domain::thread::{Action, Region, ThreadFacts};

/// Every claim, and what holds claims.
const CLAIMS: [&str; 28] = [
    "/user",
    "/user/id",
    "/user/name",
    "/user/securityLevel",
    "/user/confidentialAddress",
    "/user/contactInfoConfirmedAt",
    "/user/contactInfoBlocksWriting",
    "/persons",
    "/persons/0",
    "/persons/0/id",
    "/persons/0/name",
    "/persons/0/relation",
    "/persons/0/ageBand",
    "/persons/0/consentLevel",
    "/persons/0/archiveConsent",
    "/persons/0/archiveTermsAccepted",
    "/persons/0/powerOfAttorney",
    "/persons/0/powerOfAttorney/kind",
    "/persons/0/powerOfAttorney/serviceAreas",
    "/persons/0/powerOfAttorney/validTo",
    "/persons/0/services",
    "/persons/0/services/0",
    "/persons/0/services/0/service",
    "/persons/0/services/0/status",
    "/persons/0/services/1",
    "/persons/0/services/1/status",
    "/persons/0/grants",
    "/serverTime",
];

fn claims() -> impl Strategy<Value = Value> {
    let person = (
        select(vec!["self", "parent", "powerOfAttorney", "guardian"]),
        select(vec!["under12", "12to15", "16to17", "adult"]),
        select(vec!["none", "basic", "basicPlus", "full"]),
        any::<bool>(),
        select(vec!["2026-11-22", "2027-01-31", "2026-01-01"]),
        select(vec![json!([3]), json!([1, 2])]),
        select(vec!["yes", "no"]),
    );
    let user = (select(vec![3, 4]), any::<bool>(), any::<bool>());
    (person, user).prop_map(|(person, user)| {
        let (relation, age, level, archive, valid_to, areas, status) = person;
        json!({
            "user": {
                "id": "u-kari", "name": "Kari Nordmann", "securityLevel": user.0,
                "confidentialAddress": user.1, "contactInfoConfirmedAt": "2026-03-01T00:00:00Z",
                "contactInfoBlocksWriting": user.2
            },
            "persons": [{
                "id": "p-ola", "name": "Ola Nordmann", "relation": relation, "ageBand": age,
                "consentLevel": level, "archiveConsent": archive, "archiveTermsAccepted": true,
                "unread": 0,
                "powerOfAttorney": { "kind": "ordinary", "serviceAreas": areas, "validTo": valid_to },
                "services": [
                    { "service": "messages", "status": status },
                    { "service": "eContact", "status": "yes" }
                ],
                "grants": ["compose"]
            }],
            "defaultPerson": "p-ola", "version": "v1", "links": [],
            "serverTime": "2026-11-22T12:00:00Z", "csrfToken": "t"
        })
    })
}

/// What nobody can have meant.
fn damage() -> impl Strategy<Value = Option<Value>> {
    select(vec![
        None,
        Some(json!(null)),
        Some(json!("tilNyttår")),
        Some(json!("FULL")),
        Some(json!("9999-99-99")),
        Some(json!(-1)),
        Some(json!(3.7)),
        Some(json!(1e300)),
        Some(json!([null, { "a": [] }])),
        Some(json!({ "value": "full" })),
    ])
}

/// Replaces or takes away what stands at `place`, if an earlier hit has left it there.
fn hit(json: &mut Value, place: &str, value: Option<Value>) {
    match (value, place.rsplit_once('/')) {
        (Some(value), _) => {
            if let Some(claim) = json.pointer_mut(place) {
                *claim = value;
            }
        }
        (None, Some((holder, name))) => match json.pointer_mut(holder) {
            Some(Value::Object(fields)) => _ = fields.remove(name),
            Some(Value::Array(entries)) => entries.clear(),
            _ => {}
        },
        (None, None) => {}
    }
}

fn opened(session: Option<&Session>) -> Vec<bool> {
    let person = |session: &'_ Session| session.person(&PersonId("p-ola".into())).cloned();
    let Some((session, person)) = session.and_then(|it| Some((it, person(it)?))) else {
        return vec![false; 3 + Category::ALL.len() * (1 + Action::ALL.len())];
    };
    let (user, now) = (&session.user, session.server_time);
    let whole = [inbox, writing, compose].map(|ask| ask(user, &person, now).is_ok());
    let mut opened = whole.to_vec();
    for kind in Category::ALL {
        opened.push(category(user, &person, kind, now).is_ok());
        let region = Some(Region::SouthEast);
        let thread = ThreadFacts { category: Some(kind), region, grants: &Action::ALL };
        opened.extend(Action::ALL.map(|what| action(user, &person, thread, what, now).is_ok()));
    }
    opened
}

proptest! {
    #[test]
    fn a_damaged_claim_never_opens_anything(
        whole in claims(),
        damages in prop::collection::vec((select(CLAIMS.to_vec()), damage()), 1..4),
    ) {
        let before = opened(session(Fields(&whole)).as_ref());
        let mut damaged = whole.clone();
        for (claim, value) in damages {
            hit(&mut damaged, claim, value);
        }
        let after = opened(session(Fields(&damaged)).as_ref());
        let opens = before.iter().zip(&after).any(|(before, after)| *after && !before);
        prop_assert!(!opens, "{whole} -> {damaged}");
    }
}
