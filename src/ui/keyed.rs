use std::hash::Hash;

use leptos::prelude::*;

/// Draws `view` anew, with all of its state, whenever `key` changes. A plain `move || view(key)`
/// would reuse the elements, and with them what someone typed there.
pub fn keyed<K>(
    key: impl Fn() -> K + Send + Sync + 'static,
    view: impl Fn(K) -> AnyView + Clone + Send + Sync + 'static,
) -> AnyView
where
    K: Clone + Eq + Hash + Send + Sync + 'static,
{
    view! { <For each=move || [key()] key=K::clone children=view /> }.into_any()
}
