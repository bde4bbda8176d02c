//! What surrounds the app.

mod start;

pub use start::Start;
