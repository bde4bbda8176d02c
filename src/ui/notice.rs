use super::button::{Busy, ButtonKind, button};
use super::dom::{View, el};
use super::icon::icon;
use crate::i18n::{Key, Text, use_texts};

/// What a notice is for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum NoticeKind {
    /// To know.
    Info,
    /// To heed.
    Warning,
    /// It went wrong.
    Error,
}

/// A notice in the run of the page. It is read aloud when it appears.
pub fn notice(kind: NoticeKind, title: Option<Text>, content: impl Into<View>) -> View {
    notice_of(kind, title, content.into())
}

fn notice_of(kind: NoticeKind, title: Option<Text>, content: View) -> View {
    let (class, sign, role) = match kind {
        NoticeKind::Info => (
            "notification-panel notification-panel--info ib-notice ib-notice--info",
            "InfoSignFill",
            "status",
        ),
        NoticeKind::Warning => (
            "notification-panel notification-panel--warn ib-notice ib-notice--warning",
            "ErrorSignFill",
            "status",
        ),
        NoticeKind::Error => (
            "notification-panel notification-panel--error ib-notice ib-notice--error",
            "TriangleX",
            "alert",
        ),
    };
    let text_class = if title.is_some() {
        "notification-panel__children notification-panel__children--with-label"
    } else {
        "notification-panel__children"
    };
    let title = title.map(|title| el("h2").class("notification-panel__label").child(title));
    let text = el("div").class(text_class).child(content);
    let inner = el("div").class("notification-panel__content").child(title).child(text);
    el("div")
        .class(class)
        .attr("role", role)
        .child(icon(sign, "ib-icon notification-panel__icon"))
        .child(inner)
        .into()
}

/// Something could not be had: what, why, and a way to try again. `request_id` names the event for
/// support.
pub fn failure(
    title: Text,
    why: Text,
    request_id: Option<String>,
    retry: impl Fn() + 'static,
) -> View {
    failure_boxed(title, why, request_id, Box::new(retry))
}

fn failure_boxed(title: Text, why: Text, request_id: Option<String>, retry: Box<dyn Fn()>) -> View {
    let texts = use_texts();
    let reference = request_id.map(|id| {
        el("p").class("ib-failure__ref").child(texts.with(Key::ErrorRequestId, "id", id))
    });
    let again = button(ButtonKind::Secondary, texts.text(Key::ErrorRetry), Busy::NEVER, retry);
    el("div")
        .class("ib-failure")
        .attr("role", "alert")
        .child(icon("TriangleX", "ib-icon ib-icon--lg"))
        .child(el("h2").class("title title--title3").child(title))
        .child(el("p").child(why))
        .child(el("div").class("ib-actions").child(again))
        .child(reference)
        .into()
}
