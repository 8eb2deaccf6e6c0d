//! Who leads the meeting, who holds the plan together, which principal has the overall responsibility.

use std::collections::BTreeSet;

use askama::Template;
use axum::extract::Path;
use samsyn_domain::access::{Deed, PlanView};
use samsyn_domain::ids::{PlanId, StaffId, UnitId};
use samsyn_domain::people::StaffRef;
use samsyn_domain::plan::Command;
use samsyn_store::{StaffRole, Surface};

use crate::error::Error;
use crate::form::{FieldError, Form};
use crate::me::{Answer, Done, Me, trouble};
use crate::pages::directory::fields;
use crate::parts::stamp::Stamp;
use crate::parts::{Choice, Page};
use crate::text::T;
use crate::{refused, show};

use super::{staff_label, staff_near, units_near};

/// The page.
#[derive(Template)]
#[template(path = "pages/people/lead.html")]
struct Lead {
    page: Page,
    t: T,
    form: Form,
    staff: Vec<Choice<'static>>,
    units: Vec<Choice<'static>>,
    stamp: Stamp,
}

impl Lead {
    async fn of(me: &Me, view: &PlanView, mut form: Form) -> Result<Self, Error> {
        let page = me.plan_page(me.t().msg_lead_title(), view).back(format!("/plans/{}/people", view.id)).of(&form);
        let staff = leaders(me, view).await?;
        let units = units_near(me, view).into_iter().filter(|unit| unit.kind.has_the_duty());
        // What stands there is chosen already in the forms that were not sent.
        let what = form.value("what").to_owned();
        if let Some(facilitator) = view.facilitator.as_ref().filter(|_| what != "facilitator") {
            form.set("facilitator", facilitator.staff.to_string());
        }
        if let Some(coordinator) = view.coordinator.as_ref().filter(|_| what != "coordinator") {
            form.set("coordinator", coordinator.staff.staff.to_string());
            form.set("phone", coordinator.phone.to_string());
        }
        if let Some(lead) = view.lead.as_ref().filter(|_| what != "lead") {
            form.set("lead", lead.unit.to_string());
        }
        Ok(Self {
            page,
            t: me.t(),
            staff: staff.iter().map(|staff| Choice::new(staff.staff.to_string(), staff_label(staff))).collect(),
            units: units
                .map(|unit| {
                    Choice::new(unit.unit.to_string(), unit.name.to_string()).hint(unit.principal_name.to_string())
                })
                .collect(),
            stamp: me.adding(),
            form,
        })
    }
}

/// `GET /plans/{plan}/people/lead`
pub async fn get(me: Me, Path(plan): Path<PlanId>) -> Answer {
    let view = me.look_to(plan, |_| vec![Deed::Hold]).await?;
    Ok(show(&Lead::of(&me, &view, me.form()).await?))
}

/// `POST /plans/{plan}/people/lead`: one of the three.
pub async fn post(me: Me, Path(plan): Path<PlanId>, mut form: Form) -> Answer {
    let view = me.look(plan, Surface::Page).await?;
    let Some(command) = command(&me, &view, &mut form).await? else {
        return Ok(refused(&Lead::of(&me, &view, form).await?));
    };
    if stands(&view, &command) {
        return Ok(me.saved(format!("/plans/{plan}/people/lead")));
    }
    match me.act(plan, &mut form, command).await? {
        Done::Stored => Ok(me.saved(format!("/plans/{plan}/people/lead"))),
        Done::Refused(view) => Ok(refused(&Lead::of(&me, &view, form).await?)),
    }
}

async fn command(me: &Me, view: &PlanView, form: &mut Form) -> Result<Option<Command>, Error> {
    if form.value("what") == "lead" {
        let Ok(chosen) = form.choice::<UnitId>("lead") else {
            return Ok(None);
        };
        let unit = units_near(me, view).into_iter().find(|unit| unit.unit == chosen);
        if unit.is_none() {
            form.fail("lead", FieldError::UnknownChoice);
        }
        return Ok(unit.map(|unit| Command::NameLead { unit }));
    }
    let key = if form.value("what") == "coordinator" { "coordinator" } else { "facilitator" };
    let staff = chosen(me, view, form, key).await?;
    let phone = match key {
        "coordinator" => fields::phone(form, "phone"),
        _ => Ok(None),
    };
    let Ok(phone) = phone.map(Option::unwrap_or_default) else { return Ok(None) };
    Ok(staff.map(|staff| match key {
        "coordinator" => Command::NameCoordinator { staff, phone },
        _ => Command::NameFacilitator { staff },
    }))
}

/// Whether what was chosen stands there already: to save it once more is no mistake.
fn stands(view: &PlanView, command: &Command) -> bool {
    match command {
        Command::NameFacilitator { staff } => view.facilitator.as_ref().is_some_and(|now| now.staff == staff.staff),
        Command::NameCoordinator { staff, phone } => {
            let now = view.coordinator.as_ref();
            now.is_some_and(|now| now.staff.staff == staff.staff && now.phone.as_str() == phone)
        }
        Command::NameLead { unit } => view.lead.as_ref().is_some_and(|now| now.unit == unit.unit),
        _ => false,
    }
}

/// Those who work near the plan, and those whose task it is to lead meetings or hold plans together for its principals.
async fn leaders(me: &Me, view: &PlanView) -> Result<Vec<StaffRef>, Error> {
    let mut leaders = staff_near(me, view).await?;
    let near: BTreeSet<_> = units_near(me, view).iter().map(|unit| unit.principal).collect();
    let leads = |role: &StaffRole| matches!(role, StaffRole::Coordinator | StaffRole::Facilitator);
    for staff in me.app.store.staff().await.map_err(|e| trouble(&e))? {
        if staff.ended.is_some()
            || !staff.roles.iter().any(leads)
            || leaders.iter().any(|known| known.staff == staff.id)
        {
            continue;
        }
        let staff = me.app.store.staff_ref(staff.id).await.map_err(|e| trouble(&e))?;
        if near.contains(&staff.unit.principal) {
            leaders.push(staff);
        }
    }
    Ok(leaders)
}

async fn chosen(me: &Me, view: &PlanView, form: &mut Form, key: &str) -> Result<Option<StaffRef>, Error> {
    let Ok(chosen) = form.choice::<StaffId>(key) else {
        return Ok(None);
    };
    let staff = leaders(me, view).await?.into_iter().find(|staff| staff.staff == chosen);
    if staff.is_none() {
        form.fail(key, FieldError::UnknownChoice);
    }
    Ok(staff)
}
