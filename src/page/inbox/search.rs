use std::time::Duration;

use leptos::prelude::*;
use web_sys::{HtmlInputElement, KeyboardEvent};

use super::{Shown, filters};
use crate::domain::filter::{Filter, MAX_TEXT, Sort};
use crate::i18n::{Key, Text, use_texts};
use crate::page::words;
use crate::state::{Remote, use_navigation};
use crate::ui::dom::{El, View, el, follow, keyed};
use crate::ui::{icon, select, target};

/// A search begins when nothing more was typed for so long.
const PAUSE: Duration = Duration::from_millis(300);

/// The way to find something: words, filters and order, and how much was found.
pub fn search(shown: Shown) -> View {
    let tools =
        el("div").class("ib-search__tools").child(filters::button(shown)).child(sort(shown));
    el("section")
        .class("ib-search")
        .attr("role", "search")
        .label("aria-label", use_texts().text(Key::SearchLabel))
        .child(field(shown))
        .child(tools)
        .child(filters::panel(shown))
        .child(filters::chosen(shown))
        .child(found(shown))
        .into()
}

fn field(shown: Shown) -> El {
    let (navigation, texts) = (use_navigation(), use_texts());
    let typed = StoredValue::new(0_u32);
    // What is typed is looked for once, when the typing rests; Enter does not wait.
    let look = move |input: &HtmlInputElement, pause: Duration| {
        let text = input.value();
        let turn = typed.try_update_value(|turn| {
            *turn += 1;
            *turn
        });
        let look = move || {
            if turn.is_some() && typed.try_get_value() == turn {
                let filter = shown.filter.try_with_untracked(|filter| filter.searching(&text));
                if let Some(Some(filter)) = filter {
                    navigation.look_for(&filter);
                }
            }
        };
        set_timeout(look, pause);
    };
    let input = el("input")
        .attr("type", "search")
        .attr("id", "search")
        .attr("autocomplete", "off")
        .attr("spellcheck", "false")
        .attr("enterkeyhint", "search")
        .attr("maxlength", &MAX_TEXT.to_string())
        .class("input-container__input")
        .with(move |input: HtmlInputElement| {
            follow(move || {
                let text = shown.filter.with(|filter| filter.text.clone());
                // While one types, what stands in the field may be ahead of what is looked for.
                if Filter::default().searching(&input.value()).is_none_or(|it| it.text != text) {
                    input.set_value(&text);
                }
            });
        })
        .on("input", move |event| {
            if let Some(input) = target::<HtmlInputElement>(&event) {
                look(&input, PAUSE);
            }
        })
        .on("keydown", move |event| {
            let is_enter = wasm_bindgen::JsCast::dyn_ref::<KeyboardEvent>(&event)
                .is_some_and(|event| event.key() == "Enter");
            if let Some(input) = target::<HtmlInputElement>(&event).filter(|_| is_enter) {
                look(&input, Duration::ZERO);
            }
        });
    let label = el("label").class("label").attr("for", "search");
    let sign = icon("Search", "ib-icon ib-search__icon");
    el("div")
        .class("ib-search__field")
        .child(label.child(texts.text(Key::SearchField)))
        .child(el("span").class("input-container").child(sign).child(input))
}

fn sort(shown: Shown) -> View {
    let (navigation, texts) = (use_navigation(), use_texts());
    let option = move |sort: Sort| (sort.word().to_owned(), texts.now(words::sort(sort), &[]));
    select(
        "sort",
        texts.text(Key::SortLabel),
        move || Sort::ALL.map(option).to_vec(),
        move || shown.filter.with(|filter| filter.sort.word().to_owned()),
        move |word| {
            if let Some(sort) = Sort::ALL.into_iter().find(|sort| sort.word() == word) {
                let filter = shown.filter.get_untracked();
                navigation.look_for(&Filter { sort, ..filter });
            }
        },
    )
}

/// How much was found, told to a screen reader as well; nothing for the whole list.
fn found(shown: Shown) -> View {
    let texts = use_texts();
    let count = move || {
        let is_narrow = shown.filter.with(Filter::is_narrow);
        let list = shown.listing().list;
        list.with(|list| match list {
            Remote::Ready(list) if is_narrow => Some(list.visible_total()),
            _ => None,
        })
    };
    let text = Text::live(move || words::hits(texts, count()));
    let shown = keyed(move || count().is_some(), move |_| text.clone().into());
    el("p").class("ib-search__found").attr("role", "status").child(shown).into()
}
