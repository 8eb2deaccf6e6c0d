//! A member of staff: add, change, give roles, open and close the account, end the work there.

use std::collections::BTreeSet;

use askama::Template;
use axum::extract::Path;
use samsyn_domain::ids::{StaffId, UnitId};
use samsyn_store::{Change, Holder, Staff, StaffRole, Unit};

use super::account::{self, AccountLine};
use super::{administrator, fields, stored};
use crate::error::Error;
use crate::form::{FieldError, Form, Invalid};
use crate::me::{Answer, Me, trouble};
use crate::parts::{Choice, Page, Tag};
use crate::text::T;
use crate::{refused, show};

#[derive(Template)]
#[template(path = "pages/directory/staff.html")]
struct StaffPage {
    page: Page,
    t: T,
    form: Form,
    units: Vec<(String, String)>,
    roles: Vec<(&'static str, &'static str)>,
    account: Option<AccountLine>,
    ended: bool,
}

impl StaffPage {
    async fn of(me: &Me, form: Form, staff: Option<&Staff>) -> Result<Self, Error> {
        let t = me.t();
        let title = if staff.is_some() { t.msg_directory_staff_one() } else { t.msg_directory_new_staff() };
        let units = units(me).await?.into_iter().filter(|u| u.ended.is_none() || staff.is_some_and(|s| s.unit == u.id));
        let principals = me.app.store.principals().await.map_err(|error| trouble(&error))?;
        // Two principals may have units of the same name.
        let named = |unit: Unit| {
            let of = principals.iter().find(|p| p.id == unit.principal).map_or("", |p| p.name.as_str());
            (unit.id.to_string(), format!("{}, {of}", unit.name))
        };
        let account = match staff {
            Some(staff) => Some(account::line(me, Holder::Staff(staff.id)).await?),
            None => None,
        };
        Ok(Self {
            page: me.page(title).back("/directory#staff").of(&form),
            t,
            units: units.map(named).collect(),
            roles: StaffRole::ALL.iter().map(|role| (role.key(), role_name(t, *role))).collect(),
            account,
            ended: staff.is_some_and(|staff| staff.ended.is_some()),
            form,
        })
    }

    fn units(&self) -> Vec<Choice<'_>> {
        self.units.iter().map(|(value, label)| Choice::new(value.as_str(), label.as_str())).collect()
    }

    fn roles(&self) -> Vec<Choice<'_>> {
        self.roles.iter().map(|(value, label)| Choice::new(*value, *label)).collect()
    }
}

fn role_name(t: T, role: StaffRole) -> &'static str {
    match role {
        StaffRole::Coordinator => t.msg_staff_role_coordinator(),
        StaffRole::Facilitator => t.msg_staff_role_facilitator(),
        StaffRole::Manager => t.msg_staff_role_manager(),
        StaffRole::DevelopmentLeader => t.msg_staff_role_development_leader(),
        StaffRole::Administrator => t.msg_staff_role_administrator(),
        StaffRole::Auditor => t.msg_staff_role_auditor(),
        StaffRole::Archivist => t.msg_staff_role_archivist(),
    }
}

async fn units(me: &Me) -> Result<Vec<Unit>, Error> {
    me.app.store.units().await.map_err(|error| trouble(&error))
}

async fn one(me: &Me, id: StaffId) -> Result<Staff, Error> {
    let staff = me.app.store.staff().await.map_err(|error| trouble(&error))?;
    staff.into_iter().find(|staff| staff.id == id).ok_or(Error::NotFound)
}

/// `GET /directory/staff/new`
pub async fn new(me: Me) -> Answer {
    administrator(&me, None).await?;
    Ok(show(&StaffPage::of(&me, me.form(), None).await?))
}

/// `POST /directory/staff/new`: with an account, for who is added is to sign in.
pub async fn add(me: Me, mut form: Form) -> Answer {
    administrator(&me, None).await?;
    let id = StaffId(me.app.new_id());
    if let Ok(staff) = read(&mut form, id, &units(&me).await?) {
        let result = me.keep(Change::Staff(&staff)).await;
        if stored(&mut form, result)? && account::open(&me, &mut form, Holder::Staff(id)).await? {
            return Ok(me.saved(format!("/directory/staff/{id}")));
        }
    }
    Ok(refused(&StaffPage::of(&me, form, None).await?))
}

fn read(form: &mut Form, id: StaffId, units: &[Unit]) -> Result<Staff, Invalid> {
    let name = fields::line(form, "name");
    let unit = form.choice::<UnitId>("unit").and_then(|unit| {
        let known = units.iter().any(|u| u.id == unit);
        if known { Ok(unit) } else { Err(form.fail("unit", FieldError::UnknownChoice)) }
    });
    let title = fields::maybe(form, "title");
    let (mail, phone) = (fields::mail(form, "mail"), fields::phone(form, "phone"));
    let hsa_id = fields::hsa_id(form, "hsa_id");
    let roles: Option<BTreeSet<StaffRole>> = form.list("roles").into_iter().map(StaffRole::from_key).collect();
    let roles = roles.ok_or_else(|| form.fail("roles", FieldError::UnknownChoice)).and_then(|roles| {
        if StaffRole::not_together(&roles) {
            let words = form.t().msg_directory_duties_apart().to_owned();
            return Err(form.fail("roles", FieldError::Because(words)));
        }
        Ok(roles)
    });
    Ok(Staff {
        id,
        code: format!("s-{}", id.0.simple()),
        unit: unit?,
        name: name?,
        title: title?,
        mail: mail?,
        phone: phone?,
        hsa_id: hsa_id?.map(|id| id.to_uppercase()),
        roles: roles?,
        ended: None,
    })
}

/// `GET /directory/staff/{id}`
pub async fn get(me: Me, Path(id): Path<StaffId>) -> Answer {
    administrator(&me, Some(id.0)).await?;
    let staff = one(&me, id).await?;
    let unit = staff.unit.to_string();
    let mut values = vec![("name", staff.name.as_str()), ("unit", unit.as_str())];
    values.push(("title", staff.title.as_deref().unwrap_or_default()));
    values.push(("mail", staff.mail.as_deref().unwrap_or_default()));
    values.push(("phone", staff.phone.as_deref().unwrap_or_default()));
    values.push(("hsa_id", staff.hsa_id.as_deref().unwrap_or_default()));
    values.extend(staff.roles.iter().map(|role| ("roles", role.key())));
    let form = Form::filled(me.language(), values);
    Ok(show(&StaffPage::of(&me, form, Some(&staff)).await?))
}

/// `POST /directory/staff/{id}`: the button pressed says what.
pub async fn post(me: Me, Path(id): Path<StaffId>, mut form: Form) -> Answer {
    administrator(&me, Some(id.0)).await?;
    let staff = one(&me, id).await?;
    if act(&me, &staff, &mut form).await? {
        return Ok(me.saved(format!("/directory/staff/{id}")));
    }
    Ok(refused(&StaffPage::of(&me, form, Some(&staff)).await?))
}

/// Whether an administrator changes what lets themselves in, with the error beside each field: somebody else must do that.
fn own_hand(me: &Me, staff: &Staff, changed: &Staff, form: &mut Form) -> bool {
    if me.actor.staff().is_none_or(|mine| mine.staff != staff.id) {
        return false;
    }
    let fields = [
        ("unit", staff.unit != changed.unit),
        ("roles", staff.roles != changed.roles),
        ("mail", staff.mail != changed.mail),
        ("hsa_id", staff.hsa_id != changed.hsa_id),
    ];
    let words = me.t().msg_directory_not_own_hand();
    for (field, _) in fields.iter().filter(|(_, differs)| *differs) {
        form.fail(field, FieldError::Because(words.to_owned()));
    }
    fields.iter().any(|(_, differs)| *differs)
}

async fn act(me: &Me, staff: &Staff, form: &mut Form) -> Result<bool, Error> {
    let holder = Holder::Staff(staff.id);
    let changed = match form.value("do") {
        "open" => return account::open(me, form, holder).await,
        "close" => return account::close(me, form, holder).await,
        "reopen" => return account::reopen(me, form, holder).await,
        "end" if me.actor.staff().is_some_and(|mine| mine.staff == staff.id) => {
            let words = form.t().msg_directory_not_yourself().to_owned();
            Err(form.fail("", FieldError::Because(words)))
        }
        "end" => Ok(Staff { ended: Some(me.now), ..staff.clone() }),
        "again" => Ok(Staff { ended: None, ..staff.clone() }),
        _ => read(form, staff.id, &units(me).await?).map(|typed| Staff {
            code: staff.code.clone(),
            ended: staff.ended,
            ..typed
        }),
    };
    let Ok(changed) = changed else { return Ok(false) };
    if own_hand(me, staff, &changed, form) {
        return Ok(false);
    }
    let result = me.keep(Change::Staff(&changed)).await;
    stored(form, result)
}
