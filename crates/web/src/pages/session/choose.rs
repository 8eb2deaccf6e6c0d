//! Sign in. In the demo: choose a person. Elsewhere: ask for a link by mail.

use std::collections::HashMap;

use askama::Template;
use axum::extract::{Query, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Redirect};
use samsyn_domain::families::{Family, Milestone, story};
use samsyn_domain::ids::{AccountId, PersonId};
use samsyn_domain::plan::Plan;
use samsyn_store::Holder;
use serde::Deserialize;

use super::begin;
use crate::address::Address;
use crate::app::{App, LinkMail, SignIn};
use crate::error::Error;
use crate::form::Form;
use crate::frame::local;
use crate::language::Language;
use crate::me::{Answer, trouble};
use crate::parts::prelude::*;
use crate::providers::Provider;
use crate::text::T;
use crate::{names, refused, show};

#[derive(Template)]
#[template(path = "pages/session/choose.html")]
#[expect(clippy::struct_excessive_bools, reason = "each says whether one part of the page is shown")]
struct Choose {
    page: Page,
    t: T,
    form: Form,
    next: String,
    family: Vec<Somebody>,
    staff: Vec<Somebody>,
    ways: Vec<(String, String)>,
    demo: bool,
    mail: bool,
    sent: bool,
    kept: bool,
    everywhere: bool,
}

struct Somebody {
    account: AccountId,
    name: String,
    /// In the demo, for whoever is new there: the unit of staff; whose plan it is and what they are in it for families.
    unit: String,
}

/// Where to go afterwards, and what was done just now.
#[derive(Deserialize)]
pub struct Asked {
    next: Option<String>,
    sent: Option<String>,
    kept: Option<String>,
    everywhere: Option<String>,
}

async fn page(app: &App, visit: &Visit, form: Form, next: String) -> Result<Choose, Error> {
    let demo = app.sign_in == SignIn::ChoosePerson;
    let accounts = if demo { app.store.named_accounts().await.map_err(|e| trouble(&e))? } else { Vec::new() };
    let (mut family, mut staff) = (Vec::new(), Vec::new());
    let parts = if demo { parts(app, visit.language) } else { HashMap::new() };
    for named in accounts {
        let (of_staff, part) = match named.account.holder {
            Holder::Staff(_) => (true, named.unit),
            Holder::Person(person) => (false, parts.get(&person).cloned()),
        };
        let somebody = Somebody { account: named.account.id, name: named.name, unit: part.unwrap_or_default() };
        if of_staff { staff.push(somebody) } else { family.push(somebody) }
    }
    let title = if demo { visit.t.msg_sign_in_choose_title() } else { visit.t.msg_sign_in_title() };
    // A plain link: a form would be held back by our own `form-action 'self'` on its way to another house.
    let way =
        |p: &Provider| (format!("/sign-in/with/{}?next={}", p.id, local(&next)), p.name(visit.language).to_owned());
    Ok(Choose {
        page: visit.page(title).of(&form),
        t: visit.t,
        ways: app.providers.list.iter().map(way).collect(),
        form,
        next,
        family,
        staff,
        demo,
        mail: app.sign_in == SignIn::MailedLink,
        sent: false,
        kept: false,
        everywhere: false,
    })
}

/// What everybody in private life is in the families' stories, for the demo's own list of people.
fn parts(app: &App, language: Language) -> HashMap<PersonId, String> {
    let t = language.text();
    let mut parts = HashMap::new();
    for family in Family::ALL {
        let told = story(family, Milestone::Told, app.now()).ok();
        let Some(plan) = told.and_then(|(id, facts)| Plan::fold(id, &facts)) else { continue };
        let name = names::first(plan.person.name.as_str());
        let of = |role: &str| t.msg_sign_in_demo_part(role, name);
        parts.insert(plan.person.person, t.msg_sign_in_demo_own().to_owned());
        parts.extend(plan.representatives.iter().map(|r| (r.person, of(names::mandate(language, r.mandate)))));
        let supporters = plan.supporters.iter().filter_map(|s| Some((s.person?, of(s.relation.as_str()))));
        parts.extend(supporters);
    }
    parts
}

/// `GET /sign-in`
pub async fn get(State(app): State<App>, visit: Visit, Query(query): Query<Asked>) -> Answer {
    let form = Form::new(visit.language);
    let page = page(&app, &visit, form, query.next.unwrap_or_default()).await?;
    Ok(show(&Choose {
        sent: query.sent.is_some(),
        kept: query.kept.is_some(),
        everywhere: query.everywhere.is_some(),
        ..page
    }))
}

/// `POST /sign-in`: in the demo an account, elsewhere a mail address.
pub async fn post(State(app): State<App>, visit: Visit, from: Address, headers: HeaderMap, mut form: Form) -> Answer {
    let next = form.value("next").to_owned();
    if app.sign_in == SignIn::ChoosePerson {
        let Ok(account) = form.choice::<AccountId>("account") else {
            return Ok(refused(&page(&app, &visit, form, next).await?));
        };
        // Only an account that is offered; anything else is not there.
        app.store.account(account).await.map_err(|error| trouble(&error))?;
        return begin(&app, &headers, account, "demo", &next).await;
    }
    if app.sign_in != SignIn::MailedLink {
        return Err(Error::NotFound);
    }
    let Ok(mail) = form.text("mail", 200) else {
        return Ok(refused(&page(&app, &visit, form, next).await?));
    };
    if !app.limits.sign_in(&mail.to_lowercase(), &from) {
        return Err(Error::TooMany);
    }
    // The same answer, as soon, whether or not there is such an account: nobody learns who has one.
    let sending = (app.clone(), visit.clone());
    tokio::spawn(async move {
        let (app, visit) = sending;
        if send_links(&app, &visit, &mail).await.is_err() {
            tracing::error!("a sign-in link could not be made");
        }
    });
    Ok(Redirect::to("/sign-in?sent=1").into_response())
}

async fn send_links(app: &App, visit: &Visit, mail: &str) -> Result<(), Error> {
    for account in app.store.accounts_by_mail(mail).await.map_err(|error| trouble(&error))? {
        let token = super::hex(&(app.chance)());
        let made = app.store.make_signin_link(token.as_bytes(), account.id, app.now()).await;
        made.map_err(|error| trouble(&error))?;
        let path = format!("/sign-in/{token}");
        (app.send_link)(LinkMail { to: mail.to_owned(), path, language: visit.language }).await;
    }
    Ok(())
}
