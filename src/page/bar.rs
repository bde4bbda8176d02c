//! The bar at the top: whose inbox it is, the language, log-out.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlSelectElement;

use super::leaving::leave;
use super::picker;
use crate::i18n::{Key, Language, use_texts};
use crate::route::Route;
use crate::state::{Leaving, Login, PersonScope, use_app, use_navigation};
use crate::ui::{ButtonKind, button, page_link, small_icon};

/// The bar; the person picker stands in it for who has someone to represent (R45).
pub fn bar(scope: PersonScope) -> AnyView {
    let (navigation, texts) = (use_navigation(), use_texts());
    let home = page_link(
        "ib-bar__name",
        navigation.address(&Route::Inbox),
        move || navigation.go(&Route::Inbox),
        texts.text(Key::InboxTitle),
    );
    let log_out = button(
        ButtonKind::Link,
        texts.text(Key::BarLogOut),
        Signal::stored(false),
        move || leave(scope, navigation, Leaving::LogOut),
    );
    view! {
        <header class="ib-bar">
            <div class="ib-bar__inner">
                {home} {person_button(scope)} <div class="ib-bar__tools">{language()} {log_out}</div>
            </div>
        </header>
    }
    .into_any()
}

fn person_button(scope: PersonScope) -> AnyView {
    let texts = use_texts();
    let represents = scope.app.login.with_untracked(|login| match login {
        Login::In { session, .. } => session.persons.len() > 1,
        _ => false,
    });
    let name = scope.person().name;
    let label = move |name: String| {
        view! {
            <span class="ib-person__text">
                <span class="ib-person__label">{texts.text(Key::BarPersonLabel)}</span>
                " "
                <span class="ib-person__name">{name}</span>
            </span>
        }
    };
    if !represents {
        return view! { <div class="ib-person">{label(name)}</div> }.into_any();
    }
    let is_open = RwSignal::new(false);
    let open = move |_| {
        scope.app.refresh_unread();
        is_open.set(true);
    };
    let close = Callback::new(move |()| is_open.set(false));
    view! {
        <button type="button" class="ib-person" aria-haspopup="dialog" on:click=open>
            {label(name)}
            <span class="ib-sr-only">{texts.text(Key::BarPerson)}</span>
            {small_icon("ChevronDown")}
        </button>
        {move || is_open.get().then(|| picker::picker(scope, close))}
    }
    .into_any()
}

fn language() -> AnyView {
    let (app, texts) = (use_app(), use_texts());
    let choose = move |event: web_sys::Event| {
        if let Some(select) = event.target().and_then(|target| target.dyn_into::<HtmlSelectElement>().ok()) {
            app.choose_language(Language::parse(&select.value()));
        }
    };
    let option = move |language: Language| {
        view! {
            <option value=language.tag() lang=language.tag() selected=move || texts.language() == language>
                {language.own_name()}
            </option>
        }
    };
    view! {
        <label class="ib-sr-only" for="language">
            {texts.text(Key::BarLanguage)}
        </label>
        <span class="select-inner-wrapper ib-language">
            {crate::ui::icon("ChevronDown", "ib-icon ib-icon--sm select-arrow")}
            <select class="select" id="language" on:change=choose>
                {Language::ALL.map(option).collect_view()}
            </select>
        </span>
    }
    .into_any()
}
