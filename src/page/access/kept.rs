use web_sys::HtmlTextAreaElement;

use crate::domain::draft::{Content, Draft};
use crate::domain::file::Attachment;
use crate::i18n::{Key, Text, use_texts};
use crate::state::{Editor, PersonScope, SendState};
use crate::ui::dom::{El, View, el, keyed};

/// What was written and cannot be sent any more, to be read and copied.
pub fn kept(scope: PersonScope, is_here: impl Fn(&Draft) -> bool) -> View {
    let here = scope.unsent().into_iter().filter(|editor| is_here(&editor.draft()));
    View::of(here.map(|editor| {
        let is_sent = move || editor.send.with(|send| matches!(send, SendState::Sent(_)));
        keyed(is_sent, move |is_sent| (!is_sent).then(|| unsent(editor)).into())
    }))
}

/// A text that stands nowhere else.
pub fn kept_text(words: String) -> View {
    let hint = use_texts().text(Key::KeptHint);
    text(Content { text: words, ..Content::default() }, true, hint, &[]).into()
}

/// A draft as the server keeps it, where it can be neither changed nor sent.
pub fn kept_draft(draft: Draft) -> View {
    let hint = use_texts().text(Key::KeptHint);
    text(draft.content, draft.thread_id.is_some(), hint, &draft.files).into()
}

/// What stands in an editor, where it cannot be sent.
pub fn unsent(editor: Editor) -> El {
    let texts = use_texts();
    // A send that was under way when writing closed goes on, or nobody knows.
    let hint = move || match editor.send.get() {
        SendState::Sending => Key::SendSending,
        SendState::Uncertain => Key::SendUncertain,
        SendState::SentBefore => Key::SendBefore,
        SendState::Writing | SendState::NotSent(_) | SendState::Sent(_) => Key::KeptHint,
    };
    let hint = Text::live(move || texts.now(hint(), &[]));
    let files = editor.files.items.get_untracked().into_iter().map(|one| one.about);
    let files: Vec<_> = files.collect();
    text(editor.content.get_untracked(), editor.is_reply(), hint, &files)
}

fn text(content: Content, is_reply: bool, hint: Text, files: &[Attachment]) -> El {
    let (texts, title) = (use_texts(), use_texts().text(Key::KeptTitle));
    // The subject of an answer is its thread's, which may be hidden.
    let subject = (!is_reply && !content.subject.is_empty())
        .then(|| el("p").class("ib-kept__subject").child(content.subject));
    let files = (!files.is_empty()).then(|| {
        let names =
            files.iter().map(|file| el("li").child(el("bdi").child(file.name.clone())).into());
        let title = el("p").class("label").child(texts.text(Key::AttachmentTitle));
        View::of([title.into(), el("ul").class("ib-links").children(names).into()])
    });
    let area = el("textarea")
        .class("input-container__input")
        .attr("rows", "6")
        .attr("readonly", "")
        .label("aria-label", title.clone())
        .with(move |area: HtmlTextAreaElement| area.set_value(&content.text));
    el("section")
        .class("ib-kept")
        .child(el("h2").class("title title--title4").child(title))
        .child(el("p").class("ib-hint").attr("role", "status").child(hint))
        .child(subject)
        .child(el("div").class("input-container ib-textarea").child(area))
        .child(files)
}
