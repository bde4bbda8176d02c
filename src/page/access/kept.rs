use leptos::prelude::*;

use crate::domain::draft::Draft;
use crate::i18n::{Key, use_texts};
use crate::state::{Editor, PersonScope};
use crate::ui::dom::{El, View, el};

/// What was written and cannot be sent any more, to be read and copied.
pub fn kept(scope: PersonScope, is_here: impl Fn(&Draft) -> bool) -> View {
    let here = scope.unsent().into_iter().filter(|editor| is_here(&editor.draft()));
    View::of(here.map(|editor| text(editor).into()))
}

fn text(editor: Editor) -> El {
    let texts = use_texts();
    let content = editor.content.get_untracked();
    // The subject of an answer is its thread's, which may be hidden.
    let subject = (!editor.is_reply() && !content.subject.is_empty())
        .then(|| el("p").class("ib-kept__subject").child(content.subject));
    el("section")
        .class("ib-kept")
        .child(el("h2").class("title title--title4").child(texts.text(Key::KeptTitle)))
        .child(el("p").class("ib-hint").child(texts.text(Key::KeptHint)))
        .child(subject)
        .child(el("p").class("ib-kept__text").child(content.text))
}
