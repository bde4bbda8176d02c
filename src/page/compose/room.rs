//! How much room a text has left: told when little is left, and read aloud when that begins and when it is over.

use std::rc::Rc;

use leptos::prelude::*;

use crate::i18n::{Key, Text, Texts};
use crate::reactive::Memo;
use crate::state::App;
use crate::ui::dom::follow;

/// The room left of `most` characters, of which `length` are used: in the last tenth, and beyond the end.
pub fn room(
    app: App,
    texts: Texts,
    most: usize,
    length: impl Fn() -> usize + Send + Sync + 'static,
) -> Rc<dyn Fn() -> Option<String>> {
    let length = Memo::new(move |_: Option<&usize>| length());
    let told = move |length: usize| {
        let (key, count) = match most.checked_sub(length) {
            Some(left) => (Key::ComposeLeft, left),
            None => (Key::ComposeOver, length - most),
        };
        texts.now(key, &[("count", &count.to_string())])
    };
    let near = most - most / 10;
    let stage = Memo::new(move |_: Option<&u8>| {
        let length = length.get();
        u8::from(length >= near) + u8::from(length > most)
    });
    follow(move || {
        if stage.get() > 0 {
            app.announce(Text::Fixed(untrack(|| told(length.get()))));
        }
    });
    Rc::new(move || (stage.get() > 0).then(|| told(length.get())))
}
