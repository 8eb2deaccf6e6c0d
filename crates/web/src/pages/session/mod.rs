//! Signing in and out, and leaving at once.

pub mod choose;
pub mod leave;
pub mod link;

use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse, Redirect, Response};
use jiff::SignedDuration;
use samsyn_domain::ids::AccountId;

use crate::app::App;
use crate::error::Error;
use crate::me::{COOKIE, trouble};

/// How long a session lasts whatever happens.
const SESSION: SignedDuration = SignedDuration::from_hours(12);

/// Begins a session and goes to an address of the house.
pub(super) async fn begin(
    app: &App,
    headers: &HeaderMap,
    account: AccountId,
    method: &str,
    next: &str,
) -> Result<Response, Error> {
    let now = app.now();
    // Another's session in the same browser ends: its cookie is written over, and must not go on working elsewhere.
    if let Some(earlier) = crate::me::token(headers) {
        app.store.end_session(earlier.as_bytes()).await.map_err(|error| trouble(&error))?;
    }
    let token = hex(&(app.chance)());
    let ends = now.checked_add(SESSION).map_err(|_| Error::internal("a session's end"))?;
    app.store.begin_session(token.as_bytes(), account, method, now, ends).await.map_err(|error| trouble(&error))?;
    let secure = if app.https { "; Secure" } else { "" };
    let cookie = format!("{COOKIE}={token}; Path=/; HttpOnly; SameSite=Lax{secure}");
    Ok(with_cookie(Redirect::to(crate::frame::local(next)).into_response(), &cookie))
}

/// The answer with the session's cookie taken away.
pub(super) fn forget(response: Response) -> Response {
    with_cookie(response, &format!("{COOKIE}=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0"))
}

fn with_cookie(mut response: Response, cookie: &str) -> Response {
    if let Ok(value) = HeaderValue::from_str(cookie) {
        response.headers_mut().append(header::SET_COOKIE, value);
    }
    response
}

fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}
