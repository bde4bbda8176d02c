use std::rc::Rc;

use super::editor::SendState;
use super::person_scope::PersonScope;
use super::task::spawn;
use crate::api::drafts;
use crate::domain::message::{DeliveryState, Retry};
use crate::reactive::RwSignal;

impl PersonScope {
    /// Tries a message again that was not sent, and hands how far it has come to `took`. Calling it again
    /// while it is under way, or after an uncertain answer, is safe.
    pub fn try_again(
        self,
        send: RwSignal<SendState>,
        retry: Retry,
        took: Rc<dyn Fn(DeliveryState)>,
    ) {
        let was_open = send.with_untracked(SendState::is_open);
        send.set(SendState::Sending);
        // Reaches its end though the reader leaves.
        let client = self.client().lasting();
        spawn(async move {
            let sent = drafts::retry(&client, &retry).await;
            if send.is_disposed() {
                return;
            }
            match self.noticing(sent) {
                Ok(state) => {
                    send.set(SendState::Writing);
                    self.inbox.expire();
                    self.app.tell_news();
                    took(state);
                }
                // The first try may have landed: a later refusal does not say that it did not.
                Err(error) if error.is_uncertain() || was_open && error.may_pass() => {
                    send.set(SendState::Uncertain);
                }
                Err(error) => send.set(SendState::NotSent(error)),
            }
        });
    }
}
