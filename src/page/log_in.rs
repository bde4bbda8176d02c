//! What stands there when nobody is logged in.

use leptos::prelude::*;

use super::title::title;
use super::waiting::not_fetched;
use crate::i18n::{Key, use_texts};
use crate::state::{Login, use_app};
use crate::ui::dom::{View, el};

/// Nobody is logged in, or the session has ended (R94).
pub fn missing() -> View {
    closed_door(Key::LogInTitle, Key::LogInText)
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
    // The log-in page is not ours: the browser goes there, with a way back.
    let link = login_url.map(|url| {
        let back = window().location().pathname().unwrap_or_default();
        let back = js_sys::encode_uri_component(&back);
        let label = el("span").class("button__text").child(texts.text(Key::LoggedOutLogIn));
        let link = el("a")
            .class("button-wrapper")
            .attr("href", &format!("{url}?returnTo={back}"))
            .attr("rel", "external")
            .child(el("span").class("button button--medium").child(label));
        el("div").class("ib-actions").child(link)
    });
    let page = el("div").class("ib-stack").child(title(heading));
    page.child(el("p").child(texts.text(text))).child(link).into()
}
