use leptos::html;
use leptos::prelude::*;
use leptos_router::components::Router;

use super::{log_in, person};
use crate::domain::person::PersonId;
use crate::i18n::{Catalogue, Texts, use_texts};
use crate::shell::Start;
use crate::state::{App, Login, Navigation, use_app, use_navigation};
use crate::ui::{Icons, Skeleton, keyed, skip_link};
use crate::i18n::Key;

/// What stands in the page: each value is a subtree of its own, with its own state.
#[derive(Clone, PartialEq, Eq, Hash)]
enum Stage {
    Waiting,
    Person(PersonId),
    LogIn,
    LoggedOut,
    Failed,
}

/// The whole app.
pub fn root(start: Start, catalogue: Catalogue) -> impl IntoView {
    // The slash keeps the router from taking `/innboksen` for `/innboks`.
    let base = format!("{}/", start.base_path().trim_end_matches('/'));
    provide_context(Icons(start.icons_url()));
    let texts = Texts::new(catalogue);
    provide_context(texts);
    provide_context(App::new(start, texts));
    view! {
        <Router base=base>
            <Frame />
        </Router>
    }
}

#[component]
fn Frame() -> impl IntoView {
    let (app, texts) = (use_app(), use_texts());
    let navigation = Navigation::new(app);
    provide_context(navigation);
    let main = NodeRef::<html::Main>::new();
    provide_context(main);
    view! {
        <div class="ib-app" lang=move || texts.language().tag()>
            {skip_link(texts.text(Key::SkipContent), main)}
            {keyed(move || stage(app, navigation), show)}
            <div class="ib-live ib-sr-only" aria-live="polite">
                {app.announcement}
            </div>
        </div>
    }
}

fn stage(app: App, navigation: Navigation) -> Stage {
    app.login.with(|login| match login {
        Login::Waiting => Stage::Waiting,
        Login::In { .. } => navigation.acting.get().map_or(Stage::Waiting, Stage::Person),
        Login::Missing { .. } => Stage::LogIn,
        Login::Out { .. } => Stage::LoggedOut,
        Login::Failed(_) => Stage::Failed,
    })
}

fn show(stage: Stage) -> AnyView {
    match stage {
        Stage::Waiting => main_area(view! { <Skeleton /> }.into_any()),
        Stage::Person(id) => {
            let found = use_app().login.with_untracked(|login| match login {
                Login::In { session, .. } => session.person(&id).cloned(),
                _ => None,
            });
            found.map(person::pages).unwrap_or_else(|| ().into_any())
        }
        Stage::LogIn => main_area(log_in::missing()),
        Stage::LoggedOut => main_area(log_in::logged_out()),
        Stage::Failed => main_area(log_in::failed()),
    }
}

/// The page's main part; the skip link leads to it.
pub fn main_area(content: AnyView) -> AnyView {
    let main = expect_context::<NodeRef<html::Main>>();
    view! {
        <main class="ib-main" tabindex="-1" node_ref=main>
            {content}
        </main>
    }
    .into_any()
}

/// Is this the first page since the app came? Then the focus stays where the reader has it.
pub fn reader_has_moved() -> bool {
    use_navigation().moved.get_untracked()
}
