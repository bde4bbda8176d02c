use std::pin::Pin;

use leptos::task::spawn_local;

/// Runs `task` to its end, whoever goes. Boxed: what runs it is made once, and not for each task.
pub fn spawn(task: impl Future<Output = ()> + 'static) {
    let task: Pin<Box<dyn Future<Output = ()>>> = Box::pin(task);
    spawn_local(task);
}
