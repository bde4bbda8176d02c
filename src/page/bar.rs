//! The bar at the top: whose inbox it is, the language, log-out.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlSelectElement;

use super::leaving::leave;
use super::persons;
use super::second::{self, behind};
use crate::i18n::{Key, Language, Text, use_texts};
use crate::reactive::RwSignal;
use crate::route::Route;
use crate::state::{Leaving, PersonScope, use_app, use_navigation};
use crate::ui::dom::{El, View, el, follow, keyed, live};
use crate::ui::{Busy, ButtonKind, button, icon, page_link, small_icon};

/// The bar; the person picker stands in it for who has someone to represent (R45).
pub fn bar(scope: PersonScope) -> View {
    let (navigation, texts) = (use_navigation(), use_texts());
    let address = navigation.address(&Route::Inbox);
    let home = page_link("ib-bar__name", &address, move || navigation.go(&Route::Inbox))
        .child(texts.text(Key::InboxTitle));
    let log_out = keyed(
        move || scope.app.shell.with_value(|shell| shell.has_log_out()),
        move |is_elsewhere| {
            let leave = move || leave(scope, navigation, Leaving::LogOut);
            let busy = Busy::while_(move || scope.is_leaving.get());
            let label = texts.text(Key::BarLogOut);
            (!is_elsewhere).then(|| button(ButtonKind::Link, label, busy, leave)).into()
        },
    );
    let tools = el("div").class("ib-bar__tools").children(language()).child(log_out);
    let inner = el("div").class("ib-bar__inner").child(home).child(person(scope)).child(tools);
    let band = el("div").class("ib-bar__band").child(inner);
    // A page has one header.
    let bar = if scope.app.shell.with_value(|shell| shell.has_frame()) {
        el("section").label("aria-label", texts.text(Key::InboxTitle))
    } else {
        el("header")
    };
    bar.class("ib-bar").child(band).child(strip(scope)).into()
}

/// Whose inbox it is, in words and in colour, however far one has scrolled: on whose behalf one acts,
/// for as long as one may, or that it is one's own, when it could be another's.
fn strip(scope: PersonScope) -> View {
    keyed(
        move || scope.represents(),
        move |represents| {
            if represents {
                let text = use_texts().with(Key::BarActingFor, "name", scope.person().name);
                return strip_of("ib-on-behalf", "Group", text).into();
            }
            keyed(
                move || persons::has_others(scope) && scope.person().is_own(),
                |is_own| {
                    let text = use_texts().text(Key::BarOwn);
                    let own = "ib-on-behalf ib-on-behalf--own";
                    is_own.then(|| strip_of(own, "Person", text)).into()
                },
            )
        },
    )
}

fn strip_of(class: &'static str, sign: &'static str, text: Text) -> El {
    let inner = el("span").class("ib-on-behalf__inner").child(small_icon(sign));
    el("p").class(class).child(inner.child(el("span").child(text)))
}

fn person(scope: PersonScope) -> View {
    let has_others = move || persons::has_others(scope);
    keyed(has_others, move |has_others| {
        if has_others {
            picker_button(scope)
        } else {
            el("div").class("ib-person ib-person--only").child(name(scope)).into()
        }
    })
}

fn picker_button(scope: PersonScope) -> View {
    let is_open = RwSignal::new(false);
    let open = move |_| {
        if scope.app.shell.with_value(|shell| shell.opens_picker()) {
            return;
        }
        scope.app.refresh_unread();
        is_open.set(true);
    };
    let picker = live(move || {
        is_open
            .get()
            .then(|| untrack(|| behind(None, move || second::picker(scope, is_open))))
            .into()
    });
    let label = el("span").class("ib-sr-only").child(use_texts().text(Key::BarPerson));
    let button = el("button")
        .attr("type", "button")
        .class("ib-person")
        .attr("aria-haspopup", "dialog")
        .on("click", open)
        .child(name(scope))
        .child(label)
        .child(small_icon("ChevronDown"));
    View::of([button.into(), picker])
}

fn name(scope: PersonScope) -> El {
    let label = el("span").class("ib-person__label").child(use_texts().text(Key::BarPersonLabel));
    let name = el("span").class("ib-person__name").child(scope.person().name);
    el("span").class("ib-person__text").child(label).child(" ").child(name).child(" ")
}

fn language() -> [View; 2] {
    let (app, texts) = (use_app(), use_texts());
    let choose = move |event: web_sys::Event| {
        let select = event.target().and_then(|target| target.dyn_into::<HtmlSelectElement>().ok());
        if let Some(select) = select {
            app.choose_language(Language::parse(&select.value()));
        }
    };
    let option = |language: Language| {
        let tag = language.tag();
        el("option").attr("value", tag).attr("lang", tag).child(language.own_name()).into()
    };
    let select = el("select")
        .class("select")
        .attr("id", "language")
        .on("change", choose)
        .children(Language::ALL.map(option))
        .with(move |select: HtmlSelectElement| {
            follow(move || select.set_value(texts.language().tag()));
        });
    let label = el("label").class("ib-sr-only").attr("for", "language");
    let arrow = icon("ChevronDown", "ib-icon ib-icon--sm select-arrow");
    [
        label.child(texts.text(Key::BarLanguage)).into(),
        el("span").class("select-inner-wrapper ib-language").child(arrow).child(select).into(),
    ]
}
