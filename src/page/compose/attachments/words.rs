//! Which text says what of a file.

use crate::domain::chosen_file::Refusal;
use crate::domain::file::FileKind;
use crate::i18n::{Key, Texts};
use crate::page::words::error;
use crate::state::{FileStep, Told};

/// How far a file has come, and what to do when it cannot go on.
pub fn step(texts: Texts, step: &FileStep, kind: Option<FileKind>) -> String {
    let key = match step {
        FileStep::Preparing => Key::AttachmentPreparing,
        FileStep::Uploading(_) => return String::new(),
        FileStep::Stored => Key::AttachmentStored,
        FileStep::Removing => Key::AttachmentRemoving,
        FileStep::Failed(why) => {
            return texts.now(Key::AttachmentFailed, &[("why", &error(texts, why))]);
        }
        FileStep::NotRemoved(why) => {
            return texts.now(Key::AttachmentNotRemoved, &[("why", &error(texts, why))]);
        }
        FileStep::Refused(refusal) => match refusal {
            Refusal::Empty => Key::AttachmentRefusedEmpty,
            Refusal::WrongType => Key::AttachmentRefusedType,
            Refusal::TooLarge if kind == Some(FileKind::Pdf) => Key::AttachmentRefusedSize,
            Refusal::TooLarge => Key::AttachmentRefusedPhoto,
            Refusal::AllTooLarge => Key::AttachmentRefusedAll,
            Refusal::Unreadable => Key::AttachmentRefusedUnreadable,
            Refusal::Damaged => Key::AttachmentRefusedDamaged,
            Refusal::Infected => Key::AttachmentRefusedInfected,
        },
    };
    texts.now(key, &[])
}

/// What became of a file last.
pub fn told(texts: Texts, told: Option<&Told>) -> String {
    let (key, name) = match told {
        None => return String::new(),
        Some(Told::Stored(name)) => (Key::AttachmentToldStored, name),
        Some(Told::Removed(name)) => (Key::AttachmentToldRemoved, name),
        Some(Told::Stuck(name, stuck)) => {
            let why = step(texts, stuck, None);
            return texts.now(Key::AttachmentToldStuck, &[("name", name), ("why", &why)]);
        }
    };
    texts.now(key, &[("name", name)])
}
