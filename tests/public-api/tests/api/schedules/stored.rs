//! What the database holds, held against what was typed.

use std::collections::HashMap;

use super::tab::Tab;
use super::wire::{PERSONS, Wire};

/// Every piece that was typed: for whom, and what became of it.
#[derive(Default)]
pub struct Typed {
    pieces: Vec<Piece>,
}

struct Piece {
    word: String,
    person: usize,
    /// The citizen took it out, or let it go when asked.
    given_up: bool,
}

impl Typed {
    /// A new piece of text.
    pub fn piece(&mut self, person: usize) -> String {
        let word = format!("[{}{}]", ["k", "o"][person], self.pieces.len());
        self.pieces.push(Piece { word: word.clone(), person, given_up: false });
        word
    }

    /// The citizen chose that what stands in `lost` and not in `kept` goes; answers how much that is.
    pub fn give_up(&mut self, lost: &str, kept: &str) -> u32 {
        let goes = |piece: &&mut Piece| lost.contains(&piece.word) && !kept.contains(&piece.word);
        self.pieces.iter_mut().filter(goes).map(|piece| piece.given_up = true).count() as u32
    }
}

/// A message that was sent from a draft.
pub struct Sent {
    pub thread: String,
    pub text: String,
}

pub struct Stored {
    drafts: HashMap<String, (String, String)>,
    messages: Vec<(String, String, String)>,
    sent: HashMap<String, Vec<Sent>>,
}

impl Stored {
    pub fn read(wire: &Wire) -> Self {
        let db = wire.citizen.database();
        let mut drafts =
            db.prepare("SELECT id, person_id, text FROM drafts WHERE sent = 0").unwrap();
        let drafts = drafts
            .query_map([], |row| Ok((row.get(0)?, (row.get(1)?, row.get(2)?))))
            .unwrap()
            .collect::<Result<_, _>>()
            .unwrap();
        let mut messages = db
            .prepare(
                "SELECT t.person_id, m.thread_id, json_extract(m.body, '$.text')
                 FROM messages m JOIN threads t ON t.id = m.thread_id WHERE m.send_key IS NOT NULL",
            )
            .unwrap();
        let messages = messages
            .query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
            .unwrap()
            .collect::<Result<_, _>>()
            .unwrap();
        let mut sends = db
            .prepare(
                "SELECT s.draft_id, m.thread_id, json_extract(m.body, '$.text')
                 FROM messages m JOIN drafts d ON d.send_key = m.send_key
                 JOIN sends s ON s.draft_id = d.id",
            )
            .unwrap();
        let rows = sends
            .query_map([], |row| {
                Ok((row.get::<_, String>(0)?, Sent { thread: row.get(1)?, text: row.get(2)? }))
            })
            .unwrap();
        let mut sent: HashMap<String, Vec<Sent>> = HashMap::new();
        for row in rows {
            let (draft, message) = row.unwrap();
            sent.entry(draft).or_default().push(message);
        }
        Self { drafts, messages, sent }
    }

    /// The messages sent from a draft.
    pub fn of_draft(&self, draft: &str) -> &[Sent] {
        self.sent.get(draft).map_or(&[], Vec::as_slice)
    }

    /// The text of a draft that is not sent.
    pub fn text(&self, draft: &str) -> Option<&str> {
        self.drafts.get(draft).map(|(_, text)| text.as_str())
    }

    pub fn sends(&self) -> u32 {
        self.messages.len() as u32
    }

    /// Nothing lost, nothing twice, nothing under another person.
    pub fn check(&self, typed: &Typed, tabs: &[Tab]) -> Result<(), String> {
        for (draft, messages) in &self.sent {
            if messages.len() != 1 {
                return Err(format!("{draft} was sent {} times", messages.len()));
            }
        }
        let places: Vec<(&str, &str)> = self
            .messages
            .iter()
            .map(|(person, _, text)| (person.as_str(), text.as_str()))
            .chain(self.drafts.values().map(|(person, text)| (person.as_str(), text.as_str())))
            .collect();
        for piece in &typed.pieces {
            let found: Vec<_> =
                places.iter().filter(|(_, text)| text.contains(&piece.word)).collect();
            if found.iter().any(|(person, _)| *person != PERSONS[piece.person]) {
                return Err(format!("{} stands under another person", piece.word));
            }
            if found.len() > 1 {
                return Err(format!("{} stands {} times", piece.word, found.len()));
            }
            let is_warned = tabs.iter().any(|tab| tab.warns_of(&piece.word));
            if found.is_empty() && !piece.given_up && !is_warned {
                return Err(format!("{} is lost, and nothing said so", piece.word));
            }
        }
        Ok(())
    }
}
