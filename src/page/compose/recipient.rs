//! Whom to write to, and about what.

use std::cmp::Reverse;
use std::rc::Rc;

use leptos::prelude::untrack;

use super::card;
use super::urgent::urgent;
use crate::api::{self, ApiError};
use crate::domain::access::Reason;
use crate::domain::category::Category;
use crate::domain::recipient::{Recipient, TopicKind};
use crate::domain::service_page::ServicePage;
use crate::i18n::{Key, Text, use_texts};
use crate::page::name_search::{field, found};
use crate::page::title::title;
use crate::page::waiting::{not_fetched, waiting};
use crate::page::words;
use crate::page::{access, links};
use crate::reactive::RwSignal;
use crate::route::Route;
use crate::state::{PersonScope, Remote, load, use_navigation, use_scope};
use crate::ui::dom::{El, View, el};
use crate::ui::{Busy, ButtonKind, NoticeKind, button, focus_field, notice};

/// For none, one and more.
const FOUND: [Key; 3] = [Key::ComposeFoundNone, Key::ComposeFoundOne, Key::ComposeFoundOther];
/// From so many on they can be searched.
const SEARCHED: usize = 6;

/// What was chosen: a recipient, and what it is about.
pub(super) type Choice = (String, TopicKind);

/// The page where a new message begins.
pub fn recipients() -> View {
    let scope = use_scope();
    if let Err(reason) = scope.compose_access() {
        return closed(scope, reason, View::none());
    }
    let list = RwSignal::new(Remote::Idle);
    let fetch = move || {
        load(scope, list, scope.recipients());
    };
    fetch();
    let choices = waiting(
        None,
        list,
        move |list| choose(scope, list),
        move |error| not_fetched(use_texts().text(Key::ComposeFailed), error, fetch),
    );
    let page = el("div").class("ib-compose");
    page.child(title(Key::ComposeTitle)).child(urgent()).child(choices).into()
}

/// One may not write, and why; `kept` is what was written on this page.
pub(super) fn closed(scope: PersonScope, reason: Reason, kept: View) -> View {
    let title = title(Key::ComposeTitle);
    if scope.inbox_access().is_err() {
        return access::closed(scope, title, reason);
    }
    closed_because(access::why(scope, reason), kept)
}

/// One may not write, for what `why` says.
pub(super) fn closed_because(why: View, kept: View) -> View {
    let heading = use_texts().text(Key::ComposeClosed);
    let notice = notice(NoticeKind::Info, Some(heading), why);
    View::of([title(Key::ComposeTitle), notice, kept])
}

fn choose(scope: PersonScope, recipients: Vec<Recipient>) -> View {
    let has_municipality = recipients.iter().any(|one| one.kind == Some(Category::Municipality));
    let municipality = has_municipality.then(|| municipality(scope));
    let (closed, mut open): (Vec<_>, Vec<_>) =
        recipients.into_iter().partition(|one| one.closed.is_some());
    // The last one written to stands first; the others as the service has them.
    open.sort_by_key(|one| Reverse(one.last_written_at));
    let choices = if open.is_empty() {
        notice(NoticeKind::Info, None, use_texts().text(Key::ComposeNoRecipients))
    } else {
        choices(scope, open)
    };
    let closed = (!closed.is_empty()).then(|| card::unavailable(closed));
    el("div").class("ib-compose").child(choices).child(closed).child(municipality).into()
}

/// Whom one can write to in the municipality, and where it answers (R70, R72, R74).
fn municipality(scope: PersonScope) -> El {
    let texts = use_texts();
    let link = links::to(scope, ServicePage::Municipalities, texts.text(Key::PageMunicipalities));
    el("p").class("ib-hint").child(texts.text(Key::ComposeMunicipality)).child(" ").child(link)
}

fn choices(scope: PersonScope, open: Vec<Recipient>) -> View {
    let texts = use_texts();
    let chosen = RwSignal::new(None::<Choice>);
    let error = RwSignal::new(None::<String>);
    let is_busy = RwSignal::new(false);
    let go_on = go_on(scope, chosen, error, is_busy);
    let typed = RwSignal::new(String::new());
    let names: Rc<[String]> = open.iter().map(|one| one.name.clone()).collect();
    let search = (open.len() >= SEARCHED).then(|| {
        let found = found(FOUND, typed, names).class("ib-hint");
        field("recipient-search", Key::ComposeSearch, typed).child(found)
    });
    let cards =
        open.into_iter().enumerate().map(|(place, one)| card::cards(place, one, chosen, typed));
    let fieldset = el("fieldset")
        .class("ib-recipients")
        .attr("aria-describedby", "recipient-error")
        .child(el("legend").class("ib-legend").child(texts.text(Key::ComposeChooseRecipient)))
        .child(search)
        .children(cards);
    let problem = el("p")
        .class("error-wrapper__errors")
        .attr("id", "recipient-error")
        .attr("role", "alert")
        .child(Text::live(move || error.get().unwrap_or_default()));
    let busy = Busy::while_(move || is_busy.get());
    let button = button(ButtonKind::Primary, texts.text(Key::ComposeContinue), busy, go_on);
    let actions = el("div").class("ib-actions").child(button);
    el("div").class("ib-form").child(fieldset).child(problem).child(actions).into()
}

/// Makes the draft and goes to it.
fn go_on(
    scope: PersonScope,
    chosen: RwSignal<Option<Choice>>,
    error: RwSignal<Option<String>>,
    is_busy: RwSignal<bool>,
) -> impl Fn() + 'static {
    let (navigation, texts) = (use_navigation(), use_texts());
    move || {
        let Some((recipient, topic)) = chosen.get_untracked() else {
            error.set(Some(untrack(|| texts.now(Key::ComposeRecipientMissing, &[]))));
            focus_field("to-0-0");
            return;
        };
        is_busy.set(true);
        scope.spawn(async move {
            let draft = api::drafts::create(&scope.client(), &recipient, topic).await;
            if is_busy.is_disposed() {
                // The reader has gone elsewhere; the draft waits.
                return;
            }
            is_busy.set(false);
            match scope.noticing(draft) {
                Ok(draft) => navigation.go(&Route::Draft(draft.id)),
                Err(ApiError::Aborted) => {}
                Err(failed) => error.set(Some(untrack(|| words::error(texts, &failed)))),
            }
        });
    }
}
