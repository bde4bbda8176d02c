//! A thread on paper. `public/print.js` hears the buttons and prepares the page.

use crate::domain::file::Attachment;
use crate::i18n::{Key, use_texts};
use crate::state::PersonScope;
use crate::ui::dom::{El, el};

/// «Skriv ut»: the message that it stands in, or the whole thread.
pub fn button(label: Key) -> El {
    el("button")
        .attr("type", "button")
        .class("ib-link-button")
        .attr("data-print", "")
        .child(use_texts().text(label))
}

/// Whose inbox it is; it stands below each page as well.
pub fn owner(scope: PersonScope) -> El {
    let owner = use_texts().with(Key::InboxOn, "name", scope.person().name);
    el("p").class("ib-paper ib-paper--owner").child(owner)
}

/// The names of files: paper needs no buttons that fetch them.
pub fn files(files: &[Attachment]) -> El {
    let names: Vec<_> = files.iter().map(|file| file.name.as_str()).collect();
    let names = format!(": {}", names.join(", "));
    el("p").class("ib-paper").child(use_texts().text(Key::AttachmentTitle)).child(names)
}
