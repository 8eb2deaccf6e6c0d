//! Read the plan back, see what it lacks by law, agree it as a version, and give it out.

use askama::Template;
use axum::extract::Path;
use samsyn_domain::access::{Deed, PlanView};
use samsyn_domain::ids::PlanId;
use samsyn_domain::plan::Command;
use samsyn_domain::plan::state::{Plan, Recipient, Stage};
use samsyn_domain::rules::consent_before_sharing::{covered_kinds, covers_any};
use samsyn_store::Surface;

use super::moment;
use crate::form::{Form, Invalid};
use crate::me::{Answer, Done, Me};
use crate::pages::rows::lines::{DisagreementLine, GoalLine, MeasureLine, NeedLine, kept};
use crate::parts::stamp::Stamp;
use crate::parts::{Notice, Page, Quote, Tag};
use crate::text::T;
use crate::{names, refusals, refused, show};

#[derive(Template)]
#[template(path = "pages/agreement/agree.html")]
#[expect(clippy::struct_excessive_bools, reason = "what the page offers, each a thing of its own")]
struct Agree {
    page: Page,
    t: T,
    form: Form,
    plan: PlanId,
    person: String,
    stage: &'static str,
    version: Option<String>,
    lacks: Vec<Lack>,
    needs: Vec<NeedLine>,
    goals: Vec<GoalLine>,
    measures: Vec<MeasureLine>,
    unconfirmed: usize,
    disagreements: Vec<DisagreementLine>,
    coordinator: Option<(String, String)>,
    lead: Option<String>,
    gets: Vec<Gets>,
    hidden: Option<String>,
    holds: bool,
    agrees: bool,
    gives: bool,
    revises: bool,
    stamp: Stamp,
    changing: Stamp,
}

/// What the plan lacks: in words, the source, and where to mend it.
struct Lack {
    words: String,
    source: &'static str,
    mend: Option<String>,
}

/// Who gets what when the plan is given out.
struct Gets {
    name: String,
    kinds: Vec<&'static str>,
    until: Option<String>,
    had: Option<String>,
}

impl Agree {
    fn of(me: &Me, view: &PlanView, form: Form) -> Self {
        let t = me.t();
        let gets = if view.sees_consents() { gets(me, view) } else { Vec::new() };
        let holds = view.place().holds();
        let writes = matches!(view.stage, Stage::Draft | Stage::Revision);
        let shows_lacks = holds && !matches!(view.stage, Stage::Active | Stage::FollowUp) && !view.stage.ended();
        Self {
            page: me.plan_page(t.msg_agree_title(), view).of(&form),
            t,
            plan: view.id,
            person: names::first(view.person.name.as_str()).to_owned(),
            stage: names::stage(me.language(), view.stage),
            version: view.version().map(|v| t.msg_agree_version(v.version, me.language().dates().date(v.day))),
            lacks: if shows_lacks { lacks(me, view) } else { Vec::new() },
            needs: view.needs.iter().map(|need| NeedLine::of(me, view, need)).collect(),
            goals: view.goals.iter().map(|goal| GoalLine::of(me, view, goal)).collect(),
            measures: MeasureLine::all(me, view),
            unconfirmed: view.measures.iter().filter(|m| !m.state.confirmed()).count(),
            disagreements: view.disagreements.iter().map(|d| DisagreementLine::of(me, view, d)).collect(),
            coordinator: view
                .coordinator
                .as_ref()
                .map(|c| (format!("{}, {}", c.staff.name, c.staff.unit.name), c.phone.to_string())),
            lead: view.lead.as_ref().map(|unit| format!("{}, {}", unit.principal_name, unit.name)),
            hidden: kept(t, view),
            holds,
            agrees: holds && writes,
            gives: holds && gives(view.stage, &gets),
            gets,
            revises: holds && matches!(view.stage, Stage::Agreed | Stage::Active | Stage::FollowUp),
            stamp: me.adding(),
            changing: me.changing(view),
            form,
        }
    }
}

/// Whether there is anything to give out: the plan is to come into force, or somebody covered has not got it.
fn gives(stage: Stage, gets: &[Gets]) -> bool {
    let waits = gets.iter().any(|line| !line.kinds.is_empty() && line.had.is_none());
    stage == Stage::Agreed || (stage == Stage::Active && waits)
}

fn lacks(me: &Me, view: &PlanView) -> Vec<Lack> {
    let line = |refusal: &samsyn_domain::plan::Refusal| Lack {
        words: refusals::why(&refusal.why, me.language()),
        source: refusal.source(),
        mend: refusal.why.mend().map(|mend| format!("/plans/{}/{}", view.id, refusals::mend(mend))),
    };
    view.lacks(&me.moment()).iter().map(line).collect()
}

fn gets(me: &Me, plan: &PlanView) -> Vec<Gets> {
    let units = plan.current_parties().map(|party| Recipient::Unit(party.unit.clone()));
    let supporters = plan.current_supporters().map(|s| Recipient::Supporter(s.no));
    units.chain(supporters).map(|to| one_gets(me, plan, &to)).collect()
}

fn one_gets(me: &Me, plan: &Plan, to: &Recipient) -> Gets {
    let dates = me.language().dates();
    let ground = covers_any(plan, to, me.today).unwrap_or_default();
    let until = plan.consents.iter().filter(|c| ground.contains(&c.no)).map(|c| c.to).min();
    let version = plan.version().map(|v| v.version);
    let had = plan.disclosures.iter().rev().find(|d| Some(d.version) == version && d.to.same(to));
    Gets {
        name: names::recipient(plan, to),
        kinds: covered_kinds(plan, to, me.today).into_iter().map(|kind| names::kind(me.language(), kind)).collect(),
        until: until.map(|day| dates.date(day)),
        had: had.map(|d| dates.past(me.app.day(d.at), me.today)),
    }
}

/// `GET /plans/{plan}/agree`
pub async fn get(me: Me, Path(plan): Path<PlanId>) -> Answer {
    let view = me.look_to(plan, |_| vec![Deed::Hold]).await?;
    let mut form = me.form();
    if let Some(version) = view.version().filter(|version| version.follow_up.date() >= me.today) {
        moment::fill(&me, &mut form, ("follow_up", "follow_up_time"), version.follow_up);
    }
    Ok(show(&Agree::of(&me, &view, form)))
}

/// `POST /plans/{plan}/agree`: the button pressed says what.
pub async fn post(me: Me, Path(plan): Path<PlanId>, mut form: Form) -> Answer {
    let Ok((command, to)) = command(&me, &mut form) else {
        let view = me.look(plan, Surface::Page).await?;
        return Ok(refused(&Agree::of(&me, &view, form)));
    };
    match me.act(plan, &mut form, command).await? {
        Done::Stored => Ok(me.saved(format!("/plans/{plan}/{to}"))),
        Done::Refused(view) => Ok(refused(&Agree::of(&me, &view, form))),
    }
}

/// What is asked, and where to go afterwards.
fn command(me: &Me, form: &mut Form) -> Result<(Command, &'static str), Invalid> {
    match form.value("do") {
        "hand-out" => Ok((Command::HandOut, "agree#gets")),
        "revise" => Ok((Command::Revise { reason: form.value("reason").to_owned() }, "rows")),
        _ => {
            let follow_up = moment::read(me, form, "follow_up", "follow_up_time")?;
            Ok((Command::Agree { follow_up }, "agree#gets"))
        }
    }
}
