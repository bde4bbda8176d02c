//! The many persons somebody acts for: every relation, some inboxes closed, and unread messages here and there.

use chrono::Duration;
use rusqlite::params;
use serde_json::{Value, json};

use crate::mailbox::{Mailbox, Mailboxes};
use crate::problem::Problem;

const FIRST_NAMES: [&str; 25] = [
    "Aslak",
    "Bergljot",
    "Dagfinn",
    "Eilif",
    "Frøydis",
    "Gjertrud",
    "Hallvard",
    "Ingebjørg",
    "Jorunn",
    "Ketil",
    "Liv",
    "Målfrid",
    "Njål",
    "Oddrun",
    "Peder",
    "Ragnhild",
    "Sjur",
    "Torfinn",
    "Unni",
    "Vebjørn",
    "Ylva",
    "Ærlend",
    "Øystein",
    "Åsne",
    "Aagot",
];
const LAST_NAMES: [&str; 23] = [
    "Aamodt",
    "Bakken",
    "Dale",
    "Eide",
    "Fossum",
    "Grønvold",
    "Hauge",
    "Iversen",
    "Jakobsen",
    "Kvåle",
    "Lønning",
    "Myrvang",
    "Nygård",
    "Opsahl",
    "Pedersen",
    "Rønning",
    "Sæther",
    "Tveit",
    "Ulvestad",
    "Vik",
    "Øverland",
    "Ådland",
    "Østerhus",
];

/// One of every ten persons of a kind.
struct Claims {
    relation: &'static str,
    age_band: &'static str,
    consent_level: &'static str,
    is_open: bool,
    /// Service areas, and for how many days the power lasts.
    power: Option<(&'static [u8], i64)>,
}

const fn claims(relation: &'static str, age_band: &'static str) -> Claims {
    Claims { relation, age_band, consent_level: "full", is_open: true, power: None }
}

const KINDS: [Claims; 10] = [
    claims("guardian", "adult"),
    Claims { power: Some((&[3], 120)), ..claims("powerOfAttorney", "adult") },
    claims("guardian", "adult"),
    claims("parent", "under12"),
    Claims { consent_level: "basic", ..claims("guardian", "adult") },
    Claims { power: Some((&[1, 3], 700)), ..claims("powerOfAttorney", "adult") },
    Claims { power: Some((&[3], -12)), ..claims("powerOfAttorney", "adult") },
    claims("parent", "12to15"),
    Claims { power: Some((&[1, 2], 300)), ..claims("powerOfAttorney", "adult") },
    Claims { is_open: false, ..claims("guardian", "adult") },
];

/// Adds the person at this place of the picker, with a few threads.
///
/// # Errors
/// When the database refuses.
pub fn represented(mailboxes: &Mailboxes<'_>, user: &str, position: usize) -> Result<(), Problem> {
    let number = i64::try_from(position).unwrap_or(0);
    let pick =
        |names: &[&'static str]| names.iter().cycle().nth(position).copied().unwrap_or_default();
    let name = format!("{} {}", pick(&FIRST_NAMES), pick(&LAST_NAMES));
    let id = format!("p-{user}-{position}");
    let Some(kind) = KINDS.iter().cycle().nth(position - 1) else { return Ok(()) };
    let status = if kind.is_open {
        json!({"service": "messages", "status": "yes"})
    } else {
        json!({"service": "messages", "status": "no", "reason": "reserved"})
    };
    let services = json!([status, {"service": "eContact", "status": "yes"}]);
    let db = mailboxes.db;
    db.execute(
        "INSERT INTO persons (id, name, age_band, consent_level, archive_consent, archive_terms_accepted,
                              services) VALUES (?1, ?2, ?3, ?4, ?5, ?5, ?6)",
        params![
            id,
            name,
            kind.age_band,
            kind.consent_level,
            kind.consent_level == "full",
            services.to_string()
        ],
    )?;
    let power: Option<Value> = kind.power.map(|(areas, days)| {
        let last = (mailboxes.now + Duration::days(days)).date_naive();
        json!({"kind": "ordinary", "serviceAreas": areas, "validTo": last.to_string()})
    });
    db.execute(
        "INSERT INTO representations VALUES (?1, ?2, ?3, ?4, ?5)",
        params![user, id, number, kind.relation, power.map(|power| power.to_string())],
    )?;
    let mailbox = Mailbox { user, person: &id, threads: (number * 7) % 11 };
    mailboxes.add(&mailbox, Some((number * 5) % 7))?;
    if number % 6 == 1 {
        db.execute(
            "INSERT INTO answers_wanted SELECT id, NULL FROM temp.letters ORDER BY i LIMIT 1",
            [],
        )?;
    }
    Ok(())
}
