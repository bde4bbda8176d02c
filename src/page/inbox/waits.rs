use super::Shown;
use crate::domain::draft::Draft;
use crate::domain::thread::ThreadSummary;
use crate::domain::waiting::{Waiting, WaitsFor};
use crate::i18n::{Key, Text, use_texts};
use crate::page::words;
use crate::reactive::RwSignal;
use crate::route::Route;
use crate::state::{Navigation, Remote, use_app};
use crate::ui::dom::{El, Item, View, each, el, follow, keyed};
use crate::ui::{Busy, ButtonKind, button, page_link};

/// Shown before «Vis alle».
const FEW: usize = 3;
/// The first of those that «Vis alle» shows.
const NEXT: &str = ".ib-waits li:nth-child(4) a";
/// So much of a draft's text stands for a subject that is missing, in characters.
const LONGEST: usize = 80;

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
    keyed(
        move || (is_plain(), waits.shown.with(Stage::of)),
        move |(is_plain, stage)| match stage {
            _ if !is_plain => View::none(),
            Stage::Nothing => View::none(),
            Stage::Failed => failed(shown),
            Stage::Waits => list(shown),
        },
    )
}

#[derive(Clone, PartialEq, Eq, Hash)]
enum Stage {
    Nothing,
    Failed,
    Waits,
}

impl Stage {
    fn of(waiting: &Remote<Waiting>) -> Self {
        match waiting {
            Remote::Ready(waiting) if waiting.count() > 0 => Self::Waits,
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

fn list(shown: Shown) -> View {
    let (texts, navigation) = (use_texts(), shown.navigation);
    let waiting = shown.scope.inbox.waits.shown;
    let is_all = RwSignal::new(false);
    let count = move || waiting.with(|waiting| waiting.ready().map_or(0, Waiting::count));
    // One more than a few stands there rather than a button.
    let few = move || if is_all.get() || count() == FEW + 1 { count() } else { FEW };
    let items = move || {
        waiting.with(|waiting| {
            let Some(waiting) = waiting.ready() else { return Vec::new() };
            let threads = waiting.threads.iter().map(|thread| of_thread(navigation, thread));
            let drafts = waiting.drafts.iter().map(|draft| of_draft(navigation, draft));
            threads.chain(drafts).take(few()).collect()
        })
    };
    let more = keyed(
        move || few() < count(),
        move |has_more| {
            let label =
                Text::live(move || texts.now(Key::WaitsAll, &[("count", &count().to_string())]));
            let show = move || {
                is_all.set(true);
                navigation.focus(NEXT);
            };
            has_more.then(|| button(ButtonKind::Link, label, Busy::NEVER, show)).into()
        },
    );
    let title = Text::live(move || texts.now(Key::WaitsTitle, &[("count", &count().to_string())]));
    el("section")
        .class("ib-waits")
        .attr("aria-labelledby", "waits-title")
        .child(el("h2").class("title title--title4").attr("id", "waits-title").child(title))
        .child(each(el("ul").class("ib-waits__list").attr("role", "list"), items))
        .child(more)
        .into()
}

fn of_thread(navigation: Navigation, thread: &ThreadSummary) -> Item {
    let (key, thread) = (format!("{} {}", thread.id, thread.version), thread.clone());
    let make = move || {
        let texts = use_texts();
        let what = match WaitsFor::of(&thread) {
            Some(WaitsFor::Answer(by)) => words::answer_by(texts, by, use_app().now()),
            Some(WaitsFor::Failed(state)) => texts.text(words::delivery(state)),
            Some(WaitsFor::Draft) | None => texts.text(Key::WaitsReply),
        };
        let route = Route::Thread(thread.id.clone());
        item(navigation, route, what, &thread.subject, &thread.sender)
    };
    (key, Box::new(make))
}

fn of_draft(navigation: Navigation, draft: &Draft) -> Item {
    let (subject, text) = (draft.content.subject.trim(), draft.content.text.trim());
    let named = if subject.is_empty() { text } else { subject };
    let named: String = named.chars().take(LONGEST).collect();
    let (id, other) = (draft.id.clone(), draft.recipient_name.clone());
    let key = format!("{id} {named}");
    let make = move || {
        let what = use_texts().text(Key::WaitsDraft);
        item(navigation, Route::Draft(id), what, &named, &other)
    };
    (key, Box::new(make))
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
