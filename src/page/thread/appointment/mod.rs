//! Appointment letters: what they are about, and the way to answer.

mod deadline;
mod form;
mod given;
mod letter;
mod wishes;

use leptos::prelude::*;

pub use letter::letter;

use super::reply;
use crate::domain::access::{Reason, Verdict};
use crate::domain::appointment::{Answers, Appointment};
use crate::domain::thread::{Action, ThreadSummary};
use crate::i18n::{Key, use_texts};
use crate::page::access;
use crate::page::waiting::not_fetched;
use crate::reactive::RwSignal;
use crate::state::{Answering, PersonScope, Remote};
use crate::ui::dom::{View, el, follow, keyed, live};
use crate::ui::skeleton;

/// The way to answer a letter (R77), or why there is none, and what was answered. `link` leads to the
/// appointment in Appointments.
pub fn answer(
    scope: PersonScope,
    thread: &ThreadSummary,
    appointment: RwSignal<Option<Appointment>>,
    link: Option<String>,
) -> View {
    let verdict = scope.action_access(thread, Action::AnswerAppointment);
    if verdict == Err(Reason::ViaAppointments) {
        return reply::closed(scope, thread, Reason::ViaAppointments, link);
    }
    let answering = scope.answer_letter(&thread.id);
    answering.fetch();
    let id = thread.id.clone();
    follow(move || {
        let has_changed = scope.inbox.changed.with(|all| all.iter().any(|one| one.id == id));
        if has_changed {
            untrack(|| answering.fetch());
        }
    });
    let thread = thread.clone();
    let open = keyed(
        move || answering.answers.with(|answers| Stage::of(verdict, answers)),
        move |stage| match stage {
            Stage::Waiting => skeleton(),
            Stage::Failed => failed(answering),
            Stage::Closed(reason) => {
                let words = answering.new.with_untracked(|new| new.text.clone());
                let kept = answering.is_written().then(|| access::kept_text(words));
                View::of([reply::closed(scope, &thread, reason, None), kept.into()])
            }
            Stage::Open => live(move || {
                let letter = appointment.get();
                untrack(|| letter.map(|letter| form::form(scope, answering, &letter)).into())
            }),
        },
    );
    let title = el("h2").class("title title--title3").attr("id", "answer-title");
    el("section")
        .class("ib-reply")
        .attr("aria-labelledby", "answer-title")
        .child(title.child(use_texts().text(Key::AnswerTitle)))
        .child(given::given(answering))
        .child(open)
        .into()
}

#[derive(Clone, PartialEq, Eq, Hash)]
enum Stage {
    Waiting,
    Failed,
    Closed(Reason),
    Open,
}

impl Stage {
    /// Why the server does not grant it, only the server knows.
    fn of(verdict: Verdict, answers: &Remote<Answers>) -> Self {
        match (verdict, answers) {
            (Err(reason), _) if reason != Reason::NotGranted => Self::Closed(reason),
            (_, Remote::Ready(answers)) => {
                answers.closed.or(verdict.err()).map_or(Self::Open, Self::Closed)
            }
            (_, Remote::Failed(_)) => Self::Failed,
            _ => Self::Waiting,
        }
    }
}

fn failed(answering: Answering) -> View {
    answering.answers.with_untracked(|answers| match answers {
        Remote::Failed(error) => {
            let title = use_texts().text(Key::AnswerFailed);
            not_fetched(title, error.clone(), move || answering.fetch())
        }
        _ => View::none(),
    })
}
