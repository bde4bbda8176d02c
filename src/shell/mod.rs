//! What surrounds the app: the page that holds the element, and the shell around that.

mod helsenorge;
mod outbox;
mod sign_out;
mod standalone;
mod start;

use std::rc::Rc;

use helsenorge::Helsenorge;
use standalone::Standalone;

pub use sign_out::{Work, are_times, extends};
pub use start::Start;

/// The shell around the app.
pub trait Shell {
    /// The session is being asked for, or that is over.
    fn tell_loading(&self, is_loading: bool);
    /// Something was read or sent: what the shell shows of it is not the newest any more.
    fn tell_news(&self);
    /// The app stands on the page.
    fn tell_drawn(&self);
    /// Lets the citizen choose a person in the shell; `false` when it has no picker.
    fn opens_picker(&self) -> bool;
    /// Does the shell warn before the session ends?
    fn warns(&self) -> bool;
    /// Is the way out in the shell? Follows that.
    fn has_log_out(&self) -> bool;
    /// Are the header and the footer of the page the shell's?
    fn has_frame(&self) -> bool;
}

/// The shell that the element names.
#[must_use]
pub fn around(start: &Start) -> Rc<dyn Shell> {
    if start.is_in_helsenorge() {
        Rc::new(Helsenorge::new(start.clone()))
    } else {
        Rc::new(Standalone)
    }
}
