//! Signing out, and leaving at once for a neutral site.

use axum::extract::State;
use axum::http::{HeaderMap, HeaderName};
use axum::response::{Html, IntoResponse, Redirect};

use super::forget;
use crate::app::App;
use crate::me::{Answer, token, trouble};
use crate::parts::Visit;

/// `POST /sign-out`
pub async fn out(State(app): State<App>, headers: HeaderMap) -> Answer {
    end(&app, &headers).await?;
    Ok(forget(Redirect::to("/sign-in").into_response()))
}

/// `POST /leave`: the session ends here first, then a neutral site opens.
pub async fn leave(State(app): State<App>, visit: Visit, headers: HeaderMap) -> Answer {
    end(&app, &headers).await?;
    // Not a redirect: after a form, browsers hold redirects to our own `form-action 'self'` and would stay here.
    let refresh = (HeaderName::from_static("refresh"), format!("0; url={}", visit.exit()));
    Ok(forget(([refresh], Html("<!doctype html><title>–</title>")).into_response()))
}

async fn end(app: &App, headers: &HeaderMap) -> Result<(), crate::Error> {
    match token(headers) {
        Some(token) => app.store.end_session(token.as_bytes(), app.now()).await.map_err(|error| trouble(&error)),
        None => Ok(()),
    }
}
