use crate::domain::thread::ThreadSummary;
use crate::i18n::{Key, Text, day, machine_time, use_texts};
use crate::page::words;
use crate::route::Route;
use crate::state::{Row, use_navigation};
use crate::ui::dom::{El, View, el};
use crate::ui::{page_link, small_icon};

const READ: &str =
    "link-list__anchor link-list__anchor--line--white link-list__anchor--white ib-row";
const UNREAD: &str = "link-list__anchor link-list__anchor--line--white link-list__anchor--white \
                      ib-row link-list__anchor--new ib-row--unread";

/// A line of the list; the whole of it is one link, named by all that it says.
pub fn row(row: Row) -> El {
    let content: View = match row {
        Row::Thread(thread) => link(thread).into(),
        Row::Unknown(_) => {
            el("p").class("ib-row").child(use_texts().text(Key::InboxUnknownThread)).into()
        }
    };
    el("li").class("link-list__list-item--line").child(content)
}

fn link(thread: ThreadSummary) -> El {
    let navigation = use_navigation();
    let route = Route::Thread(thread.id.clone());
    let (class, marker) = if thread.unread {
        (UNREAD, "link-list__status-marker link-list__status-marker--new")
    } else {
        (READ, "link-list__status-marker")
    };
    let address = navigation.address(&route);
    page_link(class, &address, move || navigation.go(&route))
        .child(el("span").class(marker).attr("aria-hidden", "true"))
        .child(body(thread))
}

fn body(thread: ThreadSummary) -> El {
    let texts = use_texts();
    let latest = thread.latest_at;
    let marks = marks(&thread);
    let unread = thread
        .unread
        .then(|| el("span").class("badge badge--blueberry").child(texts.text(Key::InboxUnread)));
    let preview = el("span").class("ib-row__preview");
    let preview = if thread.citizen_wrote_last {
        preview.child(texts.text(Key::InboxYouWrote)).child(": ")
    } else {
        preview
    };
    let date = el("time")
        .class("ib-row__date")
        .attr("datetime", &machine_time(latest))
        .child(Text::live(move || day(texts.language(), latest)));
    el("span")
        .class("ib-row__body")
        .child(el("span").class("ib-row__sender").child(thread.sender).child(" ").child(unread))
        .child(" ")
        .child(el("span").class("ib-row__subject").child(thread.subject))
        .child(" ")
        .child(preview.child(thread.preview))
        .child(" ")
        .child(marks)
        .child(" ")
        .child(date)
}

fn marks(thread: &ThreadSummary) -> El {
    let texts = use_texts();
    let mark = |text: Text| el("span").class("ib-row__mark").child(text);
    let kind = thread.category.map(|category| {
        el("span").class("tag tag--normal").child(texts.text(words::category(category)))
    });
    let attachment = thread.has_attachment.then(|| {
        let text = el("span").class("ib-sr-only").child(texts.text(Key::AttachmentHas));
        el("span").class("ib-row__mark").child(small_icon("Attachment")).child(text)
    });
    let messages = (thread.message_count > 1)
        .then(|| mark(texts.with(Key::InboxMessages, "count", thread.message_count.to_string())));
    let draft = thread.has_draft.then(|| {
        el("span").class("ib-row__mark ib-row__mark--draft").child(texts.text(Key::DraftHas))
    });
    let delivery = thread.delivery.map(|state| mark(texts.text(words::delivery(state))));
    [kind, attachment, messages, draft, delivery]
        .into_iter()
        .flatten()
        .fold(el("span").class("ib-row__meta"), |meta, mark| meta.child(mark).child(" "))
}
