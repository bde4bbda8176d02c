use std::collections::BTreeMap;

use innboks::i18n::{Catalogue, Language, Texts};
use innboks::ui::Icons;
use innboks::ui::dom::View;
use leptos::mount::{UnmountHandle, mount_to};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Comment, Element, HtmlElement};

/// A view that stands in the document, drawn as the app draws its own; dropped, it ends.
pub struct Stage {
    container: HtmlElement,
    _owner: UnmountHandle<Comment>,
}

impl Stage {
    pub fn draw(view: impl FnOnce() -> View + 'static) -> Self {
        let container = document().create_element("div").expect("an element");
        let container: HtmlElement = container.unchecked_into();
        document().body().expect("a body").append_child(&container).expect("a place");
        let parent = container.clone();
        let _owner = mount_to(container.clone(), move || {
            provide_context(Texts::new(catalogue(Language::Nb), |_, _| {}));
            provide_context(Icons("icons.svg".into()));
            parent.append_child(view().node()).expect("a place");
        });
        Self { container, _owner }
    }

    /// What a reader reads.
    pub fn text(&self) -> String {
        self.container.text_content().unwrap_or_default()
    }

    pub fn holds(&self, selector: &str) -> bool {
        self.container.query_selector(selector).expect("a selector").is_some()
    }

    pub fn find<T: JsCast>(&self, selector: &str) -> T {
        let found = self.container.query_selector(selector).expect("a selector").expect(selector);
        found.dyn_into().expect(selector)
    }

    /// The children of the first element.
    pub fn items(&self) -> Vec<Element> {
        let items = self.find::<Element>("*").children();
        (0..items.length()).filter_map(|place| items.item(place)).collect()
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        self.container.remove();
    }
}

/// The texts as they are shipped.
pub fn catalogue(language: Language) -> Catalogue {
    let json = match language {
        Language::En => include_str!("../../public/texts/en.json"),
        Language::Se => include_str!("../../public/texts/se.json"),
        _ => include_str!("../../public/texts/nb.json"),
    };
    let texts: BTreeMap<String, String> = serde_json::from_str(json).expect("an object of texts");
    Catalogue::new(language, texts.into_values().collect()).expect("every text")
}

pub fn has_focus(element: &Element) -> bool {
    document().active_element().as_ref() == Some(element)
}
