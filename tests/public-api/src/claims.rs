//! Claims as they are stored: who is logged in, and whom they may act for.

use rusqlite::{Connection, OptionalExtension, Row, params};
use serde::{Deserialize, Serialize};

use crate::problem::Problem;

/// A logged-in user, as the session tells it.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct UserClaims {
    /// Opaque id.
    pub id: String,
    /// Full name.
    pub name: String,
    /// Level of the log-in.
    pub security_level: u8,
    /// Fortrolig adresse.
    pub confidential_address: bool,
    /// When the contact information was last confirmed.
    pub contact_info_confirmed_at: String,
    /// It is so old that nothing may be written.
    pub contact_info_blocks_writing: bool,
    /// Whom the app opens with; not a claim.
    #[serde(skip)]
    pub default_person: String,
}

/// One service of a person.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Service {
    /// The contract's word.
    pub service: String,
    /// `yes` or another word, which is a no.
    pub status: String,
    /// Why not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// A power of attorney.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PowerOfAttorney {
    /// How it came to be.
    pub kind: String,
    /// Service areas it covers.
    pub service_areas: Vec<u8>,
    /// Last valid day in Europe/Oslo.
    pub valid_to: String,
}

/// A person the user may act for, as the session tells it.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PersonClaims {
    /// Opaque id.
    pub id: String,
    /// Full name.
    pub name: String,
    /// How the user stands to the person.
    pub relation: String,
    /// Age as far as access depends on it.
    pub age_band: String,
    /// The person's consent.
    pub consent_level: String,
    /// Consent to dialogue services with personal health archive.
    pub archive_consent: bool,
    /// The terms of use of the personal health archive are accepted.
    pub archive_terms_accepted: bool,
    /// The person's services.
    pub services: Vec<Service>,
    /// The power behind the relation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub power_of_attorney: Option<PowerOfAttorney>,
}

/// Reads a user.
///
/// # Errors
/// When the database refuses.
pub fn user(db: &Connection, id: &str) -> Result<UserClaims, Problem> {
    let mut statement = db.prepare_cached(
        "SELECT id, name, security_level, confidential_address, contact_info_confirmed_at,
                contact_info_blocks_writing, default_person FROM users WHERE id = ?1",
    )?;
    let user = statement.query_row(params![id], |row| {
        Ok(UserClaims {
            id: row.get(0)?,
            name: row.get(1)?,
            security_level: row.get(2)?,
            confidential_address: row.get(3)?,
            contact_info_confirmed_at: row.get(4)?,
            contact_info_blocks_writing: row.get(5)?,
            default_person: row.get(6)?,
        })
    })?;
    Ok(user)
}

/// Reads everyone a user may act for, in the order of the person picker.
///
/// Whoever has a confidential address represents nobody and is represented by nobody: such persons are
/// simply not there.
///
/// # Errors
/// When the database refuses.
pub fn persons(db: &Connection, user: &str) -> Result<Vec<PersonClaims>, Problem> {
    let mut statement = db.prepare_cached(&format!("{PERSONS} ORDER BY r.position"))?;
    let rows = statement.query_map(params![user], |row| Ok(read(row)))?;
    rows.map(|row| row?).collect()
}

/// Reads one of them; `None` for somebody the user may not act for.
///
/// # Errors
/// When the database refuses.
pub fn person(db: &Connection, user: &str, id: &str) -> Result<Option<PersonClaims>, Problem> {
    let mut statement = db.prepare_cached(&format!("{PERSONS} AND r.person_id = ?2"))?;
    statement.query_row(params![user, id], |row| Ok(read(row))).optional()?.transpose()
}

const PERSONS: &str = "
    SELECT p.id, p.name, r.relation, p.age_band, p.consent_level, p.archive_consent,
           p.archive_terms_accepted, p.services, r.power_of_attorney
    FROM representations r JOIN persons p ON p.id = r.person_id
    WHERE r.user_id = ?1 AND (r.relation = 'self' OR NOT EXISTS (
        SELECT 1 FROM users u
        LEFT JOIN representations own ON own.user_id = u.id AND own.relation = 'self'
        WHERE u.confidential_address AND (u.id = r.user_id OR own.person_id = r.person_id)))";

fn read(row: &Row<'_>) -> Result<PersonClaims, Problem> {
    let services: String = row.get(7)?;
    let power: Option<String> = row.get(8)?;
    Ok(PersonClaims {
        id: row.get(0)?,
        name: row.get(1)?,
        relation: row.get(2)?,
        age_band: row.get(3)?,
        consent_level: row.get(4)?,
        archive_consent: row.get(5)?,
        archive_terms_accepted: row.get(6)?,
        services: serde_json::from_str(&services)?,
        power_of_attorney: power.map(|power| serde_json::from_str(&power)).transpose()?,
    })
}
