use leptos::prelude::*;

use super::button::{ButtonKind, button};
use super::icon::icon;
use crate::i18n::{Key, use_texts};

/// What a notice is for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum NoticeKind {
    /// To know.
    Info,
    /// To heed.
    Warning,
    /// It went wrong.
    Error,
    /// It went well.
    Success,
}

/// A notice in the run of the page. It is read aloud when it appears.
#[component]
pub fn Notice(
    /// What it is for.
    kind: NoticeKind,
    /// Its heading.
    #[prop(optional, into)]
    title: Option<Signal<String>>,
    /// What it says.
    children: Children,
) -> impl IntoView {
    let (class, sign, role) = match kind {
        NoticeKind::Info => ("notification-panel notification-panel--info ib-notice ib-notice--info", "InfoSignFill", "status"),
        NoticeKind::Warning => ("notification-panel notification-panel--warn ib-notice ib-notice--warning", "ErrorSignFill", "status"),
        NoticeKind::Error => ("notification-panel notification-panel--error ib-notice ib-notice--error", "TriangleX", "alert"),
        NoticeKind::Success => ("notification-panel notification-panel--success ib-notice ib-notice--success", "CheckFill", "status"),
    };
    let text_class = if title.is_some() {
        "notification-panel__children notification-panel__children--with-label"
    } else {
        "notification-panel__children"
    };
    let title = title.map(|title| view! { <h2 class="notification-panel__label">{title}</h2> }.into_any());
    view! {
        <div class=class role=role>
            {icon(sign, "ib-icon notification-panel__icon")}
            <div class="notification-panel__content">
                {title} <div class=text_class>{children()}</div>
            </div>
        </div>
    }
}

/// Something could not be had: what, why, and a way to try again.
#[component]
pub fn Failure(
    /// What could not be had.
    #[prop(into)]
    title: Signal<String>,
    /// Why.
    #[prop(into)]
    text: Signal<String>,
    /// Names the event for support.
    request_id: Option<String>,
    /// Tries again.
    retry: Callback<()>,
) -> impl IntoView {
    let texts = use_texts();
    let reference = request_id.map(|id| {
        view! { <p class="ib-failure__ref">{texts.with(Key::ErrorRequestId, "id", id)}</p> }.into_any()
    });
    view! {
        <div class="ib-failure" role="alert">
            {icon("TriangleX", "ib-icon ib-icon--lg")} <h2 class="title title--title3">{title}</h2>
            <p>{text}</p>
            <div class="ib-actions">
                {button(
                    ButtonKind::Secondary,
                    texts.text(Key::ErrorRetry),
                    Signal::stored(false),
                    move || retry.run(()),
                )}
            </div> {reference}
        </div>
    }
}
