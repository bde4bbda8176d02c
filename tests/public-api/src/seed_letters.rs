//! The appointments of seeded letters. Those within hours count from the first log-in, whenever the server started.

use chrono::{DateTime, Duration, Utc};
use innboks::domain::appointment::free_until;
use rusqlite::{Connection, Transaction, params};

use crate::problem::Problem;
use crate::seed_dates;
use crate::seed_files::{Appointment, Seed};
use crate::time::instant;

impl Appointment {
    fn starts_at(&self, now: DateTime<Utc>) -> Result<DateTime<Utc>, String> {
        match self.in_hours {
            Some(hours) => Ok(now + Duration::hours(hours)),
            None => seed_dates::time(now, self.in_days, &self.at),
        }
    }

    fn ends_at(&self, starts_at: DateTime<Utc>) -> Option<String> {
        self.minutes.map(|minutes| instant(starts_at + Duration::minutes(minutes)))
    }
}

/// Writes what a letter is about.
///
/// # Errors
/// What does not fit.
pub fn write(
    db: &Transaction<'_>,
    thread: &str,
    appointment: &Appointment,
    now: DateTime<Utc>,
) -> Result<(), String> {
    let starts_at = appointment.starts_at(now)?;
    db.execute(
        "INSERT INTO appointments (thread_id, place, starts_at, ends_at, who, bring, phone, letter_state,
                                   replaced_by, fee_amount, fee_note, takes_answers, answers_closed)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
        params![
            thread,
            appointment.place,
            instant(starts_at),
            appointment.ends_at(starts_at),
            appointment.who,
            serde_json::to_string(&appointment.bring).map_err(|error| error.to_string())?,
            appointment.phone,
            appointment.letter_state,
            appointment.replaced_by,
            appointment.fee.as_ref().map(|fee| fee.amount),
            appointment.fee.as_ref().map(|fee| &fee.note),
            appointment.takes_answers,
            appointment.answers_closed,
        ],
    )
    .map_err(|error| error.to_string())?;
    Ok(())
}

/// Moves the appointments within hours to so many from now, with the last moment to answer, at the first log-in of
/// anybody who may see them.
///
/// # Errors
/// When the database refuses.
pub fn begin_from(
    seed: &Seed,
    db: &Connection,
    persona: &str,
    now: DateTime<Utc>,
) -> Result<(), Problem> {
    let within_hours = seed
        .threads
        .iter()
        .flat_map(|(person, threads)| threads.iter().map(move |thread| (person, thread)))
        .filter_map(|(person, thread)| Some((person, thread, thread.appointment.as_ref()?)))
        .filter_map(|(person, thread, one)| Some((person, thread, one, one.in_hours?)));
    for (person, thread, appointment, hours) in within_hours {
        let starts_at = now + Duration::hours(hours);
        let moved = db.execute(
            "UPDATE appointments SET starts_at = ?2, ends_at = ?3 WHERE thread_id = ?1
             AND EXISTS (SELECT 1 FROM representations WHERE user_id = ?5 AND person_id = ?4)
             AND NOT EXISTS (SELECT 1 FROM representations r JOIN event_log e ON e.user_id = r.user_id
                             WHERE r.person_id = ?4 AND e.kind = 'logIn')",
            params![
                thread.id,
                instant(starts_at),
                appointment.ends_at(starts_at),
                person,
                persona
            ],
        )?;
        if moved > 0 {
            db.execute(
                "UPDATE answers_wanted SET answer_by = ?2 WHERE thread_id = ?1",
                params![thread.id, instant(free_until(starts_at))],
            )?;
        }
    }
    Ok(())
}
