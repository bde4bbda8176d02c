//! What is made when a persona logs in to a world for the first time: drafts, sends that failed, appointments within
//! hours, and all of those who have much.

use chrono::Duration;
use rusqlite::{Connection, params};

use crate::problem::Problem;
use crate::seed_files::Seed;
use crate::seed_letters;
use crate::time::{instant, now};

/// Makes it, once.
///
/// # Errors
/// When the database refuses.
pub fn prepare(seed: &Seed, db: &mut Connection, persona: &str) -> Result<(), Problem> {
    let sql = "SELECT 1 FROM event_log WHERE user_id = ?1 AND kind = 'logIn'";
    if db.prepare(sql)?.exists(params![persona])? {
        return Ok(());
    }
    seed_letters::begin_from(seed, db, persona, now())?;
    for many in seed.many.iter().filter(|many| many.id == persona) {
        many.fill(db)?;
    }
    for one in seed.personas.iter().filter(|one| one.id == persona) {
        for thread in seed.threads.iter().flat_map(|(_, threads)| threads) {
            for (place, message) in (1..).zip(&thread.messages) {
                if message.can_retry && message.from.name == one.name {
                    write_send(db, &format!("{}-m{place}", thread.id), persona)?;
                }
            }
        }
        for (index, draft) in one.drafts.iter().enumerate() {
            db.execute(
                "INSERT INTO drafts (id, user_id, person_id, thread_id, recipient_id, recipient_name, topic,
                                     subject, text, send_key, version, updated_at)
                 VALUES (?1, ?2, ?3, ?4, ?5,
                   COALESCE((SELECT sender_name FROM threads WHERE id = ?4),
                            (SELECT json_extract(data, '$.name') FROM recipients WHERE id = ?5)),
                   ?6, ?7, ?8, 'k-' || ?1, 2, ?9)",
                params![
                    format!("d-{persona}-{}", index + 1),
                    persona,
                    draft.person,
                    draft.thread,
                    draft.recipient,
                    draft.topic,
                    draft.subject,
                    draft.text,
                    instant(now() - Duration::days(draft.days_ago)),
                ],
            )?;
        }
    }
    Ok(())
}

/// The draft that became a message, and its send: what failed can be tried again.
fn write_send(db: &Connection, message: &str, author: &str) -> rusqlite::Result<()> {
    db.execute("UPDATE messages SET send_key = 'k-' || id WHERE id = ?1", params![message])?;
    db.execute(
        "INSERT INTO drafts (id, user_id, person_id, thread_id, recipient_name, subject, text, send_key, version,
                             updated_at, sent)
         SELECT 'd-' || m.id, ?2, t.person_id, t.id, t.sender_name, t.subject, x.text, m.send_key, 2, m.sent_at, 1
         FROM messages m JOIN threads t ON t.id = m.thread_id JOIN message_texts x ON x.id = m.id WHERE m.id = ?1",
        params![message, author],
    )?;
    db.execute(
        "INSERT INTO sends (id, send_key, draft_id, user_id, person_id, thread_id, message_id, sent_at)
         SELECT 's-' || m.id, m.send_key, d.id, d.user_id, d.person_id, d.thread_id, m.id, m.sent_at
         FROM messages m JOIN drafts d ON d.send_key = m.send_key WHERE m.id = ?1",
        params![message],
    )?;
    Ok(())
}
