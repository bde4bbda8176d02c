use super::{Opened, placed, undo};
use crate::domain::appointment::Appointment;
use crate::domain::thread::Thread;
use crate::i18n::{Key, use_texts};
use crate::reactive::{RwSignal, StoredValue};
use crate::route::Route;
use crate::state::{PersonScope, UndoState, use_navigation};
use crate::ui::dom::follow;

/// Follows what happens in an open thread: a message that comes is put last and told, one that was sent
/// says how far it has come, `closed` why no answer is taken any more, and `appointment` what holds now. Nothing that is shown moves.
/// Where one's own message was taken back elsewhere, its draft is shown.
pub fn follow_thread(
    scope: PersonScope,
    thread: &Opened,
    appointment: RwSignal<Option<Appointment>>,
) {
    let Opened { messages, closed, undo, undone, renew, .. } = *thread;
    let id = thread.id.get_value();
    let count = StoredValue::new(thread.summary.with_value(|thread| thread.message_count));
    let asked = StoredValue::new(0);
    let (navigation, texts) = (use_navigation(), use_texts());
    follow(move || {
        let has_changed = scope.inbox.changed.with(|all| all.iter().any(|one| one.id == id))
            || scope.inbox.gone.with(|all| all.contains(&id));
        let is_asked = asked.try_update_value(|asked| std::mem::replace(asked, renew.get()));
        if !has_changed && is_asked == Some(renew.get_untracked()) {
            return;
        }
        let id = id.clone();
        let before = undone.get_value();
        scope.spawn(async move {
            let fresh = scope.noticing(scope.open_thread(id.clone()).await);
            if messages.is_disposed() || undo.with_untracked(|undo| *undo == UndoState::Working) {
                return;
            }
            if undone.get_value() != before {
                return renew.update(|times| *times += 1);
            }
            let is_gone = fresh.as_ref().is_err_and(|error| error.status() == Some(404));
            let known = fresh.as_ref().ok().and_then(|fresh| fresh.as_ref().ok());
            let now = known.map(|thread| placed(thread.messages.clone(), "")).unwrap_or_default();
            let back = messages.with_untracked(|shown| undo::taken_back(shown, &now));
            match back {
                Some(back) if is_gone => return navigation.replace(&Route::Draft(back.draft)),
                Some(_) if known.is_some() => return navigation.replace(&Route::Thread(id)),
                _ => {}
            }
            // What cannot be had now comes when the thread is opened the next time.
            let Ok(Ok(thread)) = fresh else { return };
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
