//! Together mode: the worker hands over the device. The worker's own session ends there; the family sees and answers, and
//! whoever wants to go on working signs in again.

use askama::Template;
use axum::extract::Path;
use axum::http::HeaderMap;
use samsyn_domain::access::{PlanView, Reach};
use samsyn_domain::ids::PlanId;
use samsyn_store::{Handover, Limited, Surface};

use super::{choices, chosen, helper, how, name, ways};
use crate::error::Error;
use crate::form::Form;
use crate::me::{Answer, Me, not_seen};
use crate::pages::session::begin_limited;
use crate::parts::{Choice, Notice, Page};
use crate::text::T;
use crate::{refused, show};

#[derive(Template)]
#[template(path = "pages/visit/together.html")]
struct Together {
    page: Page,
    t: T,
    form: Form,
    members: Vec<Choice<'static>>,
    ways: Vec<Choice<'static>>,
    before: Vec<String>,
}

impl Together {
    async fn of(me: &Me, view: &PlanView, form: Form) -> Result<Self, Error> {
        let moment = me.moment();
        let handed = me.app.store.handovers(&me.asking(Surface::Page, &moment), view.id).await.map_err(not_seen)?;
        let mut before = Vec::new();
        for one in handed {
            let helper = me.app.store.staff_ref(one.helper).await.map(|staff| staff.name.to_string());
            before.push(line(me, view, &one, &helper.unwrap_or_default()));
        }
        let page = me.plan_page(me.t().msg_together_title(), view).back(format!("/plans/{}/people", view.id));
        Ok(Self { page: page.of(&form), t: me.t(), members: choices(view), ways: ways(me.language()), before, form })
    }
}

fn line(me: &Me, view: &PlanView, one: &Handover, helper: &str) -> String {
    let when = me.language().dates().moment(one.begun.to_zoned(me.app.zone.clone()).datetime());
    format!("{when}: {helper} → {}. {}.", name(view, one.person), how(me.language(), one.checked))
}

/// `GET /plans/{plan}/together`
pub async fn get(me: Me, Path(plan): Path<PlanId>) -> Answer {
    let view = me.look(plan, Surface::Page).await?;
    helper(&view)?;
    Ok(show(&Together::of(&me, &view, me.form()).await?))
}

/// `POST /plans/{plan}/together`: the worker's session ends, and the family's begins in the same browser.
pub async fn post(me: Me, headers: HeaderMap, Path(plan): Path<PlanId>, mut form: Form) -> Answer {
    let view = me.look(plan, Surface::Page).await?;
    helper(&view)?;
    let Ok((person, checked)) = chosen(&mut form, &view) else {
        return Ok(refused(&Together::of(&me, &view, form).await?));
    };
    let moment = me.moment();
    let handed = me.app.store.hand_over(&me.asking(Surface::Page, &moment), plan, person, checked).await;
    let (account, origin) = handed.map_err(not_seen)?;
    let limited = Limited { reach: Reach::Together(plan), origin };
    begin_limited(&me.app, &headers, account, "together", limited, "/").await
}
