use serde_json::Value;

use super::Fields;
use crate::api::session::Session;
use crate::domain::access::Reason;
use crate::domain::consent::ConsentLevel;
use crate::domain::person::{
    AgeBand, Person, PersonId, PowerOfAttorney, PowerOfAttorneyKind, Relation, Service,
    ServiceClosed, ServiceName, User,
};
use crate::domain::service_page::ServicePage;
use crate::domain::thread::Action;

/// Reads the session; `None` when it names no user or no person. A claim that is missing or not
/// understood reads as the smallest access.
pub fn session(fields: Fields<'_>) -> Option<Session> {
    let user = fields.object("user")?;
    let persons = fields.each("persons", person);
    let default = fields.string("defaultPerson").map(PersonId);
    let default_person = persons
        .iter()
        .find(|person| Some(&person.id) == default.as_ref())
        .or_else(|| persons.iter().find(|person| person.is_own()))
        .or_else(|| persons.first())?
        .id
        .clone();
    Some(Session {
        user: User {
            id: user.string("id")?,
            name: user.string("name")?,
            security_level: user
                .number("securityLevel")
                .and_then(|level| level.try_into().ok())
                .unwrap_or(0),
            // A missing claim is read as the stricter answer.
            confidential_address: user.0.get("confidentialAddress") != Some(&false.into()),
            contact_info_confirmed_at: user.instant("contactInfoConfirmedAt"),
            contact_info_blocks_writing: user.0.get("contactInfoBlocksWriting")
                != Some(&false.into()),
        },
        persons,
        default_person,
        version: fields.string("version").unwrap_or_default(),
        last_event: fields.string("lastEvent"),
        links: fields.each("links", link),
        expires_at: fields.instant("expiresAt"),
        warn_seconds: fields.count("warnSeconds").unwrap_or_default(),
        csrf_token: fields.string("csrfToken")?,
        server_time: fields.instant("serverTime")?,
    })
}

fn person(fields: Fields<'_>) -> Option<Person> {
    Some(Person {
        id: PersonId(fields.string("id")?),
        name: fields.string("name")?,
        relation: fields.str("relation").map_or(Relation::Unknown, Relation::parse),
        age_band: fields.str("ageBand").map_or(AgeBand::Unknown, AgeBand::parse),
        consent_level: fields
            .str("consentLevel")
            .map_or(ConsentLevel::Unknown, ConsentLevel::parse),
        archive_consent: fields.is("archiveConsent"),
        archive_terms_accepted: fields.is("archiveTermsAccepted"),
        power_of_attorney: fields.object("powerOfAttorney").map(power_of_attorney),
        services: fields.each("services", service),
        grants: grants(fields),
        unread: fields.count("unread").unwrap_or(0),
    })
}

fn link(fields: Fields<'_>) -> Option<(ServicePage, String)> {
    Some((ServicePage::parse(fields.str("kind")?)?, fields.https("href")?))
}

fn service(fields: Fields<'_>) -> Option<Service> {
    let name = ServiceName::parse(fields.str("service")?)?;
    let is_open = fields.str("status") == Some("yes");
    let closed = || ServiceClosed::parse(fields.str("reason"));
    Some(Service { name, state: is_open.then_some(()).ok_or_else(closed) })
}

fn power_of_attorney(fields: Fields<'_>) -> PowerOfAttorney {
    let area = |value: &Value| value.as_u64()?.try_into().ok();
    PowerOfAttorney {
        kind: fields.str("kind").map_or(PowerOfAttorneyKind::Unknown, PowerOfAttorneyKind::parse),
        service_areas: fields
            .0
            .get("serviceAreas")
            .and_then(Value::as_array)
            .map(|areas| areas.iter().filter_map(area).collect()),
        valid_to: fields.day("validTo"),
    }
}

/// Why something is closed, by a field that is null or missing where it is open.
pub(super) fn closed(fields: Fields<'_>, name: &str) -> Option<Reason> {
    let stated = fields.0.get(name).filter(|stated| !stated.is_null())?;
    Some(Fields(stated).str("reason").map_or(Reason::NotGranted, Reason::parse))
}

pub(super) fn grants(fields: Fields<'_>) -> Vec<Action> {
    fields.list("grants").iter().filter_map(|grant| Action::parse(grant.as_str()?)).collect()
}
