//! What the tabs of one user tell each other about the session: one word, never content.

use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use web_sys::{BroadcastChannel, MessageEvent};

use crate::reactive::StoredValue;

const CHANNEL: &str = "innboks";

/// What is told.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Word {
    /// Somebody is about to log out: what is not saved has little time.
    Leaving,
    /// Somebody logged out.
    LoggedOut,
    /// Somebody logged in.
    LoggedIn,
    /// The session was used, which moves its end.
    Used,
}

const WORDS: [(Word, &str); 4] = [
    (Word::Leaving, "leaving"),
    (Word::LoggedOut, "logged-out"),
    (Word::LoggedIn, "logged-in"),
    (Word::Used, "used"),
];

/// The other tabs. A tab does not hear what it tells itself.
#[derive(Clone, Copy)]
pub struct Tabs(StoredValue<Option<BroadcastChannel>>);

impl Tabs {
    /// Calls `act` for each word that another tab tells; stops with the owner.
    pub fn hear(act: impl Fn(Word) + 'static) -> Self {
        let channel = BroadcastChannel::new(CHANNEL).ok();
        let tabs = Self(StoredValue::new(channel.clone()));
        let Some(channel) = channel else { return tabs };
        let listener = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
            if let Some((word, _)) = WORDS.iter().find(|(_, told)| event.data() == *told) {
                act(*word);
            }
        });
        channel.set_onmessage(Some(listener.as_ref().unchecked_ref()));
        let kept = StoredValue::new((channel, listener));
        on_cleanup(move || {
            kept.try_with_value(|(channel, _)| {
                channel.set_onmessage(None);
                channel.close();
            });
        });
        tabs
    }

    /// Tells the other tabs. One that cannot be told learns it from the answer to its next call.
    pub fn tell(self, word: Word) {
        let told = WORDS.iter().find(|(known, _)| *known == word);
        if let (Some(Some(channel)), Some((_, told))) = (self.0.try_get_value(), told) {
            let _ = channel.post_message(&JsValue::from_str(told));
        }
    }
}
