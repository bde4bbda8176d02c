use leptos::html;
use leptos::prelude::*;

use super::icon::icon;
use crate::i18n::{Key, use_texts};

/// A modal dialog: the browser keeps the focus inside, closes it by Escape, and gives the focus
/// back to what opened it.
#[component]
pub fn Dialog(
    /// Identifies the heading inside the shadow root.
    id: &'static str,
    /// What it is about.
    #[prop(into)]
    title: Signal<String>,
    /// Closes it.
    close: Callback<()>,
    /// What it holds.
    children: Children,
) -> impl IntoView {
    let dialog = NodeRef::<html::Dialog>::new();
    Effect::new(move || {
        if let Some(dialog) = dialog.get()
            && !dialog.open()
        {
            // Fails only for a dialog that is open or outside the page.
            let _ = dialog.show_modal();
        }
    });
    let shut = move || {
        if let Some(dialog) = dialog.get_untracked() {
            dialog.close();
        }
    };
    view! {
        <dialog class="ib-dialog" aria-labelledby=id node_ref=dialog on:close=move |_| close.run(())>
            <div class="ib-dialog__head">
                <h2 class="title title--title3" id=id>
                    {title}
                </h2>
                <button
                    type="button"
                    class="close"
                    aria-label=use_texts().text(Key::DialogClose)
                    on:click=move |_| shut()
                >
                    <span class="close__inner-container">{icon("X", "ib-icon")}</span>
                </button>
            </div>
            <div class="ib-dialog__body">{children()}</div>
        </dialog>
    }
}
