//! The seed files: what stands in them.

use std::fmt::Display;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::Path;

use chrono::{DateTime, Utc};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::appointment::Price;
use crate::claims::Service;
use crate::many::Many;
use crate::recipients::Recipient;

/// A person one can act for.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Person {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) age_band: String,
    pub(crate) consent_level: String,
    pub(crate) archive_consent: bool,
    pub(crate) archive_terms_accepted: bool,
    pub(crate) services: Vec<Service>,
    pub(crate) recipients: Vec<Recipient>,
}

/// The claims of a persona's log-in.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct UserFacts {
    pub(crate) security_level: u8,
    pub(crate) confidential_address: bool,
    pub(crate) contact_info_confirmed_days_ago: u32,
    pub(crate) contact_info_blocks_writing: bool,
}

/// A power of attorney, by the days it still lasts.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Power {
    pub(crate) kind: String,
    pub(crate) service_areas: Vec<u8>,
    pub(crate) valid_days: i64,
}

/// Whom a persona acts for, and as what.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Representation {
    pub(crate) person: String,
    pub(crate) relation: String,
    pub(crate) power_of_attorney: Option<Power>,
}

/// Somebody to log in as.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Persona {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) story: String,
    pub(crate) language: String,
    pub(crate) user: UserFacts,
    pub(crate) persons: Vec<Representation>,
    pub(crate) default_person: String,
    #[serde(default)]
    pub(crate) drafts: Vec<Draft>,
}

/// The other side of a thread.
#[derive(Deserialize)]
pub struct Sender {
    pub(crate) name: String,
    pub(crate) role: Option<String>,
}

/// Who wrote.
#[derive(Deserialize)]
pub struct From {
    pub(crate) kind: String,
    pub(crate) name: String,
    pub(crate) role: Option<String>,
}

/// An attachment; its bytes are made.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct File {
    pub(crate) name: String,
    pub(crate) media_type: String,
    pub(crate) state: String,
    /// Its bytes are those of a program, whatever it calls itself.
    #[serde(default)]
    pub(crate) is_program: bool,
}

/// A message, by the days since it came.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Message {
    pub(crate) from: From,
    pub(crate) on_behalf_of: Option<String>,
    pub(crate) days_ago: u32,
    pub(crate) at: String,
    pub(crate) state: Option<String>,
    pub(crate) rejection: Option<String>,
    /// It failed, and its draft and send are there to try again with.
    #[serde(default)]
    pub(crate) can_retry: bool,
    pub(crate) lang: Option<String>,
    pub(crate) body: Value,
    #[serde(default)]
    pub(crate) attachments: Vec<File>,
    #[serde(default)]
    pub(crate) read_by_users: Vec<String>,
}

/// That the service waits for an answer: until a time so many days from the start, or without a last moment.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Answer {
    pub(crate) in_days: Option<i64>,
    pub(crate) at: Option<String>,
}

/// What an appointment letter is about. It begins at a time so many days from the start, or so many hours from the
/// first log-in.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Appointment {
    pub(crate) place: String,
    #[serde(default)]
    pub(crate) in_days: i64,
    #[serde(default)]
    pub(crate) at: String,
    pub(crate) in_hours: Option<i64>,
    /// How long it lasts.
    pub(crate) minutes: Option<i64>,
    pub(crate) who: Option<String>,
    #[serde(default)]
    pub(crate) bring: Vec<String>,
    pub(crate) phone: Option<String>,
    #[serde(default = "new_letter")]
    pub(crate) letter_state: String,
    pub(crate) replaced_by: Option<String>,
    pub(crate) fee: Option<Price>,
    #[serde(default)]
    pub(crate) takes_answers: bool,
    #[serde(default)]
    pub(crate) answers_closed: bool,
}

fn new_letter() -> String {
    "new".to_owned()
}

/// A draft that waits for its writer, by the days since it was saved.
#[derive(Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Draft {
    pub(crate) person: String,
    pub(crate) thread: Option<String>,
    pub(crate) recipient: Option<String>,
    pub(crate) topic: Option<String>,
    pub(crate) subject: String,
    pub(crate) text: String,
    pub(crate) days_ago: i64,
}

/// A thread, its messages oldest first.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Thread {
    pub(crate) id: String,
    pub(crate) category: String,
    pub(crate) region: Option<String>,
    pub(crate) sender: Sender,
    pub(crate) subject: String,
    pub(crate) read_by: Option<String>,
    pub(crate) closed: Option<String>,
    pub(crate) answer: Option<Answer>,
    pub(crate) appointment: Option<Appointment>,
    pub(crate) appointments_link: Option<String>,
    #[serde(default)]
    pub(crate) put_away_by_users: Vec<String>,
    pub(crate) messages: Vec<Message>,
}

/// The seed files, read.
pub struct Seed {
    /// Differs when they do.
    fingerprint: u64,
    pub(crate) persons: Vec<Person>,
    pub(crate) personas: Vec<Persona>,
    pub(crate) many: Vec<Many>,
    pub(crate) threads: Vec<(String, Vec<Thread>)>,
}

fn read<T: DeserializeOwned>(path: &Path, all: &mut impl Hasher) -> Result<T, String> {
    let explain = |error: &dyn Display| format!("{}: {error}", path.display());
    let text = std::fs::read_to_string(path).map_err(|error| explain(&error))?;
    text.hash(all);
    serde_json::from_str(&text).map_err(|error| explain(&error))
}

impl Seed {
    /// Reads a folder of seed files.
    ///
    /// # Errors
    /// Which file could not be read, and why.
    pub fn read(folder: &Path) -> Result<Self, String> {
        let mut all = DefaultHasher::new();
        let persons: Vec<Person> = read(&folder.join("persons.json"), &mut all)?;
        let mut threads = Vec::new();
        for person in &persons {
            let path = folder.join("threads").join(format!("{}.json", person.id));
            if path.exists() {
                threads.push((person.id.clone(), read(&path, &mut all)?));
            }
        }
        let personas = read(&folder.join("personas.json"), &mut all)?;
        let many = read(&folder.join("many.json"), &mut all)?;
        for made in [
            include_str!("schema.sql"),
            include_str!("derived.sql"),
            include_str!("changes.sql"),
            include_str!("letters.rs"),
            include_str!("mailbox.rs"),
            include_str!("../seed/mailbox.json"),
        ] {
            made.hash(&mut all);
        }
        Ok(Self { fingerprint: all.finish(), persons, personas, many, threads })
    }

    /// Names what is seeded from these files on this day.
    #[must_use]
    pub fn key(&self, now: DateTime<Utc>) -> String {
        format!("{:016x}-{}", self.fingerprint, now.format("%Y-%m-%d"))
    }

    /// The persona of this id, if its mailbox is large.
    #[must_use]
    pub fn large(&self, persona: &str) -> Option<&Many> {
        self.many.iter().find(|many| many.id == persona && many.is_large())
    }
}
