//! «Hvorfor ser jeg ikke alt?»: what is hidden, why, and who can change it.

mod closed;
mod kept;
mod why;
mod words;

pub use closed::closed;
pub use kept::{kept, kept_draft, kept_text, unsent};
pub use why::{page_of_service, reason, why};
pub use words::sentences;

use super::title::title;
use crate::domain::access::Reason;
use crate::domain::category::Category;
use crate::domain::person::{PowerOfAttorneyKind, Relation};
use crate::i18n::{Key, Text, use_texts};
use crate::page::words::category;
use crate::route::Route;
use crate::state::{PersonScope, use_navigation, use_scope};
use crate::ui::dom::{El, View, el};
use crate::ui::{page_link, small_icon};

/// The page.
pub fn page() -> View {
    let (scope, navigation, texts) = (use_scope(), use_navigation(), use_texts());
    if let Err(reason) = scope.inbox_access() {
        return closed(scope, title(Key::AccessTitle), reason);
    }
    let person = scope.person();
    let name = person.first_name().to_owned();
    let back = page_link("ib-back", &navigation.address(&Route::Inbox), move || {
        navigation.go(&Route::Inbox);
    });
    let (intro, about) = match person.relation {
        Relation::Own => (texts.text(Key::AccessIntro), None),
        Relation::Parent => {
            (texts.with(Key::AccessIntroOn, "name", name.clone()), Some(Key::AccessChild))
        }
        _ => {
            let power = person.power_of_attorney;
            let is_given = power.is_some_and(|it| it.kind == PowerOfAttorneyKind::Ordinary);
            let about = is_given.then_some(Key::AccessPower);
            (texts.with(Key::AccessIntroOn, "name", name.clone()), about)
        }
    };
    let hidden = hidden(scope);
    let everything = hidden.is_empty().then(|| el("p").child(texts.text(Key::AccessEverything)));
    let writing = scope.compose_access().err();
    // Told beside what the same reason hides, or by itself.
    let is_told = hidden.iter().any(|(reason, _)| Some(*reason) == writing);
    let writing_section = writing
        .filter(|_| !is_told)
        .map(|reason| section(texts.text(Key::AccessWriting)).child(why(scope, reason)));
    let groups = hidden.into_iter().map(|(reason, kinds)| {
        let told = (Some(reason) == writing).then(|| texts.text(Key::AccessWriting));
        group(scope, reason, kinds).child(told.map(|told| el("p").child(told))).into()
    });
    let groups: Vec<View> = groups.collect();
    let alone = scope.has_confidential_address().then(|| {
        el("p").child(words::reason_text(texts, Reason::ConfidentialAddress, scope.person()))
    });
    let about = about.map(|about| el("p").child(texts.with(about, "name", name)));
    el("div")
        .class("ib-stack")
        .child(back.child(small_icon("ArrowLeft")).child(texts.text(Key::ThreadBack)))
        .child(title(Key::AccessTitle))
        .child(el("p").child(intro))
        .child(everything)
        .children(groups)
        .child(writing_section)
        .child(about)
        .child(alone)
        .into()
}

/// How many kinds of messages are hidden, with the way to why; nothing when all are shown.
pub fn hidden_line(scope: PersonScope) -> Option<El> {
    let (navigation, texts) = (use_navigation(), use_texts());
    let count = hidden(scope).iter().map(|(_, kinds)| kinds.len()).sum::<usize>();
    let count = u32::try_from(count).ok().filter(|count| *count > 0)?;
    let keys = [Key::AccessHiddenOne, Key::AccessHiddenTwo, Key::AccessHiddenOther];
    let text = Text::live(move || texts.counted(keys, count));
    let link = page_link("anchorlink", &navigation.address(&Route::Access), move || {
        navigation.go(&Route::Access);
    });
    let line = el("p").class("ib-hidden").child(text).child(" ");
    Some(line.child(link.child(texts.text(Key::AccessTitle))))
}

/// The hidden kinds of messages, those with the same reason together, in the order of the policy.
fn hidden(scope: PersonScope) -> Vec<(Reason, Vec<Category>)> {
    let mut groups: Vec<(Reason, Vec<Category>)> = Vec::new();
    for kind in Category::ALL {
        let Err(reason) = scope.category_access(kind) else { continue };
        match groups.iter_mut().find(|(known, _)| *known == reason) {
            Some((_, kinds)) => kinds.push(kind),
            None => groups.push((reason, vec![kind])),
        }
    }
    groups
}

fn group(scope: PersonScope, reason: Reason, kinds: Vec<Category>) -> El {
    let texts = use_texts();
    let item = |kind| el("li").child(texts.text(category(kind))).into();
    section(words::reason_text(texts, reason, scope.person()))
        .child(why::remedy(scope, reason))
        .child(el("p").child(texts.text(Key::AccessConcerns)))
        .child(el("ul").class("ib-reason__kinds").children(kinds.into_iter().map(item)))
}

fn section(heading: impl Into<View>) -> El {
    el("section")
        .class("ib-card ib-reason")
        .child(el("h2").class("title title--title4").child(heading))
}
