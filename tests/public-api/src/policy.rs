//! The server's own use of the access policy: the same rules as the app's, on the stored claims.

use chrono::{DateTime, NaiveDate, Utc};
use innboks::domain::access::{self, Reason, Verdict};
use innboks::domain::calendar::instant;
use innboks::domain::category::Category;
use innboks::domain::consent::ConsentLevel;
use innboks::domain::person::{
    AgeBand, Person, PersonId, PowerOfAttorney, PowerOfAttorneyKind, Relation, Service,
    ServiceClosed, ServiceName, User,
};
use innboks::domain::thread::{Action, Region, ThreadFacts};

use crate::claims::{self, PersonClaims, UserClaims};
use crate::problem::Problem;
use crate::time::now;

/// What this server can do with a thread. Actions that have no operation yet are never granted.
const BUILT: [Action; 10] = [
    Action::Read,
    Action::Reply,
    Action::AnswerAppointment,
    Action::Attach,
    Action::SaveToArchive,
    Action::MarkRead,
    Action::MarkUnread,
    Action::PutAway,
    Action::Print,
    Action::Download,
];

/// Whether a letter takes answers where it is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answers {
    /// The hospital takes none here, or nothing is known of an appointment.
    NotTaken,
    /// No more: the hospital has closed it, or the letter does not hold.
    Closed,
    /// It does.
    Open,
}

/// What the policy needs to know of a thread.
#[derive(Clone, Copy, Debug)]
pub struct ThreadState<'a> {
    /// The contract's word.
    pub category: &'a str,
    /// The contract's word.
    pub region: Option<&'a str>,
    /// The service has closed the dialogue.
    pub closed: Option<&'a str>,
    /// Does anybody read what one writes?
    pub has_reader: bool,
    /// Does the service take files there?
    pub takes_files: bool,
    /// What the hospital says, of an appointment letter.
    pub answers: Answers,
}

/// What one user may see and do for one person.
pub struct Policy {
    user: User,
    person: Person,
    now: DateTime<Utc>,
    off: bool,
}

impl Policy {
    /// The policy on these claims, now.
    #[must_use]
    pub fn new(user: &UserClaims, person: &PersonClaims) -> Self {
        Self { user: domain_user(user), person: domain_person(person), now: now(), off: false }
    }

    /// Opens everything: a fault, for tests of what the app does with data that claims should hide.
    pub const fn switch_off(&mut self) {
        self.off = true;
    }

    /// Is the inbox open at all?
    ///
    /// # Errors
    /// The contract's word for why not.
    pub fn inbox(&self) -> Result<(), &'static str> {
        self.say(access::inbox(&self.user, &self.person, self.now))
    }

    /// The categories that are open.
    #[must_use]
    pub fn visible(&self) -> Vec<&'static str> {
        Category::ALL
            .into_iter()
            .filter(|category| self.category(*category).is_ok())
            .map(Category::word)
            .collect()
    }

    /// The categories that are open, as SQL takes them.
    ///
    /// # Errors
    /// When they cannot be written as JSON.
    pub fn visible_json(&self) -> Result<String, Problem> {
        Ok(serde_json::to_string(&self.visible())?)
    }

    /// Is this category open?
    #[must_use]
    pub fn sees(&self, category: &str) -> bool {
        Category::parse(category).is_some_and(|category| self.category(category).is_ok())
    }

    fn category(&self, category: Category) -> Result<(), &'static str> {
        self.say(access::category(&self.user, &self.person, category, self.now))
    }

    /// May a new message be written?
    ///
    /// # Errors
    /// The contract's word for why not.
    pub fn compose(&self) -> Result<(), &'static str> {
        self.say(access::compose(&self.user, &self.person, self.now))
    }

    /// May a message be written to a recipient of this kind?
    ///
    /// # Errors
    /// The contract's word for why not.
    pub fn write_to(&self, kind: &str) -> Result<(), &'static str> {
        self.compose()?;
        match Category::parse(kind) {
            Some(category) => self.category(category),
            None => Err(Reason::UnknownClaim.word()),
        }
    }

    /// Has the person this service?
    #[must_use]
    pub fn offers_e_consultation(&self) -> bool {
        self.person.offers(ServiceName::EConsultation)
    }

    /// What is granted for a thread: the policy, and the thread's own state.
    #[must_use]
    pub fn grants(&self, thread: ThreadState<'_>) -> Vec<&'static str> {
        BUILT
            .into_iter()
            .filter(|action| match action {
                Action::Reply => self.reply_closed(thread).is_none(),
                Action::Attach => self.reply_closed(thread).is_none() && thread.takes_files,
                Action::AnswerAppointment => self.answer_closed(thread).is_none(),
                // Granted too to whoever may accept the terms that are missing.
                Action::SaveToArchive => {
                    self.archive(thread).is_ok() && (self.has_terms() || self.may_accept_terms())
                }
                _ => self.say(self.action(thread, *action)).is_ok(),
            })
            .map(Action::word)
            .collect()
    }

    /// Why a thread takes no reply; `None` when it takes one.
    #[must_use]
    pub fn reply_closed(&self, thread: ThreadState<'_>) -> Option<&'static str> {
        if self.off {
            return None;
        }
        if let Err(reason) = self.action(thread, Action::Reply) {
            return Some(reason.word());
        }
        let in_appointments = thread.category == Category::Hospital.word()
            && matches!(thread.region, Some("helseVest" | "helseNord"));
        match (thread.closed, thread.has_reader) {
            // A hospital's message about an appointment: the dialogue starts there (R75, R76).
            (None, false) if in_appointments => Some("viaAppointments"),
            (None, true) => None,
            _ => Some("dialogueClosed"),
        }
    }

    /// Why an appointment letter takes no answer; `None` when it takes one.
    #[must_use]
    pub fn answer_closed(&self, thread: ThreadState<'_>) -> Option<&'static str> {
        if self.off {
            return None;
        }
        if let Err(reason) = self.action(thread, Action::AnswerAppointment) {
            return Some(reason.word());
        }
        match thread.answers {
            Answers::NotTaken => Some(Reason::NotGranted.word()),
            Answers::Closed => Some(Reason::AnswerClosed.word()),
            Answers::Open => None,
        }
    }

    /// May copies in the personal health archive be seen, and made once its terms are accepted?
    ///
    /// # Errors
    /// The contract's word for why not.
    pub fn archive(&self, thread: ThreadState<'_>) -> Result<(), &'static str> {
        match self.action(thread, Action::SaveToArchive) {
            Err(Reason::TermsNotAccepted) => Ok(()),
            verdict => self.say(verdict),
        }
    }

    /// Are the terms of the personal health archive accepted?
    #[must_use]
    pub const fn has_terms(&self) -> bool {
        self.person.archive_terms_accepted
    }

    /// Who may accept them: the person, and a parent of a child under 12.
    #[must_use]
    pub const fn may_accept_terms(&self) -> bool {
        matches!(
            (self.person.relation, self.person.age_band),
            (Relation::Own, _) | (Relation::Parent, AgeBand::Under12)
        )
    }

    fn action(&self, thread: ThreadState<'_>, action: Action) -> Verdict {
        let facts = ThreadFacts {
            category: Category::parse(thread.category),
            region: thread.region.map(Region::parse),
            grants: &BUILT,
        };
        access::action(&self.user, &self.person, facts, action, self.now)
    }

    fn say(&self, verdict: Verdict) -> Result<(), &'static str> {
        if self.off { Ok(()) } else { verdict.map_err(Reason::word) }
    }
}

fn domain_user(user: &UserClaims) -> User {
    User {
        id: user.id.clone(),
        name: user.name.clone(),
        security_level: user.security_level,
        confidential_address: user.confidential_address,
        contact_info_confirmed_at: instant(&user.contact_info_confirmed_at),
        contact_info_blocks_writing: user.contact_info_blocks_writing,
    }
}

fn domain_person(person: &PersonClaims) -> Person {
    Person {
        id: PersonId(person.id.clone()),
        name: person.name.clone(),
        relation: Relation::parse(&person.relation),
        age_band: AgeBand::parse(&person.age_band),
        consent_level: ConsentLevel::parse(&person.consent_level),
        archive_consent: person.archive_consent,
        archive_terms_accepted: person.archive_terms_accepted,
        power_of_attorney: person.power_of_attorney.as_ref().map(|power| PowerOfAttorney {
            kind: PowerOfAttorneyKind::parse(&power.kind),
            service_areas: Some(power.service_areas.clone()),
            valid_to: NaiveDate::parse_from_str(&power.valid_to, "%Y-%m-%d").ok(),
        }),
        services: person.services.iter().filter_map(domain_service).collect(),
        grants: vec![Action::Compose, Action::Attach],
        unread: 0,
    }
}

fn domain_service(service: &claims::Service) -> Option<Service> {
    let name = ServiceName::parse(&service.service)?;
    let closed = || ServiceClosed::parse(service.reason.as_deref());
    Some(Service { name, state: (service.status == "yes").then_some(()).ok_or_else(closed) })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::Reason;

    /// The values of `DenialReason`, less those that the contract calls planned.
    fn of_contract() -> BTreeSet<&'static str> {
        let contract = include_str!("../openapi.yaml");
        let (_, schema) = contract.split_once("\n    DenialReason:\n").unwrap();
        let (description, values) = schema.split_once("\n      enum:\n").unwrap();
        values
            .lines()
            .map_while(|line| line.strip_prefix("        - "))
            .filter(|word| !description.contains(&format!("`{word}` (planned)")))
            .collect()
    }

    #[test]
    fn every_refusal_has_its_own_name_in_the_contract() {
        for reason in Reason::ALL {
            let name = format!("{reason:?}");
            assert_eq!(reason.word(), name[..1].to_lowercase() + &name[1..]);
        }
        // A closed dialogue is the thread's own, and stands in `ReplyClosed`.
        let of_policy = Reason::ALL.into_iter().filter(|one| *one != Reason::DialogueClosed);
        assert_eq!(of_policy.map(Reason::word).collect::<BTreeSet<_>>(), of_contract());
    }
}
