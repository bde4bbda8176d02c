use std::collections::HashMap;

use leptos::prelude::*;
use web_sys::Element;

use super::{El, View, follow, live};

/// Children of `parent`, one for each item, kept while the item's key stays.
///
/// An item whose key is new is made; one whose key is gone ends with its state.
pub fn each<T: 'static>(
    parent: El,
    items: impl Fn() -> Vec<T> + 'static,
    key: impl Fn(&T) -> String + 'static,
    child: impl Fn(T) -> El + 'static,
) -> View {
    let list = parent.element().clone();
    let shown = StoredValue::new_local(HashMap::<String, (Owner, Element)>::new());
    let owner = Owner::current().unwrap_or_default();
    follow(move || {
        let items: Vec<(String, T)> = items().into_iter().map(|item| (key(&item), item)).collect();
        let mut before = shown.try_update_value(std::mem::take).unwrap_or_default();
        let mut after = HashMap::with_capacity(items.len());
        let mut place = list.first_element_child();
        for (key, item) in items {
            let (owner, element) = before.remove(&key).unwrap_or_else(|| {
                let owner = owner.child();
                let element = owner.with(|| untrack(|| child(item).element().clone()));
                (owner, element)
            });
            if place.as_ref() == Some(&element) {
                place = element.next_element_sibling();
            } else {
                let _ = list.insert_before(&element, place.as_deref());
            }
            after.insert(key, (owner, element));
        }
        for (_, (owner, element)) in before {
            element.remove();
            owner.cleanup();
        }
        shown.set_value(after);
    });
    parent.into()
}

/// A piece that is made anew when `key` changes, and only then.
pub fn keyed<K: PartialEq + Clone + Send + Sync + 'static>(
    key: impl Fn() -> K + Send + Sync + 'static,
    piece: impl Fn(K) -> View + 'static,
) -> View {
    let key = Memo::new(move |_| key());
    live(move || {
        let key = key.get();
        untrack(|| piece(key))
    })
}
