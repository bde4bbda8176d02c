use super::{Placed, placed};
use crate::domain::access::Reason;
use crate::domain::appointment::Appointment;
use crate::domain::thread::{Thread, ThreadSummary};
use crate::i18n::{Key, use_texts};
use crate::reactive::{RwSignal, StoredValue};
use crate::state::PersonScope;
use crate::ui::dom::follow;

/// Follows what happens in an open thread: a message that comes is put last and told, one that was sent
/// says how far it has come, `closed` why no answer is taken any more, and `appointment` what holds now. Nothing that is shown moves.
pub fn follow_thread(
    scope: PersonScope,
    thread: &ThreadSummary,
    messages: RwSignal<Vec<Placed>>,
    closed: RwSignal<Option<Reason>>,
    appointment: RwSignal<Option<Appointment>>,
) {
    let id = thread.id.clone();
    let count = StoredValue::new(thread.message_count);
    let texts = use_texts();
    follow(move || {
        let has_changed = scope.inbox.changed.with(|all| all.iter().any(|one| one.id == id));
        if !has_changed {
            return;
        }
        let id = id.clone();
        scope.spawn(async move {
            // What cannot be had now comes when the thread is opened the next time.
            let Ok(Ok(thread)) = scope.noticing(scope.open_thread(id).await) else { return };
            if messages.is_disposed() {
                return;
            }
            let Thread { summary, messages: fresh, reply_closed, .. } = thread;
            if appointment.with_untracked(|known| *known != thread.appointment) {
                appointment.set(thread.appointment);
            }
            messages.update(|shown| {
                for fresh in placed(fresh, "") {
                    match shown.iter_mut().find(|known| known.place == fresh.place) {
                        // Open, should it be drawn anew: it says something new.
                        Some(known) => *known = fresh,
                        None => shown.push(fresh),
                    }
                }
            });
            closed.set(reply_closed);
            if summary.message_count > count.get_value() {
                count.set_value(summary.message_count);
                scope.app.announce(texts.text(Key::NewsInThread));
            }
            scope.opened(summary);
        });
    });
}
