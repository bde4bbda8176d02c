//! Moves in the list of threads: each item holds one link.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, ShadowRoot};

use crate::domain::shortcut::Step;

const LIST: &str = ".ib-list";
const ITEM: &str = ".ib-list > li";
const LINK: &str = ":scope > a";

/// Is the focus on a row's link, and not beside it?
pub fn is_on_link(root: &ShadowRoot) -> bool {
    let focused = root.active_element();
    focused.is_some_and(|it| it.matches(".ib-list > li > a").unwrap_or_default())
}

/// The row that has the focus, or a part of it.
pub fn current(root: &ShadowRoot) -> Option<Element> {
    root.active_element()?.closest(ITEM).ok()?
}

/// Moves the focus; `false` when there is no row to move to. From outside the list, to its first row.
pub fn step(root: &ShadowRoot, step: Step) -> bool {
    let list = root.query_selector(LIST).ok().flatten();
    let Some(list) = list else { return false };
    let (mut item, is_forward) = match (step, current(root)) {
        (Step::Next, Some(item)) => (item.next_element_sibling(), true),
        (Step::Previous, Some(item)) => (item.previous_element_sibling(), false),
        (Step::Last, _) => (list.last_element_child(), false),
        _ => (list.first_element_child(), true),
    };
    // An item that could not be understood has no link.
    while let Some(at) = item {
        if let Some(link) = link(&at) {
            return link.focus().is_ok();
        }
        item = if is_forward { at.next_element_sibling() } else { at.previous_element_sibling() };
    }
    false
}

/// Follows the link of the row that has the focus.
pub fn open(root: &ShadowRoot) -> bool {
    let link = current(root).and_then(|item| link(&item));
    link.map(|link| link.click()).is_some()
}

fn link(item: &Element) -> Option<HtmlElement> {
    item.query_selector(LINK).ok()??.dyn_into().ok()
}
