//! What the shell's header is told, kept until it listens.

use std::mem::{discriminant, take};

/// So often the header is looked for before the app goes on alone.
const PATIENCE: u32 = 40;

/// Something for the header.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Told {
    /// Whom to ask before the citizen is warned of the end of the session.
    SignOutBox,
    /// Whether the session is being asked for.
    Loading(bool),
    /// Something was read or sent.
    News,
}

/// What waits for the header; of each kind the latest.
#[derive(Debug, Default)]
pub struct Outbox {
    waiting: Vec<Told>,
    looks: u32,
}

/// What a look for the header has led to.
#[derive(Debug, PartialEq, Eq)]
pub enum Look {
    /// It listens: this is for it, in the order in which it came.
    Header(Vec<Told>),
    /// It may come yet.
    Nobody,
    /// It has not come for so long that the app goes on alone. Said once.
    Silence,
}

impl Outbox {
    /// Puts something in.
    pub fn put(&mut self, told: Told) {
        self.waiting.retain(|earlier| discriminant(earlier) != discriminant(&told));
        self.waiting.push(told);
    }

    /// The header was looked for.
    pub fn look(&mut self, has_header: bool) -> Look {
        if has_header {
            return Look::Header(take(&mut self.waiting));
        }
        self.looks = self.looks.saturating_add(1);
        if self.looks == PATIENCE { Look::Silence } else { Look::Nobody }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_told_before_the_header_listens_comes_to_it_once_and_in_order() {
        let mut outbox = Outbox::default();
        outbox.put(Told::SignOutBox);
        outbox.put(Told::Loading(true));
        outbox.put(Told::News);
        assert_eq!(outbox.look(false), Look::Nobody);
        let all = vec![Told::SignOutBox, Told::Loading(true), Told::News];
        assert_eq!(outbox.look(true), Look::Header(all));
        assert_eq!(outbox.look(true), Look::Header(vec![]));
    }

    #[test]
    fn of_what_waits_the_latest_of_a_kind_stands_for_those_before_it() {
        let mut outbox = Outbox::default();
        for told in [Told::Loading(true), Told::News, Told::News, Told::Loading(false)] {
            outbox.put(told);
        }
        assert_eq!(outbox.look(true), Look::Header(vec![Told::News, Told::Loading(false)]));
    }

    #[test]
    fn a_header_that_does_not_come_is_noticed_once_and_may_come_later() {
        let mut outbox = Outbox::default();
        outbox.put(Told::SignOutBox);
        let looks: Vec<Look> = (0..500).map(|_| outbox.look(false)).collect();
        assert_eq!(looks.iter().filter(|look| **look == Look::Silence).count(), 1);
        assert_eq!(looks.iter().position(|look| *look == Look::Silence), Some(39));
        assert_eq!(outbox.look(true), Look::Header(vec![Told::SignOutBox]));
    }
}
