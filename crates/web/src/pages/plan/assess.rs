//! Assess a proposal: a plan is needed or not, with a reason that the person reads. An ended story is taken up here.

use askama::Template;
use axum::extract::Path;
use samsyn_domain::access::{Deed, PlanView};
use samsyn_domain::ids::PlanId;
use samsyn_domain::plan::Command;
use samsyn_domain::plan::state::Stage;
use samsyn_store::Surface;

use crate::form::{FieldError, Form};
use crate::me::{Answer, Done, Me};
use crate::parts::stamp::Stamp;
use crate::parts::{Choice, Page, Quote, Row, Rows};
use crate::text::T;
use crate::{names, refused, show};

/// The page.
#[derive(Template)]
#[template(path = "pages/plan/assess.html")]
struct Assess {
    page: Page,
    t: T,
    form: Form,
    facts: Vec<Row<'static>>,
    questions: Vec<String>,
    hidden: bool,
    done: Option<Assessed>,
    open: bool,
    over: bool,
    stamp: Stamp,
}

/// How it was assessed.
struct Assessed {
    needed: bool,
    reason: String,
    by: String,
    day: String,
}

impl Assess {
    fn of(me: &Me, view: &PlanView, form: Form) -> Self {
        let done = view.assessment.as_ref().map(|assessment| Assessed {
            needed: assessment.needed,
            reason: assessment.reason.as_ref().map(ToString::to_string).unwrap_or_default(),
            by: format!("{}, {}", assessment.by.name, assessment.by.unit.name),
            day: me.language().dates().date(me.app.day(assessment.at)),
        });
        Self {
            page: me.plan_page(me.t().msg_assess_title(), view).of(&form),
            t: me.t(),
            facts: facts(me, view),
            questions: view.questions.iter().map(|question| question.words.to_string()).collect(),
            hidden: !view.sees_proposal(),
            done,
            open: view.place().assesses && view.stage == Stage::Proposed,
            over: view.place().holds() && view.stage.ended(),
            stamp: me.changing(view),
            form,
        }
    }
}

fn facts(me: &Me, view: &PlanView) -> Vec<Row<'static>> {
    let (t, proposal) = (me.t(), &view.proposal);
    let wanted = if proposal.wanted { t.msg_propose_yes() } else { t.msg_propose_no() };
    let mut facts = vec![
        Row::new(t.msg_assess_about(), view.person.name.to_string()),
        Row::new(t.msg_assess_by(), names::who(view, &proposal.by, me.language())),
        Row::new(t.msg_assess_to(), format!("{}, {}", proposal.to.name, proposal.to.principal_name)),
        Row::new(t.msg_assess_wanted(), wanted),
    ];
    facts.extend(proposal.reason.as_ref().map(|words| Row::own(t.msg_assess_reason_label(), words.to_string())));
    facts.extend(proposal.told_how.as_ref().map(|words| Row::own(t.msg_assess_told_how(), words.to_string())));
    facts
}

/// `GET /plans/{plan}/assess`
pub async fn get(me: Me, Path(plan): Path<PlanId>) -> Answer {
    let view = me.look_to(plan, |_| vec![Deed::Assess, Deed::Hold]).await?;
    Ok(show(&Assess::of(&me, &view, me.form())))
}

/// `POST /plans/{plan}/assess`: an answer, or an ended story taken up again.
pub async fn post(me: Me, Path(plan): Path<PlanId>, mut form: Form) -> Answer {
    if let Some(view) = me.reads_over(plan, &mut form).await? {
        return Ok(show(&Assess::of(&me, &view, form)));
    }
    let Some(command) = command(&form) else {
        form.fail("answer", FieldError::NotChosen);
        let view = me.look(plan, Surface::Page).await?;
        return Ok(refused(&Assess::of(&me, &view, form)));
    };
    match me.act(plan, &mut form, command).await? {
        Done::Stored => Ok(me.saved(format!("/plans/{plan}/steps"))),
        Done::Refused(view) => Ok(refused(&Assess::of(&me, &view, form))),
    }
}

fn command(form: &Form) -> Option<Command> {
    let reason = form.value("reason").to_owned();
    match (form.value("what"), form.value("answer")) {
        ("reopen", _) => Some(Command::Reopen { reason }),
        (_, "yes") => Some(Command::Assess { reason }),
        (_, "no") => Some(Command::Refuse { reason }),
        _ => None,
    }
}
