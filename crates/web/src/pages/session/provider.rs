//! Signing in at an identity provider: going there, coming back, and what is said when it did not go.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use samsyn_domain::ids::AccountId;
use samsyn_store::{Holder, SignInBegun, StoreError};
use serde::Deserialize;
use sha2::{Digest, Sha256};

use super::{begin, hex, with_cookie};
use crate::address::Address;
use crate::app::App;
use crate::error::Error;
use crate::frame::local;
use crate::me::{Answer, trouble};
use crate::parts::{Page, Visit};
use crate::providers::{Bound, Claimed, Fault, Returned};
use crate::text::T;

/// The cookie that holds the secret of a sign-in that is under way.
const COOKIE: &str = "sign_in";

/// Nobody was signed in: why, and what to do.
#[derive(Template)]
#[template(path = "pages/session/provider.html")]
struct NotSignedIn {
    page: Page,
    t: T,
    what: &'static str,
    todo: &'static str,
}

/// Where to go afterwards.
#[derive(Deserialize)]
pub struct Next {
    next: Option<String>,
}

/// What a provider sends back in the address (RFC 6749 4.1.2, RFC 9207).
#[derive(Deserialize)]
pub struct Back {
    state: Option<String>,
    code: Option<String>,
    iss: Option<String>,
    error: Option<String>,
}

/// What binds an answer to the browser that holds this secret. Each is a hash of its own, so that none tells another.
fn bound(secret: &str) -> Bound {
    let derived = |what: &str| hex(&Sha256::digest(format!("{what}\0{secret}")));
    Bound { state: derived("state"), nonce: derived("nonce"), verifier: derived("verifier") }
}

/// The secret of the sign-in that this browser has under way.
pub(super) fn secret(headers: &HeaderMap) -> Option<String> {
    let jar = axum_extra::extract::cookie::CookieJar::from_headers(headers);
    jar.get(COOKIE).map(|cookie| cookie.value().to_owned())
}

/// The answer with that secret put into the browser, or taken away.
pub(super) fn remember(app: &App, response: Response, secret: &str) -> Response {
    let secure = if app.https { "; Secure" } else { "" };
    let age = if secret.is_empty() { 0 } else { 900 };
    // Lax: the provider's answer is a navigation from another house.
    with_cookie(response, &format!("{COOKIE}={secret}; Path=/sign-in; HttpOnly; SameSite=Lax; Max-Age={age}{secure}"))
}

/// `GET /sign-in/with/{provider}`: to the provider.
pub async fn go(
    State(app): State<App>,
    visit: Visit,
    from: Address,
    Path(provider): Path<String>,
    Query(query): Query<Next>,
) -> Answer {
    let known = app.providers.find(&provider).ok_or(Error::NotFound)?;
    if !app.limits.provider(&from) {
        return Err(Error::TooMany);
    }
    let secret = hex(&(app.chance)());
    let address = match (app.providers.ask)(known.id.clone(), bound(&secret), visit.language).await {
        Ok(address) => address,
        Err(fault) => return refused(&app, &visit, fault).await,
    };
    let next = query.next.unwrap_or_default();
    let begun = SignInBegun { secret: secret.as_bytes(), provider: &known.id, next: local(&next) };
    app.store.begin_sign_in(begun, app.now()).await.map_err(|error| trouble(&error))?;
    Ok(remember(&app, Redirect::to(&address).into_response(), &secret))
}

/// `GET /sign-in/callback/{provider}`: from the provider.
pub async fn back(
    State(app): State<App>,
    visit: Visit,
    from: Address,
    headers: HeaderMap,
    Path(provider): Path<String>,
    Query(query): Query<Back>,
) -> Answer {
    if app.providers.find(&provider).is_none() {
        return Err(Error::NotFound);
    }
    if !app.limits.provider(&from) {
        return Err(Error::TooMany);
    }
    match answered(&app, &headers, &provider, query).await {
        Ok((secret, next, accounts)) => match accounts.as_slice() {
            [only] => {
                let response = begin(&app, &headers, *only, &provider, &next).await?;
                Ok(remember(&app, response, ""))
            }
            several => {
                let offered = app.store.offer_accounts(secret.as_bytes(), several, app.now()).await;
                offered.map_err(|error| trouble(&error))?;
                Ok(Redirect::to("/sign-in/unit").into_response())
            }
        },
        Err(NotDone::Fault(fault)) => refused(&app, &visit, fault).await,
        Err(NotDone::Error(error)) => Err(error),
    }
}

/// `GET /sign-in/keys.json`: our public keys (RFC 7517), for providers.
pub async fn keys(State(app): State<App>) -> Response {
    ([(header::CONTENT_TYPE, "application/jwk-set+json")], app.providers.keys.to_string()).into_response()
}

/// Why an answer led nowhere.
enum NotDone {
    Fault(Fault),
    Error(Error),
}

impl From<Fault> for NotDone {
    fn from(fault: Fault) -> Self {
        Self::Fault(fault)
    }
}

fn store(error: &StoreError) -> NotDone {
    NotDone::Error(trouble(error))
}

/// Checks an answer from its cheapest side: this browser, this provider, once; then the provider's word; then the directory.
async fn answered(
    app: &App,
    headers: &HeaderMap,
    provider: &str,
    query: Back,
) -> Result<(String, String, Vec<AccountId>), NotDone> {
    let secret = secret(headers).filter(|secret| !secret.is_empty()).ok_or(Fault::Mixed)?;
    let bound = bound(&secret);
    if query.state.as_deref() != Some(bound.state.as_str()) {
        return Err(Fault::Mixed.into());
    }
    let next = match app.store.use_sign_in(secret.as_bytes(), provider, app.now()).await {
        Ok(next) => next,
        Err(StoreError::NotFound) => return Err(Fault::Mixed.into()),
        Err(error) => return Err(store(&error)),
    };
    let returned = match (query.error.as_deref(), query.code) {
        (Some("access_denied"), _) => return Err(Fault::Cancelled.into()),
        // The provider knows no way to prove it as strongly as was asked for (OpenID Connect Core 3.1.2.6 and its extension).
        (Some("unmet_authentication_requirements"), _) => return Err(Fault::TooLow.into()),
        (Some("temporarily_unavailable" | "server_error"), _) => return Err(Fault::Away.into()),
        (None, Some(code)) => Returned { code, issuer: query.iss },
        _ => return Err(Fault::Untrusted.into()),
    };
    let claimed = (app.providers.take)(provider.to_owned(), bound, returned).await?;
    let accounts = accounts(app, &claimed).await?;
    Ok((secret, next, accounts))
}

/// Those of our directory whom a trusted answer is about: the person, and every unit that a member of staff works at.
async fn accounts(app: &App, claimed: &Claimed) -> Result<Vec<AccountId>, NotDone> {
    let mut holders = Vec::new();
    for number in &claimed.numbers {
        if let Some(person) = app.store.person_by_number(number).await.map_err(|error| store(&error))? {
            holders.extend(person.ended.is_none().then_some(Holder::Person(person.id)));
            break;
        }
    }
    holders.extend(staff(app, claimed).await?);
    if holders.is_empty() {
        return Err(Fault::Unknown.into());
    }
    let mut accounts = Vec::new();
    for holder in holders {
        match app.store.account_for(holder, app.now()).await {
            Ok(account) => accounts.push(account),
            Err(StoreError::NotFound) => {}
            Err(error) => return Err(store(&error)),
        }
    }
    if accounts.is_empty() { Err(Fault::Closed.into()) } else { Ok(accounts) }
}

/// The rows of a member of staff. An assignment at a unit that the directory knows narrows them to that unit; it never
/// puts anybody where the directory does not have them.
async fn staff(app: &App, claimed: &Claimed) -> Result<Vec<Holder>, NotDone> {
    let Some(key) = &claimed.staff else { return Ok(Vec::new()) };
    let rows = app.store.staff_by_key(key).await.map_err(|error| store(&error))?;
    let Some(chosen) = &claimed.unit_hsa_id else {
        return Ok(rows.into_iter().map(|(staff, _)| Holder::Staff(staff)).collect());
    };
    let at_chosen = |unit: &Option<String>| unit.as_ref().is_some_and(|unit| unit.eq_ignore_ascii_case(chosen));
    let units = app.store.units().await.map_err(|error| store(&error))?;
    let ours = units.iter().any(|unit| at_chosen(&unit.hsa_id));
    let narrowed: Vec<_> = rows.iter().filter(|(_, unit)| !ours || at_chosen(unit)).collect();
    if narrowed.is_empty() && !rows.is_empty() {
        return Err(Fault::Elsewhere.into());
    }
    Ok(narrowed.into_iter().map(|(staff, _)| Holder::Staff(*staff)).collect())
}

/// The page that says why nobody was signed in; it is noted without a word about anybody.
async fn refused(app: &App, visit: &Visit, fault: Fault) -> Answer {
    app.store.note_refused_sign_in(fault.key(), app.now()).await.map_err(|error| trouble(&error))?;
    let (what, todo) = fault.words(visit.t);
    let page = visit.page(visit.t.msg_sign_in_fault_title());
    let status = if fault == Fault::Away { StatusCode::SERVICE_UNAVAILABLE } else { StatusCode::FORBIDDEN };
    let shown = crate::show(&NotSignedIn { page, t: visit.t, what, todo });
    Ok(remember(app, (status, shown).into_response(), ""))
}
