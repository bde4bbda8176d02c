//! Calls to the public API. One file per part of the contract; what comes back is checked here.

mod client;
mod endpoint;
mod json;
mod wire;

pub mod appointments;
pub mod archive;
pub mod draft_files;
pub mod drafts;
pub mod events;
pub mod feedback;
pub mod recipients;
pub mod search;
pub mod session;
pub mod thread_state;
pub mod threads;
pub mod waiting;

pub use client::{Client, Link};
pub use session::Session;

use crate::domain::error;
pub use error::{ApiError, Problem};
