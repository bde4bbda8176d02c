use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{HtmlInputElement, HtmlTextAreaElement};

/// A labelled field; its error stands in it and is read with it.
#[derive(Clone, Copy)]
pub struct Field {
    /// Identifies the input inside the shadow root.
    pub id: &'static str,
    /// Identifies the error's text.
    pub error_id: &'static str,
    /// What to write.
    pub label: Signal<String>,
    /// What is wrong with it, if anything.
    pub error: Signal<Option<String>>,
    /// What stands in it.
    pub value: Signal<String>,
    /// Takes over what was typed.
    pub input: Callback<String>,
    /// The field is left.
    pub blur: Callback<()>,
    /// Longest text, in UTF-16 units, as browsers count.
    pub max_length: usize,
}

impl Field {
    fn around(self, control: AnyView) -> AnyView {
        let error = move || {
            self.error.get().map(|error| {
                view! {
                    <p class="error-wrapper__errors" id=self.error_id>
                        {error}
                    </p>
                }
            })
        };
        view! {
            <div
                class="ib-field"
                class=("error-wrapper--with-error", move || self.error.read().is_some())
            >
                {error} <div class="label-wrapper">
                    <label class="label" for=self.id>
                        {self.label}
                    </label>
                </div> {control}
            </div>
        }
        .into_any()
    }

    fn is_invalid(self) -> impl Fn() -> Option<&'static str> + Copy + Send + 'static {
        move || self.error.read().is_some().then_some("true")
    }

    fn described_by(self) -> impl Fn() -> Option<&'static str> + Copy + Send + 'static {
        move || self.error.read().is_some().then_some(self.error_id)
    }
}

/// A line of text.
#[component]
pub fn TextInput(
    /// The field.
    field: Field,
) -> impl IntoView {
    let typed = move |event: web_sys::Event| {
        if let Some(input) = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok()) {
            field.input.run(input.value());
        }
    };
    field.around(
        view! {
            <div
                class="input-container"
                class=("input-container--invalid", move || field.error.read().is_some())
            >
                <input
                    class="input-container__input"
                    type="text"
                    id=field.id
                    autocomplete="off"
                    required
                    maxlength=field.max_length.to_string()
                    aria-invalid=field.is_invalid()
                    aria-describedby=field.described_by()
                    prop:value=field.value
                    on:input=typed
                    on:blur=move |_| field.blur.run(())
                />
            </div>
        }
        .into_any(),
    )
}

/// Lines of text.
#[component]
pub fn TextArea(
    /// The field.
    field: Field,
) -> impl IntoView {
    let typed = move |event: web_sys::Event| {
        if let Some(input) = event.target().and_then(|target| target.dyn_into::<HtmlTextAreaElement>().ok()) {
            field.input.run(input.value());
        }
    };
    field.around(
        view! {
            <div
                class="input-container ib-textarea"
                class=("input-container--invalid", move || field.error.read().is_some())
            >
                <textarea
                    class="input-container__input"
                    id=field.id
                    rows="8"
                    required
                    maxlength=field.max_length.to_string()
                    aria-invalid=field.is_invalid()
                    aria-describedby=field.described_by()
                    prop:value=field.value
                    on:input=typed
                    on:blur=move |_| field.blur.run(())
                ></textarea>
            </div>
        }
        .into_any(),
    )
}
