//! Say no to the plan. Needs no reason.

use askama::Template;
use axum::extract::Path;
use samsyn_domain::access::{Deed, PlanView};
use samsyn_domain::ids::PlanId;
use samsyn_domain::people::FamilyMember;
use samsyn_domain::plan::state::Recipient;
use samsyn_domain::plan::{Command, Plan};
use samsyn_domain::rules::consent_before_sharing::covered_kinds;
use samsyn_store::Surface;

use crate::form::{FieldError, Form};
use crate::me::{Answer, Done, Me};
use crate::parts::stamp::Stamp;
use crate::parts::{Choice, Page};
use crate::text::T;
use crate::{names, refused, show};

use super::offered::recipients;
use super::withdraw::out;
use super::{deciders, key, member, myself};

/// The page.
#[derive(Template)]
#[template(path = "pages/consent/refuse.html")]
struct Refuse {
    page: Page,
    t: T,
    form: Form,
    plan: PlanId,
    choices: Vec<Choice<'static>>,
    /// Who no longer sees the plan after a no of somebody who decides; none where it is a child's, who does not.
    unseeing: Option<Vec<String>>,
    child: bool,
    out: Vec<String>,
    stamp: Stamp,
}

impl Refuse {
    fn of(me: &Me, view: &PlanView, form: Form) -> Self {
        let page = me.plan_page(me.t().msg_refuse_title(), view).back(format!("/plans/{}/consent", view.id));
        // The person's own no always counts.
        let mut members = deciders(view);
        if !members.contains(&FamilyMember::Person) {
            members.insert(0, FamilyMember::Person);
        }
        let decides = myself(view).is_none_or(|member| deciders(view).contains(&member));
        let sees = |to: &Recipient| !covered_kinds(view, to, me.today).is_empty();
        let unseeing = recipients(view).into_iter().filter(sees).map(|to| names::recipient(view, &to));
        let label = |m: &FamilyMember| Choice::new(key(*m), names::member(view, *m));
        Self {
            page: page.of(&form),
            t: me.t(),
            plan: view.id,
            choices: if myself(view).is_some() { Vec::new() } else { members.iter().map(label).collect() },
            unseeing: decides.then(|| unseeing.collect()),
            child: !deciders(view).contains(&FamilyMember::Person) && (!decides || myself(view).is_none()),
            out: out(me, view),
            stamp: me.adding(),
            form,
        }
    }
}

/// The person's own no always counts; else that of whoever decides, or noted by those who carry the plan on.
fn deeds(plan: &Plan) -> Vec<Deed<'_>> {
    let others = plan.current_representatives().map(|r| Deed::Consent(FamilyMember::Representative(r.no)));
    [Deed::Hold, Deed::Consent(FamilyMember::Person)].into_iter().chain(others).collect()
}

/// `GET /plans/{plan}/consent/refuse`
pub async fn get(me: Me, Path(plan): Path<PlanId>) -> Answer {
    let view = me.look_to(plan, deeds).await?;
    Ok(show(&Refuse::of(&me, &view, me.form())))
}

/// `POST /plans/{plan}/consent/refuse`
pub async fn post(me: Me, Path(plan): Path<PlanId>, mut form: Form) -> Answer {
    let view = me.look(plan, Surface::Page).await?;
    let Some(by) = myself(&view).or_else(|| member(form.value("by"))) else {
        form.fail("by", FieldError::NotChosen);
        return Ok(refused(&Refuse::of(&me, &view, form)));
    };
    let reason = form.value("reason").to_owned();
    match me.act(plan, &mut form, Command::RefuseConsent { by, reason }).await? {
        Done::Stored => Ok(me.saved(format!("/plans/{plan}/consent"))),
        Done::Refused(view) => Ok(refused(&Refuse::of(&me, &view, form))),
    }
}
