//! What went wrong, as a page for people: what happened, what to do, and nothing about anybody.
//!
//! A handler returns [`Error`]; the frame (`frame.rs`) knows the reader's language and draws the page.

use std::panic::Location;

use askama::Template;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

use crate::parts::{Page, Visit};
use crate::text::T;

/// Why a request was not answered with its page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Error {
    /// 404: it is not there, or not for the one who asks. The two look the same.
    NotFound,
    /// 403: a form sent from another site.
    CrossSite,
    /// 413: more than a form may hold.
    TooLarge,
    /// 400: a body that is no form, or that broke off.
    Unreadable,
    /// 429: too many tries.
    TooMany,
    /// 500: our fault. Says which step and where in the code; never the cause's own words, which may quote a person.
    Internal(&'static str, &'static Location<'static>),
    /// 503: the database is away, or the house is closing.
    Unavailable,
}

impl Error {
    /// Our fault; `step` is a fixed sentence for the log: `Error::internal("the plan could not be read")`.
    #[track_caller]
    pub fn internal(step: &'static str) -> Self {
        Error::Internal(step, Location::caller())
    }

    /// The HTTP status.
    pub fn status(self) -> StatusCode {
        match self {
            Error::NotFound => StatusCode::NOT_FOUND,
            Error::CrossSite => StatusCode::FORBIDDEN,
            Error::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Error::Unreadable => StatusCode::BAD_REQUEST,
            Error::TooMany => StatusCode::TOO_MANY_REQUESTS,
            Error::Internal(..) => StatusCode::INTERNAL_SERVER_ERROR,
            Error::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
        }
    }

    fn title(self, t: T) -> &'static str {
        match self {
            Error::NotFound => t.msg_error_404_title(),
            Error::CrossSite => t.msg_error_403_title(),
            Error::TooLarge => t.msg_error_413_title(),
            Error::Unreadable => t.msg_error_400_title(),
            Error::TooMany => t.msg_error_429_title(),
            Error::Internal(..) => t.msg_error_500_title(),
            Error::Unavailable => t.msg_error_503_title(),
        }
    }

    /// What happened, and what to do.
    fn words(self, t: T) -> (&'static str, &'static str) {
        match self {
            Error::NotFound => (t.msg_error_404_what(), t.msg_error_404_do()),
            Error::CrossSite => (t.msg_error_403_what(), t.msg_error_403_do()),
            Error::TooLarge => (t.msg_error_413_what(), t.msg_error_413_do()),
            Error::Unreadable => (t.msg_error_400_what(), t.msg_error_400_do()),
            Error::TooMany => (t.msg_error_429_what(), t.msg_error_429_do()),
            Error::Internal(..) => (t.msg_error_500_what(), t.msg_error_500_do()),
            Error::Unavailable => (t.msg_error_503_what(), t.msg_error_503_do()),
        }
    }

    /// The page in the visitor's language; `code` is what they can read out on the phone.
    pub(crate) fn page(self, visit: &Visit, code: Option<String>) -> Response {
        let (what, todo) = self.words(visit.t);
        let page = visit.page(self.title(visit.t));
        let drawn = ErrorPage { t: visit.t, page, what, todo, gone: self == Error::NotFound, code }.render();
        let mut response = drawn.map_or_else(
            |_| StatusCode::INTERNAL_SERVER_ERROR.into_response(),
            |html| axum::response::Html(html).into_response(),
        );
        *response.status_mut() = self.status();
        response
    }
}

impl IntoResponse for Error {
    /// A bare answer that carries the error; the frame draws the page around it.
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        response.extensions_mut().insert(self);
        response
    }
}

/// The page of every error.
#[derive(Template)]
#[template(path = "error.html")]
struct ErrorPage {
    t: T,
    page: Page,
    what: &'static str,
    todo: &'static str,
    /// Whether it may be a page that was open until now (`live.js` then says so).
    gone: bool,
    code: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Language;

    const ALL: [Error; 6] =
        [Error::NotFound, Error::CrossSite, Error::TooLarge, Error::Unreadable, Error::TooMany, Error::Unavailable];

    #[tokio::test]
    async fn every_error_says_what_happened_and_what_to_do_in_every_language() {
        for language in Language::ALL {
            for error in ALL.into_iter().chain([Error::internal("a secret step")]) {
                let response = error.page(&Visit::sample(language), Some("K7-42".to_owned()));
                assert_eq!(response.status(), error.status());
                let body = axum::body::to_bytes(response.into_body(), 1 << 20).await.unwrap();
                let html = String::from_utf8(body.to_vec()).unwrap();
                let (what, todo) = error.words(language.text());
                for part in [error.title(language.text()), what, todo, "K7-42", language.tag()] {
                    assert!(html.contains(part), "{error:?} {language:?} {part}");
                }
                assert!(!html.contains("secret step"));
            }
        }
    }
}
