//! «Fant du det du lette etter?» (R99).

use std::rc::Rc;

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlElement, HtmlTextAreaElement, Node, ShadowRoot};

use super::words;
use crate::api::feedback::{FeedbackPage, MAX_TEXT};
use crate::i18n::{Key, Text, use_texts};
use crate::route::Route;
use crate::state::{Feedback, FeedbackStep, PersonScope};
use crate::ui::dom::{El, View, el, keyed, live};
use crate::ui::{Busy, ButtonKind, NoticeKind, button, notice};

/// The kind of page that an address leads to; `None` where the citizen is not asked: while writing
/// to the health service, nobody shall take this for the message.
fn page_of(route: &Route) -> Option<FeedbackPage> {
    match route {
        Route::Inbox | Route::PutAway => Some(FeedbackPage::Inbox),
        Route::Thread(_) => Some(FeedbackPage::Thread),
        Route::Persons => Some(FeedbackPage::Persons),
        Route::About | Route::Accessibility => Some(FeedbackPage::About),
        _ => None,
    }
}

/// Asks at the end of a page: yes or no, then a few words if one likes.
pub fn section(scope: PersonScope, route: &Route) -> View {
    let Some(page) = page_of(route) else { return View::none() };
    let texts = use_texts();
    let feedback = Feedback::new(scope, page, route.clone());
    let is_thanked = move || feedback.step.with(|step| *step == FeedbackStep::Thanked);
    let title = Text::live(move || {
        let key = if is_thanked() { Key::FeedbackThanks } else { Key::FeedbackTitle };
        texts.now(key, &[])
    });
    let heading = el("h2").class("title title--title4").attr("id", "feedback-title");
    let heading = heading.attr("tabindex", "-1").child(title);
    let thank = thank(scope, feedback, heading.clone());
    let content = keyed(is_thanked, move |is_thanked| {
        if is_thanked {
            return View::none();
        }
        let thank = thank.clone();
        let is_answered = move || feedback.found().is_some();
        let form = keyed(is_answered, move |is_answered| {
            is_answered.then(|| form(feedback, thank.clone())).into()
        });
        View::of([choices(scope, feedback).into(), form])
    });
    el("section")
        .class("ib-below__part ib-feedback")
        .attr("aria-labelledby", "feedback-title")
        .child(heading)
        .child(content)
        .into()
}

fn choices(scope: PersonScope, feedback: Feedback) -> El {
    let texts = use_texts();
    let choice = |found: bool, label: Key| {
        let text = el("span").class("button__text").child(texts.text(label));
        let look = el("span").class("button button--medium button--outline").child(text);
        let is_chosen = move || feedback.found() == Some(found);
        el("button")
            .attr("type", "button")
            .class("button-wrapper")
            .attr_live("aria-pressed", move || Some(is_chosen().to_string()))
            .on("click", move |_| {
                if untrack(|| feedback.found()).is_none() {
                    // The focus stays here; what has come below is told.
                    scope.app.announce(texts.text(Key::FeedbackMore));
                }
                feedback.answer(found);
            })
            .child(look)
            .into()
    };
    el("div")
        .class("ib-actions")
        .children([choice(true, Key::FeedbackYes), choice(false, Key::FeedbackNo)])
}

fn form(feedback: Feedback, thank: Rc<dyn Fn()>) -> El {
    let texts = use_texts();
    let label = el("label").class("label").attr("for", "feedback-text");
    let hint = el("p").class("ib-hint").attr("id", "feedback-hint");
    let field = el("div")
        .class("ib-field")
        .child(el("div").class("label-wrapper").child(label.child(texts.text(Key::FeedbackLabel))))
        .child(hint.child(texts.text(Key::FeedbackHint)))
        .child(el("div").class("input-container ib-textarea").child(text_area(feedback)));
    let outcome = live(move || match feedback.step.get() {
        FeedbackStep::Failed(_, error) => {
            let why = words::error_text(texts, error);
            let kept = el("p").child(texts.text(Key::FeedbackKept));
            let text = View::of([el("p").child(why).into(), kept.into()]);
            notice(NoticeKind::Error, Some(texts.text(Key::FeedbackFailed)), text)
        }
        _ => View::none(),
    });
    let label = Text::live(move || {
        let key = if feedback.is_sending() { Key::FeedbackSending } else { Key::FeedbackSend };
        texts.now(key, &[])
    });
    let busy = Busy::while_(move || feedback.is_sending());
    let send = button(ButtonKind::Secondary, label, busy, move || {
        feedback.send(thank.clone());
    });
    let send = el("div").class("ib-actions").child(send);
    el("div").class("ib-form").child(field).child(outcome).child(send)
}

fn text_area(feedback: Feedback) -> El {
    let typed = move |event: Event| {
        let area = event.target().and_then(|area| area.dyn_into::<HtmlTextAreaElement>().ok());
        if let Some(area) = area {
            feedback.write(area.value());
        }
    };
    el("textarea")
        .class("input-container__input")
        .attr("id", "feedback-text")
        .attr("rows", "4")
        .attr("autocomplete", "off")
        .attr("aria-describedby", "feedback-hint")
        .attr("maxlength", &MAX_TEXT.to_string())
        .attr_live("readonly", move || feedback.is_sending().then(String::new))
        .with(|area: HtmlTextAreaElement| area.set_value(&feedback.text.get_untracked()))
        .on("input", typed)
}

/// Thanks: the heading says it and takes the focus when the citizen is still here; else it is told.
fn thank(scope: PersonScope, feedback: Feedback, heading: El) -> Rc<dyn Fn()> {
    let texts = use_texts();
    let heading = View::from(heading).node().clone();
    Rc::new(move || {
        let has_focus = is_beside_focus(&heading);
        let is_here = feedback.step.try_update(|step| *step = FeedbackStep::Thanked).is_some();
        match heading.dyn_ref::<HtmlElement>() {
            Some(heading) if is_here && has_focus => {
                let _ = heading.focus();
            }
            _ => scope.app.announce(texts.text(Key::FeedbackThanks)),
        }
    })
}

/// Is the focus in the piece that the heading heads?
fn is_beside_focus(heading: &Node) -> bool {
    let root = heading.get_root_node().dyn_into::<ShadowRoot>().ok();
    let focused = root.and_then(|root| root.active_element());
    heading.parent_node().is_some_and(|piece| focused.is_some_and(|it| piece.contains(Some(&it))))
}
