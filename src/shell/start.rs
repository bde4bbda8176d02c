use gloo_net::http::Response;
use js_sys::{Array, Promise};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

use crate::i18n::{Catalogue, Language};

#[wasm_bindgen]
extern "C" {
    /// What the element script hands over: its settings, and what it asked for while the app was on
    /// its way (`public/element.js`).
    #[derive(Clone, Debug)]
    pub type Start;

    #[wasm_bindgen(method, getter, js_name = apiUrl)]
    fn js_api_url(this: &Start) -> String;

    #[wasm_bindgen(method, getter, js_name = basePath)]
    fn js_base_path(this: &Start) -> String;

    #[wasm_bindgen(method, getter, js_name = iconsUrl)]
    fn js_icons_url(this: &Start) -> String;

    #[wasm_bindgen(method, getter, js_name = language)]
    fn js_language(this: &Start) -> String;

    #[wasm_bindgen(method, getter, js_name = session)]
    fn js_session(this: &Start) -> Promise;

    #[wasm_bindgen(method, js_name = askSession)]
    fn js_ask_session(this: &Start) -> Promise;

    #[wasm_bindgen(method, js_name = takeFirstPage)]
    fn js_take_first_page(this: &Start) -> Promise;

    #[wasm_bindgen(method, js_name = drawn)]
    fn js_drawn(this: &Start) -> Promise;

    #[wasm_bindgen(method, js_name = texts)]
    fn js_texts(this: &Start, language: &str) -> Promise;

    #[wasm_bindgen(method, js_name = laterTexts)]
    fn js_later_texts(this: &Start, language: &str) -> Promise;

    #[wasm_bindgen(method, js_name = second)]
    fn js_second(this: &Start, language: &str) -> Promise;

    #[wasm_bindgen(method, js_name = title)]
    fn js_title(this: &Start, page: &str);

    #[wasm_bindgen(method, getter, js_name = shell)]
    fn js_shell(this: &Start) -> String;

    #[wasm_bindgen(method, js_name = follows)]
    fn js_follows(this: &Start) -> bool;

    #[wasm_bindgen(method, js_name = ready)]
    fn js_ready(this: &Start);

    #[wasm_bindgen(method, js_name = acting)]
    fn js_acting(this: &Start, person: Option<&str>, unread: Option<u32>);

    #[wasm_bindgen(method, js_name = navigated)]
    fn js_navigated(this: &Start, page: &str);

    #[wasm_bindgen(method, js_name = keeps)]
    fn js_keeps(this: &Start, unsaved: bool);

    #[wasm_bindgen(method, js_name = error)]
    fn js_error(this: &Start, code: &str);

    #[wasm_bindgen(method, js_name = hasHeader)]
    fn js_has_header(this: &Start) -> bool;

    #[wasm_bindgen(method, js_name = tellHeader)]
    fn js_tell_header(this: &Start, name: &str, value: Option<bool>);

    #[wasm_bindgen(method, js_name = askForPicker)]
    fn js_ask_for_picker(this: &Start);

    #[wasm_bindgen(method, js_name = isMounted)]
    fn js_is_mounted(this: &Start);
}

impl Start {
    /// Address of the API, without a closing slash.
    #[must_use]
    pub fn api_url(&self) -> String {
        self.js_api_url()
    }

    /// The app's own path on the host's page, such as `/innboks`.
    #[must_use]
    pub fn base_path(&self) -> String {
        self.js_base_path()
    }

    /// Address of the icon sprite.
    #[must_use]
    pub fn icons_url(&self) -> String {
        self.js_icons_url()
    }

    /// The language whose texts the script chose to start with.
    #[must_use]
    pub fn language(&self) -> Language {
        Language::parse(&self.js_language())
    }

    /// The answer about the session; `None` when the service was not reached.
    pub async fn session(&self) -> Option<Response> {
        response(self.js_session()).await
    }

    /// Asks about the session anew.
    pub async fn ask_session(&self) -> Option<Response> {
        response(self.js_ask_session()).await
    }

    /// The answer with the first page of the default person, once; `None` when none was asked for.
    pub async fn take_first_page(&self) -> Option<Response> {
        response(self.js_take_first_page()).await
    }

    /// Until the first page of the default person is drawn, or none is to come.
    pub async fn drawn(&self) {
        // It is no answer, and cannot fail.
        let _ = JsFuture::from(self.js_drawn()).await;
    }

    /// The texts of a language that the list needs; `None` when they cannot be had.
    pub async fn texts(&self, language: Language) -> Option<Catalogue> {
        catalogue(language, self.js_texts(language.tag())).await
    }

    /// The other texts of a language; `None` when they cannot be had.
    pub async fn later_texts(&self, language: Language) -> Option<Catalogue> {
        catalogue(language, self.js_later_texts(language.tag())).await
    }

    /// Brings in the second module; answers the other texts of a language, or `None` when something of
    /// it cannot be had.
    pub async fn second(&self, language: Language) -> Option<Catalogue> {
        catalogue(language, self.js_second(language.tag())).await
    }

    /// Names the page in the document's title, where the host lets the element do that.
    pub fn title(&self, page: &str) {
        self.js_title(page);
    }

    /// Is the app in the shell of Helsenorge?
    #[must_use]
    pub fn is_in_helsenorge(&self) -> bool {
        self.js_shell() == "helsenorge"
    }

    /// Is the address the app's own? Another element of the page may have it, or the page itself.
    #[must_use]
    pub fn follows_address(&self) -> bool {
        self.js_follows()
    }

    /// Tells the page that the first page is drawn.
    pub fn tell_ready(&self) {
        self.js_ready();
    }

    /// Tells the page who is acted for, by an opaque id, and how many unread threads they have.
    pub fn tell_acting(&self, person: Option<&str>, unread: Option<u32>) {
        self.js_acting(person, unread);
    }

    /// Tells the page the kind of page that the address names.
    pub fn tell_page(&self, kind: &str) {
        self.js_navigated(kind);
    }

    /// Tells the page whether there is unsaved text.
    pub fn tell_unsaved(&self, is_unsaved: bool) {
        self.js_keeps(is_unsaved);
    }

    /// Tells the page, and its developer, what is wrong.
    pub fn report(&self, code: &str) {
        self.js_error(code);
    }

    pub(super) fn has_header(&self) -> bool {
        self.js_has_header()
    }

    pub(super) fn tell_header(&self, name: &str, value: Option<bool>) {
        self.js_tell_header(name, value);
    }

    pub(super) fn ask_for_picker(&self) {
        self.js_ask_for_picker();
    }

    pub(super) fn tell_mounted(&self) {
        self.js_is_mounted();
    }
}

async fn catalogue(language: Language, texts: Promise) -> Option<Catalogue> {
    let texts = JsFuture::from(texts).await.ok()?;
    let texts = Array::from(&texts).iter().map(|text| text.as_string()).collect::<Option<_>>()?;
    Catalogue::new(language, texts)
}

async fn response(promise: Promise) -> Option<Response> {
    let value = JsFuture::from(promise).await.ok()?;
    Some(Response::from(value.dyn_into::<web_sys::Response>().ok()?))
}
