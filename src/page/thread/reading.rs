//! Which messages are open, and where one goes on reading.

use leptos::prelude::request_animation_frame;

use super::Placed;
use crate::domain::message::DeliveryState;
use crate::i18n::{Key, use_texts};
use crate::state::{PersonScope, use_navigation};
use crate::ui::dom::{El, View, el};
use crate::ui::{Busy, ButtonKind, button};

/// Of more messages than these, those that were read before are closed at first.
const ALL_OPEN: usize = 6;

/// The first message that is not read, unless the reader is elsewhere by now than on the page's heading.
const FIRST_NEW: &str = ".ib-main:has(h1:focus) .ib-message--unread summary";

/// Decides which messages are open. Who comes from elsewhere in the app is led to the first that is new,
/// when something stands before it.
pub fn begin(messages: &mut [Placed], has_earlier: bool) {
    let first_new = messages.iter().position(|one| !one.is_read());
    if messages.len() > ALL_OPEN
        && let [before @ .., _] = messages
    {
        close_read(before);
    }
    let is_further_down = first_new > Some(0) || first_new.is_some() && has_earlier;
    let navigation = use_navigation();
    if is_further_down && navigation.moved.get_untracked() {
        // After the frame in which the heading takes the focus.
        request_animation_frame(move || navigation.focus(FIRST_NEW));
    }
}

/// Closes those that were read before, but for what did not arrive.
pub fn close_read(messages: &mut [Placed]) {
    for one in messages {
        one.is_open = !one.is_read() || one.did_not_arrive();
    }
}

impl Placed {
    fn did_not_arrive(&self) -> bool {
        let state = self.message.as_ref().and_then(|message| message.delivery);
        state.is_some_and(DeliveryState::did_not_arrive)
    }

    fn is_read(&self) -> bool {
        self.message.as_ref().is_none_or(|message| message.is_read)
    }
}

/// «Skjul alle» and «Vis alle»; the sheet hides them above a single message.
pub fn all(scope: PersonScope, list: &El) -> View {
    let texts = use_texts();
    let Some(list) = list.html() else { return View::none() };
    let choice = |label, those: &'static str, done: Key| {
        let list = list.clone();
        button(ButtonKind::Link, texts.text(label), Busy::NEVER, move || {
            while let Ok(Some(one)) = list.query_selector(those) {
                let _ = one.toggle_attribute("open");
            }
            scope.app.announce(texts.text(done));
        })
    };
    el("div")
        .class("ib-thread__all")
        .child(choice(Key::ThreadHideAll, "details[open]", Key::ThreadAllHidden))
        .child(choice(Key::ThreadShowAll, "details:not([open])", Key::ThreadAllShown))
        .into()
}
