use leptos::prelude::*;

use crate::domain::draft::Content;
use crate::i18n::{Key, Text, Texts, time, use_texts};
use crate::page::words;
use crate::reactive::RwSignal;
use crate::state::{Editor, SaveState, SendState};
use crate::ui::dom::{View, el, live};
use crate::ui::{Busy, ButtonKind, NoticeKind, button, notice};

/// What became of the text: saved, changed elsewhere, not sent.
pub fn outcome(editor: Editor) -> View {
    let texts = use_texts();
    let state = Text::live(move || editor.save.with(|save| saved(texts, save)));
    let changed = live(move || match editor.save.get() {
        SaveState::ChangedElsewhere(_) => untrack(|| changed_elsewhere(editor)),
        _ => View::none(),
    });
    let state = el("p").class("ib-draft-state").attr("role", "status").child(state);
    View::of([state.into(), changed, sent(editor.send)])
}

/// Whether it is sent, where that is to be told.
pub fn sent(send: RwSignal<SendState>) -> View {
    let texts = use_texts();
    live(move || {
        let (kind, title, why) = match send.get() {
            SendState::NotSent(error) => {
                let why = words::error_text(texts, error);
                (NoticeKind::Error, Some(texts.text(Key::DeliveryFailed)), why)
            }
            // Never says that it was not sent when nobody knows.
            SendState::Uncertain => (NoticeKind::Warning, None, texts.text(Key::SendUncertain)),
            SendState::SentBefore => (NoticeKind::Info, None, texts.text(Key::SendBefore)),
            _ => return View::none(),
        };
        notice(kind, title, why)
    })
}

fn saved(texts: Texts, save: &SaveState) -> String {
    match save {
        SaveState::Saved(at) => {
            let at = time(texts.language(), *at);
            texts.now(Key::DraftSaved, &[("time", &at)])
        }
        SaveState::Failed(_) if !window().navigator().on_line() => {
            texts.now(Key::DraftOffline, &[])
        }
        SaveState::Failed(error) if !error.may_pass() => texts.now(Key::DraftRefused, &[]),
        SaveState::Failed(_) => texts.now(Key::DraftNotSaved, &[]),
        SaveState::Untouched
        | SaveState::Unsaved
        | SaveState::Saving
        | SaveState::ChangedElsewhere(_) => String::new(),
    }
}

fn changed_elsewhere(editor: Editor) -> View {
    let texts = use_texts();
    let keep = move || editor.keep_mine();
    let take = move || editor.take_theirs();
    let choices = el("div")
        .class("ib-actions")
        .child(button(ButtonKind::Secondary, texts.text(Key::DraftKeepMine), Busy::NEVER, keep))
        .child(button(ButtonKind::Secondary, texts.text(Key::DraftTakeTheirs), Busy::NEVER, take));
    let text = el("p").child(texts.text(Key::DraftChangedElsewhere));
    notice(NoticeKind::Warning, None, View::of([text.into(), both(editor), choices.into()]))
}

/// Both texts, one after the other, to be read before one is chosen.
fn both(editor: Editor) -> View {
    let texts = use_texts();
    let theirs = move || match editor.save.get() {
        SaveState::ChangedElsewhere(theirs) => theirs.content,
        _ => Content::default(),
    };
    let mine = move || editor.content.get();
    el("details")
        .class("ib-both")
        .child(el("summary").child(texts.text(Key::DraftSee)))
        .child(text(editor, Key::DraftMine, mine))
        .child(text(editor, Key::DraftTheirs, theirs))
        .into()
}

fn text(editor: Editor, name: Key, content: impl Fn() -> Content + 'static) -> View {
    let lines = move || {
        let Content { subject, text } = content();
        if editor.is_reply() || subject.is_empty() { text } else { format!("{subject}\n\n{text}") }
    };
    let heading = el("h3").class("title title--title4").child(use_texts().text(name));
    let lines = el("p").class("ib-both__text").child(Text::live(lines));
    el("section").class("ib-both__one").child(heading).child(lines).into()
}
