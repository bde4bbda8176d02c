//! Shortcuts: single keys that do something, the help that tells which, and the way to switch them off.

mod help;
mod rows;
mod switch;

pub use help::{help, opener, shown};
pub use switch::switch;

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, KeyboardEvent, Node, ShadowRoot};

use crate::domain::shortcut::{Shortcut, Step};
use crate::i18n::Key;
use crate::reactive::RwSignal;
use crate::route::Route;
use crate::state::{Navigation, PersonScope, Shortcuts, use_navigation, use_shortcuts};

/// What the keys work on.
#[derive(Clone, Copy)]
struct Keys {
    scope: PersonScope,
    navigation: Navigation,
    shortcuts: Shortcuts,
    help: RwSignal<bool>,
}

/// Listens while one acts for the person. `place` is a node of the app's own, which tells where it
/// stands; `help` opens the help.
pub fn listen(scope: PersonScope, place: Node, help: RwSignal<bool>) {
    let (navigation, shortcuts) = (use_navigation(), use_shortcuts());
    let keys = Keys { scope, navigation, shortcuts, help };
    let listener = window_event_listener(leptos::ev::keydown, move |event| {
        let root = place.get_root_node().dyn_into::<ShadowRoot>();
        if let Ok(root) = root
            && is_for_us(&event, &root, navigation)
            && keys.press(&event, &root)
        {
            event.prevent_default();
        }
    });
    on_cleanup(move || listener.remove());
}

/// Is the key pressed on our page, with nothing else waiting for it: no field, no dialog, no
/// combination of keys? The page's body counts as ours, while the address is: there is the focus of
/// who has none.
fn is_for_us(event: &KeyboardEvent, root: &ShadowRoot, navigation: Navigation) -> bool {
    if event.default_prevented() || event.ctrl_key() || event.meta_key() || event.alt_key() {
        return false;
    }
    let Ok(target) = event.composed_path().get(0).dyn_into::<Element>() else { return false };
    let is_ours = target.get_root_node().is_same_node(Some(root));
    let is_page =
        || matches!(target.local_name().as_str(), "body" | "html") && navigation.follows_address();
    let types = target.closest("input, textarea, select, [contenteditable]");
    let asks = root.query_selector("dialog[open]");
    (is_ours || is_page())
        && types.is_ok_and(|it| it.is_none())
        && asks.is_ok_and(|it| it.is_none())
}

impl Keys {
    /// Does what the key stands for; `false` when that is nothing here.
    fn press(self, event: &KeyboardEvent, root: &ShadowRoot) -> bool {
        let key = event.key();
        if let Some(step) = Step::parse(&key) {
            // Elsewhere these keys scroll.
            return !event.shift_key() && rows::is_on_link(root) && rows::step(root, step);
        }
        let Some(shortcut) = Shortcut::parse(&key).filter(|_| untrack(|| self.shortcuts.are_on()))
        else {
            return false;
        };
        match shortcut {
            Shortcut::Next if rows::step(root, Step::Next) => true,
            Shortcut::Previous if rows::step(root, Step::Previous) => true,
            // Held down, the others would be done again and again.
            _ if event.repeat() => false,
            // In an open thread: early there by one key, whatever its length, and not twice among its links.
            Shortcut::Next => click(root, "a[rel=next]"),
            Shortcut::Previous => click(root, "a[rel=prev]"),
            Shortcut::Open => rows::open(root),
            Shortcut::ToggleRead => self.toggle_read(root),
            Shortcut::Reply => self.reply(root),
            Shortcut::Compose => self.compose(),
            Shortcut::Search => focus(root, "input[type=search]"),
            Shortcut::Help => {
                self.help.set(true);
                true
            }
        }
    }

    /// Of the row that has the focus, or of the open thread.
    fn toggle_read(self, root: &ShadowRoot) -> bool {
        let row = rows::current(root).and_then(|item| item.get_attribute("data-thread"));
        if let Some(row) = row {
            self.scope.toggle_read(&row);
            return true;
        }
        let Route::Thread(open) = self.navigation.route.get_untracked() else { return false };
        let known = self.scope.inbox.known(&open);
        // Left, as by the button: a thread that stays open would be read again.
        let mark =
            |thread| self.scope.set_read(thread, false, move || self.navigation.back_to_list());
        known.map(mark).is_some()
    }

    /// Goes to the answer, opened if need be; where none is taken, says so.
    fn reply(self, root: &ShadowRoot) -> bool {
        if focus(root, ".ib-reply textarea") {
            return true;
        }
        if let Some(button) = find(root, ".ib-reply button") {
            let _ = button.focus();
            button.click();
            return true;
        }
        let is_thread = find(root, ".ib-messages").is_some();
        if is_thread {
            self.say(Key::ReplyNone);
        }
        is_thread
    }

    fn compose(self) -> bool {
        if matches!(self.navigation.route.get_untracked(), Route::Compose | Route::Draft(_)) {
            return false;
        }
        let may_write = self.scope.inbox_access().and_then(|()| self.scope.compose_access());
        match may_write {
            Ok(()) => self.navigation.go(&Route::Compose),
            Err(_) => self.say(Key::ComposeClosed),
        }
        true
    }

    fn say(self, key: Key) {
        let app = self.scope.app;
        app.announce(app.texts.text(key));
    }
}

fn focus(root: &ShadowRoot, selector: &str) -> bool {
    find(root, selector).is_some_and(|element| element.focus().is_ok())
}

fn click(root: &ShadowRoot, selector: &str) -> bool {
    find(root, selector).map(|element| element.click()).is_some()
}

fn find(root: &ShadowRoot, selector: &str) -> Option<HtmlElement> {
    root.query_selector(selector).ok()??.dyn_into().ok()
}
