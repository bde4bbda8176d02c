//! Everything that claims can say, as far as the policy reads it.

use chrono::{DateTime, Days, NaiveDate, Utc};
use innboks::domain::calendar::{instant, oslo_date};
use innboks::domain::category::Category;
use innboks::domain::consent::ConsentLevel;
use innboks::domain::person::{
    AgeBand, Person, PersonId, PowerOfAttorney, PowerOfAttorneyKind, Relation, Service,
    ServiceClosed, ServiceName, User,
};
use innboks::domain::thread::{Action, Region};

pub const LOG_IN: &[&str] = &["below4", "level4"];
pub const YES_NO: &[&str] = &["yes", "no"];
pub const RELATION: &[&str] =
    &["self", "parent", "powerOfAttorney", "guardian", "ended", "unknown"];
pub const AGE: &[&str] = &["under12", "12to15", "16to17", "adult", "unknown"];
pub const LEVEL: &[&str] = &["none", "basic", "basicPlus", "full", "unknown"];
pub const POWER: &[&str] =
    &["valid", "lastDay", "expired", "noDate", "unknownKind", "missing", "none"];
pub const AREA_3: &[&str] = &["yes", "no", "none"];
pub const REGION: &[&str] =
    &["helseVest", "helseNord", "helseMidt", "helseSorOst", "unknown", "none"];

/// Places of words in the lists above; `true` is a yes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Claims {
    pub level_4: bool,
    pub confidential_address: bool,
    pub relation: usize,
    pub age: usize,
    pub level: usize,
    pub power: usize,
    pub area_3: usize,
    pub messages: bool,
    pub archive_consent: bool,
    pub archive_terms: bool,
    pub e_contact: bool,
    pub blocks_writing: bool,
}

/// The place of a yes or no among [`YES_NO`].
pub fn yes(is_so: bool) -> usize {
    usize::from(!is_so)
}

/// The place of `word` in a list of words.
pub fn place(words: &[&str], word: &str) -> usize {
    words.iter().position(|known| *known == word).expect(word)
}

/// The server's clock: an hour before a day ends in Norway, which in UTC is the day before.
pub fn now() -> DateTime<Utc> {
    instant("2026-06-30T21:30:00Z").expect("an instant")
}

/// Every combination, a power of attorney beside other relations included.
pub fn all() -> impl Iterator<Item = Claims> {
    let sizes = [2, 2, 6, 5, 5, 7, 3, 2, 2, 2, 2, 2];
    (0..sizes.iter().product::<usize>()).map(move |number| {
        let mut rest = number;
        let values = sizes.map(|size| {
            let value = rest % size;
            rest /= size;
            value
        });
        let [level_4, confidential_address, relation, age, level, power, area_3, rest @ ..] =
            values;
        let [messages, archive_consent, archive_terms, e_contact, blocks_writing] = rest;
        Claims {
            level_4: level_4 == 1,
            confidential_address: confidential_address == 1,
            relation,
            age,
            level,
            power,
            area_3,
            messages: messages == 1,
            archive_consent: archive_consent == 1,
            archive_terms: archive_terms == 1,
            e_contact: e_contact == 1,
            blocks_writing: blocks_writing == 1,
        }
    })
}

impl Claims {
    pub fn user(self) -> User {
        User {
            id: "u-kari".into(),
            name: "Kari Nordmann".into(),
            security_level: if self.level_4 { 4 } else { 3 },
            confidential_address: self.confidential_address,
            contact_info_confirmed_at: None,
            contact_info_blocks_writing: self.blocks_writing,
        }
    }

    pub fn person(self) -> Person {
        Person {
            id: PersonId("p-ola".into()),
            name: "Ola Nordmann".into(),
            relation: match RELATION[self.relation] {
                "ended" => Relation::Ended,
                word => Relation::parse(word),
            },
            age_band: AgeBand::parse(AGE[self.age]),
            consent_level: ConsentLevel::parse(LEVEL[self.level]),
            archive_consent: self.archive_consent,
            archive_terms_accepted: self.archive_terms,
            power_of_attorney: self.power_of_attorney(),
            services: vec![
                service(ServiceName::Messages, self.messages),
                service(ServiceName::EContact, self.e_contact),
            ],
            grants: Action::ALL.to_vec(),
            unread: 0,
        }
    }

    fn power_of_attorney(self) -> Option<PowerOfAttorney> {
        let today = oslo_date(now());
        let last_day: Option<NaiveDate> = match POWER[self.power] {
            "missing" | "none" => return None,
            "lastDay" => Some(today),
            "expired" => today.pred_opt(),
            "noDate" => None,
            _ => today.checked_add_days(Days::new(200)),
        };
        let is_known = POWER[self.power] != "unknownKind";
        Some(PowerOfAttorney {
            kind: PowerOfAttorneyKind::parse(if is_known { "ordinary" } else { "new" }),
            service_areas: match AREA_3[self.area_3] {
                "yes" => Some(vec![1, 3]),
                "no" => Some(vec![1, 2]),
                _ => None,
            },
            valid_to: last_day,
        })
    }
}

fn service(name: ServiceName, is_open: bool) -> Service {
    Service { name, state: if is_open { Ok(()) } else { Err(ServiceClosed::NotOpened) } }
}

/// The 15 categories and one that is not known, in the order of [`categories`].
pub fn category(place: usize) -> Option<Category> {
    Category::ALL.get(place).copied()
}

/// The words of the categories, `unknown` last.
pub fn categories() -> Vec<&'static str> {
    Category::ALL.into_iter().map(Category::word).chain(["unknown"]).collect()
}

pub fn region(place: usize) -> Option<Region> {
    match REGION[place] {
        "none" => None,
        word => Some(Region::parse(word)),
    }
}
