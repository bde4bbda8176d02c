use leptos::prelude::*;

use super::{Placed, placed};
use crate::domain::message::DeliveryState;
use crate::domain::thread::ThreadSummary;
use crate::i18n::{Key, use_texts};
use crate::state::PersonScope;
use crate::ui::dom::follow;

/// Follows what happens in an open thread: a message that comes is put last and told, and one that was
/// sent says how far it has come. Nothing that is shown moves.
pub fn follow_thread(scope: PersonScope, thread: &ThreadSummary, messages: RwSignal<Vec<Placed>>) {
    let id = thread.id.clone();
    let known = StoredValue::new(state(thread));
    let texts = use_texts();
    follow(move || {
        let changed = scope.inbox.changed.with(|changed| {
            let this = changed.iter().find(|changed| changed.id == id);
            this.map(state).filter(|state| *state != known.get_value())
        });
        let Some(state) = changed else { return };
        let has_more = state.0 > known.get_value().0;
        known.set_value(state);
        let id = id.clone();
        scope.spawn(async move {
            // What cannot be had now comes when the thread is opened the next time.
            let Ok(Ok(thread)) = scope.noticing(scope.open_thread(id).await) else { return };
            if messages.is_disposed() {
                return;
            }
            messages.update(|shown| {
                for (place, message) in placed(thread.messages, "") {
                    match shown.iter_mut().find(|(known, _)| *known == place) {
                        Some(known) => known.1 = message,
                        None => shown.push((place, message)),
                    }
                }
            });
            scope.opened(thread.summary);
            if has_more {
                scope.app.announce(untrack(|| texts.now(Key::NewsInThread, &[])));
            }
        });
    });
}

fn state(thread: &ThreadSummary) -> (u32, Option<DeliveryState>) {
    (thread.message_count, thread.delivery)
}
