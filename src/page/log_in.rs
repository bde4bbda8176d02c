//! What stands there when nobody is logged in.

use leptos::prelude::*;

use super::title::title;
use super::waiting::not_fetched;
use crate::i18n::{Key, use_texts};
use crate::state::{Login, use_app};
use crate::ui::dom::{El, View, el};
use crate::ui::{Busy, ButtonKind, NoticeKind, button, notice};

/// Nobody is logged in, or the session has ended (R94).
pub fn missing() -> View {
    closed_door(Key::LogInTitle, Key::LogInText)
}

/// The session ended while the page was open. One logs in elsewhere, so that what is kept here is not lost.
pub fn over() -> View {
    let (app, texts) = (use_app(), use_texts());
    let login_url = app.login.with_untracked(|login| match login {
        Login::Over { login_url } => login_url.clone(),
        _ => None,
    });
    let (text, way) = match login_url {
        Some(url) => {
            let link = log_in_link(&url, Key::LoggedOutNewTab).attr("target", "_blank");
            (Key::LoggedOutOverText, link.into())
        }
        None => {
            let again = texts.text(Key::ErrorRetry);
            let again = button(ButtonKind::Primary, again, Busy::NEVER, move || app.ask_session());
            (Key::LoggedOutOverUnsure, again)
        }
    };
    let kept = app
        .expiry
        .has_kept()
        .then(|| notice(NoticeKind::Warning, None, texts.text(Key::LoggedOutOverKept)));
    let page = el("div").class("ib-stack").child(title(Key::LoggedOutOverTitle));
    let text = el("p").child(texts.text(text));
    page.child(text).child(kept).child(el("div").class("ib-actions").child(way)).into()
}

/// The user has logged out.
pub fn logged_out() -> View {
    closed_door(Key::LoggedOutTitle, Key::LoggedOutText)
}

/// It could not be found out who is logged in.
pub fn failed() -> View {
    let (app, texts) = (use_app(), use_texts());
    let error = app.login.with_untracked(|login| match login {
        Login::Failed(error) => Some(error.clone()),
        _ => None,
    });
    let why = error
        .map(|error| not_fetched(texts.text(Key::InboxFailed), error, move || app.ask_session()));
    View::of([title(Key::InboxTitle), why.into()])
}

/// The user asked to log out, but the session goes on: nothing is shown, and it can be tried again.
pub fn not_logged_out() -> View {
    let (app, texts) = (use_app(), use_texts());
    let error = app.login.with_untracked(|login| match login {
        Login::NotOut { error, .. } => Some(error.clone()),
        _ => None,
    });
    let why = error.map(|error| {
        not_fetched(texts.text(Key::LoggedOutFailedText), error, move || app.log_out())
    });
    View::of([title(Key::LoggedOutFailedTitle), why.into()])
}

fn closed_door(heading: Key, text: Key) -> View {
    let (app, texts) = (use_app(), use_texts());
    let login_url = app.login.with_untracked(|login| match login {
        Login::Missing { login_url } | Login::Out { login_url } => login_url.clone(),
        _ => None,
    });
    let link = login_url
        .map(|url| el("div").class("ib-actions").child(log_in_link(&url, Key::LoggedOutLogIn)));
    let page = el("div").class("ib-stack").child(title(heading));
    page.child(el("p").child(texts.text(text))).child(link).into()
}

/// The log-in page is not ours: the browser goes there, with a way back.
fn log_in_link(url: &str, label: Key) -> El {
    let back = window().location().pathname().unwrap_or_default();
    let back = js_sys::encode_uri_component(&back);
    let label = el("span").class("button__text").child(use_texts().text(label));
    el("a")
        .class("button-wrapper")
        .attr("href", &format!("{url}?returnTo={back}"))
        .attr("rel", "external noopener")
        .child(el("span").class("button button--medium").child(label))
}
