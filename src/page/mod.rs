//! The pages: one file or folder per route, and the frame around them.

mod about;
mod access;
mod bar;
mod compose;
mod drafts;
mod expected;
mod expiry;
mod feedback;
mod host;
mod inbox;
mod leaving;
mod links;
mod log_in;
mod name_search;
mod not_found;
mod person;
mod persons;
mod root;
mod second;
mod shortcuts;
mod thread;
mod title;
mod waiting;
mod words;

pub use root::{Mounted, mount};
