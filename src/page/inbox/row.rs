use std::sync::Arc;

use super::Shown;
use crate::domain::calendar::instant_word;
use crate::domain::hit::{Field, Hit};
use crate::domain::thread::{Action, ThreadSummary};
use crate::i18n::{Key, Text, day, use_texts};
use crate::page::words;
use crate::reactive::{RwSignal, StoredValue};
use crate::route::Route;
use crate::state::{Row, use_app};
use crate::ui::dom::{El, View, el, keyed};
use crate::ui::{page_link, small_icon};

const READ: &str =
    "link-list__anchor link-list__anchor--line--white link-list__anchor--white ib-row";
const UNREAD: &str = "link-list__anchor link-list__anchor--line--white link-list__anchor--white \
                      ib-row link-list__anchor--new ib-row--unread";

/// A line of the list: one link, named by all that it says, and beside it what else can be done.
pub fn row(shown: Shown, row: &Arc<Row>) -> El {
    let item = el("li").class("link-list__list-item--line ib-item").attr("data-thread", row.id());
    match &**row {
        Row::Thread(thread, hit) => {
            item.child(link(shown, thread, hit)).child(actions(shown, thread))
        }
        Row::Unknown(_) => {
            item.child(el("p").class("ib-row").child(use_texts().text(Key::InboxUnknownThread)))
        }
    }
}

fn link(shown: Shown, thread: &ThreadSummary, hit: &Hit) -> El {
    let navigation = shown.navigation;
    let route = Route::Thread(thread.id.clone());
    let (class, marker) = if thread.unread {
        (UNREAD, "link-list__status-marker link-list__status-marker--new")
    } else {
        (READ, "link-list__status-marker")
    };
    let address = navigation.address(&route);
    page_link(class, &address, move || navigation.go(&route))
        .child(el("span").class(marker).attr("aria-hidden", "true"))
        .child(body(thread, hit))
}

fn body(thread: &ThreadSummary, hit: &Hit) -> El {
    let texts = use_texts();
    let latest = thread.latest_at;
    let unread = thread
        .unread
        .then(|| el("span").class("badge badge--blueberry").child(texts.text(Key::InboxUnread)));
    let date = el("time")
        .class("ib-row__date")
        .attr("datetime", &instant_word(latest))
        .child(Text::live(move || day(texts.language(), latest)));
    let sender = marked(hit, Field::Sender, &thread.sender);
    el("span")
        .class("ib-row__body")
        .child(el("span").class("ib-row__sender").child(sender).child(" ").child(unread))
        .child(" ")
        .child(el("span").class("ib-row__subject").child(marked(
            hit,
            Field::Subject,
            &thread.subject,
        )))
        .child(" ")
        .child(preview(thread, hit))
        .child(" ")
        .child(marks(thread, hit))
        .child(" ")
        .child(date)
}

/// The start of the newest message, or the place where the search found what it looked for.
fn preview(thread: &ThreadSummary, hit: &Hit) -> El {
    let preview = el("span").class("ib-row__preview");
    if let Some(excerpt) = &hit.excerpt {
        return preview.child(marked(hit, Field::Excerpt, excerpt));
    }
    let you = thread.citizen_wrote_last.then(|| use_texts().text(Key::InboxYouWrote));
    let preview = match you {
        Some(you) => preview.child(you).child(": "),
        None => preview,
    };
    preview.child(marked(hit, Field::Preview, &thread.preview))
}

fn marked(hit: &Hit, field: Field, text: &str) -> View {
    let piece = |(piece, is_marked): (String, bool)| -> View {
        if is_marked { el("mark").child(piece).into() } else { piece.into() }
    };
    View::of(hit.pieces(field, text).into_iter().map(piece))
}

fn marks(thread: &ThreadSummary, hit: &Hit) -> El {
    let texts = use_texts();
    let mark = |text: Text| el("span").class("ib-row__mark").child(text);
    let kind = thread.category.map(|category| {
        el("span").class("tag tag--normal").child(texts.text(words::category(category)))
    });
    let put_away = thread.put_away.then(|| mark(texts.text(Key::PutAwayMark)));
    let answer = thread.needs_answer.then(|| {
        let answer = words::answer_by(texts, thread.answer_by, use_app().now());
        el("span").class("ib-row__mark ib-row__mark--strong").child(answer)
    });
    let attachment = thread.has_attachment.then(|| {
        let text = el("span").class("ib-sr-only").child(texts.text(Key::AttachmentHas));
        let name = hit.attachment.as_deref().map(|name| marked(hit, Field::Attachment, name));
        let sign = el("span").class("ib-row__mark").child(small_icon("Attachment"));
        sign.child(text).child(" ").child(name)
    });
    let messages = (thread.message_count > 1)
        .then(|| mark(texts.with(Key::InboxMessages, "count", thread.message_count.to_string())));
    let draft = thread.has_draft.then(|| {
        el("span").class("ib-row__mark ib-row__mark--strong").child(texts.text(Key::DraftHas))
    });
    let delivery = thread.delivery.map(|state| mark(texts.text(words::delivery(state))));
    [kind, put_away, answer, attachment, messages, draft, delivery]
        .into_iter()
        .flatten()
        .fold(el("span").class("ib-row__meta"), |meta, mark| meta.child(mark).child(" "))
}

/// What else can be done with the thread, behind a button: marking, putting away.
fn actions(shown: Shown, thread: &ThreadSummary) -> View {
    let may = |action| shown.scope.action_access(thread, action).is_ok();
    let read = if thread.unread { Action::MarkRead } else { Action::MarkUnread };
    let (may_mark, may_put_away) = (may(read), may(Action::PutAway));
    if !may_mark && !may_put_away {
        return View::none();
    }
    let texts = use_texts();
    let is_open = RwSignal::new(false);
    let toggle = el("button")
        .attr("type", "button")
        .class("ib-item__more")
        .label("aria-label", texts.with(Key::RowActions, "subject", thread.subject.clone()))
        .attr_live("aria-expanded", move || Some(is_open.get().to_string()))
        .on("click", move |_| is_open.update(|is_open| *is_open = !*is_open));
    let thread = StoredValue::new(thread.clone());
    let choices = keyed(
        move || is_open.get(),
        move |is_open| {
            let thread = thread.get_value();
            is_open.then(|| choices(shown, thread, may_mark, may_put_away)).into()
        },
    );
    View::of([toggle.into(), choices])
}

fn choices(shown: Shown, thread: ThreadSummary, may_mark: bool, may_put_away: bool) -> El {
    let (texts, scope, navigation) = (use_texts(), shown.scope, shown.navigation);
    let choice = |key: Key, act: Box<dyn Fn()>| {
        let button = el("button").attr("type", "button").class("ib-link-button");
        button.child(texts.text(key)).on("click", move |_| act())
    };
    let mark = may_mark.then(|| {
        let (thread, read) = (thread.clone(), thread.unread);
        let key = if read { Key::MarkRead } else { Key::MarkUnread };
        choice(key, Box::new(move || scope.set_read(thread.clone(), read, || {})))
    });
    let put_away = may_put_away.then(|| {
        let to = !thread.put_away;
        let key = if to { Key::PutAwayDo } else { Key::PutAwayTakeBack };
        let put_away = move || {
            // The line is gone then: the focus goes on to the one beside it.
            let next = navigation.line_beside(&thread.id);
            let go_on = move || {
                let _ = next.map(|line| line.focus());
            };
            scope.set_put_away(thread.clone(), to, go_on);
        };
        choice(key, Box::new(put_away))
    });
    el("div").class("ib-item__choices").child(mark).child(put_away)
}
