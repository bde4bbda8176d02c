use std::cell::Cell;
use std::rc::Rc;

use leptos::mount::{UnmountHandle, mount_to};
use leptos::prelude::*;
use web_sys::{Comment, HtmlElement};

use super::{expiry, host, log_in, person};
use crate::domain::person::PersonId;
use crate::i18n::{Catalogue, Key, Language, Text, use_texts};
use crate::shell::Start;
use crate::state::{App, Login, Navigation, texts, use_app, use_navigation};
use crate::ui::dom::{View, el, follow, keyed};
use crate::ui::{Icons, skeleton, skip_link};

/// Where the skip link leads.
const MAIN: &str = "content";

/// What stands in the page: each value is a subtree of its own, with its own state.
#[derive(Clone, PartialEq, Eq, Hash)]
enum Stage {
    Waiting,
    /// Of one log-in: another user who acts for the same person gets a subtree of their own.
    Person(u32, PersonId),
    LogIn,
    Over,
    LoggedOut,
    NotLoggedOut,
    Failed,
}

/// A running app; dropped, it ends, and its listeners and calls with it.
pub struct Mounted {
    container: HtmlElement,
    owner: Option<Owner>,
    _handle: UnmountHandle<Comment>,
}

/// Runs the app inside `container`.
#[must_use]
pub fn mount(container: HtmlElement, start: Start, catalogue: Catalogue) -> Mounted {
    let parent = container.clone();
    let kept = Rc::new(Cell::new(None));
    let keep = kept.clone();
    let _handle = mount_to(container.clone(), move || {
        keep.set(Owner::current());
        let app = root(start, catalogue, parent.clone());
        let _ = parent.append_child(app.node());
    });
    Mounted { container, owner: kept.take(), _handle }
}

impl Mounted {
    fn within<T>(&self, act: impl FnOnce() -> T) -> Option<T> {
        self.owner.as_ref().map(|owner| owner.with(act))
    }

    /// The page asks to act for a person.
    pub fn act_for(&self, person: String) {
        self.within(|| host::act_for(use_app(), use_navigation(), person));
    }

    /// The page wants another language.
    pub fn speak(&self, language: &str) {
        self.within(|| use_app().speak(Language::parse(language)));
    }

    /// Shall the shell extend the session without asking? `times` are what it says of its token.
    #[must_use]
    pub fn extends_session(&self, times: &[f64]) -> bool {
        self.within(|| use_app().extends_session(times)).unwrap_or_default()
    }
}

impl Drop for Mounted {
    fn drop(&mut self) {
        // By hand: what lives in the owner also holds it, so it would not end by itself.
        if let Some(owner) = &self.owner {
            owner.cleanup();
        }
        self.container.set_text_content(None);
    }
}

fn root(start: Start, catalogue: Catalogue, container: HtmlElement) -> View {
    provide_context(Icons(start.icons_url()));
    let texts = texts(start.clone(), catalogue);
    provide_context(texts);
    provide_context(App::new(start, texts));
    frame(container)
}

fn frame(container: HtmlElement) -> View {
    let (app, texts) = (use_app(), use_texts());
    warn_before_closing(app, container.clone());
    let navigation = Navigation::new(app, container);
    provide_context(navigation);
    follow(move || navigation.follow_log_in(app));
    let view = el("div")
        .class("ib-app")
        .attr_live("lang", move || Some(texts.language().tag().into()))
        .child(skip_link(texts.text(Key::SkipContent), MAIN))
        .child(keyed(move || stage(app, navigation), show))
        .child(expiry::warning(app))
        .child(
            el("div")
                .class("ib-sr-only")
                .attr("aria-live", "polite")
                .child(Text::live(move || app.announcement.get().now())),
        )
        .into();
    host::tell(app, navigation);
    view
}

fn stage(app: App, navigation: Navigation) -> Stage {
    app.login.with(|login| match login {
        Login::Waiting => Stage::Waiting,
        Login::In { .. } => {
            let person = navigation.acting.get();
            person.map_or(Stage::Waiting, |person| Stage::Person(app.turn(), person))
        }
        Login::Missing { .. } => Stage::LogIn,
        Login::Over { .. } => Stage::Over,
        Login::Out { .. } => Stage::LoggedOut,
        Login::NotOut { .. } => Stage::NotLoggedOut,
        Login::Failed(_) => Stage::Failed,
    })
}

fn show(stage: Stage) -> View {
    match stage {
        Stage::Waiting => main_area(skeleton()),
        Stage::Person(_, id) => {
            let found = use_app().login.with(|login| match login {
                Login::In { session, .. } => session.person(&id).cloned(),
                _ => None,
            });
            found.as_ref().map(person::pages).into()
        }
        Stage::LogIn => main_area(log_in::missing()),
        Stage::Over => main_area(log_in::over()),
        Stage::LoggedOut => main_area(log_in::logged_out()),
        Stage::NotLoggedOut => main_area(log_in::not_logged_out()),
        Stage::Failed => main_area(log_in::failed()),
    }
}

/// The page's main part; the skip link leads to it.
pub fn main_area(content: impl Into<View>) -> View {
    el("main").class("ib-main").attr("tabindex", "-1").attr("id", MAIN).child(content).into()
}

/// The browser asks before it closes over text that is not saved.
fn warn_before_closing(app: App, container: HtmlElement) {
    let listener = window_event_listener(leptos::ev::beforeunload, move |event| {
        // When the app has broken down, the panel in its place asks.
        if container.is_connected() && app.has_unsaved() {
            event.prevent_default();
        }
    });
    on_cleanup(move || listener.remove());
}
