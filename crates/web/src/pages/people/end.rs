//! End a representative's mandate.

use askama::Template;
use axum::extract::Path;
use samsyn_domain::access::{Deed, PlanView};
use samsyn_domain::ids::{No, PlanId};
use samsyn_domain::people::FamilyMember;
use samsyn_domain::plan::Command;

use crate::error::Error;
use crate::form::Form;
use crate::me::{Answer, Done, Me};
use crate::parts::Page;
use crate::parts::stamp::Stamp;
use crate::text::T;
use crate::{names, refused, show};

/// The page.
#[derive(Template)]
#[template(path = "pages/people/end.html")]
struct End {
    page: Page,
    t: T,
    form: Form,
    name: String,
    stamp: Stamp,
}

impl End {
    fn of(me: &Me, view: &PlanView, no: No, form: Form) -> Self {
        let page = me.plan_page(me.t().msg_representative_end_title(), view).back(format!("/plans/{}/people", view.id));
        Self {
            page: page.of(&form),
            t: me.t(),
            name: names::member(view, FamilyMember::Representative(no)),
            stamp: me.changing(view),
            form,
        }
    }
}

/// `GET /plans/{plan}/people/representative/{no}`
pub async fn get(me: Me, Path((plan, no)): Path<(PlanId, No)>) -> Answer {
    let view = me.look_to(plan, |_| vec![Deed::Hold]).await?;
    if !view.current_representatives().any(|representative| representative.no == no) {
        return Err(Error::NotFound);
    }
    Ok(show(&End::of(&me, &view, no, me.form())))
}

/// `POST /plans/{plan}/people/representative/{no}`
pub async fn post(me: Me, Path((plan, no)): Path<(PlanId, No)>, mut form: Form) -> Answer {
    let reason = form.value("reason").to_owned();
    match me.act(plan, &mut form, Command::EndRepresentative { no, reason }).await? {
        Done::Stored => Ok(me.saved(format!("/plans/{plan}/people"))),
        Done::Refused(view) => Ok(refused(&End::of(&me, &view, no, form))),
    }
}
