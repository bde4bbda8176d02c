//! Innboks: the inbox of Helsenorge as a WebAssembly single-page app.
//!
//! Dependencies point one way: `page → state → api → domain` and `page → ui`.
//! `domain` compiles without the `app` feature, so that the stand-in API shares it.

pub mod domain;

#[cfg(feature = "app")]
pub mod api;
#[cfg(feature = "app")]
pub mod i18n;
#[cfg(feature = "app")]
pub mod page;
#[cfg(feature = "app")]
pub mod reactive;
#[cfg(feature = "app")]
pub mod route;
#[cfg(feature = "app")]
pub mod shell;
#[cfg(feature = "app")]
pub mod state;
#[cfg(feature = "app")]
pub mod ui;
