//! Mailboxes of any size, the same in kind: the small one is the beginning of the large one.

use chrono::{DateTime, Utc};
use rusqlite::{Transaction, named_params, params};

use crate::letters::write_variants;
use crate::problem::Problem;
use crate::sample_files;

/// Put away is one thread besides each of so many in the list.
const LISTED: i64 = 50;

/// Whose mailbox, and how many threads its list has.
pub struct Mailbox<'a> {
    /// Who has read most of it.
    pub user: &'a str,
    /// Whose it is.
    pub person: &'a str,
    /// How many threads are not put away.
    pub threads: i64,
}

/// Mailboxes that are being filled, in one transaction.
pub struct Mailboxes<'a> {
    /// The transaction.
    pub db: &'a Transaction<'a>,
    /// The newest thread is from this instant.
    pub now: DateTime<Utc>,
}

impl Mailboxes<'_> {
    /// Lets `f` add mailboxes. What follows from them is made for all of them at once, and no stream is told.
    ///
    /// # Errors
    /// What the database or `f` refuses.
    pub fn fill(
        db: &mut rusqlite::Connection,
        now: DateTime<Utc>,
        f: impl FnOnce(&Mailboxes<'_>) -> Result<(), Problem>,
    ) -> Result<(), Problem> {
        // All of it fits in memory, and what is made here refers to what is made here.
        db.execute_batch("PRAGMA cache_size = -400000; PRAGMA foreign_keys = OFF")?;
        let filled = fill_at_once(db, now, f);
        db.execute_batch("PRAGMA cache_size = -2000; PRAGMA foreign_keys = ON")?;
        filled
    }

    /// Adds a mailbox. All but the `unread` newest are read; without a number, a few here and there are not.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn add(&self, mailbox: &Mailbox<'_>, unread: Option<i64>) -> Result<(), Problem> {
        if mailbox.threads == 0 {
            return Ok(());
        }
        self.db.execute("DELETE FROM temp.letters", [])?;
        self.db.execute(
            LETTERS,
            named_params! {
                ":person": mailbox.person, ":rows": mailbox.threads + mailbox.threads / LISTED,
                ":now": self.now.timestamp(), ":listed": LISTED,
            },
        )?;
        self.db.execute(THREADS, params![mailbox.person])?;
        self.db.execute(MESSAGES, params![mailbox.user])?;
        let file = sample_files::bytes("application/pdf", "Brev.pdf");
        self.db.execute(FILES, params![file, i64::try_from(file.len()).unwrap_or(0)])?;
        self.db.execute(READS, params![mailbox.user, unread])?;
        self.db.execute(SEARCH, [])?;
        Ok(())
    }

    /// Lets something of each kind wait among the newest: two letters with a deadline to come, one whose deadline
    /// has passed, a question without one, a message that was rejected, an unsent answer, an unsent new message.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn let_wait(&self, mailbox: &Mailbox<'_>) -> Result<(), Problem> {
        self.db.execute("DELETE FROM temp.waiting", [])?;
        self.db.execute(
            "INSERT INTO temp.waiting VALUES (?1, ?2, ?3)",
            params![mailbox.user, mailbox.person, self.now.timestamp()],
        )?;
        self.db.execute_batch(WAITING)?;
        Ok(())
    }
}

fn fill_at_once(
    db: &mut rusqlite::Connection,
    now: DateTime<Utc>,
    f: impl FnOnce(&Mailboxes<'_>) -> Result<(), Problem>,
) -> Result<(), Problem> {
    let db = db.transaction()?;
    let triggers: Vec<(String, String)> = db
        .prepare(
            "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND name <> 'into_search'",
        )?
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<Result<_, _>>()?;
    for (name, _) in &triggers {
        db.execute_batch(&format!("DROP TRIGGER {name}"))?;
    }
    write_variants(&db)?;
    let before: i64 =
        db.query_row("SELECT COALESCE(max(rowid), 0) FROM threads", [], |row| row.get(0))?;
    f(&Mailboxes { db: &db, now })?;
    for statement in FOLLOWS {
        db.execute(statement, params![before])?;
    }
    db.execute_batch("DROP TABLE temp.variants; DROP TABLE temp.letters; DROP TABLE temp.waiting")?;
    for (_, sql) in triggers {
        db.execute_batch(&sql)?;
    }
    db.commit()?;
    Ok(())
}

/// Two and a half hours between the threads, more or less; the newest first. Where the citizen answers, every
/// second thread has an answer, and half of those an answer to that.
const LETTERS: &str = "
    WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < :rows)
    INSERT INTO temp.letters
    SELECT n.i, printf('t-%s-%06d', substr(:person, 3), n.i), v.i,
      iif(v.answer IS NULL OR n.i % 2, 1, iif(n.i % 4, 2, 3)),
      :now - 600 - n.i * 9000 - (n.i * 7919) % 5400,
      n.i % (:listed + 1) = :listed
    FROM n JOIN temp.variants v ON v.i = (n.i * 1237 + 11) % 2048";

const THREADS: &str = "
    INSERT INTO threads (id, person_id, category, region, sender_name, sender_role, subject, read_by, latest_at,
                         version, message_count, has_attachment, last_from, preview)
    SELECT l.id, ?1, v.category, v.region, v.sender_name, v.sender_role, v.subject, v.read_by,
      strftime('%Y-%m-%dT%H:%M:%S.000Z', l.latest, 'unixepoch'), l.messages, l.messages, v.file IS NOT NULL,
      iif(l.messages = 2, 'citizen', 'service'), substr(iif(l.messages = 2, v.answer, v.text), 1, 140)
    FROM temp.letters l JOIN temp.variants v ON v.i = l.variant ORDER BY l.i";

/// A day and a bit between the messages of a thread.
const MESSAGES: &str = "
    INSERT INTO messages (id, thread_id, position, from_kind, from_name, from_role, author, sent_at, state, body)
    SELECT l.id || '-m' || p.n, l.id, p.n, iif(p.n = 2, 'citizen', 'service'),
      iif(p.n = 2, (SELECT name FROM users WHERE id = ?1), v.sender_name), iif(p.n = 2, NULL, v.sender_role),
      iif(p.n = 2, ?1, NULL),
      strftime('%Y-%m-%dT%H:%M:%S.000Z', l.latest - (l.messages - p.n) * 90000, 'unixepoch'),
      iif(p.n = 2, 'receivedByJournal', NULL),
      json_object('kind', 'text', 'text', iif(p.n = 2, v.answer, v.text))
    FROM temp.letters l JOIN temp.variants v ON v.i = l.variant
    JOIN (SELECT 1 AS n UNION ALL SELECT 2 UNION ALL SELECT 3) p ON p.n <= l.messages";

const FILES: &str = "
    INSERT INTO attachments
    SELECT l.id || '-m1-a1', l.id || '-m1', 0, v.file, 'application/pdf', ?2, 'available', ?1
    FROM temp.letters l JOIN temp.variants v ON v.i = l.variant WHERE v.file IS NOT NULL";

const READS: &str = "
    INSERT INTO reads (user_id, thread_id, up_to, put_away)
    SELECT ?1, id, messages, put_away FROM temp.letters
    WHERE put_away OR messages = 2 OR NOT iif(?2 IS NULL, iif(i < 50, i % 7 = 2, i % 37 = 5), i < ?2)";

/// What is found: each subject and sender, message and file's name, in the order of their rows.
const SEARCH: &str = "
    INSERT INTO search (rowid, words)
    SELECT (t.rowid << 24) | p.part,
      CASE p.part WHEN 0 THEN v.header_words WHEN 257 THEN v.file_words WHEN 512 THEN v.answer_words
        ELSE v.text_words END
    FROM temp.letters l CROSS JOIN threads t ON t.id = l.id CROSS JOIN temp.variants v ON v.i = l.variant
    CROSS JOIN (SELECT 0 AS part UNION ALL SELECT 256 UNION ALL SELECT 257 UNION ALL SELECT 512
                UNION ALL SELECT 768) p
    WHERE p.part <= ((l.messages << 8) | 255) AND (p.part <> 257 OR v.file IS NOT NULL) ORDER BY l.i, p.part";

const WAITING: &str = "
    INSERT INTO answers_wanted
     SELECT id, strftime('%Y-%m-%dT%H:%M:%S.000Z', now + (row_number() OVER (ORDER BY l.i) * 4 - 2) * 86400,
                         'unixepoch')
     FROM temp.waiting, temp.letters l JOIN temp.variants v ON v.i = l.variant
     WHERE v.category = 'appointmentLetter' AND v.region = 'helseSorOst' AND l.i < 50 ORDER BY l.i LIMIT 2;
    INSERT INTO answers_wanted
     SELECT id, strftime('%Y-%m-%dT%H:%M:%S.000Z', now - 86400, 'unixepoch')
     FROM temp.waiting, temp.letters l JOIN temp.variants v ON v.i = l.variant
     WHERE v.category = 'hospital' AND v.read_by IS NOT NULL AND l.messages = 1 AND l.i < 50 ORDER BY l.i LIMIT 1;
    INSERT INTO answers_wanted
     SELECT id, NULL FROM temp.waiting, temp.letters l JOIN temp.variants v ON v.i = l.variant
     WHERE v.category = 'gp' AND l.messages = 1 AND l.i < 50 ORDER BY l.i LIMIT 1;
    UPDATE messages SET state = 'rejectedByJournal' WHERE position = 2 AND thread_id =
       (SELECT id FROM temp.letters WHERE messages = 2 AND i < 50 ORDER BY i LIMIT 1);
    INSERT INTO drafts (id, user_id, person_id, thread_id, recipient_name, subject, text, send_key, version,
                         updated_at)
     SELECT 'd-' || l.id, user, person, l.id, v.sender_name, v.subject, 'Takk for svaret. Jeg lurer også på om ',
       'k-' || l.id, 2, strftime('%Y-%m-%dT%H:%M:%S.000Z', now - 3600, 'unixepoch')
     FROM temp.waiting, temp.letters l JOIN temp.variants v ON v.i = l.variant
     WHERE v.category = 'gp' AND l.messages = 3 AND l.i < 50 ORDER BY l.i LIMIT 1;
    INSERT INTO drafts (id, user_id, person_id, recipient_id, recipient_name, topic, subject, text, send_key,
                         version, updated_at)
     SELECT 'd-' || user || '-new', user, person, 'r-' || user || '-gp', 'Ingunn Lyngstad', 'contactSurgery',
             'Forlenget sykmelding', 'Hei, jeg trenger å forlenge sykmeldingen ', 'k-' || user || '-new', 2,
             strftime('%Y-%m-%dT%H:%M:%S.000Z', now - 7200, 'unixepoch') FROM temp.waiting";

/// What `derived.sql` would have kept, for all threads after a row.
const FOLLOWS: [&str; 2] = [
    "INSERT INTO thread_counts SELECT person_id, category, sender_name, has_attachment, count(*)
     FROM threads WHERE rowid > ?1 GROUP BY 1, 2, 3, 4",
    "INSERT INTO reader_counts
     SELECT user_id, person_id, category, sender_name, has_attachment, sum(read), sum(put_away), sum(done)
     FROM readings WHERE thread_id IN (SELECT id FROM threads WHERE rowid > ?1) GROUP BY 1, 2, 3, 4, 5",
];
