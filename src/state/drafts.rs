//! The drafts of a person, and their deletion. Deleting waits so long that it can be undone; until then the
//! server keeps the draft, so that a tab that dies has deleted nothing.

use std::time::Duration;

use leptos::prelude::*;

use super::inbox::Done;
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
    /// Those that are deleted unless that is undone, each with the number of its deletion.
    leaving: RwSignal<Vec<(String, u32)>>,
    deletions: StoredValue<u32>,
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
            deletions: StoredValue::new(0),
            client: StoredValue::new(scope.client().lasting()),
            scope,
        };
        drafts.fetch();
        scope.drafts.set_value(Some(drafts));
        on_cleanup(move || drafts.finish_all().into_iter().for_each(spawn));
        drafts
    }

    /// Fetches them anew.
    pub fn fetch(self) {
        load(self.scope, self.list, async move { api::drafts::list(&self.scope.client()).await });
    }

    /// Deletes a draft, a while later.
    pub fn delete(self, id: &str) {
        let number = self.deletions.get_value() + 1;
        self.deletions.set_value(number);
        let deletion = (id.to_owned(), number);
        self.leaving.update(|leaving| leaving.push(deletion.clone()));
        set_timeout(
            move || {
                // One that was undone is another deletion than the next.
                let is_due = self.leaving.try_with_untracked(|all| all.contains(&deletion));
                if is_due == Some(true)
                    && let Some(finish) = self.finish(&deletion.0)
                {
                    spawn(finish);
                }
            },
            UNDO,
        );
    }

    /// Is it deleted unless that is undone?
    #[must_use]
    pub fn is_leaving(self, id: &str) -> bool {
        self.leaving.with(|leaving| leaving.iter().any(|(leaving, _)| leaving == id))
    }

    /// Is any?
    pub(super) fn is_any_leaving(self) -> bool {
        self.leaving.try_with_untracked(Vec::is_empty) == Some(false)
    }

    /// Keeps a draft after all.
    pub fn undo(self, id: &str) {
        self.leaving.update(|leaving| leaving.retain(|(leaving, _)| leaving != id));
    }

    /// Deletes now what can still be undone: there is nobody who could.
    pub(super) fn finish_all(self) -> Vec<impl Future<Output = ()>> {
        let leaving = self.leaving.try_with_untracked(Clone::clone).unwrap_or_default();
        leaving.iter().filter_map(|(id, _)| self.finish(id)).collect()
    }

    /// Deletes what is shown now, whatever becomes of the page.
    fn finish(self, id: &str) -> Option<impl Future<Output = ()> + use<>> {
        let shown = self.list.try_with_untracked(|list| {
            list.ready().and_then(|all| all.iter().find(|draft| draft.id == id).cloned())
        });
        let (draft, client) = (shown??, self.client.try_get_value()?);
        Some(async move {
            let answer = delete(&client, &draft).await;
            self.take(&draft, answer);
        })
    }

    fn take(self, draft: &Draft, answer: Result<(), ApiError>) {
        if answer.is_ok() {
            self.scope.close_editor(&draft.id);
        }
        // The citizen may have logged out: that was no expiry. Of one person nothing is told at another's.
        if self.scope.leaving.is_disposed() {
            return;
        }
        let (app, is_left) = (self.scope.app, self.list.is_disposed());
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
            app.announce(app.texts.with(Key::DraftNotDeleted, "name", name.clone()));
            if is_left {
                self.scope.inbox.done.set(Some(Done::DraftNotDeleted(name)));
            } else {
                self.fetch();
            }
        }
        // What was told goes with the session.
        let _ = self.scope.noticing(answer);
    }
}

/// Deletes what was shown. What has been written since, elsewhere, stays.
async fn delete(client: &Client, shown: &Draft) -> Result<(), ApiError> {
    let now = match api::drafts::open(client, &shown.id).await {
        Err(error) if error.status() == Some(404) => return Ok(()),
        answer => answer?,
    };
    let files = |draft: &Draft| draft.files.iter().map(|file| file.id.clone()).collect::<Vec<_>>();
    if now.content != shown.content || files(&now) != files(shown) {
        return Err(ApiError::Malformed);
    }
    api::drafts::delete(client, &now).await
}
