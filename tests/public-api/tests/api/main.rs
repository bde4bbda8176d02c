//! The stand-in over a real socket, on a small seed of its own.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod access;
mod archive;
mod claims;
mod client;
mod events;
mod faults;
mod files;
mod finding;
mod finding_pages;
mod letters;
mod letters_answered;
mod live;
mod log_in;
mod order;
mod over_sharing;
mod reading;
mod real_seed;
mod scale;
mod schedules;
mod trying_again;
mod undoing;
mod uploads;
mod writing;
