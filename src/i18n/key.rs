//! Generated from `public/texts`: see `build.rs` in this folder.

include!(concat!(env!("OUT_DIR"), "/key.rs"));
