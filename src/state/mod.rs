//! What the pages share. Everything about a person lives in a [`PersonScope`] and dies with it.

mod admission;
mod answering;
mod app;
mod claims;
mod clock;
mod decisions;
mod editor;
mod feedback;
mod files;
mod heard;
mod inbox;
mod live;
mod login;
mod navigation;
mod pause;
mod person_scope;
mod read_state;
mod remote;
mod shortcuts;
mod tabs;
mod task;
mod texts;
mod try_again;

pub use answering::Answering;
pub use app::{App, use_app};
pub use decisions::Decisions;
pub use editor::{Editor, SaveState, SendState};
pub use feedback::{Feedback, FeedbackStep};
pub use files::{DraftFile, FileStep, Files, Told};
pub use inbox::{Done, Inbox, List, Listing, Row};
pub use login::Login;
pub use navigation::{Navigation, Place, use_navigation};
pub use person_scope::{Leaving, PersonScope, use_scope};
pub use remote::{Remote, load};
pub use shortcuts::{Shortcuts, use_shortcuts};
pub use texts::texts;
