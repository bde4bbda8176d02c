//! A stand-in for Helsenorge's public inbox API: it really stores what it is sent, applies the same
//! access policy as the app, and misbehaves on request so that tests can see how the app copes.

pub mod app;
pub mod assets;
pub mod attachments;
pub mod claims;
pub mod draft;
pub mod drafts;
pub mod event_log;
pub mod events;
pub mod headers;
pub mod messages;
pub mod paging;
pub mod personas;
pub mod policy;
pub mod problem;
pub mod read_state;
pub mod recipients;
pub mod request;
pub mod sample_files;
pub mod scenario;
pub mod seed;
pub mod seed_dates;
pub mod seed_files;
pub mod sends;
pub mod serve;
pub mod server;
pub mod session;
pub mod session_api;
pub mod session_version;
pub mod threads;
pub mod time;
pub mod unknown_values;
pub mod world;
