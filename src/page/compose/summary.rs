//! What an e-consultation is, once more before it is sent (R81).

use crate::domain::recipient::Topic;
use crate::i18n::{Key, Text, use_texts};
use crate::page::expected::expected;
use crate::page::words;
use crate::state::{DraftFile, Editor, FileStep, PersonScope, use_app};
use crate::ui::dom::{El, View, el, keyed};

/// Who writes to whom, for whom, what, and what it costs.
pub fn summary(scope: PersonScope, editor: Editor, recipient: String, topic: Topic) -> El {
    let (app, texts) = (use_app(), use_texts());
    let person = scope.person();
    let content = editor.content.get_untracked();
    let answer = topic.answer;
    let when = move || app.now().map(|now| expected(texts, answer, now)).unwrap_or_default();
    let kind = topic.kind;
    let whom = move || format!("{recipient} · {}", texts.now(words::topic(kind), &[]));
    let price = move || words::price(texts, &topic).unwrap_or_default();
    let from = if person.is_own() { Key::ComposeSummaryFrom } else { Key::ComposeSummaryBehalf };
    let rows = [
        (Key::ComposeSummaryTo, Text::live(whom)),
        (from, Text::Fixed(person.name)),
        (Key::ComposeSummaryPrice, Text::live(price)),
        (Key::ComposeSummaryAnswer, Text::live(when)),
        (Key::ComposeSubject, Text::Fixed(content.subject)),
        (Key::ComposeText, Text::Fixed(content.text)),
    ];
    let files = keyed(
        move || files(editor),
        |files| {
            if files.is_empty() {
                View::none()
            } else {
                row(Key::AttachmentTitle, Text::Fixed(files))
            }
        },
    );
    el("dl").class("ib-summary").children(rows.map(|(name, value)| row(name, value))).child(files)
}

/// The files that go with it: those that are stored, and those on their way.
fn files(editor: Editor) -> String {
    let goes = |one: &&DraftFile| {
        matches!(one.step, FileStep::Stored | FileStep::Preparing | FileStep::Uploading(_))
    };
    editor.files.items.with(|items| {
        let names: Vec<_> = items.iter().filter(goes).map(|one| one.about.name.as_str()).collect();
        names.join("\n")
    })
}

fn row(name: Key, value: Text) -> View {
    let value = el("dd").class("ib-summary__value").attr("dir", "auto").child(value);
    el("div").child(el("dt").class("label").child(use_texts().text(name))).child(value).into()
}
