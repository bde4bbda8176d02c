use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::Node;

use super::View;

use crate::reactive::{StoredValue, follow_boxed};

/// A piece that is made anew, with all of its state, whenever a signal that `piece` read changes.
pub fn live(piece: impl Fn() -> View + 'static) -> View {
    live_boxed(Box::new(piece))
}

fn live_boxed(piece: Box<dyn Fn() -> View>) -> View {
    let all = View::none();
    let (start, end) = (marker(), marker());
    for mark in [&start, &end] {
        let _ = all.node().append_child(mark);
    }
    follow_boxed(Box::new(move || {
        clear(&start, &end);
        // Read without the old piece in the way; its owner has ended before this ran.
        let fresh = piece();
        if let Some(parent) = end.parent_node() {
            let _ = parent.insert_before(fresh.node(), Some(&end));
        }
    }));
    all
}

/// A piece that is made anew when `hash` gives another number, which follows what it reads; `make` follows nothing.
pub(super) fn when(hash: Box<dyn Fn() -> u64>, make: Box<dyn Fn() -> View>) -> View {
    let all = View::none();
    let (start, end) = (marker(), marker());
    for mark in [&start, &end] {
        let _ = all.node().append_child(mark);
    }
    // Not the effect's own owner, which ends with every run; and one for all pieces, that forgets each that ended.
    let around = Owner::current().unwrap_or_default().child();
    let shown = StoredValue::new(None::<(u64, Owner)>);
    follow_boxed(Box::new(move || {
        let hash = hash();
        if shown.with_value(|shown| shown.as_ref().is_some_and(|(known, _)| *known == hash)) {
            return;
        }
        around.cleanup();
        clear(&start, &end);
        let owner = around.child();
        shown.set_value(Some((hash, owner.clone())));
        let fresh = owner.with(|| untrack(&make));
        if let Some(parent) = end.parent_node() {
            let _ = parent.insert_before(fresh.node(), Some(&end));
        }
    }));
    all
}

fn marker() -> Node {
    document().create_comment("").unchecked_into()
}

/// Takes out everything between the two marks.
fn clear(start: &Node, end: &Node) {
    while let (Some(parent), Some(next)) = (start.parent_node(), start.next_sibling()) {
        if next.is_same_node(Some(end)) {
            return;
        }
        let _ = parent.remove_child(&next);
    }
}
