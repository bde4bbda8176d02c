use leptos::prelude::document;
use wasm_bindgen::JsCast;
use web_sys::{Blob, HtmlAnchorElement, Url};

/// Hands the bytes to the browser's downloads; the address that carries them ends at once.
pub fn download(bytes: &Blob, name: &str) {
    let Ok(address) = Url::create_object_url_with_blob(bytes) else { return };
    let link = document().create_element("a").ok();
    if let Some(link) = link.and_then(|link| link.dyn_into::<HtmlAnchorElement>().ok()) {
        link.set_href(&address);
        link.set_download(name);
        link.click();
    }
    // An address that was just made can be ended.
    let _ = Url::revoke_object_url(&address);
}
