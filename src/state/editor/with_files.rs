//! Sending, as far as it depends on the draft's files.

use std::time::Duration;

use super::{Editor, SendState};
use crate::domain::mentions::mentions_file;
use crate::state::files::Hold;
use crate::state::pause::pause;

impl Editor {
    /// May the message go, as far as its files are concerned? While one is on its way it waits, and goes then. What may
    /// have been sent is sent again as it was.
    pub(super) fn files_let_go(self) -> bool {
        if self.send.with_untracked(|send| *send == SendState::Uncertain) {
            return true;
        }
        let speaks_of_file = self.content.with_untracked(|content| {
            mentions_file(&content.subject) && !self.is_reply() || mentions_file(&content.text)
        });
        let is_waiting = self.files.send_waits.get_untracked();
        match self.files.hold(speaks_of_file) {
            Hold::None => return true,
            Hold::Waits if !is_waiting => self.send_when_files_are_there(),
            Hold::Waits | Hold::Stopped => {}
        }
        false
    }

    fn send_when_files_are_there(self) {
        let files = self.files;
        self.scope.spawn(async move {
            while files.is_under_way() {
                pause(Duration::from_millis(50)).await;
            }
            if files.send_waits.try_with_untracked(|waits| *waits) == Some(true) {
                files.send_waits.set(false);
                self.send_now();
                if self.send.with_untracked(|send| !send.is_open() && !send.is_sent()) {
                    self.tell_not_sent();
                }
            }
        });
    }
}
