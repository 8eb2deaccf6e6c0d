//! Name "min person": somebody from work, from private life, or a name alone.

use askama::Template;
use axum::extract::Path;
use samsyn_domain::access::{Deed, PlanView};
use samsyn_domain::ids::{PersonId, PlanId, StaffId};
use samsyn_domain::plan::Command;
use samsyn_store::Surface;

use crate::error::Error;
use crate::form::{FieldError, Form};
use crate::me::{Answer, Done, Me, trouble};
use crate::parts::stamp::Stamp;
use crate::parts::{Choice, Page};
use crate::text::T;
use crate::{refused, show};

use super::pick::{Pick, searchable};
use super::{staff_label_in, staff_near};

/// The page.
#[derive(Template)]
#[template(path = "pages/people/supporter.html")]
struct Add {
    page: Page,
    t: T,
    form: Form,
    staff: Vec<Choice<'static>>,
    searches: bool,
    hits: Vec<Choice<'static>>,
    stamp: Stamp,
}

impl Add {
    async fn of(me: &Me, view: &PlanView, form: Form) -> Result<Self, Error> {
        let page = me.plan_page(me.t().msg_supporter_title(), view).back(format!("/plans/{}/people", view.id));
        let staff = staff_near(me, view).await?;
        // Families do not search the directory.
        let searches = me.actor.staff().is_some();
        let hits = if searches { Pick::of(me, &form).await?.known() } else { Vec::new() };
        Ok(Self {
            page: page.of(&form),
            t: me.t(),
            staff: staff
                .iter()
                .map(|staff| Choice::new(staff.staff.to_string(), staff_label_in(view, staff)))
                .collect(),
            searches,
            hits,
            stamp: me.adding(),
            form,
        })
    }
}

/// `GET /plans/{plan}/people/supporter`
pub async fn get(me: Me, Path(plan): Path<PlanId>) -> Answer {
    let view = me.look_to(plan, |_| vec![Deed::Supporters]).await?;
    Ok(show(&Add::of(&me, &view, me.form()).await?))
}

/// `POST /plans/{plan}/people/supporter`
pub async fn post(me: Me, Path(plan): Path<PlanId>, mut form: Form) -> Answer {
    let view = me.look(plan, Surface::Page).await?;
    if form.pressed("search") {
        return Ok(match searchable(&mut form) {
            Ok(()) => show(&Add::of(&me, &view, form).await?),
            Err(_) => refused(&Add::of(&me, &view, form).await?),
        });
    }
    let Some(command) = command(&me, &view, &mut form).await? else {
        return Ok(refused(&Add::of(&me, &view, form).await?));
    };
    match me.act(plan, &mut form, command).await? {
        Done::Stored => Ok(me.saved(format!("/plans/{plan}/people"))),
        Done::Refused(view) => Ok(refused(&Add::of(&me, &view, form).await?)),
    }
}

/// The one chosen, with the name that stands in the directory, or the name that was written.
async fn command(me: &Me, view: &PlanView, form: &mut Form) -> Result<Option<Command>, Error> {
    let relation = form.value("relation").to_owned();
    if let Ok(chosen) = form.value("staff").parse::<StaffId>() {
        let Some(staff) = staff_near(me, view).await?.into_iter().find(|staff| staff.staff == chosen) else {
            form.fail("staff", FieldError::UnknownChoice);
            return Ok(None);
        };
        let name = staff.name.to_string();
        return Ok(Some(Command::NameSupporter { person: None, staff: Some(chosen), name, relation }));
    }
    if me.actor.staff().is_some()
        && let Ok(chosen) = form.value("person").parse::<PersonId>()
    {
        let person = super::pick::known(me, chosen).await.map_err(|e| trouble(&e))?;
        return Ok(Some(Command::NameSupporter { person: Some(chosen), staff: None, name: person.name, relation }));
    }
    let name = form.value("name").to_owned();
    Ok(Some(Command::NameSupporter { person: None, staff: None, name, relation }))
}
