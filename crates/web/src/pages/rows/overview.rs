//! All rows on one page: what is important, what is to be done by whom, and what is not agreed on.

use askama::Template;
use axum::extract::Path;
use samsyn_domain::access::PlanView;
use samsyn_domain::ids::PlanId;
use samsyn_domain::plan::Command;
use samsyn_domain::rules::plan_names_measures_by_others::by_others;
use samsyn_store::Surface;

use super::lines::{DisagreementLine, GoalLine, MeasureLine, NeedLine, kept};
use super::writing;
use crate::form::Form;
use crate::me::{Answer, Done, Me};
use crate::parts::stamp::Stamp;
use crate::parts::{Empty, Page, Quote, Tag};
use crate::text::T;
use crate::{names, refused, show};

#[derive(Template)]
#[template(path = "pages/rows/overview.html")]
struct Overview {
    page: Page,
    t: T,
    form: Form,
    plan: PlanId,
    person: String,
    needs: Vec<NeedLine>,
    goals: Vec<GoalLine>,
    measures: Vec<MeasureLine>,
    disagreements: Vec<DisagreementLine>,
    hidden: Option<String>,
    writing: bool,
    holds: bool,
    by_others: usize,
    none_by_others: bool,
    stamp: Stamp,
}

impl Overview {
    fn of(me: &Me, view: &PlanView, form: Form) -> Self {
        let mut needs: Vec<NeedLine> = view.needs.iter().map(|need| NeedLine::of(me, view, need)).collect();
        let place = |need: &NeedLine| {
            view.need(need.no).and_then(|n| me.app.settings.life_areas.iter().position(|a| a.key == n.area.as_str()))
        };
        needs.sort_by_key(place);
        Self {
            page: me.plan_page(me.t().msg_rows_title(), view).of(&form),
            t: me.t(),
            plan: view.id,
            person: names::first(view.person.name.as_str()).to_owned(),
            needs,
            goals: view.goals.iter().map(|goal| GoalLine::of(me, view, goal)).collect(),
            measures: MeasureLine::all(me, view),
            disagreements: view.disagreements.iter().map(|d| DisagreementLine::of(me, view, d)).collect(),
            hidden: kept(me.t(), view),
            writing: writing(view) && view.me().is_some(),
            holds: view.place().holds(),
            by_others: view.measures.iter().filter(|m| by_others(m)).count(),
            none_by_others: view.no_measures_by_others,
            stamp: me.adding(),
            form,
        }
    }
}

/// `GET /plans/{plan}/rows`
pub async fn get(me: Me, Path(plan): Path<PlanId>) -> Answer {
    let view = me.look(plan, Surface::Page).await?;
    Ok(show(&Overview::of(&me, &view, me.form())))
}

/// `POST /plans/{plan}/rows`: whether nobody but Kommun and Region does anything.
pub async fn post(me: Me, Path(plan): Path<PlanId>, mut form: Form) -> Answer {
    let none = form.value("none") == "yes";
    match me.act(plan, &mut form, Command::SayOthers { none }).await? {
        Done::Stored => Ok(me.saved(format!("/plans/{plan}/rows#others"))),
        Done::Refused(view) => Ok(refused(&Overview::of(&me, &view, form))),
    }
}
