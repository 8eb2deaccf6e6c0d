//! A principal (huvudman): add it, change it, end it when it has no units left.

use askama::Template;
use axum::extract::Path;
use samsyn_domain::ids::PrincipalId;
use samsyn_domain::people::PrincipalKind;
use samsyn_store::{Change, Principal};

use super::{administrator, fields, stored};
use crate::error::Error;
use crate::form::{FieldError, Form, Invalid};
use crate::me::{Answer, Me, trouble};
use crate::parts::{Choice, Page, Tag};
use crate::text::T;
use crate::{names, refused, show};

/// The kinds, in the order of the form, with their words there.
const KINDS: [(PrincipalKind, &str); 4] = [
    (PrincipalKind::Kommun, "kommun"),
    (PrincipalKind::Region, "region"),
    (PrincipalKind::School, "school"),
    (PrincipalKind::Other, "other"),
];

#[derive(Template)]
#[template(path = "pages/directory/principal.html")]
struct PrincipalPage {
    page: Page,
    t: T,
    form: Form,
    kinds: Vec<Choice<'static>>,
    there: bool,
    ended: bool,
}

impl PrincipalPage {
    fn of(me: &Me, form: Form, principal: Option<&Principal>) -> Self {
        let t = me.t();
        let title = if principal.is_some() { t.msg_directory_principal() } else { t.msg_directory_new_principal() };
        let kind = |(kind, key): &(PrincipalKind, &'static str)| {
            Choice::new(*key, names::principal_kind(me.language(), *kind))
        };
        Self {
            page: me.page(title).back("/directory#principals").of(&form),
            t,
            kinds: KINDS.iter().map(kind).collect(),
            there: principal.is_some(),
            ended: principal.is_some_and(|principal| principal.ended.is_some()),
            form,
        }
    }
}

fn read(form: &mut Form, id: PrincipalId) -> Result<Principal, Invalid> {
    let name = fields::line(form, "name");
    let kind = form.choice::<String>("kind").and_then(|key| {
        let known = KINDS.iter().find(|(_, known)| *known == key);
        known.map(|(kind, _)| *kind).ok_or_else(|| form.fail("kind", FieldError::UnknownChoice))
    });
    Ok(Principal { id, code: format!("h-{}", id.0.simple()), name: name?, kind: kind?, ended: None })
}

async fn one(me: &Me, id: PrincipalId) -> Result<Principal, Error> {
    let all = me.app.store.principals().await.map_err(|error| trouble(&error))?;
    all.into_iter().find(|principal| principal.id == id).ok_or(Error::NotFound)
}

/// `GET /directory/principals/new`
pub async fn new(me: Me) -> Answer {
    administrator(&me, None).await?;
    Ok(show(&PrincipalPage::of(&me, me.form(), None)))
}

/// `POST /directory/principals/new`
pub async fn add(me: Me, mut form: Form) -> Answer {
    administrator(&me, None).await?;
    let id = PrincipalId(me.app.new_id());
    if let Ok(principal) = read(&mut form, id) {
        let result = me.keep(Change::Principal(&principal)).await;
        if stored(&mut form, result)? {
            return Ok(me.saved("/directory#principals"));
        }
    }
    Ok(refused(&PrincipalPage::of(&me, form, None)))
}

/// `GET /directory/principals/{id}`
pub async fn get(me: Me, Path(id): Path<PrincipalId>) -> Answer {
    administrator(&me, Some(id.0)).await?;
    let principal = one(&me, id).await?;
    let mut form = me.form();
    form.set("name", &principal.name);
    form.set("kind", KINDS.iter().find(|(kind, _)| *kind == principal.kind).map_or("", |(_, key)| key));
    Ok(show(&PrincipalPage::of(&me, form, Some(&principal))))
}

/// `POST /directory/principals/{id}`: changed; or ended, or taken up again.
pub async fn post(me: Me, Path(id): Path<PrincipalId>, mut form: Form) -> Answer {
    administrator(&me, Some(id.0)).await?;
    let principal = one(&me, id).await?;
    let changed = match form.value("do") {
        "end" => ended(&me, &mut form, &principal).await?,
        "again" => Ok(Principal { ended: None, ..principal.clone() }),
        _ => {
            read(&mut form, id).map(|typed| Principal { code: principal.code.clone(), ended: principal.ended, ..typed })
        }
    };
    if let Ok(changed) = changed {
        let result = me.keep(Change::Principal(&changed)).await;
        if stored(&mut form, result)? {
            return Ok(me.saved("/directory#principals"));
        }
    }
    Ok(refused(&PrincipalPage::of(&me, form, Some(&principal))))
}

/// A principal that still has units cannot end: nobody would answer for them.
async fn ended(me: &Me, form: &mut Form, principal: &Principal) -> Result<Result<Principal, Invalid>, Error> {
    let units = me.app.store.units().await.map_err(|error| trouble(&error))?;
    if units.iter().any(|unit| unit.principal == principal.id && unit.ended.is_none()) {
        let words = me.t().msg_directory_principal_has_units().to_owned();
        return Ok(Err(form.fail("", FieldError::Because(words))));
    }
    Ok(Ok(Principal { ended: Some(me.now), ..principal.clone() }))
}
