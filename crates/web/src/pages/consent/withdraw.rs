//! Take consent back: one act, with what should remain, and an honest list of what was given out already.

use askama::Template;
use axum::extract::{Path, Query};
use samsyn_domain::access::PlanView;
use samsyn_domain::ids::{No, PlanId};
use samsyn_domain::plan::Command;
use samsyn_domain::plan::state::{Consent, Disclosure, Scope};
use samsyn_store::Surface;
use serde::Deserialize;

use crate::form::{FieldError, Form};
use crate::me::{Answer, Done, Me};
use crate::parts::stamp::Stamp;
use crate::parts::{Choice, Page};
use crate::text::T;
use crate::{names, refused, show};

use super::myself;

/// The page.
#[derive(Template)]
#[template(path = "pages/consent/withdraw.html")]
struct Withdraw {
    page: Page,
    t: T,
    form: Form,
    plan: PlanId,
    choices: Vec<Choice<'static>>,
    out: Vec<String>,
    stamp: Stamp,
}

/// Which consent the link was beside.
#[derive(Deserialize)]
pub struct Which {
    no: Option<u32>,
}

impl Withdraw {
    fn of(me: &Me, view: &PlanView, form: Form) -> Self {
        let (t, language) = (me.t(), me.language());
        let page = me.plan_page(t.msg_withdraw_title(), view).back(format!("/plans/{}/consent", view.id));
        let choice = |consent: &Consent| {
            let what = match &consent.scope {
                Scope::Plan => t.msg_consent_plan_yes().to_owned(),
                Scope::Disclosure { to, .. } => names::recipient(view, to),
            };
            Choice::new(consent.no.to_string(), what).hint(t.msg_consent_by(names::member(view, consent.by)))
        };
        let out = |given: &Disclosure| {
            let day = language.dates().date(me.app.day(given.at));
            t.msg_withdraw_out(given.version.to_string(), names::recipient(view, &given.to), day)
        };
        Self {
            page: page.of(&form),
            t,
            plan: view.id,
            choices: open(me, view).map(choice).collect(),
            out: view.disclosures.iter().map(out).collect(),
            stamp: me.adding(),
            form,
        }
    }
}

/// What the one who looks can take back: their own, or for those who carry the plan on, everybody's.
fn open<'a>(me: &Me, view: &'a PlanView) -> impl Iterator<Item = &'a Consent> {
    let today = me.today;
    let open = move |consent: &&Consent| consent.withdrawn.is_none() && !consent.lapsed && today <= consent.to;
    theirs(view).filter(open)
}

/// All consents, whether they hold or not, that this one may take back: their own, or each for whoever carries the plan on.
fn theirs(view: &PlanView) -> impl Iterator<Item = &Consent> {
    let (mine, holds) = (myself(view), view.place().holds());
    view.consents.iter().filter(move |consent| holds || mine == Some(consent.by))
}

/// `GET /plans/{plan}/consent/withdraw`
pub async fn get(me: Me, Path(plan): Path<PlanId>, Query(which): Query<Which>) -> Answer {
    let view = me.look(plan, Surface::Page).await?;
    let mut form = me.form();
    if let Some(no) = which.no {
        form.set("consents", no.to_string());
    }
    Ok(show(&Withdraw::of(&me, &view, form)))
}

/// `POST /plans/{plan}/consent/withdraw`
pub async fn post(me: Me, Path(plan): Path<PlanId>, mut form: Form) -> Answer {
    let view = me.look(plan, Surface::Page).await?;
    let consents: Vec<No> = form.choices("consents").unwrap_or_default();
    // Sent a second time it is withdrawn already: the act itself knows, and answers as the first time.
    let by = theirs(&view).find(|consent| consents.contains(&consent.no)).map(|consent| consent.by);
    let Some(by) = by else {
        form.fail("consents", FieldError::NotChosen);
        return Ok(refused(&Withdraw::of(&me, &view, form)));
    };
    let remains = form.value("remains").to_owned();
    match me.act(plan, &mut form, Command::WithdrawConsent { by, consents, remains }).await? {
        Done::Stored => Ok(me.saved(format!("/plans/{plan}/consent"))),
        Done::Refused(view) => Ok(refused(&Withdraw::of(&me, &view, form))),
    }
}
