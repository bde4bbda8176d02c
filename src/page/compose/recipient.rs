use leptos::prelude::*;

use super::urgent::urgent;
use crate::api::{self, ApiError};
use crate::domain::recipient::{Recipient, TopicKind};
use crate::i18n::{Key, use_texts};
use crate::page::root::reader_has_moved;
use crate::page::words;
use crate::route::Route;
use crate::state::{PersonScope, Remote, load, use_navigation, use_scope};
use crate::ui::{ButtonKind, Failure, Notice, NoticeKind, PageTitle, Skeleton, button};

/// What was chosen: a recipient and what it is about.
type Choice = (String, TopicKind);

/// Choice of recipient and topic.
pub fn recipients() -> AnyView {
    let (scope, texts) = (use_scope(), use_texts());
    let title = view! {
        <PageTitle text=Signal::derive(texts.text(Key::ComposeTitle)) take_focus=reader_has_moved() />
    };
    if let Err(reason) = scope.compose_access() {
        return view! {
            {title}
            <Notice kind=NoticeKind::Info title=Signal::derive(texts.text(Key::ComposeClosed))>
                {texts.text(words::reason(reason))}
            </Notice>
        }
        .into_any();
    }
    let list = RwSignal::new(Remote::Idle);
    let fetch = move || {
        load(list, async move { scope.noticing(api::recipients::list(&scope.client()).await) });
    };
    fetch();
    view! {
        {title}
        {urgent()}
        {move || match &*list.read() {
            Remote::Idle | Remote::Loading => ().into_any(),
            Remote::Slow => view! { <Skeleton /> }.into_any(),
            Remote::Ready(list) => choose(scope, list.clone()),
            Remote::Failed(error) => failure(error, fetch),
        }}
    }
    .into_any()
}

fn failure(error: &ApiError, fetch: impl Fn() + Send + Sync + 'static) -> AnyView {
    let texts = use_texts();
    let (error, request_id) = (error.clone(), words::request_id(error));
    view! {
        <Failure
            title=Signal::derive(texts.text(Key::ComposeFailed))
            text=Signal::derive(move || words::error(texts, &error))
            request_id=request_id
            retry=Callback::new(move |()| fetch())
        />
    }
    .into_any()
}

fn choose(scope: PersonScope, recipients: Vec<Recipient>) -> AnyView {
    let texts = use_texts();
    let (closed, open): (Vec<_>, Vec<_>) = recipients.into_iter().partition(|one| one.closed.is_some());
    let closed = (!closed.is_empty()).then(|| unavailable(closed));
    let choices = if open.is_empty() {
        view! { <Notice kind=NoticeKind::Info>{texts.text(Key::ComposeNoRecipients)}</Notice> }.into_any()
    } else {
        choices(scope, open)
    };
    view! { {choices} {closed} }.into_any()
}

fn choices(scope: PersonScope, open: Vec<Recipient>) -> AnyView {
    let (navigation, texts) = (use_navigation(), use_texts());
    let chosen = RwSignal::new(None::<Choice>);
    let error = RwSignal::new(None::<String>);
    let is_busy = RwSignal::new(false);
    let go_on = move || {
        let Some((recipient, topic)) = chosen.get_untracked() else {
            error.set(Some(texts.now(Key::ComposeRecipientMissing, &[])));
            return;
        };
        is_busy.set(true);
        leptos::task::spawn_local(async move {
            let draft = api::drafts::create(&scope.client(), &recipient, topic).await;
            is_busy.set(false);
            match scope.noticing(draft) {
                Ok(draft) => {
                    let route = Route::Draft(draft.id.clone());
                    scope.edit(draft);
                    navigation.go(&route);
                }
                Err(ApiError::Aborted) => {}
                Err(failed) => error.set(Some(words::error(texts, &failed))),
            }
        });
    };
    let cards = open.into_iter().flat_map(|one| cards(one, chosen)).collect_view();
    view! {
        <fieldset class="ib-recipients" aria-describedby="recipient-error">
            <legend class="ib-legend">{texts.text(Key::ComposeChooseRecipient)}</legend>
            {cards}
        </fieldset>
        <p class="error-wrapper__errors" id="recipient-error" role="alert">
            {error}
        </p>
        <div class="ib-actions">
            {button(ButtonKind::Primary, texts.text(Key::ComposeContinue), is_busy.into(), go_on)}
        </div>
    }
    .into_any()
}

/// One card for each thing that one can write to the recipient about (R80), links out below.
fn cards(recipient: Recipient, chosen: RwSignal<Option<Choice>>) -> Vec<AnyView> {
    let texts = use_texts();
    let several = recipient.topics.len() > 1;
    let topics = recipient.topics.clone().into_iter().map(|topic| {
        let choice = (recipient.id.clone(), topic.kind);
        let lines = [recipient.role.clone(), recipient.place.clone()];
        let about = several.then(|| {
            view! { <span class="ib-card__line">{texts.text(words::topic(topic.kind))}</span> " " }
        });
        let (answer, price) = (topic.clone(), topic);
        view! {
            <label class="ib-card ib-recipient">
                <input
                    type="radio"
                    name="recipient"
                    class="ib-radio"
                    on:change=move |_| chosen.set(Some(choice.clone()))
                />
                <span class="ib-card__text">
                    <span class="ib-card__name">{recipient.name.clone()}</span>
                    " "
                    {about}
                    {lines
                        .into_iter()
                        .flatten()
                        .map(|line| view! { <span class="ib-card__line">{line}</span> " " })
                        .collect_view()}
                    <span class="ib-card__line">{move || words::answer_within(texts, &answer)}</span>
                    " "
                    {move || {
                        words::price(texts, &price)
                            .map(|price| view! { <span class="ib-card__line">{price}</span> })
                    }}
                </span>
            </label>
        }
        .into_any()
    });
    topics.chain(links(&recipient)).collect()
}

fn links(recipient: &Recipient) -> Option<AnyView> {
    let texts = use_texts();
    let links = recipient.links.iter().map(|link| {
        let href = link.href.clone();
        view! {
            <a class="anchorlink" href=href>
                {texts.text(words::service_link(link.kind))}
            </a>
            " "
        }
    });
    let other = texts.with(Key::ComposeOther, "name", recipient.name.clone());
    (!recipient.links.is_empty()).then(|| {
        view! {
            <p class="ib-hint">{other} ": " {links.collect_view()}</p>
        }
        .into_any()
    })
}

/// Those who cannot be written to, each with the reason (R68-R70).
fn unavailable(recipients: Vec<Recipient>) -> AnyView {
    let texts = use_texts();
    let cards = recipients.into_iter().map(|one| {
        let reason = one.closed.map(|closed| texts.text(words::recipient_closed(closed)));
        view! {
            <li class="ib-card ib-card--off">
                <span class="ib-card__text">
                    <span class="ib-card__name">{one.name}</span>
                    " "
                    <span class="ib-card__line">{reason}</span>
                </span>
            </li>
        }
    });
    view! {
        <section class="ib-unavailable" aria-labelledby="unavailable-title">
            <h2 class="title title--title4" id="unavailable-title">
                {texts.text(Key::ComposeUnavailable)}
            </h2>
            <ul class="ib-cards">{cards.collect_view()}</ul>
        </section>
    }
    .into_any()
}
