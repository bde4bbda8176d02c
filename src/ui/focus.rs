use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

/// The heading of a page. It takes the focus when the reader has moved here, so that a screen
/// reader reads where one is; `take_focus` is false on arrival from outside.
#[component]
pub fn PageTitle(
    /// What the page is called.
    #[prop(into)]
    text: Signal<String>,
    /// Did the reader move here inside the app?
    take_focus: bool,
    /// Size class of the design system.
    #[prop(default = "title title--title1")]
    class: &'static str,
) -> impl IntoView {
    let heading = NodeRef::<html::H1>::new();
    Effect::new(move || {
        if let Some(heading) = heading.get().filter(|_| take_focus) {
            // An element of the page can always take the focus.
            let _ = heading.focus();
        }
    });
    view! {
        <h1 class=class tabindex="-1" node_ref=heading>
            {text}
        </h1>
    }
}

/// «Hopp til innholdet» (R96): an address with `#` does not move the focus inside a shadow root.
pub fn skip_link(label: impl Fn() -> String + Send + Sync + 'static, main: NodeRef<html::Main>) -> AnyView {
    let skip = move |_| {
        if let Some(main) = main.get_untracked() {
            let _ = main.unchecked_ref::<web_sys::HtmlElement>().focus();
        }
    };
    view! {
        <button type="button" class="ib-skip-link" on:click=skip>
            {Signal::derive(label)}
        </button>
    }
    .into_any()
}

/// Puts the focus into the field with this id, inside the shadow root of what has it now.
pub fn focus_field(id: &str) {
    let root = document().active_element().and_then(|host| host.shadow_root());
    let field = root.and_then(|root| root.get_element_by_id(id));
    if let Some(field) = field.and_then(|field| field.dyn_into::<web_sys::HtmlElement>().ok()) {
        let _ = field.focus();
    }
}
