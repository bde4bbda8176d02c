//! The access policy, over everything that claims can say: against the tables beside this file,
//! and against what must hold whatever the tables say.

#![cfg(not(target_arch = "wasm32"))]
#![allow(missing_docs, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

mod agreement;
mod claims;
mod properties;
mod table;
