//! The access policy: what a person's claims open, and why the rest is closed.
//!
//! Pure and total: time comes in as the server's clock, an unknown value denies. The page shows the
//! intersection of this policy and what the server grants.

mod action;
mod category;
mod inbox;
mod reason;
mod remedy;

pub use action::{action, archive, attach_to_new, compose, topic, writing};
pub use category::category;
pub use inbox::{contact_info_is_old, inbox};
pub use reason::Reason;
pub use remedy::{Remedy, remedy};

/// The answer of the policy.
pub type Verdict = Result<(), Reason>;

#[cfg(test)]
mod tests;
