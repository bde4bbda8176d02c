//! Files on their way to a draft. `fetch` does not tell how far an upload has come, so this one call goes by
//! `XMLHttpRequest`; its answer passes the same checks as every other.

use std::rc::Rc;

use gloo_net::http::Method;
use js_sys::{Promise, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortSignal, Blob, Headers, ProgressEvent, Response, ResponseInit, XmlHttpRequest};

use super::client::{Boxed, Call, Client, FILE_LIMIT, check};
use super::endpoint::{Endpoint, header_name};
use super::error::ApiError;
use super::wire::{self, Fields};
use crate::domain::file::{Attachment, FIRST_BYTES};

/// The headers of an answer that its checks need.
const CHECKED: [&str; 2] = ["X-Acting-Person", "Retry-After"];

/// A file to be uploaded.
pub struct Upload<'a> {
    /// The draft's id.
    pub draft: &'a str,
    /// The file's own, made here: a repeated upload makes no second file.
    pub id: &'a str,
    /// What it is called.
    pub name: &'a str,
    /// What stands in it.
    pub bytes: &'a Blob,
    /// Ends it.
    pub signal: &'a AbortSignal,
    /// Hears how many percent have gone.
    pub progress: Rc<dyn Fn(u32)>,
}

/// Attaches a file to a draft, once however often it is called under the same id.
///
/// # Errors
/// As every call; after an uncertain one, calling again is safe.
pub fn upload<'a>(
    client: &'a Client,
    upload: Upload<'a>,
) -> Boxed<'a, Result<Attachment, ApiError>> {
    Box::pin(put(client, upload))
}

async fn put(client: &Client, upload: Upload<'_>) -> Result<Attachment, ApiError> {
    let request = Request::open(client, &upload).map_err(|_| ApiError::Malformed)?;
    let answer = request.answer(client, upload.signal).await?;
    let answer = check(answer.into(), client.person()).await?;
    let json = answer.json().await?;
    wire::draft_file(Fields(&json)).ok_or(ApiError::Malformed)
}

/// A request that ends when nobody waits for it any more.
struct Request {
    request: XmlHttpRequest,
    ended: Promise,
    _heard: Closure<dyn Fn(ProgressEvent)>,
}

impl Request {
    fn open(client: &Client, upload: &Upload<'_>) -> Result<Self, JsValue> {
        let request = XmlHttpRequest::new()?;
        let endpoint = Endpoint::draft_file(upload.draft, upload.id);
        request.open("PUT", &client.address(&endpoint))?;
        request.set_timeout(FILE_LIMIT);
        request.set_with_credentials(true);
        request.set_request_header("Content-Type", "application/octet-stream")?;
        let name = format!("attachment; filename*=UTF-8''{}", header_name(upload.name));
        request.set_request_header("Content-Disposition", &name)?;
        for (name, value) in client.identity() {
            request.set_request_header(name, &value)?;
        }
        let progress = upload.progress.clone();
        let heard: Closure<dyn Fn(ProgressEvent)> = Closure::new(move |event: ProgressEvent| {
            let percent = event.loaded() / event.total().max(1.0) * 100.0;
            progress(percent as u32);
        });
        request.upload()?.set_onprogress(Some(heard.as_ref().unchecked_ref()));
        let ended = Promise::new(&mut |resolve, _| request.set_onloadend(Some(&resolve)));
        request.send_with_opt_blob(Some(upload.bytes))?;
        Ok(Self { request, ended, _heard: heard })
    }

    /// What came, as other calls get it.
    async fn answer(&self, client: &Client, signal: &AbortSignal) -> Result<Response, ApiError> {
        let stop = self.request.clone();
        let stop: Closure<dyn Fn()> = Closure::new(move || {
            let _ = stop.abort();
        });
        signal.set_onabort(Some(stop.as_ref().unchecked_ref()));
        if signal.aborted() {
            let _ = self.request.abort();
        }
        let ended = JsFuture::from(self.ended.clone()).await;
        signal.set_onabort(None);
        let status = self.request.status().unwrap_or_default();
        if signal.aborted() {
            return Err(ApiError::Aborted);
        }
        if ended.is_err() || status < 200 {
            return Err(ApiError::Network);
        }
        let header = |name| self.request.get_response_header(name).ok().flatten();
        if let Some(version) = header("X-Session-Version") {
            client.used();
            client.told_version(&version);
        }
        let made = || {
            let headers = Headers::new()?;
            for name in CHECKED {
                if let Some(value) = header(name) {
                    headers.set(name, &value)?;
                }
            }
            let init = ResponseInit::new();
            init.set_status(status);
            init.set_headers(&headers);
            Response::new_with_opt_str_and_init(self.request.response_text()?.as_deref(), &init)
        };
        made().map_err(|_: JsValue| ApiError::Malformed)
    }
}

impl Drop for Request {
    fn drop(&mut self) {
        self.request.set_onloadend(None);
        if let Ok(upload) = self.request.upload() {
            upload.set_onprogress(None);
        }
        let _ = self.request.abort();
    }
}

/// Takes a file off a draft, also one that is only perhaps there.
///
/// # Errors
/// As every call.
pub async fn remove(client: &Client, draft: &str, id: &str) -> Result<(), ApiError> {
    let call = Call { method: Method::DELETE, ..Call::default() };
    client.call(&Endpoint::draft_file(draft, id), call).await.map(|_| ())
}

/// What stands in a file; `None` when the device does not give it.
pub async fn read(file: &Blob) -> Option<Vec<u8>> {
    let buffer = JsFuture::from(file.array_buffer()).await.ok()?;
    Some(Uint8Array::new(&buffer).to_vec())
}

/// What a file begins with; `None` when the device does not give it.
pub async fn read_first(file: &Blob) -> Option<Vec<u8>> {
    read(&file.slice_with_i32_and_i32(0, FIRST_BYTES).ok()?).await
}
