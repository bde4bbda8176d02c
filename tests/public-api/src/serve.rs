//! The accept loop. Our own, because a fault must be able to close a connection without an answer.

use std::error::Error;
use std::fmt;
use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::time::Duration;

use axum::Router;
use axum::body::{Body, Bytes, to_bytes};
use axum::http::Request;
use axum::response::Response;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use tokio::net::{TcpListener, TcpStream};
use tower_service::Service;

/// On an answer: how the connection breaks.
#[derive(Clone, Copy, Debug)]
pub enum Cut {
    /// Nothing of the answer is sent.
    Silent,
    /// The headers, and half of the body.
    Half,
}

/// On an answer: its body has no end to wait for.
#[derive(Clone, Copy, Debug)]
pub struct Endless;

/// What goes out before the connection is closed.
#[derive(Debug)]
struct LastBytes(Vec<u8>);

impl fmt::Display for LastBytes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the connection was cut")
    }
}

impl Error for LastBytes {}

/// Serves until the process ends.
pub async fn serve(listener: TcpListener, router: Router) {
    loop {
        match listener.accept().await {
            Ok((stream, _)) => {
                tokio::spawn(connection(stream, router.clone()));
            }
            // Too many open files, most likely: others will close theirs.
            Err(_) => tokio::time::sleep(Duration::from_millis(50)).await,
        }
    }
}

type Answer = Pin<Box<dyn Future<Output = Result<Response, LastBytes>> + Send>>;

async fn connection(stream: TcpStream, router: Router) {
    // Small answers must not wait for each other; without it they are only slower.
    let _ = stream.set_nodelay(true);
    let service = service_fn(move |request: Request<Incoming>| -> Answer {
        Box::pin(answer(router.clone(), request.map(Body::new)))
    });
    let mut connection = http1::Builder::new().serve_connection(TokioIo::new(stream), service);
    let ended = poll_fn(|context| connection.poll_without_shutdown(context)).await;
    let stream = connection.into_parts().io.into_inner();
    if let Err(error) = ended
        && let Some(LastBytes(bytes)) = error.source().and_then(|cause| cause.downcast_ref())
    {
        write(&stream, bytes).await;
    }
}

async fn answer(mut router: Router, request: Request<Body>) -> Result<Response, LastBytes> {
    let Ok(response) = router.call(request).await;
    match response.extensions().get::<Cut>() {
        None => Ok(response),
        // A connection that was used before and closes without a byte makes browsers send the request
        // again, unseen by the page; one byte that is no HTTP makes them report the failure.
        Some(Cut::Silent) => Err(LastBytes(vec![0])),
        Some(Cut::Half) => Err(LastBytes(half(response).await)),
    }
}

async fn half(response: Response) -> Vec<u8> {
    let (parts, body) = response.into_parts();
    let body = match parts.extensions.get::<Endless>() {
        None => to_bytes(body, usize::MAX).await.unwrap_or_default(),
        Some(Endless) => Bytes::new(),
    };
    let mut bytes = format!("HTTP/1.1 {}\r\n", parts.status).into_bytes();
    for (name, value) in &parts.headers {
        if name != "content-length" {
            bytes.extend_from_slice(name.as_str().as_bytes());
            bytes.extend_from_slice(b": ");
            bytes.extend_from_slice(value.as_bytes());
            bytes.extend_from_slice(b"\r\n");
        }
    }
    // One more than there is, so that an empty body breaks off too.
    bytes.extend_from_slice(format!("content-length: {}\r\n\r\n", body.len() + 1).as_bytes());
    bytes.extend(body.iter().take(body.len() / 2));
    bytes
}

async fn write(stream: &TcpStream, mut bytes: &[u8]) {
    while !bytes.is_empty() && stream.writable().await.is_ok() {
        match stream.try_write(bytes) {
            Ok(written) => bytes = bytes.get(written..).unwrap_or_default(),
            Err(error) if error.kind() == std::io::ErrorKind::WouldBlock => {}
            Err(_) => return,
        }
    }
}
