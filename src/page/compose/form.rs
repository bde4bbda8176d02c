//! The message itself, for new ones and answers alike: text, what became of it, and sending.

use leptos::prelude::*;

use super::attachments::{self, held, is_held};
use super::fields::{fields, try_to};
use super::outcome::outcome;
use super::summary;
use crate::domain::access::Verdict;
use crate::domain::calendar::AnswerWithin;
use crate::domain::recipient::Topic;
use crate::i18n::{Key, Text, use_texts};
use crate::page::expected::expected;
use crate::page::words;
use crate::reactive::RwSignal;
use crate::route::Route;
use crate::state::{Editor, PersonScope, SaveState, SendState, use_navigation};
use crate::ui::dom::{El, View, el, follow, live};
use crate::ui::{Busy, ButtonKind, button, focus_in};

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
    editor.show_here();
    follow_sent(editor);
    let is_looked_over = RwSignal::new(false);
    let was_looked_over = RwSignal::new(false);
    let priced = about.priced.clone();
    let body = live(move || match priced.clone().filter(|_| is_looked_over.get()) {
        Some((recipient, topic)) => untrack(|| {
            was_looked_over.set(true);
            look_over(scope, editor, recipient, topic, is_looked_over)
        }),
        None => untrack(|| {
            let is_priced = priced.is_some();
            // What costs is looked over before it goes, also when a question about its files is answered.
            let go_on = move || {
                if !is_priced {
                    editor.send_now();
                } else if try_to(editor) {
                    editor.files.question.set(false);
                    is_looked_over.set(true);
                }
            };
            let press = if is_priced {
                button(ButtonKind::Primary, texts.text(Key::ComposeReview), Busy::NEVER, go_on)
            } else {
                send(scope, editor)
            };
            let fields = fields(scope, editor, may_attach);
            if was_looked_over.get_untracked() {
                let is_stuck = editor.files.holds.with_untracked(Option::is_some);
                focus_in(&fields, if is_stuck { attachments::STUCK } else { "textarea" });
            }
            let actions = el("div").class("ib-actions").child(press).into();
            View::of([facts(scope, &about), fields, outcome(editor), held(editor, go_on), actions])
        }),
    });
    // A text that is changed elsewhere is not one to be sent as it was looked over, and what its files need is done
    // where they stand.
    follow(move || {
        let is_other = editor.save.with(|save| matches!(save, SaveState::ChangedElsewhere(_)));
        if (is_held(editor) || is_other) && is_looked_over.get_untracked() {
            is_looked_over.set(false);
        }
    });
    attachments::with_files(el("div").class("ib-form"), editor).child(body).into()
}

/// What it costs, by when it is answered, and who reads it.
fn facts(scope: PersonScope, about: &About) -> View {
    let texts = use_texts();
    let price = about.priced.as_ref().map(|(_, topic)| topic.clone()).map(|topic| {
        let price = move || words::price(texts, &topic).unwrap_or_default();
        el("p").class("ib-hint").child(Text::live(price))
    });
    let readers = about.read_by.clone().map(|readers| {
        el("p").class("ib-hint").child(texts.with(Key::ThreadReadBy, "readers", readers))
    });
    let answer = about.answer.map(|answer| expected_now(scope, answer));
    el("div").child(price).child(answer).child(readers).into()
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
        .child(outcome(editor))
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
