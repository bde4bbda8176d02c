//! A picture made smaller, by the browser's own means. Drawn anew, it tells nothing beside the picture and stands the
//! right way up.

use js_sys::Promise;
use leptos::prelude::{document, window};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, CanvasRenderingContext2d, HtmlCanvasElement, ImageBitmap};

use crate::domain::chosen_file::MAX_FILE;

/// The longest side to begin with, in pixels: a page of A4 can be read on it.
const LONGEST: f64 = 3_000.0;
/// Tries, each with shorter sides.
const TRIES: u32 = 4;
const SHORTER: f64 = 0.7;
const QUALITY: f64 = 0.85;

/// The picture as a JPEG of at most 5 MiB; `None` when the browser cannot read it.
pub async fn shrink(picture: &Blob) -> Option<Blob> {
    let read = window().create_image_bitmap_with_blob(picture).ok()?;
    let bitmap: ImageBitmap = JsFuture::from(read).await.ok()?.dyn_into().ok()?;
    let mut longest = LONGEST;
    for _ in 0..TRIES {
        let smaller = draw(&bitmap, longest).await?;
        if smaller.size() as u64 <= MAX_FILE {
            return Some(smaller);
        }
        longest *= SHORTER;
    }
    None
}

async fn draw(bitmap: &ImageBitmap, longest: f64) -> Option<Blob> {
    let (width, height) = (f64::from(bitmap.width()), f64::from(bitmap.height()));
    let scale = (longest / width.max(height)).min(1.0);
    let (width, height) = ((width * scale).max(1.0), (height * scale).max(1.0));
    let canvas: HtmlCanvasElement = document().create_element("canvas").ok()?.dyn_into().ok()?;
    canvas.set_width(width as u32);
    canvas.set_height(height as u32);
    let context: CanvasRenderingContext2d = canvas.get_context("2d").ok()??.dyn_into().ok()?;
    // What is see-through would become black.
    context.set_fill_style_str("#fff");
    context.fill_rect(0.0, 0.0, width, height);
    context.draw_image_with_image_bitmap_and_dw_and_dh(bitmap, 0.0, 0.0, width, height).ok()?;
    let made = Promise::new(&mut |resolve, reject| {
        let quality = JsValue::from_f64(QUALITY);
        let made = canvas.to_blob_with_type_and_encoder_options(&resolve, "image/jpeg", &quality);
        if made.is_err() {
            let _ = reject.call0(&JsValue::UNDEFINED);
        }
    });
    JsFuture::from(made).await.ok()?.dyn_into().ok()
}
