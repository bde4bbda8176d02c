//! What an e-consultation is, once more before it is sent (R81).

use crate::domain::recipient::Topic;
use crate::i18n::{Key, Text, use_texts};
use crate::page::expected::expected;
use crate::page::words;
use crate::state::{Editor, PersonScope, use_app};
use crate::ui::dom::{El, el};

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
    let files = editor.files.items.get_untracked().into_iter().map(|one| one.about.name);
    let files = files.collect::<Vec<_>>().join("\n");
    let rows = [
        (Key::ComposeSummaryTo, Text::live(whom)),
        (from, Text::Fixed(person.name)),
        (Key::ComposeSummaryPrice, Text::live(price)),
        (Key::ComposeSummaryAnswer, Text::live(when)),
        (Key::ComposeSubject, Text::Fixed(content.subject)),
        (Key::ComposeText, Text::Fixed(content.text)),
        (Key::AttachmentTitle, Text::Fixed(files.clone())),
    ];
    let rows =
        rows.into_iter().filter(|(name, _)| *name != Key::AttachmentTitle || !files.is_empty());
    let row = |(name, value): (Key, Text)| {
        let value = el("dd").class("ib-summary__value").attr("dir", "auto").child(value);
        el("div").child(el("dt").class("label").child(texts.text(name))).child(value).into()
    };
    el("dl").class("ib-summary").children(rows.map(row))
}
