//! A unit: add it, change it, end it.

use askama::Template;
use axum::extract::Path;
use samsyn_domain::ids::{PrincipalId, UnitId};
use samsyn_store::{Change, Principal, UNIT_KINDS, Unit};

use super::{administrator, fields, stored};
use crate::error::Error;
use crate::form::{FieldError, Form, Invalid};
use crate::me::{Answer, Me, trouble};
use crate::parts::{Choice, Page, Tag};
use crate::text::T;
use crate::{refused, show};

#[derive(Template)]
#[template(path = "pages/directory/unit.html")]
struct UnitPage {
    page: Page,
    t: T,
    form: Form,
    principals: Vec<(String, String)>,
    kinds: Vec<(&'static str, &'static str)>,
    there: bool,
    ended: bool,
    bounced: bool,
}

impl UnitPage {
    async fn of(me: &Me, form: Form, unit: Option<&Unit>) -> Result<Self, Error> {
        let t = me.t();
        let bounced = match unit {
            Some(unit) => me.app.store.unit_bounced(unit.id).await.map_err(|error| trouble(&error))?,
            None => false,
        };
        let title = if unit.is_some() { t.msg_directory_unit() } else { t.msg_directory_new_unit() };
        Ok(Self {
            page: me.page(title).back("/directory#units").of(&form),
            t,
            principals: principals(me).await?.into_iter().map(|p| (p.id.to_string(), p.name)).collect(),
            kinds: UNIT_KINDS.iter().map(|kind| (*kind, kind_name(t, kind))).collect(),
            there: unit.is_some(),
            ended: unit.is_some_and(|unit| unit.ended.is_some()),
            bounced,
            form,
        })
    }

    fn principals(&self) -> Vec<Choice<'_>> {
        self.principals.iter().map(|(value, label)| Choice::new(value.as_str(), label.as_str())).collect()
    }

    fn kinds(&self) -> Vec<Choice<'_>> {
        self.kinds.iter().map(|(value, label)| Choice::new(*value, *label)).collect()
    }
}

async fn principals(me: &Me) -> Result<Vec<Principal>, Error> {
    me.app.store.principals().await.map_err(|error| trouble(&error))
}

fn kind_name(t: T, kind: &str) -> &'static str {
    match kind {
        "social_services" => t.msg_unit_social_services(),
        "lss" => t.msg_unit_lss(),
        "home_care" => t.msg_unit_home_care(),
        "municipal_health" => t.msg_unit_municipal_health(),
        "primary_care" => t.msg_unit_primary_care(),
        "child_psychiatry" => t.msg_unit_child_psychiatry(),
        "adult_psychiatry" => t.msg_unit_adult_psychiatry(),
        "addiction_care" => t.msg_unit_addiction_care(),
        "hospital_ward" => t.msg_unit_hospital_ward(),
        "habilitation" => t.msg_unit_habilitation(),
        "school" => t.msg_unit_school(),
        "preschool" => t.msg_unit_preschool(),
        "employment" => t.msg_unit_employment(),
        "insurance" => t.msg_unit_insurance(),
        "coordination" => t.msg_unit_coordination(),
        _ => t.msg_unit_other(),
    }
}

async fn one(me: &Me, id: UnitId) -> Result<Unit, Error> {
    let units = me.app.store.units().await.map_err(|error| trouble(&error))?;
    units.into_iter().find(|unit| unit.id == id).ok_or(Error::NotFound)
}

/// `GET /directory/units/new`
pub async fn new(me: Me) -> Answer {
    administrator(&me, None).await?;
    Ok(show(&UnitPage::of(&me, me.form(), None).await?))
}

/// `POST /directory/units/new`
pub async fn add(me: Me, mut form: Form) -> Answer {
    administrator(&me, None).await?;
    let id = UnitId(me.app.new_id());
    if let Ok(unit) = read(&mut form, id, &principals(&me).await?) {
        let result = me.keep(Change::Unit(&unit)).await;
        if stored(&mut form, result)? {
            return Ok(me.saved("/directory#units"));
        }
    }
    Ok(refused(&UnitPage::of(&me, form, None).await?))
}

fn read(form: &mut Form, id: UnitId, principals: &[Principal]) -> Result<Unit, Invalid> {
    let name = fields::line(form, "name");
    let principal = form.choice::<PrincipalId>("principal").and_then(|principal| {
        let known = principals.iter().any(|p| p.id == principal);
        if known { Ok(principal) } else { Err(form.fail("principal", FieldError::UnknownChoice)) }
    });
    let kind = form.choice::<String>("kind").and_then(|kind| {
        let known = UNIT_KINDS.contains(&kind.as_str());
        if known { Ok(kind) } else { Err(form.fail("kind", FieldError::UnknownChoice)) }
    });
    let board = fields::maybe(form, "board");
    let mail = fields::mail(form, "function_mail")
        .and_then(|mail| mail.ok_or_else(|| form.fail("function_mail", FieldError::Empty)));
    let (phone, hsa_id) = (fields::phone(form, "phone"), fields::hsa_id(form, "hsa_id"));
    let sdk_address = fields::sdk_address(form, "sdk_address");
    Ok(Unit {
        id,
        code: format!("u-{}", id.0.simple()),
        principal: principal?,
        name: name?,
        board: board?,
        function_mail: mail?,
        phone: phone?,
        hsa_id: hsa_id?,
        kind: kind?,
        ended: None,
        sdk_address: sdk_address?,
    })
}

/// `GET /directory/units/{id}`
pub async fn get(me: Me, Path(id): Path<UnitId>) -> Answer {
    administrator(&me, Some(id.0)).await?;
    let unit = one(&me, id).await?;
    let mut form = me.form();
    form.set("name", &unit.name);
    form.set("principal", unit.principal.to_string());
    form.set("kind", &unit.kind);
    form.set("board", unit.board.clone().unwrap_or_default());
    form.set("function_mail", &unit.function_mail);
    form.set("phone", unit.phone.clone().unwrap_or_default());
    form.set("hsa_id", unit.hsa_id.clone().unwrap_or_default());
    form.set("sdk_address", unit.sdk_address.clone().unwrap_or_default());
    Ok(show(&UnitPage::of(&me, form, Some(&unit)).await?))
}

/// `POST /directory/units/{id}`: changed; or ended, or taken up again.
pub async fn post(me: Me, Path(id): Path<UnitId>, mut form: Form) -> Answer {
    administrator(&me, Some(id.0)).await?;
    let unit = one(&me, id).await?;
    let changed = match form.value("do") {
        "end" => Ok(Unit { ended: Some(me.now), ..unit.clone() }),
        "again" => Ok(Unit { ended: None, ..unit.clone() }),
        _ => read(&mut form, id, &principals(&me).await?).map(|typed| Unit {
            code: unit.code.clone(),
            ended: unit.ended,
            ..typed
        }),
    };
    if let Ok(changed) = changed {
        let result = me.keep(Change::Unit(&changed)).await;
        if stored(&mut form, result)? {
            return Ok(me.saved("/directory#units"));
        }
    }
    Ok(refused(&UnitPage::of(&me, form, Some(&unit)).await?))
}
