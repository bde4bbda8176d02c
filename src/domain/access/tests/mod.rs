//! The policy against the description of the service, which is written out again here as data.

mod actions;
mod closings;
mod remedies;

use chrono::{DateTime, NaiveDate, Utc};

use super::super::calendar::instant;
use super::super::category::Category;
use super::super::consent::ConsentLevel;
use super::super::person::{
    AgeBand, Person, PersonId, PowerOfAttorney, PowerOfAttorneyKind, Relation, Service,
    ServiceClosed, ServiceName, User,
};
use super::super::recipient::TopicKind;
use super::super::thread::{Action, Region, ThreadFacts};
use super::{
    Reason, Verdict, action, archive, attach_to_new, category, compose, contact_info_is_old, inbox,
    topic, writing,
};

fn at(time: &str) -> DateTime<Utc> {
    instant(time).expect("an instant")
}

fn now() -> DateTime<Utc> {
    at("2026-11-22T12:00:00Z")
}

fn user() -> User {
    User {
        id: "u-kari".into(),
        name: "Kari Nordmann".into(),
        security_level: 4,
        confidential_address: false,
        contact_info_confirmed_at: Some(at("2026-03-01T00:00:00Z")),
        contact_info_blocks_writing: false,
    }
}

/// A person of whom everything is open that can be.
fn person(relation: Relation, age_band: AgeBand) -> Person {
    let power = PowerOfAttorney {
        kind: PowerOfAttorneyKind::Ordinary,
        service_areas: Some(vec![3]),
        valid_to: NaiveDate::from_ymd_opt(2027, 1, 31),
    };
    Person {
        id: PersonId("p-ola".into()),
        name: "Ola Nordmann".into(),
        relation,
        age_band,
        consent_level: ConsentLevel::Full,
        archive_consent: true,
        archive_terms_accepted: true,
        power_of_attorney: (relation == Relation::PowerOfAttorney).then_some(power),
        services: open(&[ServiceName::Messages, ServiceName::EContact]),
        grants: Action::ALL.to_vec(),
        unread: 0,
    }
}

fn open(services: &[ServiceName]) -> Vec<Service> {
    services.iter().map(|name| Service { name: *name, state: Ok(()) }).collect()
}

fn own() -> Person {
    person(Relation::Own, AgeBand::Adult)
}

fn by_power_of_attorney() -> Person {
    person(Relation::PowerOfAttorney, AgeBand::Adult)
}

/// A thread for which the server grants everything.
fn thread(category: Category, region: Option<Region>) -> ThreadFacts<'static> {
    ThreadFacts { category: Some(category), region, grants: &Action::ALL }
}
