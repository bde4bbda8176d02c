use std::rc::Rc;

use leptos::prelude::*;

use super::person_scope::PersonScope;
use crate::api::ApiError;
use crate::api::feedback::{self, FeedbackPage};
use crate::reactive::RwSignal;

/// How far the citizen is with telling what they think of a page, and whether they found it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FeedbackStep {
    /// Nothing answered.
    Asked,
    /// Answered, not yet sent.
    Answered(bool),
    /// On its way.
    Sending(bool),
    /// Did not arrive, as far as anyone knows; the text is still there.
    Failed(bool, ApiError),
    /// Received.
    Thanked,
}

/// «Fant du det du lette etter?» of one page (R99). It lives in memory only, and is about the service:
/// no call of it names the person acted for.
#[derive(Clone, Copy)]
pub struct Feedback {
    /// How far it is.
    pub step: RwSignal<FeedbackStep>,
    /// What the citizen adds.
    pub text: RwSignal<String>,
    page: FeedbackPage,
}

impl Feedback {
    /// Asks about `page`.
    #[must_use]
    pub fn new(page: FeedbackPage) -> Self {
        let (step, text) = (RwSignal::new(FeedbackStep::Asked), RwSignal::new(String::new()));
        Self { step, text, page }
    }

    /// Did they find it?
    #[must_use]
    pub fn found(self) -> Option<bool> {
        self.step.with(|step| match step {
            FeedbackStep::Asked | FeedbackStep::Thanked => None,
            FeedbackStep::Answered(found)
            | FeedbackStep::Sending(found)
            | FeedbackStep::Failed(found, _) => Some(*found),
        })
    }

    /// Takes the answer; nothing is sent yet.
    pub fn answer(self, found: bool) {
        if !untrack(|| self.is_sending()) {
            self.step.set(FeedbackStep::Answered(found));
        }
    }

    /// Is it on its way?
    #[must_use]
    pub fn is_sending(self) -> bool {
        self.step.with(|step| matches!(step, FeedbackStep::Sending(_)))
    }

    /// Sends it, once at a time; `received` is called when it has arrived.
    pub fn send(self, scope: PersonScope, received: Rc<dyn Fn()>) {
        let Some(found) = untrack(|| self.found()) else { return };
        let Some(client) = scope.app.client(None) else { return };
        if untrack(|| self.is_sending()) {
            return;
        }
        self.step.set(FeedbackStep::Sending(found));
        let text = self.text.get_untracked();
        scope.spawn(async move {
            let answer = feedback::send(&client, self.page, found, text.trim()).await;
            match scope.noticing(answer) {
                Ok(()) => received(),
                Err(error) => {
                    self.step.set(FeedbackStep::Failed(found, error));
                }
            }
        });
    }
}
