//! From the contract's JSON to the domain.
//!
//! Read field by field: an unknown field is passed over, an unknown value becomes neutral, and an
//! entry that cannot be understood is left out (or marked) while its siblings stand.

mod appointment;
mod archive;
mod draft;
mod fields;
mod hit;
mod problem;
mod recipient;
mod rich_text;
mod session;
mod thread;

pub(super) use appointment::answers;
pub(super) use archive::{archive, archive_copy};
pub(super) use draft::{draft, draft_file};
pub(super) use fields::Fields;
pub(super) use hit::hit;
pub(super) use problem::problem;
pub(super) use recipient::recipient;
pub(super) use session::session;
pub(super) use thread::{message, thread, thread_summary};

#[cfg(test)]
mod tests;
