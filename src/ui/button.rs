use leptos::prelude::*;

/// How much a button weighs.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum ButtonKind {
    /// The one thing to do here.
    Primary,
    /// Another thing.
    Secondary,
    /// A small thing, in the run of text.
    Link,
}

/// A button; `busy` dims it and says so, without taking the focus away.
pub fn button(
    kind: ButtonKind,
    label: impl Fn() -> String + Send + Sync + 'static,
    busy: Signal<bool>,
    press: impl Fn() + 'static,
) -> AnyView {
    let label = Signal::derive(label);
    let is_busy = move || busy.get().then_some("true");
    let on_click = move |_| {
        if !busy.get_untracked() {
            press();
        }
    };
    let look = match kind {
        ButtonKind::Primary => "button button--medium",
        ButtonKind::Secondary => "button button--medium button--outline",
        ButtonKind::Link => {
            return view! {
                <button type="button" class="ib-link-button" aria-disabled=is_busy on:click=on_click>
                    {label}
                </button>
            }
            .into_any();
        }
    };
    view! {
        <button type="button" class="button-wrapper" aria-disabled=is_busy on:click=on_click>
            <span class=look>
                <span class="button__text">{label}</span>
            </span>
        </button>
    }
    .into_any()
}
