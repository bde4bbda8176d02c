//! What the service is about, without a browser: pure types and rules.

pub mod access;
pub mod appointment;
pub mod archive;
pub mod calendar;
pub mod calendar_file;
pub mod category;
pub mod chosen_file;
pub mod consent;
pub mod draft;
pub mod draft_work;
pub mod error;
pub mod file;
pub mod filter;
pub mod hit;
pub mod length;
pub mod mentions;
pub mod message;
pub mod name;
pub mod person;
pub mod photo;
pub mod recipient;
pub mod rich_text;
pub mod service_page;
pub mod shortcut;
pub mod thread;
pub mod waiting;

#[cfg(test)]
mod tests;
