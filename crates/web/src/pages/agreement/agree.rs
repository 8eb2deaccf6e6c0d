//! Read the plan back, see what it lacks by law, agree it as a version, and give it out.

use askama::Template;
use axum::extract::Path;
use samsyn_domain::access::{Deed, PlanView};
use samsyn_domain::ids::PlanId;
use samsyn_domain::information::InfoKind;
use samsyn_domain::plan::Command;
use samsyn_domain::plan::state::{MeasureState, Stage};
use samsyn_store::Surface;

use super::answers::{Asked, fill_answers, questions, read_answer};
use super::gets::{Gets, gets};
use super::moment;
use crate::error::Error;
use crate::form::{FieldError, Form, Invalid};
use crate::me::{Answer, Done, Me};
use crate::pages::question::answered::{Reply, without_answer};
use crate::pages::rows::lines::{DisagreementLine, GoalLine, MeasureLine, NeedLine, kept};
use crate::parts::stamp::Stamp;
use crate::parts::{Choice, Notice, Page, Quote, Tag};
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
    questions: Vec<Asked>,
    kinds: Vec<(&'static str, &'static str)>,
    answers: bool,
    unanswered: Vec<String>,
    ends: bool,
    needs: Vec<NeedLine>,
    goals: Vec<GoalLine>,
    measures: Vec<MeasureLine>,
    unconfirmed: usize,
    declined: usize,
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

impl Agree {
    async fn of(me: &Me, view: &PlanView, mut form: Form) -> Result<Self, Error> {
        let t = me.t();
        // One form was sent; what stands in the others stays.
        fill_answers(view, &mut form);
        fill_follow_up(me, view, &mut form);
        let gets = if view.sees_consents() { gets(me, view).await? } else { Vec::new() };
        let holds = view.place().holds();
        let writes = matches!(view.stage, Stage::Draft | Stage::Revision);
        let shows_lacks = holds && !matches!(view.stage, Stage::Active | Stage::FollowUp) && !view.stage.ended();
        Ok(Self {
            page: me.plan_page(t.msg_agree_title(), view).of(&form),
            questions: questions(view, &form),
            kinds: InfoKind::ALL.iter().map(|kind| (kind.key(), names::kind(me.language(), *kind))).collect(),
            answers: holds && matches!(view.stage, Stage::Meeting | Stage::Draft | Stage::Revision),
            unanswered: without_answer(view),
            ends: holds && view.stage == Stage::Meeting,
            t,
            plan: view.id,
            person: names::first(view.person.name.as_str()).to_owned(),
            stage: names::stage(me.language(), view.stage),
            version: view.version().map(|v| t.msg_agree_version(v.version, me.language().dates().date(v.day))),
            lacks: if shows_lacks { lacks(me, view) } else { Vec::new() },
            needs: view.needs.iter().map(|need| NeedLine::of(me, view, need)).collect(),
            goals: view.goals.iter().map(|goal| GoalLine::of(me, view, goal)).collect(),
            measures: MeasureLine::all(me, view),
            unconfirmed: view.measures.iter().filter(|m| m.state == MeasureState::Proposed).count(),
            declined: view.declined().count(),
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
        })
    }

    /// The fields, for the summary of what is wrong.
    fn fields(&self) -> Vec<(&str, &str)> {
        let t = self.t;
        let own = [
            ("follow_up", t.msg_agree_follow_up()),
            ("follow_up_time", t.msg_agree_time()),
            ("reason", t.msg_agree_revise_reason()),
            ("measures", t.msg_rows_measures()),
            ("others", t.msg_rows_others()),
            ("lead", t.msg_agree_lead_unit()),
            ("coordinator", t.msg_agree_coordinator()),
        ];
        own.into_iter().chain(self.questions.iter().map(|one| (one.keys[0].as_str(), one.words.as_str()))).collect()
    }

    fn kinds(&self) -> Vec<Choice<'_>> {
        self.kinds.iter().map(|(value, label)| Choice::new(*value, *label)).collect()
    }
}

/// Whether there is anything to give out: the plan is to come into force, or somebody covered has not got it.
fn gives(stage: Stage, gets: &[Gets]) -> bool {
    let waits = gets.iter().any(Gets::waits);
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

/// `GET /plans/{plan}/agree`
pub async fn get(me: Me, Path(plan): Path<PlanId>) -> Answer {
    let view = me.look_to(plan, |_| vec![Deed::Hold]).await?;
    Ok(show(&Agree::of(&me, &view, me.form()).await?))
}

/// The day that stands, where it is still ahead, unless another was sent just now.
fn fill_follow_up(me: &Me, view: &PlanView, form: &mut Form) {
    let ahead = view.version().filter(|version| version.follow_up.date() >= me.today);
    if let Some(version) = ahead.filter(|_| form.value("do") != "agree") {
        moment::fill(me, form, ("follow_up", "follow_up_time"), version.follow_up);
    }
}

/// `POST /plans/{plan}/agree`: the button pressed says what.
pub async fn post(me: Me, Path(plan): Path<PlanId>, mut form: Form) -> Answer {
    let Ok((command, to)) = command(&me, &mut form) else {
        let view = me.look(plan, Surface::Page).await?;
        return Ok(refused(&Agree::of(&me, &view, form).await?));
    };
    match me.act(plan, &mut form, command).await? {
        Done::Stored => Ok(me.saved(format!("/plans/{plan}/{to}"))),
        Done::Refused(view) => Ok(refused(&Agree::of(&me, &view, form).await?)),
    }
}

/// What is asked, and where to go afterwards.
fn command(me: &Me, form: &mut Form) -> Result<(Command, &'static str), Invalid> {
    match form.value("do") {
        "hand-out" => Ok((Command::HandOut, "agree#gets")),
        "end" => Ok((Command::EndMeeting { family_talk: None }, "agree")),
        answer if answer.starts_with("answer-") => {
            let no = answer["answer-".len()..].parse().map_err(|_| form.fail("", FieldError::UnknownChoice))?;
            Ok((read_answer(form, no)?, "agree#questions"))
        }
        "revise" => Ok((Command::Revise { reason: form.value("reason").to_owned() }, "rows")),
        _ => {
            let follow_up = moment::read(me, form, "follow_up", "follow_up_time")?;
            Ok((Command::Agree { follow_up }, "agree#gets"))
        }
    }
}
