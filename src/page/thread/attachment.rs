use super::Opened;
use crate::api::threads;
use crate::domain::message::{Attachment, AttachmentState};
use crate::i18n::{Key, Text, file_size, use_texts};
use crate::page::words;
use crate::reactive::{RwSignal, StoredValue};
use crate::state::{Remote, use_scope};
use crate::ui::dom::{El, View, el, live};
use crate::ui::{self, NoticeKind, notice, small_icon};

/// The files of a message. They are downloaded, never opened here.
pub fn list(thread: &Opened, message: &str, files: Vec<Attachment>) -> El {
    let Opened { id: thread, may_download, .. } = *thread;
    let files = files.into_iter().map(|file| {
        let one = match file.state {
            AttachmentState::Available if !may_download => gone(&file, Key::ErrorDenied),
            AttachmentState::Available => download(thread, message.to_owned(), file),
            AttachmentState::Expired => gone(&file, Key::AttachmentExpired),
            AttachmentState::Infected => gone(&file, Key::AttachmentInfected),
            AttachmentState::Unknown => gone(&file, Key::ThreadUnknownContent),
        };
        el("li").child(one).into()
    });
    let heading = el("h3").class("ib-attachments__title");
    el("section")
        .class("ib-attachments")
        .child(heading.child(use_texts().text(Key::AttachmentTitle)))
        .child(el("ul").class("ib-attachments__list").children(files))
}

fn described(around: El, name: impl Into<View>, about: impl Into<View>) -> El {
    around
        .child(small_icon("Attachment"))
        .child(el("span").class("ib-attachment__name").child(name))
        .child(" ")
        .child(el("span").class("ib-attachment__size").child(about))
}

fn gone(file: &Attachment, why: Key) -> View {
    let around = el("p").class("ib-attachment ib-attachment--gone");
    described(around, file.name.clone(), use_texts().text(why)).into()
}

fn download(thread: StoredValue<String>, message: String, file: Attachment) -> View {
    let (scope, texts) = (use_scope(), use_texts());
    let fetching = RwSignal::new(Remote::<()>::Idle);
    let name = texts.with(Key::AttachmentDownload, "name", file.name.clone());
    let size = file_size(file.size);
    let fetch = move |_| {
        if fetching.with_untracked(Remote::is_waiting) {
            return;
        }
        fetching.set(Remote::Slow);
        let (message, file) = (message.clone(), file.clone());
        let thread = thread.get_value();
        scope.spawn(async move {
            let bytes = threads::attachment(&scope.client(), &thread, &message, &file.id).await;
            fetching.set(match scope.noticing(bytes) {
                Ok(bytes) => {
                    ui::download(&bytes, &file.name);
                    Remote::Idle
                }
                Err(error) => Remote::Failed(error),
            });
        });
    };
    let failed = live(move || match fetching.get() {
        Remote::Failed(error) => {
            notice(NoticeKind::Error, None, Text::live(move || words::error(texts, &error)))
        }
        _ => View::none(),
    });
    let button = el("button").attr("type", "button").class("ib-attachment").on("click", fetch);
    let button = described(button, name, size).child(small_icon("Download"));
    View::of([button.into(), failed])
}
