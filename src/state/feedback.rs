use std::rc::Rc;

use leptos::prelude::*;

use super::person_scope::PersonScope;
use crate::api::ApiError;
use crate::api::feedback::{self, FeedbackPage};
use crate::i18n::Key;
use crate::reactive::{RwSignal, StoredValue};
use crate::route::Route;

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

/// What was written of a page and has not been sent, to go on with.
#[derive(Clone)]
pub struct Opinion {
    route: Route,
    found: bool,
    text: String,
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
    route: StoredValue<Route>,
    scope: PersonScope,
}

impl Feedback {
    /// Asks about `page`, which stands at `route`; what was written there and not sent is there again.
    #[must_use]
    pub fn new(scope: PersonScope, page: FeedbackPage, route: Route) -> Self {
        let (step, text) = scope.opinion_of(&route).map_or_else(
            || (FeedbackStep::Asked, String::new()),
            |opinion| (FeedbackStep::Answered(opinion.found), opinion.text),
        );
        let (step, text) = (RwSignal::new(step), RwSignal::new(text));
        Self { step, text, page, route: StoredValue::new(route), scope }
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
            self.keep(found);
        }
    }

    /// Takes what was typed.
    pub fn write(self, text: String) {
        self.scope.app.expiry.note_writing();
        self.text.set(text);
        if let Some(found) = untrack(|| self.found()) {
            self.keep(found);
        }
    }

    /// What is not sent is there when the citizen comes back to the page.
    fn keep(self, found: bool) {
        let text = self.text.get_untracked();
        self.scope.keep_opinion(Opinion { route: self.route.get_value(), found, text });
    }

    /// Is it on its way?
    #[must_use]
    pub fn is_sending(self) -> bool {
        self.step.with(|step| matches!(step, FeedbackStep::Sending(_)))
    }

    /// Sends it, once at a time; `received` is called when it has arrived.
    pub fn send(self, received: Rc<dyn Fn()>) {
        let (scope, app) = (self.scope, self.scope.app);
        let Some(found) = untrack(|| self.found()) else { return };
        let Some(client) = app.client(None) else { return };
        if untrack(|| self.is_sending()) {
            return;
        }
        self.step.set(FeedbackStep::Sending(found));
        let (route, text) = (self.route.get_value(), self.text.get_untracked());
        scope.spawn(async move {
            let answer = feedback::send(&client, self.page, found, text.trim()).await;
            match scope.noticing(answer) {
                Ok(()) => {
                    scope.keep_opinion(Opinion { route, found, text: String::new() });
                    received();
                }
                // Whoever has gone on finds the text where they wrote it.
                Err(_) if self.step.is_disposed() => {
                    app.announce(app.texts.text(Key::FeedbackFailed));
                }
                Err(error) => self.step.set(FeedbackStep::Failed(found, error)),
            }
        });
    }
}

impl PersonScope {
    fn opinion_of(self, route: &Route) -> Option<Opinion> {
        self.opinions.with_value(|all| all.iter().find(|one| one.route == *route).cloned())
    }

    /// Keeps what was written of a page, in place of what was before; without a text, nothing.
    fn keep_opinion(self, opinion: Opinion) {
        self.opinions.update_value(|all| {
            all.retain(|one| one.route != opinion.route);
            if !opinion.text.trim().is_empty() {
                all.push(opinion);
            }
        });
        self.app.tell_unsaved();
    }
}
