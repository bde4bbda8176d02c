use crate::domain::filter::Filter;

/// Entries that are remembered; the oldest go first.
const KEPT: usize = 100;

/// What the page remembers of a history entry, in memory only: what was looked for is health data.
#[derive(Clone, Debug, Default)]
pub struct Place {
    key: String,
    /// What was looked for.
    pub filter: Filter,
    /// How far the reader had scrolled, in CSS pixels.
    pub scroll: f64,
    /// The thread whose line had the focus.
    pub thread: Option<String>,
    /// Was it reached from the list, so that going back leads there?
    pub is_from_list: bool,
}

/// The places of one log-in.
#[derive(Clone, Debug, Default)]
pub(super) struct Places(Vec<Place>);

impl Places {
    pub fn get(&self, key: &str) -> Option<&Place> {
        self.0.iter().find(|place| place.key == key)
    }

    /// Changes what is remembered of an entry.
    pub fn change(&mut self, key: &str, change: impl FnOnce(&mut Place)) {
        let known = self.0.iter().position(|place| place.key == key);
        let mut place = match known {
            Some(index) => self.0.remove(index),
            None => Place { key: key.to_owned(), ..Place::default() },
        };
        change(&mut place);
        if self.0.len() >= KEPT {
            self.0.remove(0);
        }
        self.0.push(place);
    }
}
