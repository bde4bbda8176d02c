use std::time::Duration;

use leptos::prelude::*;

use super::outbox::{Look, Outbox, Told};
use super::{Shell, Start};
use crate::reactive::{RwSignal, StoredValue};

/// Between two looks for the header.
const LOOK: Duration = Duration::from_millis(250);

/// The shell of Helsenorge: its header has the person picker, the notifications, the warning before the session ends and
/// the log-out. What it is told waits until it listens.
#[derive(Clone, Copy)]
pub struct Helsenorge {
    start: StoredValue<Start>,
    outbox: StoredValue<Outbox>,
    timer: StoredValue<Option<IntervalHandle>>,
    /// The header has not come: the app does by itself what it would leave to it.
    is_alone: RwSignal<bool>,
}

impl Helsenorge {
    pub(super) fn new(start: Start) -> Self {
        let shell = Self {
            start: StoredValue::new(start),
            outbox: StoredValue::new(Outbox::default()),
            timer: StoredValue::new(None),
            is_alone: RwSignal::new(false),
        };
        on_cleanup(move || {
            shell.stop();
            // What is told while the app ends begins no other.
            shell.timer.dispose();
        });
        shell.put(Told::SignOutBox);
        shell
    }

    fn put(self, told: Told) {
        self.outbox.update_value(|outbox| outbox.put(told));
        if self.has_header() {
            self.look();
        } else if self.timer.try_with_value(Option::is_none) == Some(true) {
            self.timer.set_value(set_interval_with_handle(move || self.look(), LOOK).ok());
        }
    }

    fn look(self) {
        let has_header = self.has_header();
        match self.outbox.try_update_value(|outbox| outbox.look(has_header)) {
            Some(Look::Header(all)) => {
                self.stop();
                if self.is_alone.get_untracked() {
                    self.is_alone.set(false);
                }
                self.start.with_value(|start| all.into_iter().for_each(|told| tell(start, told)));
            }
            Some(Look::Silence) => {
                self.is_alone.set(true);
                self.start.with_value(|start| start.report("shell-silent"));
            }
            Some(Look::Nobody) | None => {}
        }
    }

    fn stop(self) {
        if let Some(Some(timer)) = self.timer.try_update_value(Option::take) {
            timer.clear();
        }
    }

    fn has_header(self) -> bool {
        self.start.with_value(Start::has_header)
    }
}

fn tell(start: &Start, told: Told) {
    match told {
        Told::SignOutBox => start.tell_header("setonshowsignoutbox", None),
        Told::Loading(is_loading) => start.tell_header("setuserloading", Some(is_loading)),
        Told::News => start.tell_header("refreshvarslinger", None),
    }
}

impl Shell for Helsenorge {
    fn tell_loading(&self, is_loading: bool) {
        self.put(Told::Loading(is_loading));
    }

    fn tell_news(&self) {
        self.put(Told::News);
    }

    fn tell_drawn(&self) {
        self.start.with_value(Start::tell_mounted);
    }

    fn opens_picker(&self) -> bool {
        let has_header = self.has_header();
        if has_header {
            self.start.with_value(Start::ask_for_picker);
        }
        has_header
    }

    fn warns(&self) -> bool {
        self.has_header()
    }

    fn has_log_out(&self) -> bool {
        !self.is_alone.get()
    }

    fn has_frame(&self) -> bool {
        true
    }
}
