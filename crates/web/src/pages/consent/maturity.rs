//! Document why a child's own consent suffices, where the installation's setting allows it.

use askama::Template;
use axum::extract::Path;
use samsyn_domain::access::{Deed, PlanView};
use samsyn_domain::ids::PlanId;
use samsyn_domain::information::MinorConsent;
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
#[template(path = "pages/consent/maturity.html")]
struct Maturity {
    page: Page,
    t: T,
    form: Form,
    now: Option<String>,
    stamp: Stamp,
}

impl Maturity {
    fn of(me: &Me, view: &PlanView, form: Form) -> Self {
        let page = me.plan_page(me.t().msg_maturity_title(), view).back(format!("/plans/{}/consent", view.id));
        let now = view.maturity.as_ref().map(ToString::to_string);
        Self { page: page.of(&form), t: me.t(), now, stamp: me.changing(view), form }
    }
}

/// `GET /plans/{plan}/consent/maturity`
pub async fn get(me: Me, Path(plan): Path<PlanId>) -> Answer {
    let view = me.look_to(plan, |_| vec![Deed::Hold]).await?;
    let set = me.app.settings.minor_consent == MinorConsent::ByMaturity;
    if view.of_age || !set {
        return Err(Error::NotFound);
    }
    Ok(show(&Maturity::of(&me, &view, me.form())))
}

/// `POST /plans/{plan}/consent/maturity`
pub async fn post(me: Me, Path(plan): Path<PlanId>, mut form: Form) -> Answer {
    let words = form.value("words").to_owned();
    match me.act(plan, &mut form, Command::AssessMaturity { words }).await? {
        Done::Stored => Ok(me.saved(format!("/plans/{plan}/consent"))),
        Done::Refused(view) => Ok(refused(&Maturity::of(&me, &view, form))),
    }
}
