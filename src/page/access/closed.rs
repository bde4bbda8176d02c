use super::why;
use crate::domain::access::Reason;
use crate::i18n::{Key, use_texts};
use crate::page::persons;
use crate::page::second::{self, behind};
use crate::state::PersonScope;
use crate::ui::dom::{El, View, el};
use crate::ui::{NoticeKind, notice};

/// A person's inbox that is closed to this user: why, what they had written, and whom they may
/// still act for (R40).
pub fn closed(scope: PersonScope, title: View, reason: Reason) -> View {
    let heading = use_texts().text(Key::InboxClosed);
    View::of([
        title,
        notice(NoticeKind::Info, Some(heading), why(scope, reason)),
        scope.is_writing().then(|| behind(None, move || second::kept(scope))).into(),
        others(scope).into(),
    ])
}

fn others(scope: PersonScope) -> Option<El> {
    let cards = persons::others(scope);
    let heading = el("h2").class("title title--title4").attr("id", "others-title");
    (!cards.is_empty()).then(|| {
        el("section")
            .class("ib-others")
            .attr("aria-labelledby", "others-title")
            .child(heading.child(use_texts().text(Key::AccessOthers)))
            .child(el("ul").class("ib-cards").children(cards))
    })
}
