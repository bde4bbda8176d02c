use web_sys::{AbortController, Blob};

use crate::api::ApiError;
use crate::domain::chosen_file::Refusal;
use crate::domain::file::Attachment;

/// A file of a draft, and what has become of it.
#[derive(Clone, Debug, PartialEq)]
pub struct DraftFile {
    /// What it is; its id is the same here and on the server.
    pub about: Attachment,
    /// How far it has come.
    pub step: FileStep,
    /// As it was chosen here, until it is stored.
    pub(super) chosen: Option<Blob>,
    /// As it is uploaded.
    pub(super) bytes: Option<Blob>,
    /// Ends its upload.
    pub(super) abort: Option<AbortController>,
}

/// How far a file has come.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum FileStep {
    /// It is read and looked at, or made smaller.
    Preparing,
    /// So many percent have gone.
    Uploading(u32),
    /// The server has it.
    Stored,
    /// Perhaps stored, or not: it can be tried again.
    Failed(ApiError),
    /// It cannot be sent along.
    Refused(Refusal),
    /// It is being taken off.
    Removing,
    /// It could not be taken off.
    NotRemoved(ApiError),
}

impl FileStep {
    /// Will something come of it without the citizen?
    #[must_use]
    pub fn is_under_way(&self) -> bool {
        matches!(self, Self::Preparing | Self::Uploading(_) | Self::Removing)
    }

    /// Does it need the citizen?
    #[must_use]
    pub fn is_stuck(&self) -> bool {
        matches!(self, Self::Failed(_) | Self::Refused(_) | Self::NotRemoved(_))
    }
}

/// What became of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Told {
    /// It is stored.
    Stored(String),
    /// It needs the citizen.
    Stuck(String, FileStep),
    /// It is gone.
    Removed(String),
}

impl DraftFile {
    pub(super) fn stored(about: Attachment) -> Self {
        Self { about, step: FileStep::Stored, chosen: None, bytes: None, abort: None }
    }

    pub(super) fn chosen(about: Attachment, file: Blob) -> Self {
        Self { about, step: FileStep::Preparing, chosen: Some(file), bytes: None, abort: None }
    }

    /// Does it go up as large as it says? One that is read, or made smaller, may not.
    pub(super) fn takes_room(&self) -> bool {
        let is_measured = self.chosen.is_none() || self.bytes.is_some();
        is_measured && !matches!(self.step, FileStep::Refused(_))
    }

    /// Its id.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.about.id
    }
}
