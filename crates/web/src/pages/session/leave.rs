//! Signing out, and leaving at once for a neutral site.

use axum::extract::State;
use axum::http::{HeaderMap, HeaderName, Method};
use axum::response::{Html, IntoResponse, Redirect, Response};

use super::forget;
use crate::app::App;
use crate::me::{Answer, token, trouble};
use crate::parts::Visit;

/// `POST /sign-out`
pub async fn out(State(app): State<App>, headers: HeaderMap) -> Answer {
    end(&app, &headers).await?;
    Ok(forget(Redirect::to("/sign-in").into_response()))
}

/// `GET /leave` and `POST /leave`: the session ends here first, then a neutral site opens. A plain link, so that it works
/// everywhere and at once. Another site can at most lead somebody here: the session then stays, and nothing is lost.
pub async fn leave(State(app): State<App>, visit: Visit, method: Method, headers: HeaderMap) -> Answer {
    if of_this_house(&headers) {
        end(&app, &headers).await?;
    }
    if method == Method::GET {
        return Ok(forget_if(of_this_house(&headers), Redirect::to(visit.exit()).into_response()));
    }
    // Not a redirect: after a form, browsers hold redirects to our own `form-action 'self'` and would stay here.
    let refresh = (HeaderName::from_static("refresh"), format!("0; url={}", visit.exit()));
    Ok(forget(([refresh], Html("<!doctype html><title>–</title>")).into_response()))
}

/// Whether somebody pressed it here: not a foreign page, and not a browser that fetches links before they are pressed.
fn of_this_house(headers: &HeaderMap) -> bool {
    let says = |name: &str, word: &str| {
        headers.get(name).and_then(|value| value.to_str().ok()).is_some_and(|value| value.contains(word))
    };
    !says("sec-fetch-site", "cross-site") && !says("sec-purpose", "prefetch")
}

fn forget_if(ended: bool, response: Response) -> Response {
    if ended { forget(response) } else { response }
}

async fn end(app: &App, headers: &HeaderMap) -> Result<(), crate::Error> {
    match token(headers) {
        Some(token) => app.store.end_session(token.as_bytes(), app.now()).await.map_err(|error| trouble(&error)),
        None => Ok(()),
    }
}
