//! What the child itself thinks, whoever decides: written by the child, or by staff after a talk.

use askama::Template;
use axum::extract::Path;
use samsyn_domain::access::{Deed, PlanView};
use samsyn_domain::ids::PlanId;
use samsyn_domain::people::FamilyMember;
use samsyn_domain::plan::{Command, Plan};

use crate::error::Error;
use crate::form::Form;
use crate::me::{Answer, Done, Me};
use crate::parts::stamp::Stamp;
use crate::parts::{Choice, Page};
use crate::text::T;
use crate::{refused, show};

/// The page.
#[derive(Template)]
#[template(path = "pages/consent/view.html")]
struct View {
    page: Page,
    t: T,
    form: Form,
    plan: PlanId,
    stamp: Stamp,
}

impl View {
    fn of(me: &Me, view: &PlanView, form: Form) -> Self {
        let page = me.plan_page(me.t().msg_view_title(), view).back(format!("/plans/{}/consent", view.id));
        Self { page: page.of(&form), t: me.t(), plan: view.id, stamp: me.adding(), form }
    }
}

/// The child's own, or of those who carry the plan on; of nobody once the person is of age.
fn deeds(plan: &Plan) -> Vec<Deed<'_>> {
    if plan.of_age { Vec::new() } else { vec![Deed::Consent(FamilyMember::Person)] }
}

/// `GET /plans/{plan}/consent/view`
pub async fn get(me: Me, Path(plan): Path<PlanId>) -> Answer {
    let view = me.look_to(plan, deeds).await?;
    if view.stage.ended() {
        return Err(Error::NotFound);
    }
    Ok(show(&View::of(&me, &view, me.form())))
}

/// `POST /plans/{plan}/consent/view`
pub async fn post(me: Me, Path(plan): Path<PlanId>, mut form: Form) -> Answer {
    let words = form.value("words").to_owned();
    let kept_from_guardians = form.has("keep", "yes");
    match me.act(plan, &mut form, Command::NoteChildsView { words, kept_from_guardians }).await? {
        Done::Stored => Ok(me.saved(format!("/plans/{plan}/consent"))),
        Done::Refused(view) => Ok(refused(&View::of(&me, &view, form))),
    }
}
