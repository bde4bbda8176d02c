use chrono::NaiveDate;

use crate::domain::appointment::{PARTS_OF_DAY, WEEKDAYS, Wishes};
use crate::domain::calendar;
use crate::i18n::{Key, Text, Texts, date, use_texts, weekday};
use crate::state::Answering;
use crate::ui::dom::{El, View, el};
use crate::ui::{checkbox, day_field};

const PARTS: [Key; PARTS_OF_DAY.len()] =
    [Key::AnswerMorning, Key::AnswerMidday, Key::AnswerAfternoon];

/// When another time would suit.
pub fn wishes(answering: Answering) -> View {
    let texts = use_texts();
    let group = |title: Key| {
        let legend = el("legend").class("label").child(texts.text(title));
        el("fieldset").class("ib-choices").child(legend)
    };
    let days = (0..WEEKDAYS.len()).map(|day| {
        let name = Text::live(move || weekday(texts.language(), day));
        tick(answering, name, day, |wishes| &wishes.weekdays, |wishes| &mut wishes.weekdays).into()
    });
    let parts = PARTS.into_iter().enumerate().map(|(part, key)| {
        let (read, change) = (parts as Read, parts_mut as Change);
        tick(answering, texts.text(key), part, read, change).into()
    });
    let from = day_field(
        "not-before",
        texts.text(Key::AnswerNotBefore),
        move || answering.new.with(|new| word(new.wishes.not_before)),
        move |day| answering.write(|new| new.wishes.not_before = calendar::day(&day)),
    );
    let to = day_field(
        "not-after",
        texts.text(Key::AnswerNotAfter),
        move || answering.new.with(|new| word(new.wishes.not_after)),
        move |day| answering.write(|new| new.wishes.not_after = calendar::day(&day)),
    );
    View::of([
        group(Key::AnswerWeekdays).children(days).into(),
        group(Key::AnswerPartsOfDay).children(parts).into(),
        el("div").class("ib-choices").child(from).child(to).into(),
    ])
}

type Read = fn(&Wishes) -> &Vec<usize>;
type Change = fn(&mut Wishes) -> &mut Vec<usize>;

fn parts(wishes: &Wishes) -> &Vec<usize> {
    &wishes.parts_of_day
}

fn parts_mut(wishes: &mut Wishes) -> &mut Vec<usize> {
    &mut wishes.parts_of_day
}

fn tick(answering: Answering, name: Text, one: usize, read: Read, list: Change) -> El {
    let is = move || answering.new.with(|new| read(&new.wishes).contains(&one));
    checkbox(name, is, move |on| {
        answering.write(|new| {
            let list = list(&mut new.wishes);
            list.retain(|known| *known != one);
            if on {
                list.push(one);
                list.sort_unstable();
            }
        });
    })
}

fn word(day: Option<NaiveDate>) -> String {
    day.map(calendar::word).unwrap_or_default()
}

/// «Tirsdag, torsdag. Før kl. 11. Tidligst 7. desember 2026.»
pub fn sentence(texts: Texts, wishes: &Wishes) -> String {
    let language = texts.language();
    let days: Vec<_> = wishes.weekdays.iter().map(|day| weekday(language, *day)).collect();
    let parts = wishes.parts_of_day.iter().filter_map(|part| PARTS.get(*part));
    let parts: Vec<_> = parts.map(|key| texts.now(*key, &[])).collect();
    let bound = |key, day: Option<NaiveDate>| {
        Some(format!("{} {}", texts.now(key, &[]), date(language, day?)))
    };
    [
        Some(days.join(", ")).filter(|days| !days.is_empty()),
        Some(parts.join(", ")).filter(|parts| !parts.is_empty()),
        bound(Key::AnswerNotBefore, wishes.not_before),
        bound(Key::AnswerNotAfter, wishes.not_after),
    ]
    .into_iter()
    .flatten()
    .collect::<Vec<_>>()
    .join(". ")
}
