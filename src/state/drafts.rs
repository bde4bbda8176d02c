//! The drafts of a person, and their deletion. Deleting waits so long that it can be undone; until then the
//! server keeps the draft, so that a tab that dies has deleted nothing.

use std::time::Duration;

use leptos::prelude::*;

use super::person_scope::PersonScope;
use super::remote::{Remote, load};
use super::task::spawn;
use crate::api::{self, ApiError, Client};
use crate::domain::draft::Draft;
use crate::i18n::Key;
use crate::reactive::{RwSignal, StoredValue};

/// So long a deletion can be undone.
const UNDO: Duration = Duration::from_secs(10);

/// The list of drafts, for as long as it is shown.
#[derive(Clone, Copy)]
pub struct Drafts {
    /// The drafts, those that are being deleted among them.
    pub list: RwSignal<Remote<Vec<Draft>>>,
    /// Those that are deleted unless that is undone.
    pub leaving: RwSignal<Vec<String>>,
    client: StoredValue<Client>,
    scope: PersonScope,
}

impl Drafts {
    /// Fetches the drafts. When the page is left, what was deleted there is.
    #[must_use]
    pub fn begin(scope: PersonScope) -> Self {
        let drafts = Self {
            list: RwSignal::new(Remote::Idle),
            leaving: RwSignal::new(Vec::new()),
            client: StoredValue::new(scope.client().lasting()),
            scope,
        };
        drafts.fetch();
        on_cleanup(move || {
            for id in drafts.leaving.try_with_untracked(Clone::clone).unwrap_or_default() {
                drafts.finish(&id);
            }
        });
        drafts
    }

    /// Fetches them anew.
    pub fn fetch(self) {
        load(self.scope, self.list, async move { api::drafts::list(&self.scope.client()).await });
    }

    /// Deletes a draft, a while later.
    pub fn delete(self, id: &str) {
        self.leaving.update(|leaving| leaving.push(id.to_owned()));
        let id = id.to_owned();
        set_timeout(
            move || {
                if self.leaving.try_with_untracked(|leaving| leaving.contains(&id)) == Some(true) {
                    self.finish(&id);
                }
            },
            UNDO,
        );
    }

    /// Keeps a draft after all.
    pub fn undo(self, id: &str) {
        self.leaving.update(|leaving| leaving.retain(|leaving| leaving != id));
    }

    fn finish(self, id: &str) {
        let shown = self.list.try_with_untracked(|list| {
            list.ready().and_then(|all| all.iter().find(|draft| draft.id == id).cloned())
        });
        let (Some(Some(draft)), Some(client)) = (shown, self.client.try_get_value()) else {
            return;
        };
        self.scope.close_editor(id);
        spawn(async move {
            let answer = delete(&client, &draft).await;
            self.take(&draft, answer);
        });
    }

    fn take(self, draft: &Draft, answer: Result<(), ApiError>) {
        let app = self.scope.app;
        if let Err(error) = &answer {
            app.notice_expiry(error);
        }
        if self.list.is_disposed() {
            return;
        }
        self.scope.inbox.expire();
        self.undo(&draft.id);
        if answer.is_ok() {
            self.list.update(|list| {
                if let Remote::Ready(all) = list {
                    all.retain(|one| one.id != draft.id);
                }
            });
        } else {
            let name = draft.recipient_name.clone();
            app.announce(app.texts.with(Key::DraftNotDeleted, "name", name));
            self.fetch();
        }
    }
}

/// Deletes what was shown. What has been written since, elsewhere, stays.
async fn delete(client: &Client, shown: &Draft) -> Result<(), ApiError> {
    let now = match api::drafts::open(client, &shown.id).await {
        Err(error) if error.status() == Some(404) => return Ok(()),
        answer => answer?,
    };
    if now.content != shown.content {
        return Err(ApiError::Malformed);
    }
    api::drafts::delete(client, &now).await
}
