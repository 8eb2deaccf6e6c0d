//! Take a party out of the plan, with a reason.

use askama::Template;
use axum::extract::Path;
use samsyn_domain::access::{Deed, PlanView};
use samsyn_domain::ids::{No, PlanId};
use samsyn_domain::plan::Command;

use crate::error::Error;
use crate::form::Form;
use crate::me::{Answer, Done, Me};
use crate::parts::Page;
use crate::parts::stamp::Stamp;
use crate::text::T;
use crate::{refused, show};

/// The page.
#[derive(Template)]
#[template(path = "pages/call/remove.html")]
struct Remove {
    page: Page,
    t: T,
    form: Form,
    name: String,
    stamp: Stamp,
}

impl Remove {
    fn of(me: &Me, view: &PlanView, no: No, form: Form) -> Self {
        let page = me.plan_page(me.t().msg_call_remove_title(), view).back(format!("/plans/{}/call", view.id));
        let name = view.party(no).map(|party| party.unit.name.to_string()).unwrap_or_default();
        Self { page: page.of(&form), t: me.t(), name, stamp: me.changing(view), form }
    }
}

/// `GET /plans/{plan}/call/{no}`
pub async fn get(me: Me, Path((plan, no)): Path<(PlanId, No)>) -> Answer {
    let view = me.look_to(plan, |_| vec![Deed::Hold]).await?;
    if view.party(no).is_none() {
        return Err(Error::NotFound);
    }
    Ok(show(&Remove::of(&me, &view, no, me.form())))
}

/// `POST /plans/{plan}/call/{no}`
pub async fn post(me: Me, Path((plan, no)): Path<(PlanId, No)>, mut form: Form) -> Answer {
    let reason = form.value("reason").to_owned();
    match me.act(plan, &mut form, Command::RemoveParty { no, reason }).await? {
        Done::Stored => Ok(me.saved(format!("/plans/{plan}/call"))),
        Done::Refused(view) => Ok(refused(&Remove::of(&me, &view, no, form))),
    }
}
