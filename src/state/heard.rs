use leptos::prelude::*;

use crate::api::events::Change;

/// More than this is one change to everything.
const MOST: usize = 200;

/// What the event stream told and nobody has taken in yet.
#[derive(Clone, Copy)]
pub struct Heard {
    /// Goes up when something was told.
    pub bell: RwSignal<u32>,
    changes: StoredValue<Vec<Change>>,
}

impl Heard {
    pub(super) fn new() -> Self {
        Self { bell: RwSignal::new(0), changes: StoredValue::new(Vec::new()) }
    }

    /// Adds what was told; however often the same is told, it is kept once.
    pub(super) fn tell(self, fresh: Vec<Change>) {
        self.keep(fresh);
        self.bell.update(|bell| *bell = bell.wrapping_add(1));
    }

    /// Keeps for later what could not be taken in now.
    pub(super) fn keep(self, fresh: Vec<Change>) {
        self.changes.update_value(|changes| {
            for change in fresh {
                if changes.contains(&change) {
                    continue;
                }
                let is_of_all =
                    |kept: &Change| kept.person == change.person && kept.thread.is_none();
                if changes.len() < MOST {
                    changes.push(change);
                } else if !changes.iter().any(is_of_all) {
                    changes.push(Change { thread: None, ..change });
                }
            }
        });
    }

    /// Hands over what was told.
    pub(super) fn take(self) -> Vec<Change> {
        self.changes.try_update_value(std::mem::take).unwrap_or_default()
    }

    pub(super) fn is_empty(self) -> bool {
        self.changes.with_value(Vec::is_empty)
    }
}
