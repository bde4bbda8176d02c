//! Saves and sends, and what a version that has moved on means for them.

use crate::api::{ApiError, Client, drafts};
use crate::domain::draft::{Content, Draft};
use crate::domain::file::Attachment;

/// Why a save or a send came to nothing.
pub(super) enum Clash {
    Api(ApiError),
    /// Another tab or device has saved something else.
    Elsewhere(Draft),
    /// The draft has other files than those that are shown here.
    OtherFiles(Vec<Attachment>),
    /// It is sent already.
    SentBefore,
}

impl From<ApiError> for Clash {
    fn from(error: ApiError) -> Self {
        if error.status() == Some(409) { Self::SentBefore } else { Self::Api(error) }
    }
}

/// Saves `content`. When the version has moved on because an earlier save of ours landed without
/// an answer, it goes over that; when it was someone else's, that is told.
pub(super) async fn save(
    client: &Client,
    draft: &Draft,
    tried: Option<&Content>,
    content: &Content,
) -> Result<Draft, Clash> {
    match drafts::save(client, draft, content).await {
        Err(error) if error.status() == Some(412) => {}
        answer => return Ok(answer?),
    }
    let current = drafts::open(client, &draft.id).await?;
    if current.content == *content {
        Ok(current)
    } else if Some(&current.content) == tried || current.content == draft.content {
        Ok(drafts::save(client, &current, content).await?)
    } else {
        Err(Clash::Elsewhere(current))
    }
}

/// Sends `draft` with `files`; answers the thread. When only the version has moved on, it is sent as it stands.
pub(super) async fn send(
    client: &Client,
    draft: &Draft,
    files: &[String],
) -> Result<String, Clash> {
    match drafts::send(client, draft, files).await {
        Err(error) if error.status() == Some(412) => {}
        Err(error) if error.code() == Some("conflict") => {
            return Err(Clash::OtherFiles(drafts::open(client, &draft.id).await?.files));
        }
        answer => return Ok(answer?),
    }
    let current = drafts::open(client, &draft.id).await?;
    if current.content == draft.content {
        Ok(drafts::send(client, &current, files).await?)
    } else {
        Err(Clash::Elsewhere(current))
    }
}
