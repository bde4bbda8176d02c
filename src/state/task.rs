use std::cell::Cell;
use std::future::poll_fn;
use std::pin::Pin;
use std::rc::{Rc, Weak};
use std::task::Poll;

use leptos::prelude::{Owner, on_cleanup};
use leptos::task::spawn_local;

use crate::reactive::StoredValue;

type Task = Pin<Box<dyn Future<Output = ()>>>;

/// Runs `task` to its end, whoever goes. Boxed: what runs it is made once, and not for each task.
pub fn spawn(task: impl Future<Output = ()> + 'static) {
    let task: Task = Box::pin(task);
    spawn_local(task);
}

/// Tasks that end with the owner that this was made in. Leptos's own would each leave something with the owner for
/// good, and one may act for a person all day.
#[derive(Clone, Copy)]
pub(super) struct Tasks(StoredValue<Vec<Weak<Cell<Option<Task>>>>>);

impl Tasks {
    pub(super) fn new() -> Self {
        let tasks = Self(StoredValue::new(Vec::new()));
        on_cleanup(move || {
            let running = tasks.0.try_update_value(std::mem::take).unwrap_or_default();
            for task in running.iter().filter_map(Weak::upgrade) {
                task.take();
            }
        });
        tasks
    }

    /// Runs `task` as `owner`'s, for as long as the owner of all tasks lives.
    pub(super) fn spawn(self, owner: Owner, task: Task) {
        let task = Rc::new(Cell::new(Some(task)));
        let is_kept = self.0.try_update_value(|tasks| {
            tasks.retain(|task| task.strong_count() > 0);
            tasks.push(Rc::downgrade(&task));
        });
        if is_kept.is_none() {
            return;
        }
        spawn(poll_fn(move |context| {
            let Some(mut running) = task.take() else { return Poll::Ready(()) };
            let polled = owner.with(|| running.as_mut().poll(context));
            // It may just have ended the owner itself.
            if polled.is_ready() || self.0.try_with_value(|_| ()).is_none() {
                return Poll::Ready(());
            }
            task.set(Some(running));
            Poll::Pending
        }));
    }
}
