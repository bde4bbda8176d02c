//! The letters that fill mailboxes: so many different ones, made of the words in `seed/mailbox.json`.

use rusqlite::{Transaction, params};
use serde::Deserialize;

use crate::problem::{Code, Problem};
use crate::search::words::indexed;

/// How many different letters there are. A power of two, so that each step of an odd length meets them all.
const VARIANTS: usize = 2048;
#[derive(Deserialize)]
struct Words {
    topics: Vec<String>,
    places: Vec<String>,
    kinds: Vec<Kind>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Kind {
    weight: usize,
    category: String,
    region: Option<String>,
    senders: Vec<Sender>,
    read_by: Option<String>,
    subjects: Vec<String>,
    texts: Vec<String>,
    #[serde(default)]
    answers: Vec<String>,
    file: Option<String>,
}

#[derive(Deserialize)]
struct Sender {
    name: String,
    role: Option<String>,
}

/// Numbers that look random and are always the same.
struct Dice(u64);

impl Dice {
    fn pick<'a, T>(&mut self, from: &'a [T]) -> Option<&'a T> {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let count = u64::try_from(from.len()).ok().filter(|count| *count > 0)?;
        from.get(usize::try_from((self.0 >> 33) % count).ok()?)
    }
}

/// Writes them to the table `variants`, with the words that they are found by.
///
/// # Errors
/// When the database refuses.
pub fn write_variants(db: &Transaction<'_>) -> Result<(), Problem> {
    db.execute_batch(
        "CREATE TEMP TABLE variants (i INTEGER PRIMARY KEY, category, region, sender_name, sender_role, subject,
                                     read_by, text, answer, file, header_words, text_words, answer_words,
                                     file_words);
         CREATE TEMP TABLE waiting (user, person, now);
         CREATE TEMP TABLE letters (i INTEGER PRIMARY KEY, id, variant, messages, latest, put_away);",
    )?;
    let words: Words = serde_json::from_str(include_str!("../seed/mailbox.json"))?;
    let kinds: Vec<&Kind> =
        words.kinds.iter().flat_map(|kind| std::iter::repeat_n(kind, kind.weight)).collect();
    let mut insert = db.prepare(
        "INSERT INTO temp.variants
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)",
    )?;
    let mut dice = Dice(2026);
    let nothing = || Problem::new(Code::Internal);
    for i in 0..VARIANTS {
        let kind = dice.pick(&kinds).ok_or_else(nothing)?;
        let sender = dice.pick(&kind.senders).ok_or_else(nothing)?;
        let topic = dice.pick(&words.topics).ok_or_else(nothing)?;
        let place = dice.pick(&words.places).ok_or_else(nothing)?;
        let fill = |text: &String| text.replace("{topic}", topic).replace("{place}", place);
        let has_file = dice.pick(&[true, false, false]).is_some_and(|has| *has);
        let subject = dice.pick(&kind.subjects).map(fill).ok_or_else(nothing)?;
        let text = dice.pick(&kind.texts).map(fill);
        let answer = dice.pick(&kind.answers).map(fill);
        let file = kind.file.as_ref().filter(|_| has_file).map(fill);
        insert.execute(params![
            i64::try_from(i).unwrap_or(0),
            kind.category,
            kind.region,
            sender.name,
            sender.role,
            subject,
            kind.read_by,
            text,
            answer,
            file,
            indexed(&format!("{subject} {}", sender.name)),
            text.as_deref().map(indexed),
            answer.as_deref().map(indexed),
            file.as_deref().map(indexed),
        ])?;
    }
    Ok(())
}
