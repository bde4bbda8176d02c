//! Fills a template with the seed files, with times counted back from the start.

use std::fmt::Display;

use chrono::{DateTime, Duration, Utc};
use chrono_tz::Europe::Oslo;
use rusqlite::{Connection, Transaction, params};

use crate::claims::PowerOfAttorney;
use crate::many::Many;
use crate::personas::PersonaCard;
use crate::sample_files;
use crate::seed_dates;
use crate::seed_files::{Message, Person, Persona, Seed, Thread};
use crate::seed_letters;
use crate::time::instant;

impl Seed {
    /// Whom one can log in as.
    #[must_use]
    pub fn cards(&self) -> Vec<PersonaCard> {
        self.personas
            .iter()
            .map(|persona| PersonaCard {
                id: persona.id.clone(),
                name: persona.name.clone(),
                story: persona.story.clone(),
            })
            .chain(self.many.iter().map(Many::card))
            .collect()
    }

    /// Fills an empty database.
    ///
    /// # Errors
    /// What does not fit, and where.
    pub fn write(&self, db: &mut Connection, now: DateTime<Utc>) -> Result<(), String> {
        let explain = |error: rusqlite::Error| format!("seed: {error}");
        let db = db.transaction().map_err(explain)?;
        for person in &self.persons {
            write_person(&db, person).map_err(|error| format!("{}: {error}", person.id))?;
        }
        for persona in &self.personas {
            write_persona(&db, persona, now).map_err(|error| format!("{}: {error}", persona.id))?;
        }
        for many in &self.many {
            many.write(&db, now).map_err(explain)?;
        }
        for (person, threads) in &self.threads {
            for thread in threads {
                self.write_thread(&db, person, thread, now)
                    .map_err(|error| format!("{}: {error}", thread.id))?;
            }
        }
        // A dialogue with somebody whom one can write to is answered as fast as a first message.
        db.execute(
            "UPDATE threads SET answer_within = (
               SELECT json_extract(r.data, '$.topics[0].answerWithin') FROM recipients r
               WHERE r.person_id = threads.person_id AND json_extract(r.data, '$.name') = threads.sender_name
                 AND json_extract(r.data, '$.kind') = threads.category)",
            [],
        )
        .map_err(explain)?;
        db.commit().map_err(explain)
    }

    fn write_thread(
        &self,
        db: &Transaction<'_>,
        person: &str,
        thread: &Thread,
        now: DateTime<Utc>,
    ) -> Result<(), String> {
        db.execute(
            "INSERT INTO threads (id, person_id, category, region, sender_name, sender_role, subject,
                                  read_by, closed, appointments_link)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
            params![
                thread.id,
                person,
                thread.category,
                thread.region,
                thread.sender.name,
                thread.sender.role,
                thread.subject,
                thread.read_by,
                thread.closed,
                thread.appointments_link
            ],
        )
        .map_err(text)?;
        let count = thread.messages.len();
        for (index, message) in thread.messages.iter().enumerate() {
            // Today's later messages would lie in the future: they came in just before the start.
            let latest = now - Duration::minutes(i64::try_from(count - index).unwrap_or(1));
            let sent_at =
                seed_dates::time(now, -i64::from(message.days_ago), &message.at)?.min(latest);
            let body = seed_dates::fill(&message.body.to_string(), seed_dates::day(now))?;
            self.write_message(db, &thread.id, index + 1, message, sent_at, &body)?;
        }
        if count == 0 {
            return Err("a thread without messages".to_owned());
        }
        if let Some(answer) = &thread.answer {
            let at = answer.at.as_deref().unwrap_or_default();
            let until = answer.in_days.map(|days| seed_dates::time(now, days, at)).transpose()?;
            db.execute(
                "INSERT INTO answers_wanted VALUES (?1, ?2)",
                params![thread.id, until.map(instant)],
            )
            .map_err(text)?;
        }
        if let Some(appointment) = &thread.appointment {
            seed_letters::write(db, &thread.id, appointment, now)?;
        }
        for reader in &thread.put_away_by_users {
            db.execute(
                "INSERT INTO reads (user_id, thread_id, up_to, put_away) VALUES (?1, ?2, 0, 1)
                 ON CONFLICT DO UPDATE SET put_away = 1",
                params![reader, thread.id],
            )
            .map_err(|error| format!("reader {reader}: {error}"))?;
        }
        Ok(())
    }

    fn write_message(
        &self,
        db: &Transaction<'_>,
        thread: &str,
        position: usize,
        message: &Message,
        sent_at: DateTime<Utc>,
        body: &str,
    ) -> Result<(), String> {
        let id = format!("{thread}-m{position}");
        let position = i64::try_from(position).map_err(text)?;
        let author = (message.from.kind == "citizen")
            .then(|| self.personas.iter().find(|persona| persona.name == message.from.name))
            .flatten()
            .map(|persona| persona.id.as_str());
        db.execute(
            "INSERT INTO messages (id, thread_id, position, from_kind, from_name, from_role, author,
                                   on_behalf_of, sent_at, state, rejection, lang, body)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
            params![
                id,
                thread,
                position,
                message.from.kind,
                message.from.name,
                message.from.role,
                author,
                message.on_behalf_of,
                instant(sent_at),
                message.state,
                message.rejection,
                message.lang,
                body
            ],
        )
        .map_err(text)?;
        for reader in message.read_by_users.iter().map(String::as_str).chain(author) {
            db.execute(
                "INSERT INTO reads (user_id, thread_id, up_to, version) VALUES (?1, ?2, ?3, 0)
                 ON CONFLICT (user_id, thread_id) DO UPDATE SET up_to = excluded.up_to",
                params![reader, thread, position],
            )
            .map_err(|error| format!("reader {reader}: {error}"))?;
        }
        for (index, file) in message.attachments.iter().enumerate() {
            let bytes = if file.is_program {
                sample_files::PROGRAM.to_vec()
            } else {
                sample_files::bytes(&file.media_type, &file.name)
            };
            db.execute(
                "INSERT INTO attachments (id, message_id, position, name, media_type, size, state, bytes)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
                params![
                    format!("{id}-a{}", index + 1),
                    id,
                    i64::try_from(index).map_err(text)?,
                    file.name,
                    file.media_type,
                    i64::try_from(bytes.len()).map_err(text)?,
                    file.state,
                    bytes
                ],
            )
            .map_err(text)?;
        }
        Ok(())
    }
}

fn text(error: impl Display) -> String {
    error.to_string()
}

fn write_person(db: &Transaction<'_>, person: &Person) -> Result<(), String> {
    db.execute(
        "INSERT INTO persons (id, name, age_band, consent_level, archive_consent, archive_terms_accepted,
                              services) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        params![
            person.id,
            person.name,
            person.age_band,
            person.consent_level,
            person.archive_consent,
            person.archive_terms_accepted,
            serde_json::to_string(&person.services).map_err(text)?
        ],
    )
    .map_err(text)?;
    for (position, recipient) in person.recipients.iter().enumerate() {
        db.execute(
            "INSERT INTO recipients (person_id, id, position, data) VALUES (?1, ?2, ?3, ?4)",
            params![
                person.id,
                recipient.id,
                i64::try_from(position).map_err(text)?,
                serde_json::to_string(recipient).map_err(text)?
            ],
        )
        .map_err(text)?;
    }
    Ok(())
}

fn write_persona(
    db: &Transaction<'_>,
    persona: &Persona,
    now: DateTime<Utc>,
) -> Result<(), String> {
    let user = &persona.user;
    let confirmed = now - Duration::days(i64::from(user.contact_info_confirmed_days_ago));
    db.execute(
        "INSERT INTO users (id, name, language, security_level, confidential_address,
                            contact_info_confirmed_at, contact_info_blocks_writing, default_person)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        params![
            persona.id,
            persona.name,
            persona.language,
            user.security_level,
            user.confidential_address,
            instant(confirmed),
            user.contact_info_blocks_writing,
            persona.default_person
        ],
    )
    .map_err(text)?;
    for (position, one) in persona.persons.iter().enumerate() {
        let power = one.power_of_attorney.as_ref().map(|power| PowerOfAttorney {
            kind: power.kind.clone(),
            service_areas: power.service_areas.clone(),
            valid_to: (now + Duration::days(power.valid_days))
                .with_timezone(&Oslo)
                .format("%Y-%m-%d")
                .to_string(),
        });
        let power = power.map(|power| serde_json::to_string(&power)).transpose().map_err(text)?;
        db.execute(
            "INSERT INTO representations (user_id, person_id, position, relation, power_of_attorney)
             VALUES (?1, ?2, ?3, ?4, ?5)",
            params![
                persona.id,
                one.person,
                i64::try_from(position).map_err(text)?,
                one.relation,
                power
            ],
        )
        .map_err(|error| format!("person {}: {error}", one.person))?;
    }
    Ok(())
}
