//! What an appointment letter is about, as it is stored and as the contract has it.

use chrono::{DateTime, Utc};
use innboks::domain::appointment::free_until;
use rusqlite::{Connection, OptionalExtension, Row, params};
use serde::{Deserialize, Serialize};

use crate::problem::{Code, Problem};
use crate::time::{instant, parse};

/// A price.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Price {
    /// In øre.
    pub amount: u32,
    /// What it is, for the citizen.
    pub note: String,
}

/// An appointment.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Appointment {
    place: String,
    starts_at: String,
    ends_at: Option<String>,
    who: Option<String>,
    bring: Vec<String>,
    phone: Option<String>,
    letter_state: String,
    replaced_by: Option<String>,
    answer_until: Option<String>,
    /// What a late answer costs.
    pub fee: Option<Price>,
    /// The last moment to answer free of charge; `None` when no answer is taken here.
    #[serde(skip)]
    pub free_until: Option<DateTime<Utc>>,
    /// The key of the next answer.
    #[serde(skip)]
    pub answer_key: String,
}

/// The appointment of a letter, where one is known.
///
/// # Errors
/// When the database refuses, or holds what is no appointment.
pub fn find(db: &Connection, thread: &str) -> Result<Option<Appointment>, Problem> {
    db.prepare_cached(
        "SELECT place, starts_at, ends_at, who, bring, phone, letter_state, replaced_by, fee_amount, fee_note,
                takes_answers, answer_key
         FROM appointments WHERE thread_id = ?1",
    )?
    .query_row(params![thread], |row| Ok(read(row)))
    .optional()?
    .transpose()
}

fn read(row: &Row<'_>) -> Result<Appointment, Problem> {
    let starts_at: String = row.get(1)?;
    let bring: String = row.get(4)?;
    let takes_answers: bool = row.get(10)?;
    let begins = parse(&starts_at).ok_or(Problem::new(Code::Internal))?;
    let free_until = takes_answers.then(|| free_until(begins));
    Ok(Appointment {
        place: row.get(0)?,
        starts_at,
        ends_at: row.get(2)?,
        who: row.get(3)?,
        bring: serde_json::from_str(&bring)?,
        phone: row.get(5)?,
        letter_state: row.get(6)?,
        replaced_by: row.get(7)?,
        answer_until: free_until.map(instant),
        fee: match (row.get(8)?, row.get(9)?) {
            (Some(amount), Some(note)) => Some(Price { amount, note }),
            _ => None,
        },
        free_until,
        answer_key: row.get(11)?,
    })
}

/// The thread's appointment in Appointments, where it is answered there.
///
/// # Errors
/// When the database refuses.
pub fn link(db: &Connection, thread: &str) -> Result<Option<String>, Problem> {
    let sql = "SELECT appointments_link FROM threads WHERE id = ?1";
    Ok(db.prepare_cached(sql)?.query_row(params![thread], |row| row.get(0))?)
}

impl Appointment {
    /// What another time or a cancellation costs at this moment.
    #[must_use]
    pub fn fee_at(&self, now: DateTime<Utc>) -> Option<&Price> {
        self.fee.as_ref().filter(|_| self.free_until.is_some_and(|until| now > until))
    }
}

#[cfg(test)]
mod tests {
    use chrono::{NaiveDateTime, TimeDelta, TimeZone};
    use chrono_tz::Europe::Oslo;

    use super::{Appointment, DateTime, Price, Utc, free_until};

    fn letter(starts_at: DateTime<Utc>, fee: Option<u32>) -> Appointment {
        Appointment {
            place: "Poliklinikken".to_owned(),
            starts_at: starts_at.to_rfc3339(),
            ends_at: None,
            who: None,
            bring: Vec::new(),
            phone: None,
            letter_state: "new".to_owned(),
            replaced_by: None,
            answer_until: None,
            fee: fee.map(|amount| Price { amount, note: "Gebyr".to_owned() }),
            free_until: Some(free_until(starts_at)),
            answer_key: String::new(),
        }
    }

    fn oslo(text: &str) -> DateTime<Utc> {
        let at = NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M:%S").unwrap();
        Oslo.from_local_datetime(&at).single().unwrap().to_utc()
    }

    /// The last free moment on an ordinary day, and by the clock on the wall on both nights when it changes.
    #[test]
    fn exactly_24_hours_is_in_time_and_a_moment_later_is_not() {
        for (starts, free) in [
            ("2026-11-24 10:00:00", "2026-11-23 10:00:00"),
            ("2026-10-25 10:00:00", "2026-10-24 11:00:00"),
            ("2027-03-28 10:00:00", "2027-03-27 09:00:00"),
        ] {
            let (letter, free) = (letter(oslo(starts), Some(105_300)), oslo(free));
            assert!(letter.fee_at(free - TimeDelta::seconds(1)).is_none(), "{starts}");
            assert!(letter.fee_at(free).is_none(), "{starts}");
            for late in [TimeDelta::nanoseconds(1), TimeDelta::seconds(1), TimeDelta::days(2)] {
                let fee = letter.fee_at(free + late).unwrap();
                assert_eq!(fee.amount, 105_300, "{starts}");
            }
        }
    }

    #[test]
    fn without_a_fee_nothing_is_asked_and_nothing_where_no_answer_is_taken() {
        let starts = oslo("2026-11-24 10:00:00");
        assert!(letter(starts, None).fee_at(starts).is_none());
        let elsewhere = Appointment { free_until: None, ..letter(starts, Some(105_300)) };
        assert!(elsewhere.fee_at(starts).is_none());
    }
}
