//! «Skriv melding»: whom to write to, and the message itself.

mod attachments;
mod card;
mod draft;
mod fields;
mod outcome;
mod recipient;
mod room;
mod summary;
mod urgent;

pub mod form;

pub use draft::draft;
pub use form::send_button;
pub use outcome::sent;
pub use recipient::recipients;
pub use room::room;
