//! What stands there when nobody is logged in.

use leptos::prelude::*;

use super::words;
use crate::i18n::{Key, use_texts};
use crate::state::{Login, use_app};
use crate::ui::{Failure, PageTitle};

/// Nobody is logged in, or the session has ended (R94).
pub fn missing() -> AnyView {
    closed_door(Key::LogInTitle, Key::LogInText)
}

/// The user has logged out.
pub fn logged_out() -> AnyView {
    closed_door(Key::LoggedOutTitle, Key::LoggedOutText)
}

/// It could not be found out who is logged in.
pub fn failed() -> AnyView {
    let (app, texts) = (use_app(), use_texts());
    let error = app.login.with_untracked(|login| match login {
        Login::Failed(error) => Some(error.clone()),
        _ => None,
    });
    let request_id = error.as_ref().and_then(words::request_id);
    view! {
        <PageTitle text=Signal::derive(texts.text(Key::InboxTitle)) take_focus=false />
        <Failure
            title=Signal::derive(texts.text(Key::InboxFailed))
            text=Signal::derive(move || {
                error.as_ref().map(|error| words::error(texts, error)).unwrap_or_default()
            })
            request_id=request_id
            retry=Callback::new(move |()| app.ask_session())
        />
    }
    .into_any()
}

fn closed_door(title: Key, text: Key) -> AnyView {
    let (app, texts) = (use_app(), use_texts());
    let login_url = app.login.with_untracked(|login| match login {
        Login::Missing { login_url } | Login::Out { login_url } => login_url.clone(),
        _ => None,
    });
    // Rendered outside `base-path`'s pages: the browser goes there, with a way back.
    let link = login_url.map(|url| {
        let back = window().location().pathname().unwrap_or_default();
        let back = js_sys::encode_uri_component(&back);
        let address = format!("{url}?returnTo={back}");
        view! {
            <div class="ib-actions">
                <a class="button-wrapper" href=address rel="external">
                    <span class="button button--medium">
                        <span class="button__text">{texts.text(Key::LoggedOutLogIn)}</span>
                    </span>
                </a>
            </div>
        }
    });
    view! {
        <PageTitle text=Signal::derive(texts.text(title)) take_focus=true />
        <p>{texts.text(text)}</p>
        {link}
    }
    .into_any()
}
