use js_sys::Array;
use leptos::prelude::*;
use web_sys::Blob;

use crate::domain::appointment::{Appointment, LetterState};
use crate::domain::calendar_file::calendar_file;
use crate::domain::thread::ThreadSummary;
use crate::i18n::{Key, Text, clock_span, use_texts};
use crate::page::words;
use crate::reactive::{RwSignal, StoredValue};
use crate::route::Route;
use crate::state::{PersonScope, use_navigation};
use crate::ui::dom::{El, View, el, live};
use crate::ui::{Busy, ButtonKind, NoticeKind, button, download, notice, page_link};

/// What the letter is about: whether it holds, when, where, whom, what to bring.
pub fn letter(
    scope: PersonScope,
    thread: &ThreadSummary,
    appointment: RwSignal<Option<Appointment>>,
) -> View {
    let thread = StoredValue::new(thread.clone());
    live(move || {
        let appointment = appointment.get();
        untrack(|| appointment.map(|appointment| drawn(scope, thread, appointment)).into())
    })
}

fn drawn(scope: PersonScope, thread: StoredValue<ThreadSummary>, appointment: Appointment) -> View {
    let texts = use_texts();
    let (starts_at, ends_at) = (appointment.starts_at, appointment.ends_at);
    let when = Text::live(move || clock_span(texts.language(), starts_at, ends_at));
    let bring = (!appointment.bring.is_empty()).then(|| {
        el("ul").children(appointment.bring.iter().map(|one| el("li").child(one.as_str()).into()))
    });
    let state = state(&appointment);
    let facts = el("dl")
        .class("ib-letter__facts")
        .child(fact(Key::LetterWhen, Some(when)))
        .child(fact(Key::LetterWhere, Some(appointment.place.as_str())))
        .child(fact(Key::LetterWho, appointment.who.as_deref()))
        .child(fact(Key::LetterBring, bring))
        .child(fact(Key::LetterPhone, appointment.phone.as_deref().map(phone)));
    let holds = appointment.letter.holds();
    let file = move || {
        let Some(now) = scope.app.now() else { return };
        thread.with_value(|thread| {
            let about = untrack(|| words::about_appointment(texts, &appointment));
            let summary = format!("{}, {}", thread.subject, thread.sender);
            let file = calendar_file(&thread.id, &appointment, &summary, &about, now);
            let file = Blob::new_with_str_sequence(&Array::of1(&file.into()));
            if let Ok(file) = file {
                download(&file, "time.ics");
            }
        });
    };
    let label = texts.text(Key::LetterCalendar);
    let file = holds.then(|| button(ButtonKind::Secondary, label, Busy::NEVER, file));
    let title = el("h2").class("title title--title4").attr("id", "letter-title");
    let card = el("section")
        .class("ib-letter")
        .attr("aria-labelledby", "letter-title")
        .child(title.child(texts.text(Key::LetterTitle)))
        .child(facts)
        .child(file);
    View::of([state, card.into()])
}

fn fact(name: Key, value: Option<impl Into<View>>) -> View {
    let value = value.map(|value| {
        let name = el("dt").child(use_texts().text(name));
        View::of([name.into(), el("dd").child(value).into()])
    });
    value.into()
}

/// A number that can be rung.
pub fn phone(number: &str) -> El {
    let shown = words::phone(number);
    el("a").class("anchorlink ib-number").attr("href", &format!("tel:{number}")).child(shown)
}

/// Whether the letter holds; nothing of one that holds as it was sent (R37).
fn state(appointment: &Appointment) -> View {
    let (kind, key) = match appointment.letter {
        LetterState::New => return View::none(),
        LetterState::Updated => (NoticeKind::Info, Key::LetterUpdated),
        LetterState::Replaced => (NoticeKind::Warning, Key::LetterReplaced),
        LetterState::Deleted => (NoticeKind::Warning, Key::LetterDeleted),
        LetterState::Restored => (NoticeKind::Info, Key::LetterRestored),
        LetterState::Expired => (NoticeKind::Info, Key::LetterExpired),
        LetterState::Unknown => (NoticeKind::Warning, Key::LetterUnknown),
    };
    let newer = appointment.replaced_by.clone().map(|thread| {
        let (navigation, route) = (use_navigation(), Route::Thread(thread));
        let address = navigation.address(&route);
        let link = page_link("anchorlink", &address, move || navigation.go(&route));
        el("p").child(link.child(use_texts().text(Key::LetterNewer)))
    });
    let text = el("p").child(use_texts().text(key));
    notice(kind, None, View::of([text.into(), newer.into()]))
}
