//! The message itself, for new ones and answers alike: text, what became of it, and sending.

use std::rc::Rc;

use leptos::prelude::*;

use super::room::room;
use super::{attachments, outcome, summary};
use crate::domain::access::Verdict;
use crate::domain::calendar::AnswerWithin;
use crate::domain::draft::{Content, MAX_SUBJECT, MAX_TEXT, Missing};
use crate::domain::recipient::Topic;
use crate::i18n::{Key, Text, use_texts};
use crate::page::expected::expected;
use crate::page::words;
use crate::reactive::RwSignal;
use crate::route::Route;
use crate::state::{Editor, PersonScope, SaveState, SendState, use_navigation};
use crate::ui::dom::{El, View, el, follow, live};
use crate::ui::{
    Busy, ButtonKind, Field, NoticeKind, button, focus_field, focus_in, notice, text_area,
    text_input,
};

const SUBJECT: &str = "subject";
const TEXT: &str = "text";

/// What is known of a message's way besides the draft itself.
#[derive(Clone, Default)]
pub struct About {
    /// Who will read it (R16).
    pub read_by: Option<String>,
    /// When it is answered.
    pub answer: Option<AnswerWithin>,
    /// Whom it goes to and what it costs, where it costs anything: it is looked over before it is sent (R81).
    pub priced: Option<(String, Topic)>,
}

/// The form of a draft; `may_attach` says whether files go with it.
pub fn form(scope: PersonScope, editor: Editor, about: About, may_attach: Verdict) -> View {
    let texts = use_texts();
    follow_sent(editor);
    let is_looked_over = RwSignal::new(false);
    let was_looked_over = RwSignal::new(false);
    let About { read_by, answer, priced } = about;
    let price = priced.as_ref().map(|(_, topic)| topic.clone()).map(|topic| {
        let price = move || words::price(texts, &topic).unwrap_or_default();
        el("p").class("ib-hint").child(Text::live(price))
    });
    let facts = el("div")
        .child(price)
        .child(answer.map(|answer| expected_now(scope, answer)))
        .child(read_by.map(|readers| {
            el("p").class("ib-hint").child(texts.with(Key::ThreadReadBy, "readers", readers))
        }));
    let body = live(move || match priced.clone().filter(|_| is_looked_over.get()) {
        Some((recipient, topic)) => untrack(|| {
            was_looked_over.set(true);
            look_over(scope, editor, recipient, topic, is_looked_over)
        }),
        None => untrack(|| {
            let press = if priced.is_some() {
                let look = move || {
                    if try_to(editor) {
                        is_looked_over.set(true);
                    }
                };
                let label = texts.text(Key::ComposeReview);
                button(ButtonKind::Primary, label, Busy::NEVER, look)
            } else {
                send(scope, editor)
            };
            let fields = fields(scope, editor, may_attach);
            if was_looked_over.get_untracked() {
                focus_in(&fields, "textarea");
            }
            let actions = el("div").class("ib-actions").child(press).into();
            View::of([fields, attachments::held(editor), actions])
        }),
    });
    // A text that is changed elsewhere, or that nobody takes, is not one to be sent as it was looked over.
    follow(move || {
        let is_other = editor.save.with(|save| matches!(save, SaveState::ChangedElsewhere(_)));
        if is_other && is_looked_over.get_untracked() {
            is_looked_over.set(false);
        }
    });
    let outcome = outcome::outcome(editor);
    let form = attachments::with_files(el("div").class("ib-form"), editor);
    form.child(facts).child(outcome).child(body).into()
}

/// By when what is sent now is answered.
fn expected_now(scope: PersonScope, answer: AnswerWithin) -> El {
    let texts = use_texts();
    let text = Text::live(move || {
        scope.app.tick.track();
        scope.app.now().map(|now| expected(texts, answer, now)).unwrap_or_default()
    });
    el("p").class("ib-hint").child(text)
}

fn fields(scope: PersonScope, editor: Editor, may_attach: Verdict) -> View {
    let texts = use_texts();
    let write = move |change: &dyn Fn(&mut Content)| editor.write(change);
    let locked: Rc<dyn Fn() -> bool> = Rc::new(move || editor.is_locked());
    let is_reply = editor.is_reply();
    let subject = (!is_reply).then(|| {
        let length = move || editor.content.with(|content| content.subject.chars().count());
        text_input(&Field {
            id: SUBJECT,
            error_id: "subject-error",
            room_id: "subject-room",
            label: texts.text(Key::ComposeSubject),
            error: error(editor, [Missing::ShortSubject, Missing::Subject]),
            value: Rc::new(move || editor.content.with(|content| content.subject.clone())),
            input: Rc::new(move |typed| write(&|content| content.subject.clone_from(&typed))),
            blur: Rc::new(move |to_field| leave(editor, Missing::Subject, to_field)),
            locked: locked.clone(),
            room: room(scope.app, texts, MAX_SUBJECT, length),
            is_required: true,
        })
    });
    let length = move || editor.content.with(|content| content.text.chars().count());
    let text = text_area(&Field {
        id: TEXT,
        error_id: "text-error",
        room_id: "text-room",
        label: texts.text(if is_reply { Key::ReplyLabel } else { Key::ComposeText }),
        error: error(editor, [Missing::ShortText, Missing::Text]),
        value: Rc::new(move || editor.content.with(|content| content.text.clone())),
        input: Rc::new(move |typed| write(&|content| content.text.clone_from(&typed))),
        blur: Rc::new(move |to_field| leave(editor, Missing::Text, to_field)),
        locked,
        room: room(scope.app, texts, MAX_TEXT, length),
        is_required: true,
    });
    let wrong = live(move || wrong(editor.missing.get(), is_reply));
    el("div")
        .class("ib-form")
        .child(wrong)
        .child(subject)
        .child(text)
        .child(attachments::part(scope, editor, may_attach))
        .into()
}

/// What is wrong with a field: too long at once, for it is not saved either; empty once it was left or sent.
fn error(editor: Editor, [long, missing]: [Missing; 2]) -> Rc<dyn Fn() -> Option<String>> {
    let texts = use_texts();
    let is_reply = editor.is_reply();
    Rc::new(move || {
        let is_long = editor.content.with(|content| content.missing(is_reply).contains(&long));
        let is_missing = editor.missing.with(|told| told.contains(&missing));
        let what = if is_long { long } else { is_missing.then_some(missing)? };
        let most = if what == Missing::ShortSubject { MAX_SUBJECT } else { MAX_TEXT };
        Some(texts.now(words::missing(what), &[("count", &most.to_string())]))
    })
}

/// A field is left: it is saved, and what it lacks is told when the reader went on to another one.
fn leave(editor: Editor, what: Missing, to_field: bool) {
    editor.save_now();
    let is_missing =
        editor.content.with_untracked(|content| content.missing(editor.is_reply()).contains(&what));
    if to_field && is_missing && !editor.missing.with_untracked(|told| told.contains(&what)) {
        editor.missing.update(|told| told.push(what));
    }
}

/// All that is wrong, with a way to each, where it is more than one thing.
fn wrong(missing: Vec<Missing>, is_reply: bool) -> View {
    if missing.len() < 2 || is_reply {
        return View::none();
    }
    let texts = use_texts();
    let item = |what: Missing| {
        let most = if what == Missing::ShortSubject { MAX_SUBJECT } else { MAX_TEXT };
        let label = texts.with(words::missing(what), "count", most.to_string());
        let lead = move || focus_field(field_of(what));
        el("li").child(button(ButtonKind::Link, label, Busy::NEVER, lead)).into()
    };
    let list = el("ul").class("ib-links").children(missing.into_iter().map(item));
    notice(NoticeKind::Error, Some(texts.text(Key::ComposeWrongTitle)), list)
}

const fn field_of(what: Missing) -> &'static str {
    match what {
        Missing::Subject | Missing::ShortSubject => SUBJECT,
        Missing::Text | Missing::ShortText => TEXT,
    }
}

/// Could it be sent? If not, what is wrong is told, and the focus led to the first of it.
fn try_to(editor: Editor) -> bool {
    let missing = editor.content.with_untracked(|content| content.missing(editor.is_reply()));
    editor.missing.set(missing.clone());
    missing.first().map(|first| focus_field(field_of(*first))).is_none()
}

fn look_over(
    scope: PersonScope,
    editor: Editor,
    recipient: String,
    topic: Topic,
    is_looked_over: RwSignal<bool>,
) -> View {
    let texts = use_texts();
    let heading = el("h2").class("title title--title3").attr("tabindex", "-1");
    let heading = heading.child(texts.text(Key::ComposeReview));
    let back = button(
        ButtonKind::Secondary,
        texts.text(Key::ComposeSummaryBack),
        Busy::while_(move || editor.is_locked()),
        move || is_looked_over.set(false),
    );
    let piece: View = el("section")
        .class("ib-form")
        .child(heading)
        .child(summary::summary(scope, editor, recipient, topic))
        .child(attachments::held(editor))
        .child(el("div").class("ib-actions").child(send(scope, editor)).child(back))
        .into();
    focus_in(&piece, "h2");
    piece
}

fn send(scope: PersonScope, editor: Editor) -> View {
    send_button(scope, editor.send, Some(editor.files.send_waits), move || {
        if try_to(editor) {
            editor.send_now();
        }
    })
}

/// Sends. The person's name stands on it, and that it waits for files while `waits` says so.
pub fn send_button(
    scope: PersonScope,
    send: RwSignal<SendState>,
    waits: Option<RwSignal<bool>>,
    press: impl Fn() + 'static,
) -> View {
    let texts = use_texts();
    let person = scope.person();
    let key = if person.is_own() { Key::SendButton } else { Key::SendButtonBehalf };
    let is_waiting = move || waits.is_some_and(RwSignal::get);
    let is_sending = move || send.with(|send| *send == SendState::Sending);
    let label = Text::live(move || {
        if is_waiting() {
            texts.now(Key::SendWaits, &[])
        } else if is_sending() {
            texts.now(Key::SendSending, &[])
        } else {
            texts.now(key, &[("name", &person.name)])
        }
    });
    button(ButtonKind::Primary, label, Busy::while_(move || is_sending() || is_waiting()), press)
}

/// A sent message is shown in its thread.
fn follow_sent(editor: Editor) {
    let navigation = use_navigation();
    follow(move || {
        if let SendState::Sent(thread) = editor.send.get() {
            untrack(|| navigation.replace(&Route::Thread(thread)));
        }
    });
}
