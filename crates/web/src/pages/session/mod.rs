//! Signing in and out, one's sessions, what was typed when one ended, and leaving at once.

pub mod choose;
pub mod code;
pub mod drafts;
pub mod kept;
pub mod leave;
pub mod link;
pub mod list;
pub mod provider;
#[cfg(test)]
mod tests;
pub mod unit;

use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse, Redirect, Response};
use jiff::{SignedDuration, Timestamp};
use samsyn_domain::ids::AccountId;
use samsyn_store::{Holder, Limited, StoreError};

use crate::app::App;
use crate::error::Error;
use crate::language::Language;
use crate::me::{COOKIE, trouble};

/// The cookie with the language that the directory has for whoever is signed in (`language.rs`).
const SPOKEN: &str = "spoken";
/// That cookie, taken away.
const NOT_SPOKEN: &str = "spoken=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0";
/// How long a session lasts whatever happens.
const SESSION: SignedDuration = SignedDuration::from_hours(12);
/// How long a limited one does: a visit, or a talk.
const LIMITED: SignedDuration = SignedDuration::from_hours(2);

/// Begins a session and goes to an address of the house.
pub(super) async fn begin(
    app: &App,
    headers: &HeaderMap,
    account: AccountId,
    method: &str,
    next: &str,
) -> Result<Response, Error> {
    let (token, now, ends) = fresh(app, headers, SESSION).await?;
    app.store.begin_session(token.as_bytes(), account, method, now, ends).await.map_err(|error| trouble(&error))?;
    signed_in(app, account, &token, next).await
}

/// Begins a session that reaches one plan alone, and goes to an address of the house.
pub(in crate::pages) async fn begin_limited(
    app: &App,
    headers: &HeaderMap,
    account: AccountId,
    method: &str,
    limited: Limited,
    next: &str,
) -> Result<Response, Error> {
    let (token, now, ends) = fresh(app, headers, LIMITED).await?;
    let begun = app.store.begin_limited_session(token.as_bytes(), account, method, now, ends, limited).await;
    begun.map_err(|error| trouble(&error))?;
    signed_in(app, account, &token, next).await
}

/// A new token, and when its session begins and ends. Another's session in the same browser ends: its cookie is written
/// over, and must not go on working elsewhere.
async fn fresh(app: &App, headers: &HeaderMap, lasts: SignedDuration) -> Result<(String, Timestamp, Timestamp), Error> {
    let now = app.now();
    if let Some(earlier) = crate::me::token(headers) {
        app.store.end_session(earlier.as_bytes(), now).await.map_err(|error| trouble(&error))?;
    }
    let ends = now.checked_add(lasts).map_err(|_| Error::internal("a session's end"))?;
    Ok((hex(&(app.chance)()), now, ends))
}

async fn signed_in(app: &App, account: AccountId, token: &str, next: &str) -> Result<Response, Error> {
    let secure = if app.https { "; Secure" } else { "" };
    let cookie = format!("{COOKIE}={token}; Path=/; HttpOnly; SameSite=Lax{secure}");
    let response = with_cookie(Redirect::to(crate::frame::local(next)).into_response(), &cookie);
    Ok(match spoken(app, account).await? {
        Some(language) => {
            with_cookie(response, &format!("{SPOKEN}={}; Path=/; HttpOnly; SameSite=Lax", language.tag()))
        }
        None => with_cookie(response, NOT_SPOKEN),
    })
}

/// The language that the directory has for somebody, when the pages speak it: theirs until they choose one themselves.
async fn spoken(app: &App, account: AccountId) -> Result<Option<Language>, Error> {
    let account = app.store.account(account).await.map_err(|error| trouble(&error))?;
    let Holder::Person(person) = account.holder else { return Ok(None) };
    let person = app.store.person(person).await.map_err(|error| trouble(&error))?;
    Ok(person.language.as_deref().and_then(Language::from_tag))
}

/// The answer with the session's cookie taken away.
pub(super) fn forget(response: Response) -> Response {
    let response = with_cookie(response, &format!("{COOKIE}=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0"));
    with_cookie(response, NOT_SPOKEN)
}

fn with_cookie(mut response: Response, cookie: &str) -> Response {
    if let Ok(value) = HeaderValue::from_str(cookie) {
        response.headers_mut().append(header::SET_COOKIE, value);
    }
    response
}

/// Whether a store's answer means: nothing there, or somebody else was first.
fn is_gone(error: &StoreError) -> bool {
    matches!(error, StoreError::NotFound | StoreError::Conflict(_))
}

pub(in crate::pages) fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}
