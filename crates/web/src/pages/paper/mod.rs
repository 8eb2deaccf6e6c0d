//! The plan and the calls as papers, and the plan as data. None of them is kept by the browser.

pub mod data;
pub mod pdf;

use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};

/// A file for this reader alone: shown in place, named neutrally, not kept.
pub(crate) fn file(kind: &'static str, name: &'static str, body: Vec<u8>) -> Response {
    let mut response = body.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    if let Ok(value) = HeaderValue::from_str(&format!("inline; filename=\"{name}\"")) {
        headers.insert(header::CONTENT_DISPOSITION, value);
    }
    response
}
