//! The steps of a plan as a task list: how far each has come, and what is lacking.

use askama::Template;
use axum::extract::Path;
use samsyn_domain::access::PlanView;
use samsyn_domain::ids::PlanId;
use samsyn_domain::people::{FamilyMember, Standing};
use samsyn_domain::plan::state::{Addressee, CallAnswer, MeetingState, Plan, Stage};
use samsyn_domain::plan::waiting::assessed_by;
use samsyn_domain::rules::consent_before_sharing::plan_consent;
use samsyn_domain::rules::summons_after_discharge_notice::open_stay;
use samsyn_domain::rules::two_guardians_decide_together::who_decides;
use samsyn_store::Surface;

use super::see::{child, judges};
use crate::me::{Answer, Me};
use crate::pages::meeting::readiness;
use crate::parts::{Audience, Page, Tag, Task, Tasks};
use crate::text::T;
use crate::{names, refusals, show};

#[derive(Template)]
#[template(path = "pages/plan/steps.html")]
struct Steps {
    page: Page,
    t: T,
    plan: PlanId,
    name: String,
    stage: &'static str,
    sent: Option<String>,
    list: Vec<Step>,
    lacks: Vec<Lack>,
}

struct Lack {
    words: String,
    to: Option<String>,
}

/// One step: its page below the plan's address, its name, and how far it has come.
struct Step {
    page: &'static str,
    name: &'static str,
    state: State,
}

/// How far a step has come.
#[derive(Debug, PartialEq)]
enum State {
    Done(Option<&'static str>),
    Next,
    Open,
    Going,
    Waits(String),
    Stuck(String),
    Quiet(String),
    NotYet,
}

impl Step {
    fn task(&self, t: T, plan: PlanId) -> Task<'static> {
        let tag = match &self.state {
            State::Done(words) => Tag::done(words.unwrap_or(t.msg_steps_state_done())),
            State::Next => Tag::yours(t.msg_steps_state_next()),
            State::Open => Tag::quiet(t.msg_steps_state_open()),
            State::Going => Tag::going(t.msg_steps_state_going()),
            State::Waits(words) => Tag::waiting(words.clone()),
            State::Stuck(words) => Tag::late(words.clone()),
            State::Quiet(words) => Tag::quiet(words.clone()),
            State::NotYet => return Task::closed(self.name, Tag::quiet(t.msg_steps_state_not_yet())),
        };
        Task::new(format!("/plans/{plan}/{}", self.page), self.name, tag)
    }
}

impl Steps {
    fn of(me: &Me, view: &PlanView) -> Self {
        let t = me.t();
        let page = me.plan_page(t.msg_steps_title(), view).back(format!("/plans/{}", view.id));
        Self {
            page: if child(view) { page.for_whom(Audience::Child) } else { page },
            t,
            plan: view.id,
            name: view.person.name.to_string(),
            stage: names::stage(me.language(), view.stage),
            sent: sent(me, view),
            list: steps(me, view),
            lacks: lacks(me, view),
        }
    }

    fn tasks(&self) -> Vec<Task<'static>> {
        self.list.iter().map(|step| step.task(self.t, self.plan)).collect()
    }
}

/// Who assesses a proposal, and by when.
fn sent(me: &Me, view: &PlanView) -> Option<String> {
    let by = assessed_by(view, me.app.settings.clocks()).filter(|_| view.stage == Stage::Proposed)?;
    Some(me.t().msg_steps_proposed(view.proposal.to.name.as_str(), me.language().dates().date(by)))
}

/// The steps of the one who looks, those alone that the session reaches.
fn steps(me: &Me, view: &PlanView) -> Vec<Step> {
    let mut steps = if view.place().holds() { holders(me, view) } else { others(me, view) };
    steps.retain(|step| me.may_go(&format!("/plans/{{plan}}/{}", step.page)));
    steps
}

/// What stands in the way of agreeing, for those who can mend it while there is something to agree.
fn lacks(me: &Me, view: &PlanView) -> Vec<Lack> {
    let writing = matches!(view.stage, Stage::Draft | Stage::Revision | Stage::Meeting | Stage::Called);
    if !view.place().holds() || !writing {
        return Vec::new();
    }
    let lack = |refusal: &samsyn_domain::plan::Refusal| Lack {
        words: me.says(refusal),
        to: refusal.why.mend().map(|mend| format!("/plans/{}/{}", view.id, refusals::mend(mend))),
    };
    view.lacks(&me.moment()).iter().map(lack).collect()
}

/// The steps of those who carry the plan on.
fn holders(me: &Me, view: &PlanView) -> Vec<Step> {
    let t = me.t();
    let step = |page, name, state| Step { page, name, state };
    let mut steps = vec![
        step("assess", t.msg_steps_assess(), assess(t, view)),
        step("people", t.msg_steps_people(), people(view)),
        step("consent", t.msg_steps_consent(), consent(me, view)),
        step("question", t.msg_steps_question(), question(view)),
        step("call", t.msg_steps_call(), call(t, view)),
        step("prepare", t.msg_steps_prepare(), prepare(t, view)),
        step("expectations", t.msg_expect_title(), expectations(t, view)),
        step("readiness", t.msg_ready_title(), ready(me, view)),
        step("meeting", t.msg_steps_meeting(), meeting(me, view)),
        step("rows", t.msg_steps_rows(), rows(view)),
        step("agree", t.msg_steps_agree(), agree(me, view)),
        step("agree", t.msg_steps_hand_out(), hand_out(view)),
        step("follow-up", t.msg_steps_follow_up(), follow_up(me, view)),
    ];
    if !matches!(view.stage, Stage::Proposed | Stage::Refused) {
        let state = if view.stage == Stage::Closed { State::Done(None) } else { State::Open };
        steps.push(step("close", t.msg_steps_close(), state));
    }
    if open_stay(view).is_some() {
        steps.insert(5, step("stay", t.msg_stay_title(), State::Open));
    }
    if view.my_party().is_some_and(|party| view.called(party)) {
        steps.insert(5, step("answer", t.msg_steps_answer(), answer(view)));
    }
    steps
}

/// The steps that family and called units may open.
fn others(me: &Me, view: &PlanView) -> Vec<Step> {
    let (t, place) = (me.t(), view.place());
    let step = |page, name, state| Step { page, name, state };
    let mut steps = Vec::new();
    if place.person || place.representative.is_some() {
        steps.push(step("consent", t.msg_steps_consent(), consent(me, view)));
    }
    if place.family() {
        steps.push(step("question", t.msg_steps_question(), question(view)));
    }
    if view.my_party().is_some_and(|party| view.called(party)) {
        steps.push(step("answer", t.msg_steps_answer(), answer(view)));
    }
    steps.push(step("prepare", t.msg_steps_prepare(), my_preparation(view)));
    steps.push(step("expectations", t.msg_expect_title(), expectations(t, view)));
    steps.push(step("rows", t.msg_steps_rows(), rows(view)));
    if !view.measures.is_empty() {
        steps.push(step("measures", t.msg_steps_measures(), State::Open));
    }
    if judges(view) {
        steps.push(step("follow-up", t.msg_steps_follow_up(), follow_up(me, view)));
    }
    steps
}

fn assess(t: T, view: &Plan) -> State {
    match (&view.assessment, view.stage) {
        (_, Stage::Proposed) => State::Next,
        (Some(a), _) if !a.needed => State::Done(Some(t.msg_steps_refused())),
        _ => State::Done(None),
    }
}

fn assessed(view: &Plan) -> bool {
    !matches!(view.stage, Stage::Proposed | Stage::Refused)
}

fn people(view: &Plan) -> State {
    match () {
        () if !assessed(view) => State::NotYet,
        () if view.coordinator.is_some() && view.lead.is_some() => State::Done(None),
        () => State::Next,
    }
}

fn consent(me: &Me, view: &PlanView) -> State {
    let t = me.t();
    match view.stage {
        Stage::Proposed | Stage::Refused => State::NotYet,
        Stage::Declined => State::Done(Some(t.msg_steps_declined())),
        Stage::InConflict => State::Stuck(t.msg_stage_in_conflict().to_owned()),
        _ if plan_consent(view, me.today).is_some() => State::Done(None),
        _ => match waits_for_yes(view) {
            names if names.is_empty() => State::Next,
            names => State::Waits(t.msg_steps_waits_for(names.join(", "))),
        },
    }
}

/// The names of those who decide and have not answered.
fn waits_for_yes(view: &Plan) -> Vec<String> {
    let answered = |member: &FamilyMember| {
        let yes = view.consents.iter().any(|c| c.by == *member && c.withdrawn.is_none() && !c.lapsed);
        let no = matches!(member, FamilyMember::Representative(no) if view.standing(*no) == Some(Standing::Refuses));
        yes || no
    };
    let deciders = who_decides(view).into_iter().next().unwrap_or_default();
    deciders.into_iter().filter(|member| !answered(member)).map(|member| names::member(view, member)).collect()
}

fn question(view: &Plan) -> State {
    match () {
        () if !view.questions.is_empty() => State::Done(None),
        () if matches!(view.stage, Stage::Consented | Stage::Preparing) => State::Next,
        () if view.stage.ended() => State::NotYet,
        () => State::Open,
    }
}

fn call(t: T, view: &Plan) -> State {
    let waiting = view.silent().count();
    match view.stage {
        _ if view.meets_again() && view.uncalled().next().is_some() => State::Next,
        _ if view.meets_again() && waiting > 0 => State::Waits(t.msg_steps_waits_answers(waiting)),
        Stage::Consented | Stage::Preparing if view.questions.is_empty() => State::NotYet,
        Stage::Consented | Stage::Preparing => State::Next,
        Stage::Called if waiting > 0 => State::Waits(t.msg_steps_waits_answers(waiting)),
        stage if stage < Stage::Consented => State::NotYet,
        _ => State::Done(None),
    }
}

fn answer(view: &PlanView) -> State {
    match view.my_party().map(|party| view.reply(party)) {
        Some(CallAnswer::Waiting) if view.stage == Stage::Called || view.meets_again() => State::Next,
        Some(CallAnswer::Waiting) => State::Open,
        Some(_) => State::Done(None),
        None => State::NotYet,
    }
}

/// How many of those who come, and of the family, have not prepared.
fn unprepared(view: &Plan) -> usize {
    let prepared = view.preparations.len();
    let coming = view.current_parties().filter(|p| matches!(p.answer, CallAnswer::Coming { .. })).count();
    (1 + view.current_representatives().count() + coming).saturating_sub(prepared)
}

fn prepare(t: T, view: &Plan) -> State {
    match view.stage {
        Stage::Consented | Stage::Preparing | Stage::Called => match unprepared(view) {
            0 => State::Done(None),
            count => State::Waits(t.msg_steps_waits_answers(count)),
        },
        stage if stage < Stage::Consented => State::NotYet,
        _ => State::Done(None),
    }
}

fn my_preparation(view: &PlanView) -> State {
    let mine = |p: &samsyn_domain::plan::state::Preparation| {
        view.me().is_some_and(|me| samsyn_domain::plan::same_participant(me, &p.of))
    };
    match view.stage {
        _ if view.preparations.iter().any(mine) => State::Done(None),
        Stage::Consented | Stage::Preparing | Stage::Called => State::Next,
        Stage::Active | Stage::FollowUp | Stage::Revision => State::Open,
        _ => State::NotYet,
    }
}

/// One's own row first; then how many are awaited; then what is left to talk about.
fn expectations(t: T, view: &PlanView) -> State {
    let place = view.place();
    let mine = place
        .party
        .map(Addressee::Party)
        .or((place.person || place.representative.is_some()).then_some(Addressee::Family));
    let sides =
        std::iter::once(Addressee::Family).chain(view.current_parties().map(|party| Addressee::Party(party.no)));
    let waits = sides.filter(|side| !view.has_expected(*side)).count();
    match view.stage {
        stage if stage < Stage::Consented || stage.ended() => State::NotYet,
        _ if view.open() => match view.current_asks().filter(|ask| ask.left()).count() {
            0 => State::Done(None),
            count => State::Quiet(t.msg_expect_left(count)),
        },
        Stage::Called if mine.is_some_and(|side| !view.has_expected(side)) => State::Next,
        Stage::Called if waits > 0 => State::Waits(t.msg_steps_waits_answers(waits)),
        Stage::Called => State::Done(None),
        _ => State::Open,
    }
}

/// What is missing before the meeting.
fn ready(me: &Me, view: &PlanView) -> State {
    match readiness::missing(me, view) {
        Some(0) => State::Done(None),
        Some(count) => State::Waits(me.t().msg_steps_lacks(count)),
        None if view.meetings.iter().any(|m| matches!(m.state, MeetingState::Open | MeetingState::Ended)) => {
            State::Done(None)
        }
        None => State::NotYet,
    }
}

fn meeting(me: &Me, view: &Plan) -> State {
    let dates = me.language().dates();
    match (view.stage, view.next_meeting()) {
        (Stage::Meeting, _) => State::Going,
        (Stage::Called, Some(meeting)) if meeting.starts.date() <= me.today => State::Next,
        (_, Some(meeting)) => State::Quiet(dates.weekday_moment(meeting.starts)),
        _ if view.meetings.iter().any(|m| m.state == MeetingState::Ended) => State::Done(None),
        _ => State::NotYet,
    }
}

fn rows(view: &Plan) -> State {
    match view.stage {
        Stage::Meeting | Stage::Draft | Stage::Revision => State::Next,
        Stage::Consented | Stage::Preparing | Stage::Called | Stage::FollowUp => State::Open,
        Stage::Agreed | Stage::Active => State::Done(None),
        _ => State::NotYet,
    }
}

fn agree(me: &Me, view: &PlanView) -> State {
    match view.stage {
        Stage::Draft | Stage::Revision => match view.lacks(&me.moment()).len() {
            0 => State::Next,
            count => State::Waits(me.t().msg_steps_lacks(count)),
        },
        _ if view.version().is_some() => State::Done(None),
        _ => State::NotYet,
    }
}

fn hand_out(view: &Plan) -> State {
    match view.stage {
        Stage::Agreed => State::Next,
        Stage::Active | Stage::FollowUp => State::Done(None),
        _ => State::NotYet,
    }
}

fn follow_up(me: &Me, view: &Plan) -> State {
    let dates = me.language().dates();
    match (view.stage, view.version()) {
        (Stage::FollowUp, _) => State::Going,
        (Stage::Active, Some(v)) if v.follow_up.date() < me.today => {
            State::Stuck(dates.due(v.follow_up.date(), me.today))
        }
        (Stage::Active, Some(v)) if v.follow_up.date() == me.today => State::Next,
        (Stage::Active, Some(v)) => State::Quiet(dates.weekday_moment(v.follow_up)),
        _ => State::NotYet,
    }
}

/// `GET /plans/{plan}/steps`
pub async fn get(me: Me, Path(plan): Path<PlanId>) -> Answer {
    let view = me.look(plan, Surface::Page).await?;
    Ok(show(&Steps::of(&me, &view)))
}

#[cfg(test)]
mod tests {
    use samsyn_domain::families::{self, Family, Milestone};

    use crate::samples::{House, person, staff};

    #[tokio::test]
    async fn the_steps_are_drawn_at_every_milestone() {
        for (at, milestone) in
            [Milestone::Proposed, Milestone::Assessed, Milestone::Called, Milestone::Draft, Milestone::Told]
                .into_iter()
                .enumerate()
        {
            let house = House::upto(&format!("plan-steps-{at}"), milestone).await;
            let path = format!("/plans/{}/steps", Family::Elin.plan());
            let pages = house.everywhere(&staff(&families::anna_ek()), &path).await;
            assert!(pages[0].contains("Bedöm behovet") && pages[0].contains("Nästa") || milestone == Milestone::Told);
            assert_eq!(pages[0].contains("Det här saknas innan"), milestone == Milestone::Called, "{milestone:?}");
        }
    }

    #[tokio::test]
    async fn each_sees_only_the_steps_that_are_theirs() {
        let house = House::upto("plan-steps-own", Milestone::Called).await;
        let path = format!("/plans/{}/steps", Family::Elin.plan());
        let child = &house.everywhere(&person(&families::elin()), &path).await[0];
        assert!(child.contains("/question\"") && !child.contains("/call\"") && !child.contains("/assess\""));
        let school = &house.everywhere(&staff(&families::lisa_berg()), &path).await[0];
        assert!(school.contains("/answer\"") && !school.contains("/agree\"") && !school.contains("/consent\""));
    }
}
