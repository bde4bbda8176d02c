use leptos::prelude::*;

use super::Shown;
use crate::domain::draft::Draft;
use crate::domain::thread::ThreadSummary;
use crate::domain::waiting::{Waiting, WaitsFor};
use crate::i18n::{Key, Text, use_texts};
use crate::page::words;
use crate::route::Route;
use crate::state::{Navigation, Remote};
use crate::ui::dom::{El, View, el, follow, keyed};
use crate::ui::{Busy, ButtonKind, button, page_link};

/// Shown before «Vis alle».
const FEW: usize = 3;

/// «Dette venter på deg»: letters to answer, messages that did not arrive, drafts. Nothing when nothing
/// waits, and nothing while something particular is looked for.
pub fn waits(shown: Shown) -> View {
    let waits = shown.scope.inbox.waits;
    let is_plain = move || shown.listing().is_plain();
    follow(move || {
        if is_plain() {
            waits.open(shown.scope);
        }
    });
    let all = RwSignal::new(false);
    keyed(
        move || (is_plain(), waits.shown.with(Stage::of), all.get()),
        move |(is_plain, stage, is_all)| match stage {
            _ if !is_plain => View::none(),
            Stage::Nothing => View::none(),
            Stage::Failed => failed(shown),
            Stage::Waits(waiting) => list(shown.navigation, &waiting, is_all, all).into(),
        },
    )
}

#[derive(Clone, PartialEq, Eq)]
enum Stage {
    Nothing,
    Failed,
    Waits(Waiting),
}

impl Stage {
    fn of(waiting: &Remote<Waiting>) -> Self {
        match waiting {
            Remote::Ready(waiting) if waiting.count() > 0 => Self::Waits(waiting.clone()),
            Remote::Failed(_) => Self::Failed,
            _ => Self::Nothing,
        }
    }
}

fn failed(shown: Shown) -> View {
    let texts = use_texts();
    let retry = move || shown.scope.inbox.waits.fetch(shown.scope);
    let again = button(ButtonKind::Link, texts.text(Key::ErrorRetry), Busy::NEVER, retry);
    let text = el("p").class("ib-waits__failed").attr("role", "status");
    text.child(texts.text(Key::WaitsFailed)).child(" ").child(again).into()
}

fn list(navigation: Navigation, waiting: &Waiting, is_all: bool, all: RwSignal<bool>) -> El {
    let texts = use_texts();
    let count = waiting.count();
    let threads = waiting.threads.iter().map(|thread| of_thread(navigation, thread));
    let drafts = waiting.drafts.iter().map(|draft| of_draft(navigation, draft));
    let few = if is_all || count == FEW + 1 { count } else { FEW };
    let items: Vec<View> = threads.chain(drafts).take(few).map(View::from).collect();
    let more = (few < count).then(|| {
        let label = texts.with(Key::WaitsAll, "count", count.to_string());
        button(ButtonKind::Link, label, Busy::NEVER, move || all.set(true))
    });
    let title = texts.with(Key::WaitsTitle, "count", count.to_string());
    el("section")
        .class("ib-waits")
        .attr("aria-labelledby", "waits-title")
        .child(el("h2").class("title title--title4").attr("id", "waits-title").child(title))
        .child(el("ul").class("ib-waits__list").attr("role", "list").children(items))
        .child(more)
}

fn of_thread(navigation: Navigation, thread: &ThreadSummary) -> El {
    let texts = use_texts();
    let what = match WaitsFor::of(thread) {
        Some(WaitsFor::Answer(by)) => words::answer_by(texts, by),
        Some(WaitsFor::Failed(state)) => texts.text(words::delivery(state)),
        Some(WaitsFor::Draft) | None => texts.text(Key::WaitsReply),
    };
    let route = Route::Thread(thread.id.clone());
    item(navigation, route, what, &thread.subject, &thread.sender)
}

fn of_draft(navigation: Navigation, draft: &Draft) -> El {
    let texts = use_texts();
    let route = Route::Draft(draft.id.clone());
    let subject = draft.content.subject.trim();
    let text = draft.content.text.trim();
    let named = if subject.is_empty() { text } else { subject };
    let named: String = named.chars().take(80).collect();
    item(navigation, route, texts.text(Key::WaitsDraft), &named, &draft.recipient_name)
}

/// One link: what it is about, then what is to be done.
fn item(navigation: Navigation, route: Route, what: Text, subject: &str, other: &str) -> El {
    let address = navigation.address(&route);
    let link = page_link("ib-waits__link", &address, move || navigation.go(&route))
        .child(el("span").class("ib-waits__what").child(what))
        .child(" ")
        .child(el("span").class("ib-waits__subject").child(subject))
        .child(" ")
        .child(el("span").class("ib-waits__other").child(other));
    el("li").child(link)
}
