use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement, KeyboardEvent};

use super::dom::El;

/// In a list of buttons, the arrows up and down move the focus as Tab does; from a field above it
/// they lead into the list, and back.
pub fn with_arrows(around: El) -> El {
    around.on("keydown", |event: Event| {
        let is_down = match event.dyn_ref::<KeyboardEvent>().map(KeyboardEvent::key).as_deref() {
            Some("ArrowDown") => true,
            Some("ArrowUp") => false,
            _ => return,
        };
        if let Some(next) = next(&event, is_down) {
            event.prevent_default();
            let _ = next.focus();
        }
    })
}

fn next(event: &Event, is_down: bool) -> Option<HtmlElement> {
    const PRESSED: &str = "button, a";
    let around: Element = event.current_target()?.dyn_into().ok()?;
    let focused: Element = event.target()?.dyn_into().ok()?;
    let mut item = focused.closest("li").ok()?;
    let found = loop {
        item = match item {
            Some(item) if is_down => item.next_element_sibling(),
            Some(item) => item.previous_element_sibling(),
            None if is_down => around.query_selector("li").ok()?,
            None => None,
        };
        let Some(item) = &item else { break None };
        if let Some(found) = item.query_selector(PRESSED).ok()? {
            break Some(found);
        }
    };
    let found = match found {
        None if !is_down => around.query_selector("input").ok()?,
        found => found,
    };
    found?.dyn_into().ok()
}
