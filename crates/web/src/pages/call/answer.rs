//! A unit answers its call: somebody comes, another unit is the right one, or an invited one declines.

use askama::Template;
use axum::extract::Path;
use samsyn_domain::access::PlanView;
use samsyn_domain::ids::{PlanId, StaffId, UnitId};
use samsyn_domain::plan::Command;
use samsyn_domain::plan::command::CallReply;
use samsyn_domain::plan::state::{CallAnswer, Party, Summons};
use samsyn_store::Surface;

use crate::error::Error;
use crate::form::{FieldError, Form};
use crate::me::{Answer, Done, Me, trouble};
use crate::pages::people::staff_label;
use crate::parts::stamp::Stamp;
use crate::parts::{Choice, Notice, Page, Quote, Row, Rows};
use crate::text::T;
use crate::{refused, show};

use super::{choice, units};

/// The page.
#[derive(Template)]
#[template(path = "pages/call/answer.html")]
struct Reply {
    page: Page,
    t: T,
    form: Form,
    unit: String,
    called: bool,
    sent: bool,
    what: String,
    questions: Vec<String>,
    facts: Vec<Row<'static>>,
    staff: Vec<Choice<'static>>,
    units: Vec<Choice<'static>>,
    stamp: Stamp,
}

impl Reply {
    async fn of(me: &Me, view: &PlanView, party: &Party, form: Form) -> Result<Self, Error> {
        let staff = me.app.store.staff_of_unit(party.unit.unit).await.map_err(|e| trouble(&e))?;
        let taken = |unit: UnitId| view.parties.iter().any(|party| !party.ended && party.unit.unit == unit);
        // A call is passed on within the principal.
        let near = units(me).await?.into_iter().filter(|u| u.principal == party.unit.principal && !taken(u.unit));
        Ok(Self {
            page: me.plan_page(me.t().msg_answer_title(), view).of(&form),
            t: me.t(),
            unit: party.unit.name.to_string(),
            called: party.summons == Summons::Called,
            sent: view.called(party),
            what: form.value("what").to_owned(),
            questions: view.questions.iter().map(|question| question.words.to_string()).collect(),
            facts: facts(me, view, party),
            staff: staff.iter().map(|staff| Choice::new(staff.staff.to_string(), staff_label(staff))).collect(),
            units: near.map(|unit| choice(&unit)).collect(),
            stamp: me.adding(),
            form,
        })
    }
}

fn facts(me: &Me, view: &PlanView, party: &Party) -> Vec<Row<'static>> {
    let (t, dates) = (me.t(), me.language().dates());
    let mut facts = vec![Row::new(t.msg_call_expected(), party.expected.to_string())];
    facts.extend(party.mandate.as_ref().map(|mandate| Row::new(t.msg_call_mandate(), mandate.to_string())));
    if let Some(meeting) = view.next_meeting() {
        let when = t.msg_call_meeting_now(dates.weekday_moment(meeting.starts), meeting.minutes.to_string());
        facts.push(Row::new(t.msg_answer_when(), when));
        facts.extend(meeting.place.as_ref().map(|place| Row::new(t.msg_answer_where(), place.to_string())));
        facts.push(Row::new(t.msg_answer_by_day(), dates.date(meeting.answer_by)));
    }
    let now = match view.reply(party) {
        CallAnswer::Waiting => t.msg_call_waiting().to_owned(),
        CallAnswer::Coming { who, .. } => t.msg_call_coming(who.name.as_str()),
        CallAnswer::PassedOn { .. } => t.msg_call_passed().to_owned(),
        CallAnswer::Declined { .. } => t.msg_call_declined().to_owned(),
    };
    facts.push(Row::new(t.msg_answer_now(), now));
    facts
}

fn mine(view: &PlanView) -> Result<Party, Error> {
    view.my_party().cloned().ok_or(Error::NotFound)
}

/// `GET /plans/{plan}/answer`: the one who looks is chosen already.
pub async fn get(me: Me, Path(plan): Path<PlanId>) -> Answer {
    let view = me.look(plan, Surface::Page).await?;
    let party = mine(&view)?;
    let mut form = me.form();
    if let CallAnswer::Coming { who, mandate } = view.reply(&party) {
        form.set("who", who.staff.to_string());
        form.set("mandate", mandate.to_string());
    } else if let Some(staff) = me.actor.staff() {
        form.set("who", staff.staff.to_string());
    }
    Ok(show(&Reply::of(&me, &view, &party, form).await?))
}

/// `POST /plans/{plan}/answer`
pub async fn post(me: Me, Path(plan): Path<PlanId>, mut form: Form) -> Answer {
    let view = me.look(plan, Surface::Page).await?;
    let party = mine(&view)?;
    let Some(reply) = reply(&me, &party, &mut form).await? else {
        return Ok(refused(&Reply::of(&me, &view, &party, form).await?));
    };
    let passed = matches!(reply, CallReply::PassOn { .. });
    match me.act(plan, &mut form, Command::AnswerCall { party: party.no, reply }).await? {
        // Whoever passed the call on no longer has a place in the plan.
        Done::Stored if passed => Ok(me.saved("/")),
        Done::Stored => Ok(me.saved(format!("/plans/{plan}/steps"))),
        Done::Refused(view) => Ok(refused(&Reply::of(&me, &view, &party, form).await?)),
    }
}

async fn reply(me: &Me, party: &Party, form: &mut Form) -> Result<Option<CallReply>, Error> {
    match form.value("what") {
        "decline" => Ok(Some(CallReply::Decline { reason: form.value("reason").to_owned() })),
        "pass" => {
            let Ok(chosen) = form.choice::<UnitId>("unit") else {
                return Ok(None);
            };
            let to = units(me).await?.into_iter().find(|unit| unit.unit == chosen);
            if to.is_none() {
                form.fail("unit", FieldError::UnknownChoice);
            }
            Ok(to.map(|to| CallReply::PassOn { to }))
        }
        _ => {
            let mandate = form.value("mandate").to_owned();
            let Ok(chosen) = form.choice::<StaffId>("who") else {
                return Ok(None);
            };
            let staff = me.app.store.staff_of_unit(party.unit.unit).await.map_err(|e| trouble(&e))?;
            let who = staff.into_iter().find(|staff| staff.staff == chosen);
            if who.is_none() {
                form.fail("who", FieldError::UnknownChoice);
            }
            Ok(who.map(|who| CallReply::Come { who, mandate }))
        }
    }
}
