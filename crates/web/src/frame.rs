//! What stands around every handler: the house's own facts, error pages in the reader's language, headers,
//! protection against forms from other sites, body limits, assets, and the choice of language.

use std::any::Any;
use std::sync::Arc;

use axum::Router;
use axum::extract::Request;
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::csrf::{CsrfLayer, ProtectionError};

use crate::app::App;
use crate::error::Error;
use crate::form::Form;
use crate::language::Language;
use crate::me::RanOut;
use crate::pages::session::kept;
use crate::parts::Visit;
use crate::{assets, headers};

/// A person to call.
#[derive(Debug, Clone)]
pub struct Help {
    /// Who answers: "Anna Ek", "Kontaktcenter".
    pub name: String,
    /// The number as people read it: "010-123 45 67".
    pub phone: String,
}

impl Help {
    /// The number as a telephone dials it.
    pub fn dial(&self) -> String {
        self.phone.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect()
    }
}

/// Facts of this house that the frame shows or needs. The server fills it in.
#[derive(Clone)]
pub struct Frame {
    /// Whom to call, on every page.
    pub help: Option<Help>,
    /// The neutral site that "Lämna sidan" ends on: an https address.
    pub exit: String,
    /// Draws a short code for an error, to be read out on the phone and found in the log. Chance comes from the server.
    pub error_code: Arc<dyn Fn() -> String + Send + Sync>,
    /// Whether visitors come by https: then cookies are `Secure` and HSTS is sent.
    pub https: bool,
}

impl std::fmt::Debug for Frame {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Frame")
            .field("help", &self.help)
            .field("exit", &self.exit)
            .field("https", &self.https)
            .finish_non_exhaustive()
    }
}

impl Default for Frame {
    fn default() -> Self {
        Frame {
            help: None,
            exit: "https://www.smhi.se/".to_owned(),
            error_code: Arc::new(|| "–".to_owned()),
            https: false,
        }
    }
}

impl Frame {
    /// The frame of tests and samples.
    pub fn sample() -> Self {
        Frame { help: Some(Help { name: "Anna Ek".to_owned(), phone: "010-123 45 67".to_owned() }), ..Frame::default() }
    }

    /// Puts the frame around the pages. Call it last, on the whole router of pages for people.
    pub fn around<S: Clone + Send + Sync + 'static>(self, pages: Router<S>) -> Router<S> {
        self.around_house(pages, None)
    }

    /// As [`Frame::around`]; with a house, what somebody typed before their session ran out is kept there.
    pub fn around_house<S: Clone + Send + Sync + 'static>(self, pages: Router<S>, house: Option<App>) -> Router<S> {
        let frame = (Arc::new(self), house);
        pages
            .route("/language", post(choose_language))
            .route("/assets/{hash}/{name}", get(assets::serve))
            .fallback(|| async { Error::NotFound })
            .method_not_allowed_fallback(|| async { Error::NotFound })
            .layer(CsrfLayer::new())
            .layer(CatchPanicLayer::custom(|_: Box<dyn Any + Send>| {
                Error::internal("a handler panicked").into_response()
            }))
            .layer(from_fn_with_state(frame, speak))
    }
}

/// Makes the frame's facts known to the handlers, draws the page of an error in the reader's language, and puts the
/// headers on. One layer for all of it: axum copies every layer beneath a layer for each request.
async fn speak(
    axum::extract::State((frame, house)): axum::extract::State<(Arc<Frame>, Option<App>)>,
    mut request: Request,
    next: Next,
) -> Response {
    request.extensions_mut().insert(Arc::clone(&frame));
    let (parts, body) = request.into_parts();
    let visit = Visit::of(&parts);
    let (typed, body) = match &house {
        Some(_) if kept::may_be_typed(&parts) => kept::read(parts.uri.path(), body).await,
        _ => (None, body),
    };
    let mut response = next.run(Request::from_parts(parts, body)).await;
    if let (Some(house), Some(typed), Some(ran_out)) = (&house, typed, response.extensions().get::<RanOut>().cloned()) {
        response = kept::keep(house, &ran_out, typed, response).await;
    }
    let mut response = match error_in(&response) {
        Some(error) => error_page(&frame, &visit, error),
        None => response,
    };
    headers::put(response.headers_mut(), frame.https);
    response
}

/// The error that an answer stands for, if it is one.
fn error_in(response: &Response) -> Option<Error> {
    if let Some(error) = response.extensions().get::<Error>() {
        Some(*error)
    } else if response.extensions().get::<ProtectionError>().is_some() {
        Some(Error::CrossSite)
    } else {
        match response.status() {
            StatusCode::PAYLOAD_TOO_LARGE => Some(Error::TooLarge),
            // An address whose ids cannot be read leads nowhere; the words of the reader are for programmers.
            StatusCode::BAD_REQUEST => Some(Error::NotFound),
            _ => None,
        }
    }
}

fn error_page(frame: &Frame, visit: &Visit, error: Error) -> Response {
    let code = error.status().is_server_error().then(|| (frame.error_code)());
    if let Error::Internal(step, place) = error {
        tracing::error!(code = code.as_deref(), step, place = %place, "answered 500");
    }
    error.page(visit, code)
}

/// `POST /language`: remembers the language for a year and goes back to the page.
async fn choose_language(visit: Visit, form: Form) -> Response {
    let Some(language) = Language::from_tag(form.value("lang")) else {
        return Error::Unreadable.into_response();
    };
    let secure = if visit.https() { "; Secure" } else { "" };
    let cookie = format!("lang={}; Path=/; Max-Age=31536000; SameSite=Lax; HttpOnly{secure}", language.tag());
    let mut response = Redirect::to(local(form.value("back"))).into_response();
    if let Ok(value) = HeaderValue::from_str(&cookie) {
        response.headers_mut().append(header::SET_COOKIE, value);
    }
    response
}

/// An address within the house, else the start page: nobody is sent elsewhere by a forged field.
pub fn local(path: &str) -> &str {
    let plain = path.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\');
    if plain && path.starts_with('/') && !path.starts_with("//") { path } else { "/" }
}

#[cfg(test)]
mod tests;
