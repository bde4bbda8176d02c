use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use web_sys::{Blob, HtmlAnchorElement, Url};

use crate::api::threads;
use crate::domain::message::{Attachment, AttachmentState};
use crate::i18n::{Key, file_size, use_texts};
use crate::page::words;
use crate::state::{Remote, use_scope};
use crate::ui::{Notice, NoticeKind, small_icon};

/// The files of a message. They are downloaded, never opened here.
pub fn list(thread: StoredValue<String>, message: String, files: Vec<Attachment>) -> AnyView {
    let texts = use_texts();
    let files = files.into_iter().map(|file| {
        let one = match file.state {
            AttachmentState::Available => download(thread, message.clone(), file),
            AttachmentState::Expired => gone(&file, Key::AttachmentExpired),
            AttachmentState::Infected => gone(&file, Key::AttachmentInfected),
            AttachmentState::Unknown => gone(&file, Key::ThreadUnknownContent),
        };
        view! { <li>{one}</li> }
    });
    view! {
        <section class="ib-attachments">
            <h3 class="ib-attachments__title">{texts.text(Key::AttachmentTitle)}</h3>
            <ul class="ib-attachments__list">{files.collect_view()}</ul>
        </section>
    }
    .into_any()
}

fn gone(file: &Attachment, why: Key) -> AnyView {
    view! {
        <p class="ib-attachment ib-attachment--gone">
            {small_icon("Attachment")} <span class="ib-attachment__name">{file.name.clone()}</span> " "
            <span class="ib-attachment__size">{use_texts().text(why)}</span>
        </p>
    }
    .into_any()
}

fn download(thread: StoredValue<String>, message: String, file: Attachment) -> AnyView {
    let (scope, texts) = (use_scope(), use_texts());
    let fetching = RwSignal::new(Remote::<()>::Idle);
    let (name, size) = (file.name.clone(), file_size(file.size));
    let fetch = move |_| {
        if fetching.with_untracked(Remote::is_waiting) {
            return;
        }
        fetching.set(Remote::Slow);
        let (message, file) = (message.clone(), file.clone());
        spawn_local(async move {
            let bytes = threads::attachment(&scope.client(), &thread.get_value(), &message, &file.id).await;
            match scope.noticing(bytes) {
                Ok(bytes) => {
                    save(&bytes, &file.name);
                    fetching.set(Remote::Idle);
                }
                Err(error) => fetching.set(Remote::Failed(error)),
            }
        });
    };
    let failed = move || match &*fetching.read() {
        Remote::Failed(error) => {
            let text = words::error(texts, error);
            Some(view! { <Notice kind=NoticeKind::Error>{text}</Notice> })
        }
        _ => None,
    };
    view! {
        <button type="button" class="ib-attachment" on:click=fetch>
            {small_icon("Attachment")}
            <span class="ib-attachment__name">{texts.with(Key::AttachmentDownload, "name", name)}</span> " "
            <span class="ib-attachment__size">{size}</span> {small_icon("Download")}
        </button>
        {failed}
    }
    .into_any()
}

/// Hands the bytes to the browser's downloads; the address that carries them ends at once.
fn save(bytes: &Blob, name: &str) {
    let Ok(address) = Url::create_object_url_with_blob(bytes) else { return };
    let link = document().create_element("a").ok().and_then(|link| link.dyn_into::<HtmlAnchorElement>().ok());
    if let Some(link) = link {
        link.set_href(&address);
        link.set_download(name);
        link.click();
    }
    // An address that was just made can be ended.
    let _ = Url::revoke_object_url(&address);
}
