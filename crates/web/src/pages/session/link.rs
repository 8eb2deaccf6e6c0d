//! A one-time link. Looking at it uses nothing up (mail scanners look); pressing the button does.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::HeaderMap;

use super::begin;
use crate::app::App;
use crate::error::Error;
use crate::me::{Answer, trouble};
use crate::parts::prelude::*;
use crate::show;
use crate::text::T;

#[derive(Template)]
#[template(path = "pages/session/link.html")]
struct Link {
    page: Page,
    t: T,
    works: bool,
}

/// `GET /sign-in/{token}`
pub async fn get(State(app): State<App>, visit: Visit, Path(token): Path<String>) -> Answer {
    let works = app.store.signin_link_works(token.as_bytes(), app.now()).await.map_err(|e| trouble(&e))?;
    let title = if works { visit.t.msg_sign_in_title() } else { visit.t.msg_sign_in_link_over() };
    Ok(show(&Link { page: visit.page(title), t: visit.t, works }))
}

/// `POST /sign-in/{token}`
pub async fn post(State(app): State<App>, visit: Visit, headers: HeaderMap, Path(token): Path<String>) -> Answer {
    match app.store.use_signin_link(token.as_bytes(), app.now()).await {
        Ok(account) => begin(&app, &headers, account, "link", "/").await,
        Err(samsyn_store::StoreError::NotFound | samsyn_store::StoreError::Conflict(_)) => {
            let page = visit.page(visit.t.msg_sign_in_link_over());
            Ok(crate::refused(&Link { page, t: visit.t, works: false }))
        }
        Err(_) => Err(Error::internal("a sign-in link could not be used")),
    }
}
