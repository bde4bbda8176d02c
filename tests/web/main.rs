//! Parts of the page in a real browser.
#![cfg(target_arch = "wasm32")]
#![expect(clippy::expect_used, clippy::indexing_slicing, reason = "a test fails by panicking")]

mod dom;
mod stage;
mod ui;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
