use std::rc::Rc;

use leptos::prelude::*;

use super::person_scope::PersonScope;
use crate::api::ApiError;
use crate::api::feedback::{self, FeedbackPage};
use crate::reactive::RwSignal;

/// How far the citizen is with telling what they think of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FeedbackStep {
    /// Not sent yet.
    Asked,
    /// On its way.
    Sending,
    /// Did not arrive, as far as anyone knows; the text is still there.
    Failed(ApiError),
    /// Received.
    Thanked,
}

/// «Fant du det du lette etter?» of one page (R99). It lives in memory only, and is about the service:
/// no call of it names the person acted for.
#[derive(Clone, Copy)]
pub struct Feedback {
    /// Which kind of page.
    pub page: FeedbackPage,
    /// Found it?
    pub found: RwSignal<Option<bool>>,
    /// What the citizen adds.
    pub text: RwSignal<String>,
    /// How far it is.
    pub step: RwSignal<FeedbackStep>,
}

impl Feedback {
    /// Asks about `page`.
    #[must_use]
    pub fn new(page: FeedbackPage) -> Self {
        Self {
            page,
            found: RwSignal::new(None),
            text: RwSignal::new(String::new()),
            step: RwSignal::new(FeedbackStep::Asked),
        }
    }

    /// Takes the answer; nothing is sent yet.
    pub fn answer(self, found: bool) {
        if !untrack(|| self.is_sending()) {
            self.found.set(Some(found));
        }
    }

    /// Is it on its way?
    #[must_use]
    pub fn is_sending(self) -> bool {
        self.step.with(|step| *step == FeedbackStep::Sending)
    }

    /// Sends it, once at a time; `received` is called when it has arrived.
    pub fn send(self, scope: PersonScope, received: Rc<dyn Fn()>) {
        let Some(found) = self.found.get_untracked() else { return };
        let Some(client) = scope.app.client(None) else { return };
        if untrack(|| self.is_sending()) {
            return;
        }
        self.step.set(FeedbackStep::Sending);
        let text = self.text.get_untracked();
        scope.spawn(async move {
            let answer = feedback::send(&client, self.page, found, text.trim()).await;
            match scope.noticing(answer) {
                Ok(()) => received(),
                Err(error) => {
                    self.step.set(FeedbackStep::Failed(error));
                }
            }
        });
    }
}
