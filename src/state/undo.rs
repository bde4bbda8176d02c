use std::rc::Rc;

use super::editor::Editor;
use super::person_scope::PersonScope;
use super::task::spawn;
use crate::api::{ApiError, drafts};
use crate::domain::draft::Draft;
use crate::domain::message::Undo;
use crate::reactive::RwSignal;

/// How taking back a message goes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum UndoState {
    /// Nobody has asked for it.
    #[default]
    Idle,
    /// On its way.
    Working,
    /// Perhaps taken back: no answer came.
    Uncertain,
    /// Too late: the message has left.
    Late,
    /// Another answer has been begun in the thread.
    DraftOpen,
    /// Surely not taken back.
    Failed(ApiError),
}

impl PersonScope {
    /// Takes back a send of `thread` that is held, and hands its draft to `took`. Calling it again after an uncertain
    /// answer is safe.
    pub fn undo(
        self,
        state: RwSignal<UndoState>,
        thread: &str,
        held: &Undo,
        took: Rc<dyn Fn(Draft)>,
    ) {
        // The server may not have what was begun meanwhile: it would drop it as an empty draft.
        let mut begun = self.unsent();
        begun.retain(|editor| {
            let draft = editor.draft();
            draft.thread_id.as_deref() == Some(thread) && draft.id != held.draft
        });
        if !begun.is_empty() {
            begun.into_iter().for_each(Editor::save_now);
            return state.set(UndoState::DraftOpen);
        }
        state.set(UndoState::Working);
        let send = held.send.clone();
        // Reaches its end though the reader leaves.
        let client = self.client().lasting();
        spawn(async move {
            let draft = drafts::undo(&client, &send).await;
            if state.is_disposed() {
                return;
            }
            state.set(match self.noticing(draft) {
                Ok(draft) => {
                    self.forget_sent(&draft.id);
                    self.inbox.expire();
                    took(draft);
                    return;
                }
                Err(error) if error.is_uncertain() => UndoState::Uncertain,
                Err(ApiError::Refused(problem)) if problem.code == "draftOpen" => {
                    UndoState::DraftOpen
                }
                Err(error) if error.status() == Some(409) => UndoState::Late,
                Err(error) => UndoState::Failed(error),
            });
        });
    }
}
