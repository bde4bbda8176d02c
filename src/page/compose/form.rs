//! The message itself, for new ones and answers alike: text, what became of it, and sending.

use std::time::Duration;

use leptos::prelude::*;

use crate::api::ApiError;
use crate::domain::draft::{Content, MAX_SUBJECT, MAX_TEXT, Missing};
use crate::i18n::{Key, Texts, time, use_texts};
use crate::page::words;
use crate::route::Route;
use crate::state::{Editor, PersonScope, SaveState, SendState, use_navigation};
use crate::ui::{ButtonKind, Field, Notice, NoticeKind, TextArea, TextInput, button};

/// Saved when the keys have rested this long.
const REST: Duration = Duration::from_millis(1_500);

/// The form of a draft; `read_by` says who will read an answer (R16).
pub fn form(scope: PersonScope, editor: Editor, read_by: Option<String>) -> AnyView {
    let texts = use_texts();
    let is_reply = editor.draft().thread_id.is_some();
    let save_later = StoredValue::new_local(debounce(REST, move |()| editor.save_now()));
    let write = move |change: Box<dyn FnOnce(&mut Content)>| {
        editor.write(change);
        save_later.update_value(|save_later| save_later(()));
    };
    save_when_hidden(editor);
    follow_sent(scope, editor);
    let blur = Callback::new(move |()| editor.save_now());
    let subject = (!is_reply).then(|| Field {
        id: "subject",
        error_id: "subject-error",
        label: Signal::derive(texts.text(Key::ComposeSubject)),
        error: error(texts, editor, Missing::Subject),
        value: Signal::derive(move || editor.content.read().subject.clone()),
        input: Callback::new(move |typed| write(Box::new(|content| content.subject = typed))),
        blur,
        max_length: MAX_SUBJECT,
    });
    let text = Field {
        id: "text",
        error_id: "text-error",
        label: Signal::derive(texts.text(if is_reply { Key::ReplyLabel } else { Key::ComposeText })),
        error: error(texts, editor, Missing::Text),
        value: Signal::derive(move || editor.content.read().text.clone()),
        input: Callback::new(move |typed| write(Box::new(|content| content.text = typed))),
        blur,
        max_length: MAX_TEXT,
    };
    let readers = read_by.map(|readers| {
        view! { <p class="ib-hint">{texts.with(Key::ThreadReadBy, "readers", readers)}</p> }
    });
    view! {
        <div class="ib-form">
            {subject.map(|field| view! { <TextInput field=field /> })} <TextArea field=text />
            {readers} <p class="ib-draft-state" role="status">
                {move || saved(texts, &editor.save.read())}
            </p> {move || changed_elsewhere(texts, editor)} {move || not_sent(texts, editor)}
            <div class="ib-actions">{send(scope, editor)}</div>
        </div>
    }
    .into_any()
}

fn error(texts: Texts, editor: Editor, what: Missing) -> Signal<Option<String>> {
    Signal::derive(move || {
        editor.missing.read().contains(&what).then(|| texts.now(words::missing(what), &[]))
    })
}

/// The person's name stands on the button.
fn send(scope: PersonScope, editor: Editor) -> AnyView {
    let texts = use_texts();
    let person = scope.person();
    let key = if person.is_own() { Key::SendButton } else { Key::SendButtonBehalf };
    let name = person.name;
    let is_sending = Signal::derive(move || *editor.send.read() == SendState::Sending);
    let label = move || {
        if is_sending.get() {
            texts.now(Key::SendSending, &[])
        } else {
            texts.now(key, &[("name", &name)])
        }
    };
    button(ButtonKind::Primary, label, is_sending, move || {
        editor.send_now();
        focus_first_missing(editor);
    })
}

fn focus_first_missing(editor: Editor) {
    let id = match editor.missing.read_untracked().first() {
        Some(Missing::Subject) => "subject",
        Some(Missing::Text) => "text",
        None => return,
    };
    crate::ui::focus_field(id);
}

fn saved(texts: Texts, save: &SaveState) -> String {
    match save {
        SaveState::Saved(at) => {
            let at = time(texts.language(), *at);
            texts.now(Key::DraftSaved, &[("time", &at)])
        }
        SaveState::Failed(_) => texts.now(Key::DraftNotSaved, &[]),
        SaveState::Untouched
        | SaveState::Unsaved
        | SaveState::Saving
        | SaveState::ChangedElsewhere(_) => String::new(),
    }
}

fn changed_elsewhere(texts: Texts, editor: Editor) -> Option<AnyView> {
    if !matches!(*editor.save.read(), SaveState::ChangedElsewhere(_)) {
        return None;
    }
    let never_busy = Signal::stored(false);
    Some(
        view! {
            <Notice kind=NoticeKind::Warning>
                <p>{texts.text(Key::DraftChangedElsewhere)}</p>
                <div class="ib-actions">
                    {button(
                        ButtonKind::Secondary,
                        texts.text(Key::DraftKeepMine),
                        never_busy,
                        move || editor.keep_mine(),
                    )}
                    {button(
                        ButtonKind::Secondary,
                        texts.text(Key::DraftTakeTheirs),
                        never_busy,
                        move || editor.take_theirs(),
                    )}
                </div>
            </Notice>
        }
        .into_any(),
    )
}

fn not_sent(texts: Texts, editor: Editor) -> Option<AnyView> {
    let SendState::Failed(error) = &*editor.send.read() else { return None };
    let text = if error.is_uncertain() {
        texts.now(Key::SendUncertain, &[])
    } else {
        words::error(texts, error)
    };
    let title = Signal::derive(texts.text(Key::DeliveryFailed));
    let is_known = matches!(error, ApiError::Refused(_));
    Some(if is_known {
        view! { <Notice kind=NoticeKind::Error title=title>{text}</Notice> }.into_any()
    } else {
        view! { <Notice kind=NoticeKind::Warning>{text}</Notice> }.into_any()
    })
}

fn save_when_hidden(editor: Editor) {
    let listener = window_event_listener(leptos::ev::visibilitychange, move |_| {
        if document().visibility_state() == web_sys::VisibilityState::Hidden {
            editor.save_now();
        }
    });
    on_cleanup(move || listener.remove());
}

/// A sent message is shown in its thread.
fn follow_sent(scope: PersonScope, editor: Editor) {
    let (navigation, texts) = (use_navigation(), use_texts());
    Effect::new(move || {
        if let SendState::Sent(thread) = &*editor.send.read() {
            scope.inbox.forget();
            scope.app.announce(texts.now(Key::SendSent, &[]));
            scope.sent.update(|count| *count += 1);
            navigation.replace(&Route::Thread(thread.clone()));
        }
    });
}
