use super::paper;
use crate::domain::thread::{Action, ThreadSummary};
use crate::i18n::{Key, use_texts};
use crate::reactive::StoredValue;
use crate::state::{Done, PersonScope, use_navigation};
use crate::ui::dom::{View, el, live};
use crate::ui::{Busy, ButtonKind, NoticeKind, button, notice};

/// What can be done with the thread as a whole. Marking and putting away lead back to the list: a thread
/// that stays open would be read again.
pub fn actions(scope: PersonScope, thread: &ThreadSummary) -> View {
    let (navigation, texts) = (use_navigation(), use_texts());
    let may = |action| scope.action_access(thread, action).is_ok();
    let leave = move || navigation.back_to_list();
    // The thread as it is now: opening it has marked it as read.
    let current = StoredValue::new(thread.clone());
    let thread = move || {
        let opened = current.get_value();
        scope.inbox.known(&opened.id).unwrap_or(opened)
    };
    let unread = may(Action::MarkUnread).then(|| {
        let mark = move || scope.set_read(thread(), false, leave);
        button(ButtonKind::Link, texts.text(Key::MarkUnread), Busy::NEVER, mark)
    });
    let is_away = current.with_value(|thread| thread.put_away);
    let put_away = may(Action::PutAway).then(|| {
        let key = if is_away { Key::PutAwayTakeBack } else { Key::PutAwayDo };
        let move_it = move || scope.set_put_away(thread(), !is_away, leave);
        button(ButtonKind::Link, texts.text(key), Busy::NEVER, move_it)
    });
    let failed = live(move || match scope.inbox.done.get() {
        Some(Done::Failed(error)) => {
            let text = crate::page::words::error(texts, &error);
            notice(NoticeKind::Error, None, el("p").child(text))
        }
        _ => View::none(),
    });
    let print = may(Action::Print).then(|| paper::button(Key::PrintThread));
    let choices = el("div").class("ib-thread__actions").child(unread).child(put_away).child(print);
    View::of([choices.into(), failed])
}
