//! Choosing where one works today: for somebody who proved who they are, and whom the directory has in several places.

use askama::Template;
use axum::extract::State;
use axum::http::HeaderMap;
use samsyn_domain::ids::AccountId;
use samsyn_store::StoreError;

use super::provider::{remember, secret};
use super::{begin, is_gone};
use crate::app::App;
use crate::error::Error;
use crate::form::{FieldError, Form};
use crate::me::{Answer, trouble};
use crate::parts::{Choice, Page, Visit};
use crate::text::T;
use crate::{refused, show};

#[derive(Template)]
#[template(path = "pages/session/unit.html")]
struct Unit {
    page: Page,
    t: T,
    form: Form,
    units: Vec<Choice<'static>>,
}

impl Unit {
    async fn of(app: &App, visit: &Visit, accounts: &[AccountId], form: Form) -> Result<Self, Error> {
        let mut units = Vec::new();
        for account in accounts {
            let label = match app.store.staff_of_account(*account).await {
                Ok(staff) => crate::pages::people::staff_label(&staff),
                Err(StoreError::NotFound) => visit.t.msg_sign_in_unit_private().to_owned(),
                Err(error) => return Err(trouble(&error)),
            };
            units.push(Choice::new(account.to_string(), label));
        }
        Ok(Self { page: visit.page(visit.t.msg_sign_in_unit_title()).of(&form), t: visit.t, form, units })
    }
}

/// What may be chosen in this browser, with the provider it came from.
async fn offered(app: &App, headers: &HeaderMap) -> Result<(String, Vec<AccountId>, String), Error> {
    let secret = secret(headers).ok_or(Error::NotFound)?;
    let used = app.store.offered_accounts(secret.as_bytes(), app.now()).await.map_err(|error| trouble(&error))?;
    Ok((secret, used.accounts, used.provider))
}

/// `GET /sign-in/unit`
pub async fn get(State(app): State<App>, visit: Visit, headers: HeaderMap) -> Answer {
    let (_, accounts, _) = offered(&app, &headers).await?;
    Ok(show(&Unit::of(&app, &visit, &accounts, Form::new(visit.language)).await?))
}

/// `POST /sign-in/unit`
pub async fn post(State(app): State<App>, visit: Visit, headers: HeaderMap, mut form: Form) -> Answer {
    let (secret, accounts, provider) = offered(&app, &headers).await?;
    let Ok(account) = form.choice::<AccountId>("account") else {
        return Ok(refused(&Unit::of(&app, &visit, &accounts, form).await?));
    };
    if !accounts.contains(&account) {
        form.fail("account", FieldError::UnknownChoice);
        return Ok(refused(&Unit::of(&app, &visit, &accounts, form).await?));
    }
    match app.store.end_sign_in(secret.as_bytes(), app.now()).await {
        Ok(next) => Ok(remember(&app, begin(&app, &headers, account, &provider, &next).await?, "")),
        Err(error) if is_gone(&error) => Err(Error::NotFound),
        Err(error) => Err(trouble(&error)),
    }
}
