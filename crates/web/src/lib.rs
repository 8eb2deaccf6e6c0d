//! Everything of Samsyn that people and machines read over HTTP.
//!
//! Start at `routes.rs` (the map of addresses), then `pages/<noun>/<act>.rs`; `parts` says how a page is put
//! together, `form` how an answer is read, `text` where the sentences are.
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used))]

pub mod address;
pub mod app;
pub mod assets;
pub mod calendars;
pub mod dates;
pub mod error;
pub mod form;
pub mod frame;
#[cfg(any(test, feature = "gallery"))]
pub mod gallery;
pub mod headers;
pub mod language;
pub mod limits;
pub mod live;
pub mod me;
pub mod names;
pub mod pages;
pub mod parts;
pub mod providers;
pub mod reach;
pub mod refusals;
pub mod routes;
#[cfg(test)]
pub mod samples;
pub mod scan;
pub mod standing;
pub mod text;
pub mod upload;
pub mod voice;

pub use error::Error;
pub use form::{FieldError, Form, Invalid};
pub use frame::{Frame, Help};
pub use language::Language;
pub use live::Signals;
pub use text::T;

use askama::Template;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};

/// A page as an answer: 200, or the 500 page when it could not be drawn.
pub fn show(page: &impl Template) -> Response {
    match page.render() {
        Ok(html) => Html(html).into_response(),
        Err(_) => Error::internal("a page could not be drawn").into_response(),
    }
}

/// The same page again after a refused form: 422, with what was typed and what is wrong.
pub fn refused(page: &impl Template) -> Response {
    (StatusCode::UNPROCESSABLE_ENTITY, show(page)).into_response()
}
