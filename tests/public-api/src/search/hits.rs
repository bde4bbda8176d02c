//! Where in a thread the words were found.

use rusqlite::{Connection, params};
use serde::Serialize;

use super::words::{Word, words};
use crate::problem::Problem;
use crate::summary::Summary;

/// Length of an excerpt, in characters, and how much of it stands before the first word found.
const EXCERPT: usize = 160;
const BEFORE: usize = 40;
/// How many of the newest messages are looked into for the best place.
const MESSAGES: usize = 200;
/// The contract's limit.
const MAX_HIGHLIGHTS: usize = 50;

/// A thread that matches, and where.
#[derive(Serialize)]
pub struct Hit {
    /// The thread.
    pub thread: Summary,
    excerpt: Option<Excerpt>,
    attachment: Option<String>,
    highlights: Vec<Highlight>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Excerpt {
    message_id: String,
    text: String,
}

/// A range to mark, in code points.
#[derive(Serialize)]
struct Highlight {
    field: &'static str,
    start: usize,
    end: usize,
}

impl Hit {
    /// Looks for the words in what the list shows, in the messages and in the files' names.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn find(db: &Connection, thread: Summary, wanted: &[String]) -> Result<Self, Problem> {
        let (excerpt, attachment) = places(db, &thread.id, wanted)?;
        let mut highlights = Vec::new();
        for (field, text) in [
            ("subject", Some(thread.subject.as_str())),
            ("senderName", Some(thread.sender_name())),
            ("preview", Some(thread.preview.as_str())),
            ("excerpt", excerpt.as_ref().map(|excerpt| excerpt.text.as_str())),
            ("attachment", attachment.as_deref()),
        ] {
            let found =
                words(text.unwrap_or_default()).into_iter().filter(|word| any(wanted, word));
            highlights.extend(found.map(|word| Highlight {
                field,
                start: word.place.start,
                end: word.place.end,
            }));
        }
        highlights.truncate(MAX_HIGHLIGHTS);
        Ok(Self { thread, excerpt, attachment, highlights })
    }
}

fn any(wanted: &[String], word: &Word) -> bool {
    wanted.iter().any(|wanted| word.starts_with(wanted))
}

/// The message with the most of the words, the newest of several, and the first file that has one.
fn places(
    db: &Connection,
    thread: &str,
    wanted: &[String],
) -> Result<(Option<Excerpt>, Option<String>), Problem> {
    if wanted.is_empty() {
        return Ok((None, None));
    }
    let mut messages = db.prepare_cached(
        "SELECT id, text FROM message_texts WHERE thread_id = ?1 ORDER BY position DESC LIMIT ?2",
    )?;
    let mut rows = messages.query(params![thread, MESSAGES])?;
    let mut best: Option<(usize, Excerpt)> = None;
    while let Some(row) = rows.next()? {
        let (message_id, text): (String, String) = (row.get(0)?, row.get(1)?);
        let found = words(&text);
        let is_there = |one: &&String| found.iter().any(|word| word.starts_with(one));
        let count = wanted.iter().filter(is_there).count();
        if count > best.as_ref().map_or(0, |(most, _)| *most)
            && let Some(first) = found.iter().find(|word| any(wanted, word))
        {
            best = Some((count, Excerpt { message_id, text: cut(&text, first.place.start) }));
        }
        if count == wanted.len() {
            break;
        }
    }
    let mut files = db.prepare_cached(
        "SELECT a.name FROM messages m JOIN attachments a ON a.message_id = m.id
         WHERE m.thread_id = ?1 ORDER BY m.position, a.position",
    )?;
    let names: Vec<String> =
        files.query_map(params![thread], |row| row.get(0))?.collect::<Result<_, _>>()?;
    let file = names.into_iter().find(|name| words(name).iter().any(|word| any(wanted, word)));
    Ok((best.map(|(_, excerpt)| excerpt), file))
}

/// A piece of a text around a place, from the start of a word.
fn cut(text: &str, place: usize) -> String {
    let from = place.saturating_sub(BEFORE);
    let start = if from == 0 {
        0
    } else {
        let spaces = text.chars().enumerate().skip(from).take(place - from);
        spaces.filter(|(_, letter)| *letter == ' ').map(|(at, _)| at + 1).next().unwrap_or(place)
    };
    let piece: String = text.chars().skip(start).take(EXCERPT).collect();
    let before = if start > 0 { "… " } else { "" };
    let after = if text.chars().count() > start + EXCERPT { " …" } else { "" };
    format!("{before}{}{after}", piece.trim_end())
}

#[cfg(test)]
mod tests {
    use super::{EXCERPT, cut};

    #[test]
    fn an_excerpt_starts_at_a_word_and_says_where_it_was_cut() {
        assert_eq!(cut("Svaret er klart.", 10), "Svaret er klart.");
        let text = format!("{} svaret {}", "æ".repeat(60), "og mer ".repeat(60));
        let piece = cut(&text, 61);
        assert!(piece.starts_with("… svaret og mer"), "{piece}");
        assert!(piece.ends_with(" …") && piece.chars().count() <= EXCERPT + 4, "{piece}");
    }
}
