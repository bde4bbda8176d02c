use leptos::prelude::*;
use web_sys::Blob;

use super::Opened;
use crate::api::{Client, threads};
use crate::domain::file::{Attachment, AttachmentState, Doubt};
use crate::i18n::{Key, Text, use_texts};
use crate::page::words;
use crate::reactive::{RwSignal, StoredValue};
use crate::state::{Remote, load, use_scope};
use crate::ui::dom::{El, View, el, live};
use crate::ui::{self, Busy, ButtonKind, NoticeKind, button, focus_in, notice, small_icon};

/// The files of a message. They are downloaded, never opened here.
pub fn list(thread: &Opened, message: &str, files: Vec<Attachment>) -> El {
    let Opened { id: thread, may_download, .. } = *thread;
    let files = files.into_iter().map(|file| {
        let one = match file.state {
            AttachmentState::Available if !may_download => gone(file, Key::ErrorDenied),
            AttachmentState::Available => {
                return download(thread, message.to_owned(), file);
            }
            AttachmentState::Expired => gone(file, Key::AttachmentExpired),
            AttachmentState::Infected => gone(file, Key::AttachmentInfected),
            AttachmentState::Unknown => gone(file, Key::ThreadUnknownContent),
        };
        el("li").child(one).into()
    });
    let heading = el("h3").class("ib-attachments__title");
    el("section")
        .class("ib-attachments")
        .child(heading.child(use_texts().text(Key::AttachmentTitle)))
        .child(el("ul").class("ib-attachments__list").children(files))
}

fn described(around: El, name: impl Into<View>, about: Text) -> El {
    around
        .child(small_icon("Attachment"))
        .child(el("bdi").class("ib-attachment__name").child(name))
        .child(" ")
        .child(el("span").class("ib-attachment__size").child(about))
}

fn gone(file: Attachment, why: Key) -> View {
    let texts = use_texts();
    let name = file.name.clone();
    let about =
        Text::live(move || format!("{}. {}", words::file_about(texts, &file), texts.now(why, &[])));
    described(el("p").class("ib-attachment ib-attachment--gone"), name, about).into()
}

fn download(thread: StoredValue<String>, message: String, file: Attachment) -> View {
    let (scope, texts) = (use_scope(), use_texts());
    // What has come and is not saved is not what it is said to be.
    let fetching = RwSignal::new(Remote::<Option<(Doubt, Blob)>>::Idle);
    let client = StoredValue::new(scope.client());
    let name = texts.with(Key::AttachmentDownload, "name", file.name.clone());
    let size = {
        let file = file.clone();
        Text::live(move || words::file_about(texts, &file))
    };
    let asked = file.clone();
    let fetch = move |_| {
        if fetching.with_untracked(Remote::is_waiting) {
            return;
        }
        let (message, file) = (message.clone(), asked.clone());
        let (thread, own) = (thread.get_value(), scope.client().apart());
        client.set_value(own.clone());
        load(scope, fetching, async move {
            let (bytes, first) = threads::attachment(&own, &thread, &message, &file.id).await?;
            let doubt = file.kind.check(&first).err();
            if doubt.is_none() {
                save(&bytes, &file);
            }
            Ok(doubt.map(|doubt| (doubt, bytes)))
        });
    };
    let button = el("button").attr("type", "button").class("ib-attachment").on("click", fetch);
    let button = described(button, name, size).child(small_icon("Download"));
    let item = el("li").child(button);
    let around = item.clone();
    let outcome = live(move || match fetching.get() {
        Remote::Slow => {
            let cancel = move || {
                client.with_value(Client::abort);
                fetching.set(Remote::Idle);
            };
            under_way(around.clone(), file.name.clone(), cancel)
        }
        Remote::Failed(error) => notice(NoticeKind::Error, None, words::error_text(texts, error)),
        Remote::Ready(Some((doubt, bytes))) => doubted(doubt, bytes, file.clone()),
        _ => View::none(),
    });
    item.child(outcome).into()
}

/// A download that takes its time is told, and can be given up; then the focus is at the file again.
fn under_way(item: El, name: String, cancel: impl Fn() + 'static) -> View {
    let (app, texts) = (use_scope().app, use_texts());
    app.announce(texts.with(Key::AttachmentDownloading, "name", name.clone()));
    let label = texts.with(Key::AttachmentCancelDownload, "name", name.clone());
    on_cleanup(move || focus_in(&item.clone().into(), "button"));
    button(ButtonKind::Link, label, Busy::NEVER, move || {
        app.announce(texts.with(Key::AttachmentToldCancelled, "name", name.clone()));
        cancel();
    })
}

fn save(bytes: &Blob, file: &Attachment) {
    ui::download(bytes, &file.kind.saved_name(&file.name));
}

/// A file that is not what it is said to be. A program or a hidden web page cannot be had at all: whoever
/// opens it by mistake has lost. Anything else may be wanted though its sender named it wrongly; it is saved
/// under the name of the stated type, so that it opens as that or not at all.
fn doubted(doubt: Doubt, bytes: Blob, file: Attachment) -> View {
    let texts = use_texts();
    let key = match doubt {
        Doubt::Differs => Key::AttachmentDiffers,
        Doubt::Harmful => Key::AttachmentHarmful,
    };
    let said = file.kind;
    let why = Text::live(move || texts.now(key, &[("type", &words::file_kind(texts, said))]));
    let anyway = (doubt == Doubt::Differs).then(|| {
        let save = move || save(&bytes, &file);
        button(ButtonKind::Link, texts.text(Key::AttachmentSaveAnyway), Busy::NEVER, save)
    });
    notice(NoticeKind::Warning, None, View::of([el("p").child(why).into(), anyway.into()]))
}
