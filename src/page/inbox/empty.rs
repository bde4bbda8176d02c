use super::{Shown, filters};
use crate::domain::filter::Filter;
use crate::i18n::{Key, Text, use_texts};
use crate::state::use_navigation;
use crate::ui::dom::{El, View, el};
use crate::ui::{Busy, ButtonKind, button, icon};

/// Where the focus goes when a button of these is gone with what it stood in.
const FIELD: &str = "#search";

/// In the place of the rows when there are none: what that means, and a way on.
pub fn empty(shown: Shown) -> View {
    let filter = shown.filter.get_untracked();
    let texts = use_texts();
    if filter.is_narrow() {
        return no_hits(&filter);
    }
    let (title, text) = if filter.put_away {
        (Key::PutAwayEmptyTitle, Key::PutAwayEmptyText)
    } else {
        (Key::InboxEmptyTitle, Key::InboxEmptyText)
    };
    let text = el("p").child(texts.text(text));
    frame("Envelope", texts.text(title)).child(text).into()
}

/// Nothing was found: says what was looked for, and offers to look for less.
fn no_hits(filter: &Filter) -> View {
    let (navigation, texts) = (use_navigation(), use_texts());
    let wide = filter.widened();
    let has_text = !filter.text.is_empty();
    let has_more = filter.count() > 0;
    let title = if has_text {
        texts.with(Key::SearchNoneFor, "text", filter.text.clone())
    } else {
        texts.text(Key::SearchNone)
    };
    let asked = filter.clone();
    let asked = has_more.then(|| {
        el("p").child(Text::live(move || {
            let parts = filters::parts(texts, &asked);
            let parts: Vec<_> = parts.into_iter().map(|(part, _)| part).collect();
            texts.now(Key::SearchNoneAsked, &[("filters", &parts.join(", "))])
        }))
    });
    let hint = has_text.then(|| el("p").child(texts.text(Key::SearchNoneHint)));
    let search = (has_text && has_more).then(|| {
        let widen = {
            let wide = wide.clone();
            move || {
                navigation.look_for(&wide);
                navigation.focus(FIELD);
            }
        };
        button(ButtonKind::Secondary, texts.text(Key::SearchWiden), Busy::NEVER, widen)
    });
    let all = move || {
        navigation.look_for(&Filter { text: String::new(), ..wide.clone() });
        navigation.focus(FIELD);
    };
    let all = button(ButtonKind::Secondary, texts.text(Key::SearchAll), Busy::NEVER, all);
    frame("Search", title)
        .child(asked)
        .child(hint)
        .child(el("div").class("ib-actions").child(search).child(all))
        .into()
}

fn frame(sign: &'static str, title: Text) -> El {
    el("div")
        .class("ib-empty")
        .child(icon(sign, "ib-icon ib-icon--lg"))
        .child(el("h2").class("title title--title4").child(title))
}
