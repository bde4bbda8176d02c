//! Personas with much: large mailboxes, and many persons to act for. All of it is made when one logs in as them.

use chrono::{DateTime, Duration, Utc};
use rusqlite::{Connection, params};
use serde::Deserialize;
use serde_json::json;

use crate::mailbox::{Mailbox, Mailboxes};
use crate::personas::PersonaCard;
use crate::problem::Problem;
use crate::represented::represented;
use crate::time::{instant, now};

/// Somebody with much.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Many {
    pub(crate) id: String,
    name: String,
    story: String,
    /// How many threads their list has.
    threads: i64,
    /// For how many persons they act besides themselves.
    #[serde(default)]
    represents: usize,
}

impl Many {
    /// Whom one can log in as.
    #[must_use]
    pub fn card(&self) -> PersonaCard {
        PersonaCard { id: self.id.clone(), name: self.name.clone(), story: self.story.clone() }
    }

    /// The persona, with nothing in the inbox yet.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn write(&self, db: &Connection, now: DateTime<Utc>) -> rusqlite::Result<()> {
        let (user, person) = (&self.id, self.person());
        db.execute(
            "INSERT INTO users (id, name, language, security_level, confidential_address,
                                contact_info_confirmed_at, contact_info_blocks_writing, default_person)
             VALUES (?1, ?2, 'nb', 4, 0, ?3, 0, ?4)",
            params![user, self.name, instant(now - Duration::days(60)), person],
        )?;
        let services = json!([
            {"service": "messages", "status": "yes"},
            {"service": "eContact", "status": "yes"},
            {"service": "eConsultation", "status": "yes"}
        ]);
        db.execute(
            "INSERT INTO persons (id, name, age_band, consent_level, archive_consent, archive_terms_accepted,
                                  services) VALUES (?1, ?2, 'adult', 'full', 1, 1, ?3)",
            params![person, self.name, services.to_string()],
        )?;
        db.execute(
            "INSERT INTO representations VALUES (?1, ?2, 0, 'self', NULL)",
            params![user, person],
        )?;
        let gp = json!({
            "id": format!("r-{user}-gp"), "kind": "gp", "name": "Ingunn Lyngstad", "role": "Fastlege",
            "place": "Solsiden legesenter", "available": true, "reason": null,
            "readBy": "Meldinger til legekontoret leses av helsesekretærene og fastlegen.",
            "topics": [
                {"topic": "contactSurgery", "answerWithin": {"workingDays": 0, "sameDay": true, "sameDayUntil": "14:30"}, "price": null}
            ],
            "links": []
        });
        db.execute(
            "INSERT INTO recipients VALUES (?1, ?2, 0, ?3)",
            params![person, format!("r-{user}-gp"), gp.to_string()],
        )?;
        Ok(())
    }

    /// Does it take so long to fill that it is done once for all fresh worlds?
    #[must_use]
    pub const fn is_large(&self) -> bool {
        self.threads >= 10_000
    }

    fn person(&self) -> String {
        format!("p-{}", self.id)
    }

    /// Fills what the persona has, unless it is there.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn fill(&self, db: &mut Connection) -> Result<(), Problem> {
        if db
            .prepare("SELECT 1 FROM threads WHERE person_id = ?1")?
            .exists(params![self.person()])?
        {
            return Ok(());
        }
        Mailboxes::fill(db, now(), |mailboxes| {
            let own = Mailbox { user: &self.id, person: &self.person(), threads: self.threads };
            mailboxes.add(&own, None)?;
            mailboxes.let_wait(&own)?;
            for position in 1..=self.represents {
                represented(mailboxes, &self.id, position)?;
            }
            Ok(())
        })
    }
}
