//! One tab of the browser: what its citizen does there, and what it says.

use std::fmt;

use chrono::DateTime;
use innboks::domain::draft_work::{DraftWork, Outcome, SaveState, SendState, Step};
use innboks::domain::error::ApiError;

use super::Seen;
use super::chance::Chance;
use super::stored::{Stored, Typed};
use super::wire::{Luck, Wire};

/// One tab, acting for one person at a time.
pub struct Tab {
    number: usize,
    person: usize,
    /// The editor; none when the draft is one no more.
    work: Option<DraftWork>,
    /// On its way: the step, and its answer once the server has given one.
    under_way: Option<(Step, Option<Result<Outcome, ApiError>>)>,
    /// A timer to try again runs.
    is_timed: bool,
    /// The session is over, as far as this tab knows; and in which log-in it runs.
    is_over: bool,
    turn: u32,
}

impl Tab {
    pub fn open(wire: &mut Wire, number: usize) -> Self {
        let mut tab = Self {
            number,
            person: 0,
            work: None,
            under_way: None,
            is_timed: false,
            is_over: false,
            turn: wire.turn,
        };
        tab.load(wire);
        tab
    }

    fn load(&mut self, wire: &mut Wire) {
        self.leave_behind(wire);
        self.is_timed = false;
        self.turn = wire.turn;
        self.work = wire.open(self.person).map(DraftWork::new);
    }

    /// What was on its way may still arrive; its answer has nowhere to go.
    fn leave_behind(&mut self, wire: &mut Wire) {
        if let Some((step, None)) = self.under_way.take() {
            wire.give_up(self.number, self.person, step);
        }
    }

    /// Does something, by chance; says what.
    pub fn act(
        &mut self,
        wire: &mut Wire,
        chance: &mut Chance,
        typed: &mut Typed,
        seen: &mut Seen,
    ) -> &'static str {
        if self.is_over || self.turn != wire.turn {
            return self.come_back(wire);
        }
        match chance.below(20) {
            0..4 => self.type_more(typed),
            4 => self.erase(typed, seen),
            5..13 => self.go_on(wire, chance, seen),
            13 if self.is_timed => self.change(DraftWork::save_again, "try again"),
            13 => self.change(DraftWork::save_now, "rest"),
            14 => self.choose(chance, typed, seen),
            15 | 16 => self.change(DraftWork::send_now, "send"),
            17 if chance.one_in(3) => self.reload(wire, chance, typed, seen),
            17 if chance.one_in(2) => self.switch(wire, chance, typed, seen),
            17 => {
                wire.end_session();
                seen.expiries += 1;
                "the session ends"
            }
            18 => {
                wire.arrive_late();
                "something arrives late"
            }
            _ => self.change(DraftWork::save_now, "rest"),
        }
    }

    fn change(&mut self, change: impl FnOnce(&mut DraftWork), said: &'static str) -> &'static str {
        if let Some(work) = &mut self.work {
            change(work);
            self.is_timed &= work.waits();
        }
        self.begin();
        said
    }

    /// Makes the next call, if there is one to make.
    fn begin(&mut self) {
        if let Some(step) = self.work.as_mut().and_then(DraftWork::next_step) {
            assert!(self.under_way.is_none(), "two calls at once");
            self.under_way = Some((step, None));
        }
    }

    fn type_more(&mut self, typed: &mut Typed) -> &'static str {
        let Some(work) = &mut self.work else { return "nothing to write in" };
        if work.is_locked() {
            return "locked";
        }
        let mut content = work.content().clone();
        content.subject = "Emne".to_owned();
        content.text += &typed.piece(self.person);
        work.write(content);
        self.begin();
        "type"
    }

    fn erase(&mut self, typed: &mut Typed, seen: &mut Seen) -> &'static str {
        let Some(work) = self.work.as_mut().filter(|work| !work.is_locked()) else {
            return "locked";
        };
        let before = work.content().clone();
        let Some(at) = before.text.rfind('[') else { return "nothing to erase" };
        let text = before.text[..at].to_owned();
        seen.given_up += typed.give_up(&before.text, &text);
        work.write(innboks::domain::draft::Content { text, ..before });
        "erase"
    }

    /// A call arrives, or its answer does.
    fn go_on(&mut self, wire: &mut Wire, chance: &mut Chance, seen: &mut Seen) -> &'static str {
        match self.under_way.take() {
            None => self.change(DraftWork::save_now, "rest"),
            Some((step, None)) => {
                let luck = Luck::draw(chance);
                seen.faults += u32::from(luck != Luck::Fine);
                let answer = wire.carry_out(self.number, self.person, &step, luck);
                self.under_way = Some((step, Some(answer)));
                if chance.one_in(3) { "a call arrives" } else { self.deliver(seen) }
            }
            arrived => {
                self.under_way = arrived;
                self.deliver(seen)
            }
        }
    }

    fn deliver(&mut self, seen: &mut Seen) -> &'static str {
        let (Some((_, Some(answer))), Some(work)) = (self.under_way.take(), &mut self.work) else {
            return "nothing to deliver";
        };
        let is_over = matches!(&answer, Err(error) if error.status() == Some(401));
        work.answered(answer, DateTime::default());
        self.is_timed = work.again().is_some();
        seen.conflicts += u32::from(work.is_changed_elsewhere());
        seen.uncertain += u32::from(*work.send() == SendState::Uncertain);
        if is_over {
            // What is not saved stays in memory.
            self.is_over = true;
            work.interrupt();
        } else {
            self.begin();
        }
        "an answer"
    }

    /// The same user has logged in again, here or in another tab: the editor goes on where it was.
    fn come_back(&mut self, wire: &mut Wire) -> &'static str {
        if self.is_over && self.turn == wire.turn {
            wire.log_in();
        }
        (self.is_over, self.turn) = (false, wire.turn);
        self.leave_behind(wire);
        match &mut self.work {
            // What is safe is fetched anew; a send that nobody knows the end of is kept.
            Some(work) if work.is_unsaved() || work.send().is_open() => {
                work.interrupt();
                work.save_now();
                self.begin();
            }
            _ => self.load(wire),
        }
        "logged in again"
    }

    /// The citizen is asked which text to keep, and sees both.
    fn choose(&mut self, chance: &mut Chance, typed: &mut Typed, seen: &mut Seen) -> &'static str {
        let Some(work) = &mut self.work else { return "nothing to choose" };
        let SaveState::ChangedElsewhere(theirs) = work.save() else { return "nothing to choose" };
        let (theirs, mine) = (theirs.content.text.clone(), work.content().text.clone());
        if chance.one_in(2) {
            seen.given_up += typed.give_up(&theirs, &mine);
            self.change(DraftWork::keep_mine, "keep mine")
        } else {
            seen.given_up += typed.give_up(&mine, &theirs);
            self.change(DraftWork::take_theirs, "take theirs")
        }
    }

    /// The browser asks before it reloads over what is not saved.
    fn reload(
        &mut self,
        wire: &mut Wire,
        chance: &mut Chance,
        typed: &mut Typed,
        seen: &mut Seen,
    ) -> &'static str {
        if !self.may_leave(chance, typed, seen) {
            return "stays";
        }
        self.load(wire);
        "reload"
    }

    fn switch(
        &mut self,
        wire: &mut Wire,
        chance: &mut Chance,
        typed: &mut Typed,
        seen: &mut Seen,
    ) -> &'static str {
        // What is under way is waited for.
        if self.under_way.is_some() || !self.may_leave(chance, typed, seen) {
            return "stays";
        }
        self.person = 1 - self.person;
        self.load(wire);
        "switch"
    }

    fn may_leave(&self, chance: &mut Chance, typed: &mut Typed, seen: &mut Seen) -> bool {
        let Some(work) = self.work.as_ref().filter(|work| work.is_unsaved()) else { return true };
        if chance.one_in(2) {
            return false;
        }
        seen.given_up += typed.give_up(&work.content().text, &work.draft().content.text);
        true
    }

    /// All goes well until nothing is to be done.
    pub fn settle(&mut self, wire: &mut Wire) {
        self.come_back(wire);
        for _ in 0..20 {
            let Some((step, _)) = self.under_way.take() else { break };
            let answer = wire.carry_out(self.number, self.person, &step, Luck::Fine);
            self.under_way = Some((step, Some(answer)));
            self.deliver(&mut Seen::default());
        }
        assert!(self.under_way.is_none(), "never comes to rest");
    }

    /// Says what is true about sending.
    pub fn check(&self, stored: &Stored, wire: &Wire) -> Result<(), String> {
        let Some(work) = &self.work else { return Ok(()) };
        let sent = stored.of_draft(&wire.drafts[self.person]);
        let text = &work.content().text;
        let is_true = match work.send() {
            // Another tab may have sent the draft as it stood there: it is shown in its thread.
            SendState::Sent(thread) => {
                let is_other = wire.has_sent(1 - self.number, self.person);
                sent.iter().any(|one| one.thread == *thread && (is_other || one.text == *text))
            }
            SendState::SentBefore => !sent.is_empty(),
            SendState::NotSent(_) => {
                let is_mine = wire.has_sent(self.number, self.person);
                !is_mine || sent.iter().all(|one| one.text != *text)
            }
            _ => true,
        };
        if is_true {
            Ok(())
        } else {
            Err(format!("tab {} says what is not true: {self}", self.number))
        }
    }

    /// What is said to be safe is stored.
    pub fn check_settled(&self, stored: &Stored) -> Result<(), String> {
        let Some(work) = &self.work else { return Ok(()) };
        let draft = &work.draft().id;
        let is_stored = stored.text(draft).is_some() || !stored.of_draft(draft).is_empty();
        if matches!(work.save(), SaveState::Saved(_)) && !is_stored {
            return Err(format!("tab {} says that it is saved: {self}", self.number));
        }
        Ok(())
    }

    /// Does the piece stand in the field, and does something say that it is not safe?
    pub fn warns_of(&self, piece: &str) -> bool {
        self.work.as_ref().is_some_and(|work| {
            let is_told =
                matches!(work.save(), SaveState::Failed(_) | SaveState::ChangedElsewhere(_));
            is_told && work.is_unsaved() && work.content().text.contains(piece)
        })
    }
}

impl fmt::Display for Tab {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some(work) = &self.work else { return write!(to, "no draft of {}", self.person) };
        let save = format!("{:?}", work.save());
        let save = save.split(['(', ' ']).next().unwrap_or_default();
        let (text, known) = (&work.content().text, &work.draft().content.text);
        write!(to, "{} {text:?}, known {known:?}, {save}, {:?}", self.person, work.send())
    }
}
