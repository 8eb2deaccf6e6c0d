//! What somebody had typed when their session had run out is kept, and found again after signing in.
//!
//! The form's body is read before the page that would have taken it, because by the time that page says "sign in first" it is
//! gone. Only forms of plans are kept: they are judged again by `Me::act`, which shows them before anything is stored.

use axum::body::{Body, Bytes, to_bytes};
use axum::http::request::Parts;
use axum::http::{Method, header};
use axum::response::{IntoResponse, Redirect, Response};

use crate::app::App;
use crate::error::Error;
use crate::form::{Form, MAX_BODY};
use crate::language::Language;
use crate::me::{RanOut, trouble};

/// Forms of plans that hold nothing worth keeping, or nothing that may be shown again.
const NOT_KEPT: [&str; 2] = ["/visit-codes", "/together"];
/// Fields that are the page's own, not typed.
pub(super) const NOT_TYPED: [&str; 11] =
    ["act", "revision", "what", "do", "kept", "search", "no", "by", "plan", "new_person", "note"];

/// A form on its way.
pub(crate) struct Typed {
    path: String,
    body: Bytes,
}

/// Whether a request may hold something that was typed into a plan.
pub(crate) fn may_be_typed(parts: &Parts) -> bool {
    let path = parts.uri.path();
    let kind = parts.headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    parts.method == Method::POST
        && path.starts_with("/plans/")
        && !NOT_KEPT.iter().any(|end| path.ends_with(end))
        && kind.to_ascii_lowercase().starts_with("application/x-www-form-urlencoded")
}

/// Reads a body once, and gives it on as it was. What is too large is given on to be refused as such.
pub(crate) async fn read(path: &str, body: Body) -> (Option<Typed>, Body) {
    match to_bytes(body, MAX_BODY).await {
        Ok(body) => (Some(Typed { path: path.to_owned(), body: body.clone() }), Body::from(body)),
        Err(error) => (None, Body::from_stream(futures_util::stream::once(async { Err::<Bytes, _>(error) }))),
    }
}

/// Keeps what was typed for whoever was signed in, and says so on the sign-in page.
pub(crate) async fn keep(house: &App, ran_out: &RanOut, typed: Typed, otherwise: Response) -> Response {
    let now = house.now();
    let account = match house.store.run_out(ran_out.0.as_bytes(), now).await {
        Ok(Some(account)) if is_typed(&typed.body) => account,
        Ok(_) => return otherwise,
        Err(error) => return trouble(&error).into_response(),
    };
    match house.store.keep_draft(account, &typed.path, typed.body.to_vec(), now).await {
        Ok(()) => Redirect::to("/sign-in?next=/drafts&kept=1").into_response(),
        // Not "sign in": whoever typed must know that it is not kept, while it is still in their browser.
        Err(_) => Error::Unavailable.into_response(),
    }
}

/// Whether there are words of somebody in a form, and not only a button that was pressed.
fn is_typed(body: &[u8]) -> bool {
    let Ok(form) = Form::parse(Language::default(), body) else { return false };
    form.fields().any(|(key, value)| !NOT_TYPED.contains(&key) && value.trim().chars().any(char::is_alphanumeric))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_button_alone_is_not_kept() {
        assert!(!is_typed(b"act=0198f3f4&revision=3&do=save&kept=show%3Ax"));
        assert!(!is_typed(b"words=&act=1"));
        assert!(is_typed(b"words=Hon+vill&act=1"));
        assert!(is_typed("words=%D9%85%D8%B1%D8%AD%D8%A8%D8%A7".as_bytes()));
    }
}
