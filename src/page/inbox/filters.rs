use chrono::{Datelike, NaiveDate};

use super::Shown;
use crate::domain::calendar;
use crate::domain::category::Category;
use crate::domain::filter::Filter;
use crate::i18n::{Key, Text, Texts, use_texts};
use crate::page::second::{self, behind};
use crate::page::words;
use crate::ui::dom::{El, View, el, keyed, live};
use crate::ui::{checkbox, day_field, select, small_icon};

/// A yes-or-no choice: its text, whether it is made, and the filter with it made or not.
type Flag = (Key, fn(&Filter) -> bool, fn(&mut Filter, bool));

const FLAGS: [Flag; 4] = [
    (Key::FilterUnread, |filter| filter.unread, |filter, is| filter.unread = is),
    (Key::FilterNeedsAnswer, |filter| filter.needs_answer, |filter, is| filter.needs_answer = is),
    (
        Key::FilterAttachment,
        |filter| filter.has_attachment,
        |filter, is| filter.has_attachment = is,
    ),
    (Key::FilterDraft, |filter| filter.has_draft, |filter, is| filter.has_draft = is),
];

/// Nobody has an older message.
const FIRST_YEAR: i32 = 1900;

/// Where the focus goes when a chosen filter is taken out.
const NEXT: &str = "#filters";

/// Opens and closes the filters, and says how many are on.
pub fn button(shown: Shown) -> El {
    let texts = use_texts();
    let label = Text::live(move || match shown.filter.with(Filter::count) {
        0 => texts.now(Key::FilterButton, &[]),
        count => texts.now(Key::FilterButtonOn, &[("count", &count.to_string())]),
    });
    let is_open = shown.filters_are_open;
    let look = el("span").class("button button--medium button--outline");
    el("button")
        .attr("type", "button")
        .attr_live("aria-expanded", move || Some(is_open.get().to_string()))
        .attr("id", "filters")
        .class("button-wrapper")
        .on("click", move |_| is_open.update(|is_open| *is_open = !*is_open))
        .child(look.child(el("span").class("button__text").child(label)))
}

/// The filters. A choice takes effect at once, and Back takes it back.
pub fn panel(shown: Shown) -> View {
    keyed(
        move || shown.filters_are_open.get(),
        move |is_open| is_open.then(|| behind(None, move || second::filters(shown))).into(),
    )
}

/// What one may choose.
pub fn choices(shown: Shown) -> El {
    let texts = use_texts();
    crate::ui::dom::follow(move || shown.listing().count(shown.scope));
    let group = |title: Key| {
        let legend = el("legend").class("label").child(texts.text(title));
        el("fieldset").class("ib-choices").child(legend)
    };
    let flags = FLAGS.map(|(key, is, set)| {
        let made = move || shown.filter.with(is);
        let change = move |on| change(shown, move |filter| set(filter, on));
        checkbox(texts.text(key), made, change).into()
    });
    el("div")
        .class("ib-filters")
        .child(group(Key::FilterOnly).children(flags))
        .child(group(Key::FilterCategory).child(categories(shown)))
        .child(el("div").class("ib-choices").child(sender(shown)).children(days(shown)))
}

/// The kinds that this person may see, each with how many it would give.
fn categories(shown: Shown) -> View {
    let texts = use_texts();
    let visible = Category::ALL.into_iter();
    let visible = visible.filter(move |kind| shown.scope.category_access(*kind).is_ok());
    let boxes = visible.map(move |kind| {
        let count = move || {
            shown.listing().list.with(|list| {
                let counts = list.ready()?.counts.as_ref()?;
                let known = counts.categories.iter().find(|(one, _)| *one == kind);
                Some(known.map_or(0, |(_, count)| *count))
            })
        };
        let label = Text::live(move || {
            let name = texts.now(words::category(kind), &[]);
            match count() {
                Some(count) => format!("{name} ({count})"),
                None => name,
            }
        });
        let made = move || shown.filter.with(|filter| filter.categories.contains(&kind));
        let change =
            move |on| change(shown, move |filter| *filter = filter.with_category(kind, on));
        checkbox(label, made, change).into()
    });
    View::of(boxes)
}

fn sender(shown: Shown) -> View {
    let texts = use_texts();
    let options = move || {
        let chosen = shown.filter.with(|filter| filter.sender.clone());
        let mut names: Vec<(String, u32)> = Vec::new();
        shown.listing().list.with(|list| {
            let counts = list.ready().and_then(|list| list.counts.as_ref());
            for (name, _, count) in counts.iter().flat_map(|counts| &counts.senders) {
                match names.iter_mut().find(|(known, _)| known == name) {
                    Some((_, sum)) => *sum += count,
                    None => names.push((name.clone(), *count)),
                }
            }
        });
        if let Some(chosen) = chosen.filter(|one| names.iter().all(|(name, _)| name != one)) {
            names.push((chosen, 0));
        }
        let all = (String::new(), texts.now(Key::FilterSenderAll, &[]));
        let named =
            names.into_iter().map(|(name, count)| (name.clone(), format!("{name} ({count})")));
        std::iter::once(all).chain(named).collect()
    };
    select(
        "sender",
        texts.text(Key::FilterSender),
        options,
        move || shown.filter.with(|filter| filter.sender.clone().unwrap_or_default()),
        move |name| change(shown, move |filter| filter.sender = (!name.is_empty()).then_some(name)),
    )
}

fn days(shown: Shown) -> [View; 2] {
    let texts = use_texts();
    let word = |day: Option<_>| day.map(calendar::word).unwrap_or_default();
    [
        day_field(
            "from",
            texts.text(Key::FilterFrom),
            move || word(shown.filter.with(|filter| filter.from)),
            // A day before the other one takes that one's place: a span cannot run backwards.
            move |day| {
                let Some(day) = chosen_day(&day) else { return };
                change(shown, move |filter| {
                    filter.from = day;
                    filter.to = filter.to.filter(|to| filter.from.is_none_or(|from| from <= *to));
                })
            },
        ),
        day_field(
            "to",
            texts.text(Key::FilterTo),
            move || word(shown.filter.with(|filter| filter.to)),
            move |day| {
                let Some(day) = chosen_day(&day) else { return };
                change(shown, move |filter| {
                    filter.to = day;
                    filter.from = filter.from.filter(|from| filter.to.is_none_or(|to| *from <= to));
                })
            },
        ),
    ]
}

/// What a field of a day says: a day, or none; `None` while a year is being typed, digit by digit.
fn chosen_day(word: &str) -> Option<Option<NaiveDate>> {
    if word.is_empty() {
        return Some(None);
    }
    calendar::day(word).filter(|day| day.year() >= FIRST_YEAR).map(Some)
}

fn change(shown: Shown, change: impl FnOnce(&mut Filter)) {
    let mut filter = shown.filter.get_untracked();
    change(&mut filter);
    shown.navigation.look_for(&filter);
}

/// What is chosen, each with a button that takes it out.
pub fn chosen(shown: Shown) -> View {
    let texts = use_texts();
    live(move || {
        let chosen = parts(texts, &shown.filter.get());
        let has_many = chosen.len() > 1;
        let chips = chosen.into_iter().map(|(label, without)| {
            let name = texts.with(Key::FilterRemove, "filter", label.clone());
            let remove = move |_| {
                shown.navigation.look_for(&without);
                shown.navigation.focus(NEXT);
            };
            let chip = el("button")
                .attr("type", "button")
                .class("ib-chip")
                .label("aria-label", name)
                .on("click", remove)
                .child(label)
                .child(small_icon("X"));
            el("li").child(chip).into()
        });
        let chips: Vec<View> = chips.collect();
        let none = has_many.then(|| {
            let reset = move |_| {
                let text = shown.filter.get_untracked();
                shown.navigation.look_for(&text.widened());
                shown.navigation.focus(NEXT);
            };
            let reset =
                el("button").attr("type", "button").class("ib-link-button").on("click", reset);
            el("li").child(reset.child(texts.text(Key::FilterReset)))
        });
        if chips.is_empty() {
            return View::none();
        }
        let list = el("ul").class("ib-chips").attr("role", "list").children(chips).child(none);
        list.label("aria-label", texts.text(Key::FilterChosen)).into()
    })
}

/// What a filter asks for beside its text: each in words, with the filter that asks for all but that.
pub fn parts(texts: Texts, filter: &Filter) -> Vec<(String, Filter)> {
    let without = |change: &dyn Fn(&mut Filter)| {
        let mut rest = filter.clone();
        change(&mut rest);
        rest
    };
    let mut parts = Vec::new();
    for (key, is, set) in FLAGS {
        if is(filter) {
            parts.push((texts.now(key, &[]), without(&|rest| set(rest, false))));
        }
    }
    for kind in &filter.categories {
        parts.push((texts.now(words::category(*kind), &[]), filter.with_category(*kind, false)));
    }
    if let Some(sender) = &filter.sender {
        parts.push((sender.clone(), without(&|rest| rest.sender = None)));
    }
    for (key, day, rest) in [
        (Key::FilterFromDay, filter.from, without(&|rest| rest.from = None)),
        (Key::FilterToDay, filter.to, without(&|rest| rest.to = None)),
    ] {
        if let Some(day) = day {
            let day = crate::i18n::date(texts.language(), day);
            parts.push((texts.now(key, &[("date", &day)]), rest));
        }
    }
    parts
}
