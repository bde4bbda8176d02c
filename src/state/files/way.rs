//! The way of one file: looked at, cleaned, uploaded; or taken off.

use std::rc::Rc;

use js_sys::{Array, Uint8Array};
use web_sys::{AbortController, Blob};

use super::shrink::shrink;
use super::{DraftFile, FileStep, Files, Told};
use crate::api::draft_files::{self, Upload, read, read_first};
use crate::api::{ApiError, Client, Problem};
use crate::domain::chosen_file::{Refusal, check_size, kind_of};
use crate::domain::file::FileKind;
use crate::domain::photo::without_traces;

impl Files {
    /// Reads a file and looks at it, takes out of a picture what it tells beside the picture, and uploads it.
    pub(super) fn prepare(self, id: String) {
        let Some(DraftFile { chosen: Some(file), .. }) = self.find(&id) else { return };
        self.set_step(&id, FileStep::Preparing);
        self.scope.spawn(async move {
            match self.look(&id, &file).await {
                Ok(()) => self.upload(id),
                Err(refusal) => self.stop(&id, FileStep::Refused(refusal)),
            }
        });
    }

    async fn look(self, id: &str, file: &Blob) -> Result<(), Refusal> {
        // One that is gone from the device says that it is empty, until it is read.
        let first = if file.size() == 0.0 { read(file).await } else { read_first(file).await };
        let first = first.ok_or(Refusal::Unreadable)?;
        let kind = kind_of(&first)?;
        self.change(id, |one| one.about.kind = kind);
        // Too large to be read whole.
        check_size(file.size() as u64, 0)?;
        let bytes = read(file).await.ok_or(Refusal::Unreadable)?;
        let clean = without_traces(kind, &bytes).ok_or(Refusal::Damaged)?;
        // What was read is what goes: the file may change on the device.
        self.take_bytes(id, kind, blob(&clean).ok_or(Refusal::Unreadable)?)
    }

    /// Makes a picture that is too large smaller, and uploads that.
    pub fn shrink(self, id: &str) {
        let Some(DraftFile { chosen: Some(file), .. }) = self.find(id) else { return };
        self.holds.set(None);
        self.set_step(id, FileStep::Preparing);
        let id = id.to_owned();
        self.scope.spawn(async move {
            let smaller = shrink(&file).await.ok_or(Refusal::Damaged);
            match smaller.and_then(|smaller| self.take_bytes(&id, FileKind::Jpeg, smaller)) {
                Ok(()) => self.upload(id),
                Err(refusal) => self.stop(&id, FileStep::Refused(refusal)),
            }
        });
    }

    /// Takes what is to be uploaded, if the others leave room for it.
    fn take_bytes(self, id: &str, kind: FileKind, bytes: Blob) -> Result<(), Refusal> {
        let size = bytes.size() as u64;
        let others = self.items.with_untracked(|items| {
            let others = items.iter().filter(|one| one.id() != id);
            others.filter(|one| one.takes_room()).map(|one| one.about.size).sum()
        });
        check_size(size, others)?;
        self.change(id, |one| {
            one.about = crate::domain::file::Attachment {
                name: one.about.kind.renamed(&one.about.name, kind),
                kind,
                size,
                ..one.about.clone()
            };
            one.bytes = Some(bytes);
        });
        Ok(())
    }

    pub(super) fn upload(self, id: String) {
        let Some(DraftFile { about, bytes: Some(bytes), .. }) = self.find(&id) else { return };
        let Ok(abort) = AbortController::new() else { return };
        let Some((client, draft)) = self.calls() else { return };
        self.change(&id, |one| {
            one.step = FileStep::Uploading(0);
            one.abort = Some(abort.clone());
        });
        self.scope.spawn(async move {
            let heard = id.clone();
            let progress = move |percent| {
                self.change(&heard, |one| {
                    if matches!(one.step, FileStep::Uploading(_)) {
                        one.step = FileStep::Uploading(percent);
                    }
                });
            };
            let upload = Upload {
                draft: &draft,
                id: &id,
                name: &about.name,
                bytes: &bytes,
                signal: &abort.signal(),
                progress: Rc::new(progress),
            };
            match draft_files::upload(&client, upload).await {
                Ok(stored) => {
                    self.change(&id, |one| *one = DraftFile::stored(stored));
                    self.told.set(Some(Told::Stored(about.name)));
                }
                // Taken off meanwhile.
                Err(ApiError::Aborted) => {}
                Err(error) => {
                    self.scope.app.notice_expiry(&error);
                    self.stop(&id, outcome(error));
                }
            }
        });
    }

    fn stop(self, id: &str, step: FileStep) {
        if let Some(one) = self.find(id) {
            self.told.set(Some(Told::Stuck(one.about.name, step.clone())));
            self.set_step(id, step);
        }
    }

    /// Takes a file off, wherever it is on its way. A message that waited for it does not go by itself.
    pub fn remove(self, id: &str) {
        let Some(one) = self.find(id) else { return };
        self.send_waits.set(false);
        self.holds.set(None);
        if let Some(abort) = &one.abort {
            abort.abort();
        }
        match one.step {
            FileStep::Removing => {}
            FileStep::Preparing | FileStep::Refused(_) => self.is_gone(&one),
            _ => self.take_off(one),
        }
    }

    /// Asks the service to take a file off, also one that is only perhaps there.
    pub(super) fn take_off(self, one: DraftFile) {
        let Some((client, draft)) = self.calls() else { return };
        self.set_step(one.id(), FileStep::Removing);
        self.scope.spawn(async move {
            match draft_files::remove(&client, &draft, one.id()).await {
                Ok(()) => self.is_gone(&one),
                Err(error) => {
                    self.scope.app.notice_expiry(&error);
                    self.stop(one.id(), FileStep::NotRemoved(error));
                }
            }
        });
    }

    fn is_gone(self, gone: &DraftFile) {
        if self.items.is_disposed() {
            return;
        }
        self.items.update(|items| items.retain(|one| one.id() != gone.id()));
        self.told.set(Some(Told::Removed(gone.about.name.clone())));
    }

    fn find(self, id: &str) -> Option<DraftFile> {
        let find = |items: &Vec<DraftFile>| items.iter().find(|one| one.id() == id).cloned();
        self.items.try_with_untracked(find).flatten()
    }

    fn calls(self) -> Option<(Client, String)> {
        Some((self.client.try_get_value()?, self.draft.try_get_value()?))
    }
}

/// What the service's no means for the file: that it cannot be sent along, or that it may be tried again.
fn outcome(error: ApiError) -> FileStep {
    let ApiError::Refused(Problem { status, field_code, .. }) = &error else {
        return FileStep::Failed(error);
    };
    FileStep::Refused(match (*status, field_code.as_deref()) {
        (413, _) => Refusal::TooLarge,
        (415, _) => Refusal::WrongType,
        (422, Some("required")) => Refusal::Empty,
        (422, Some("totalTooLarge")) => Refusal::AllTooLarge,
        (422, Some("infected")) => Refusal::Infected,
        _ => return FileStep::Failed(error),
    })
}

fn blob(bytes: &[u8]) -> Option<Blob> {
    Blob::new_with_u8_array_sequence(&Array::of1(&Uint8Array::from(bytes))).ok()
}
