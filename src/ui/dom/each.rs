use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::rc::Rc;

use leptos::prelude::*;
use web_sys::Element;

use super::live::when;
use super::{El, View, follow};

use crate::reactive::StoredValue;

/// An item of a list: what identifies it, and how it is made.
pub type Item = (String, Box<dyn FnOnce() -> El>);

/// Children of `parent`, one for each item, kept while the item's key stays.
///
/// An item whose key is new is made; one whose key is gone ends with its state.
pub fn each(parent: El, items: impl Fn() -> Vec<Item> + 'static) -> View {
    let list = parent.element().clone();
    let shown = StoredValue::new(HashMap::new());
    let owner = Owner::current().unwrap_or_default();
    let items: Box<dyn Fn() -> Vec<Item>> = Box::new(items);
    follow(move || {
        let before = shown.try_update_value(std::mem::take).unwrap_or_default();
        shown.set_value(place(&list, &owner, before, items()));
    });
    parent.into()
}

type Shown = HashMap<String, (Owner, Element)>;

fn place(list: &Element, owner: &Owner, mut before: Shown, items: Vec<Item>) -> Shown {
    // What goes, goes first: then what stays need not be moved, and keeps the focus.
    let mut kept: Vec<_> = items.iter().map(|(key, _)| before.remove(key)).collect();
    for (owner, element) in before.into_values() {
        element.remove();
        owner.cleanup();
    }
    let mut after = Shown::with_capacity(items.len());
    let mut next = list.first_element_child();
    for ((key, make), kept) in items.into_iter().zip(kept.drain(..)) {
        // Two of a key would leave one of them without an owner.
        if after.contains_key(&key) {
            continue;
        }
        let (owner, element) = kept.unwrap_or_else(|| {
            let owner = owner.child();
            let element = owner.with(|| untrack(|| make().element().clone()));
            (owner, element)
        });
        if next.as_ref() == Some(&element) {
            next = element.next_element_sibling();
        } else {
            // The list holds every element that `next` can be.
            let _ = list.insert_before(&element, next.as_deref());
        }
        after.insert(key, (owner, element));
    }
    after
}

/// A piece that is made anew when `key` changes, and only then. Keys are compared by their hash of 64 bits, so that
/// all pieces share the code that does it.
pub fn keyed<K: Hash + 'static>(
    key: impl Fn() -> K + 'static,
    piece: impl Fn(K) -> View + 'static,
) -> View {
    keyed_boxed(Rc::new(key), Box::new(piece))
}

fn keyed_boxed<K: Hash + 'static>(key: Rc<dyn Fn() -> K>, piece: Box<dyn Fn(K) -> View>) -> View {
    let again = key.clone();
    let hash = move || {
        let mut hasher = DefaultHasher::new();
        key().hash(&mut hasher);
        hasher.finish()
    };
    when(Box::new(hash), Box::new(move || piece(again())))
}
