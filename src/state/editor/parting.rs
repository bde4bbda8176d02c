//! Saves that go on after the page of their draft has ended. They belong to no app: when the element is put back, the
//! draft is opened once it holds what was written before.

use std::cell::RefCell;
use std::time::Duration;

use crate::domain::draft_work::DraftWork;
use crate::state::pause::pause;

/// A draft, and the thread that it answers.
type Names = (String, Option<String>);

thread_local! {
    static UNDER_WAY: RefCell<Vec<Names>> = const { RefCell::new(Vec::new()) };
}

/// What is left to save of a draft; while it is there, that is under way.
pub struct Parting(pub(super) DraftWork);

impl Parting {
    pub(super) fn new(work: DraftWork) -> Self {
        UNDER_WAY.with_borrow_mut(|all| all.push(names(&work)));
        Self(work)
    }
}

impl Drop for Parting {
    fn drop(&mut self) {
        let it = names(&self.0);
        UNDER_WAY.with_borrow_mut(|all| {
            if let Some(place) = all.iter().position(|one| *one == it) {
                all.swap_remove(place);
            }
        });
    }
}

fn names(work: &DraftWork) -> Names {
    let draft = work.draft();
    (draft.id.clone(), draft.thread_id.clone())
}

/// Waits until nothing is left to save of the draft, or of the answer in the thread, with this id.
pub async fn saved(id: &str) {
    let is_it =
        |(draft, thread): &Names| draft == id || thread.as_deref().is_some_and(|it| it == id);
    while UNDER_WAY.with_borrow(|all| all.iter().any(is_it)) {
        pause(Duration::from_millis(50)).await;
    }
}
