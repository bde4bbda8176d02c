//! The personas that developers and browser tests log in as.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::OnceLock;

use innboks_public_api::app::{App, Options};
use innboks_public_api::claims::{self, PersonClaims};
use innboks_public_api::policy::{Answers, Policy, ThreadState};
use innboks_public_api::seed_letters;
use innboks_public_api::time::instant;
use innboks_public_api::world::SHARED;
use rusqlite::{Connection, params};

fn app() -> &'static App {
    static APP: OnceLock<App> = OnceLock::new();
    APP.get_or_init(|| {
        let data = Path::new(env!("CARGO_TARGET_TMPDIR")).join("public-api-real-seed");
        App::start(Options {
            dist: data.clone(),
            shell: data.clone(),
            shell_at: "/min-helse/innboks".to_owned(),
            data,
            seed: Path::new(env!("CARGO_MANIFEST_DIR")).join("seed"),
            verbose: false,
            hold_seconds: 0,
            plain_cookie: false,
        })
        .unwrap()
    })
}

fn ask<T>(f: impl FnOnce(&Connection) -> T) -> T {
    app().worlds.get(SHARED).unwrap().with(|db| Ok(f(db))).unwrap()
}

/// Everyone a persona acts for, with what that opens.
fn persons(db: &Connection, persona: &str) -> Vec<(PersonClaims, Policy)> {
    let user = claims::user(db, persona).unwrap();
    let persons = claims::persons(db, persona).unwrap().into_iter();
    persons
        .map(|person| {
            let policy = Policy::new(&user, &person);
            (person, policy)
        })
        .collect()
}

/// The category and region of each thread of a person.
fn threads(db: &Connection, person: &str) -> Vec<(String, Option<String>)> {
    let mut statement =
        db.prepare("SELECT category, region FROM threads WHERE person_id = ?1").unwrap();
    let rows = statement.query_map(params![person], |row| Ok((row.get(0)?, row.get(1)?))).unwrap();
    rows.map(Result::unwrap).collect()
}

#[test]
fn everyone_can_be_looked_up_and_every_date_is_filled_in() {
    let ids: BTreeSet<_> = app().personas.iter().map(|persona| persona.id.as_str()).collect();
    assert_eq!(ids.len(), app().personas.len());
    assert!(ids.contains("kari"));
    let unfilled: i64 = ask(|db| {
        let sql = "SELECT count(*) FROM messages m JOIN threads t ON t.id = m.thread_id
                   WHERE instr(m.body || t.preview || t.subject, '{{') > 0";
        db.query_row(sql, [], |row| row.get(0)).unwrap()
    });
    assert_eq!(unfilled, 0);
}

#[test]
fn for_every_refusal_there_is_a_persona_who_meets_it() {
    let mut met = BTreeSet::new();
    ask(|db| {
        for persona in &app().personas {
            for (person, policy) in persons(db, &persona.id) {
                met.extend(policy.compose().err());
                for (category, region) in threads(db, &person.id) {
                    met.extend(policy.reply_closed(ThreadState {
                        category: &category,
                        region: region.as_deref(),
                        closed: None,
                        has_reader: true,
                        takes_files: true,
                        answers: Answers::Open,
                    }));
                }
            }
        }
    });
    for reason in [
        "logInAgain",
        "accessRemoved",
        "parentEndedAt16",
        "powerOfAttorneyExpired",
        "powerOfAttorneyWithoutArea3",
        "serviceClosed",
        "notForParents",
        "notForParentsFrom12",
        "notForRepresentatives",
        "notForYoungPerson",
        "needsFullAccess",
        "needsArchiveConsent",
        "gpContactClosed",
        "youngPersonMayNotWrite",
        "parentMayNotWriteFrom12",
        "contactInfoOutdated",
        "takesNoReply",
        "viaAppointments",
    ] {
        assert!(met.contains(reason), "{reason}");
    }
}

#[test]
fn what_is_open_and_what_is_hidden_is_what_the_persona_is_there_for() {
    let above_basis = ["appointmentLetter", "gp", "hospital", "powerOfAttorneyMessage"];
    for (persona, person, compose, shown, hidden) in [
        ("iselin", "p-iselin", Ok(()), &["gp", "kpr", "municipality"][..], &[][..]),
        ("magnus", "p-sverre", Err("needsFullAccess"), &["kpr"], &above_basis),
        ("tormod", "p-iben", Ok(()), &["hospital", "municipality"], &["gp", "kpr", "studyResult"]),
        ("reidun", "p-reidun", Err("serviceClosed"), &[], &["gp", "carePathwayCoordinator"]),
        ("reidun", "p-kaare", Err("serviceClosed"), &[], &["healthContact", "kpr"]),
        ("synne", "p-synne", Ok(()), &["gp", "serviceMessage"], &[]),
        (
            "gunnar",
            "p-lilly",
            Err("needsArchiveConsent"),
            &["gp", "hospital"],
            &["appointmentLetter"],
        ),
    ] {
        ask(|db| {
            let all = persons(db, persona);
            let (_, policy) = all.iter().find(|(one, _)| one.id == person).unwrap();
            assert_eq!(policy.compose(), compose, "{persona}");
            let seeded: BTreeSet<_> =
                threads(db, person).into_iter().map(|(category, _)| category).collect();
            for (categories, expected) in [(shown, true), (hidden, false)] {
                for category in categories {
                    assert!(seeded.contains(*category), "{person} has no {category}");
                    assert_eq!(policy.sees(category), expected, "{person} {category}");
                }
            }
        });
    }
}

/// What the rows of a statement say, one word each.
fn words(sql: &str) -> Vec<String> {
    ask(|db| {
        let mut statement = db.prepare(sql).unwrap();
        statement.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
    })
}

#[test]
fn acknowledgements_of_a_change_of_gp_are_of_changes_after_6_june_2016() {
    let changes = "FROM messages JOIN threads ON threads.id = messages.thread_id
                   WHERE category = 'gpChangeAcknowledgement'";
    assert_ne!(words(&format!("SELECT threads.id {changes} LIMIT 1")), [""; 0]);
    let too_old = words(&format!("SELECT messages.id {changes} AND sent_at < '2016-06-07'"));
    assert_eq!(too_old, [""; 0]);
}

#[test]
fn every_seeded_letter_has_its_appointment_and_every_state_of_one_is_seeded() {
    let without = words(
        "SELECT id FROM threads WHERE category = 'appointmentLetter'
         AND id NOT IN (SELECT thread_id FROM appointments)",
    );
    assert_eq!(without, [""; 0]);
    let states = words(
        "SELECT DISTINCT letter_state FROM appointments WHERE thread_id LIKE 't-solveig-%' ORDER BY 1",
    );
    assert_eq!(states, ["deleted", "expired", "new", "replaced", "restored", "updated"]);
    // Where another letter holds instead, that one does.
    let replacing = words(
        "SELECT b.letter_state FROM appointments a JOIN appointments b ON b.thread_id = a.replaced_by",
    );
    assert_eq!(replacing, ["new"]);
    let elsewhere = words(
        "SELECT id FROM threads WHERE category = 'appointmentLetter'
         AND (region IN ('helseVest', 'helseNord')) <> (appointments_link IS NOT NULL)",
    );
    assert_eq!(elsewhere, [""; 0]);
}

#[test]
fn an_appointment_within_hours_counts_from_the_first_log_in() {
    let hours =
        "SELECT format('%.0f', (julianday(starts_at) - julianday('now')) * 24) FROM appointments
         WHERE thread_id IN ('t-solveig-02', 't-solveig-03') ORDER BY thread_id";
    assert_eq!(words(hours), ["25", "10"]);
    let app = app();
    let world = app.worlds.fresh().unwrap();
    let later = chrono::Utc::now() + chrono::Duration::hours(7);
    let begin = |persona| {
        world.with(|db| seed_letters::begin_from(&app.seed, db, persona, later)).unwrap();
        world
            .with(|db| {
                let sql = "SELECT starts_at, answer_by FROM appointments LEFT JOIN answers_wanted USING (thread_id)
                           WHERE thread_id = 't-solveig-02'";
                Ok(db.query_row(sql, [], |row| Ok((row.get(0)?, row.get(1)?)))?)
            })
            .unwrap()
    };
    let (seeded, _): (String, Option<String>) = begin("kari");
    let moved: (String, Option<String>) = begin("trond");
    assert_ne!(moved.0, seeded);
    let hours = |ahead| instant(later + chrono::Duration::hours(ahead));
    assert_eq!(moved, (hours(25), Some(hours(1))));
}
