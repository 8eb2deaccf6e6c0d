//! Follow up: all measures on one page, the family's answer to each, what changed, and when to meet next.

use askama::Template;
use axum::extract::Path;
use samsyn_domain::access::PlanView;
use samsyn_domain::ids::PlanId;
use samsyn_domain::people::{FamilyMember, Who};
use samsyn_domain::plan::Command;
use samsyn_domain::plan::deviations::{Deviates, deviations};
use samsyn_domain::plan::state::{DidIt, Measure, Owner, Stage};
use samsyn_domain::words::Words as Said;
use samsyn_store::Surface;

use super::moment;
use crate::form::{FieldError, Form, Invalid};
use crate::me::{Answer, Done, Me};
use crate::pages::plan::measure::hands_on;
use crate::pages::question::answered::{Answered, Reply, answered};
use crate::pages::rows::lines::{MeasureLine, kept};
use crate::pages::rows::owners;
use crate::pages::unit::deviations::says;
use crate::parts::stamp::Stamp;
use crate::parts::{Choice, Empty, Page, Quote, Tag};
use crate::text::T;
use crate::{names, refused, show};

pub(super) const ANSWERS: [(&str, DidIt); 3] = [("yes", DidIt::Yes), ("partly", DidIt::Partly), ("no", DidIt::No)];

#[derive(Template)]
#[template(path = "pages/agreement/follow_up.html")]
#[expect(clippy::struct_excessive_bools, reason = "what the page offers, each a thing of its own")]
struct FollowUp {
    page: Page,
    t: T,
    form: Form,
    plan: PlanId,
    person: String,
    questions: Vec<Answered>,
    changed: String,
    due: Option<String>,
    measures: Vec<Judged>,
    members: Vec<(String, String)>,
    answers: Vec<(&'static str, &'static str)>,
    deviations: Vec<(String, String)>,
    earlier: Vec<(String, Option<String>)>,
    hidden: Option<String>,
    holds: bool,
    begins: bool,
    going: bool,
    judges: bool,
    stamp: Stamp,
}

/// A measure with what is answered so far by the one who speaks.
struct Judged {
    line: MeasureLine,
    /// The names of its two fields.
    keys: [String; 2],
    answer: String,
    words: String,
    error: Option<String>,
    /// Whether the one who looks may ask somebody else to take it over.
    hands_on: bool,
}

impl FollowUp {
    fn of(me: &Me, view: &PlanView, form: Form) -> Self {
        let t = me.t();
        let holds = view.place().holds();
        let in_force = matches!(view.stage, Stage::Agreed | Stage::Active | Stage::FollowUp | Stage::Revision);
        let dates = me.language().dates();
        let speaks = family_of(view);
        let ended = view.follow_ups.iter().filter_map(|f| Some((f.ended?, f.words.as_ref())));
        Self {
            page: me.plan_page(t.msg_follow_title(), view).of(&form),
            t,
            plan: view.id,
            person: names::first(view.person.name.as_str()).to_owned(),
            questions: answered(t, view, false),
            changed: t.msg_follow_changed(names::first(view.person.name.as_str())),
            due: view.version().map(|v| dates.weekday_moment(v.follow_up)),
            measures: view.measures.iter().map(|m| judged(me, view, &form, m, speaks)).collect(),
            members: if speaks.is_none() { members(view) } else { Vec::new() },
            answers: ANSWERS.iter().map(|(key, answer)| (*key, names::did_it(me.language(), *answer))).collect(),
            deviations: if holds { deviate(me, view) } else { Vec::new() },
            earlier: ended.map(|(at, words)| (dates.date(me.app.day(at)), words.map(ToString::to_string))).collect(),
            hidden: kept(t, view),
            holds,
            begins: holds && view.stage == Stage::Active,
            going: view.stage == Stage::FollowUp,
            judges: in_force && (holds || speaks.is_some()),
            stamp: me.adding(),
            form,
        }
    }

    /// The fields, for the summary of what is wrong: each measure by its own words.
    fn fields(&self) -> Vec<(&str, &str)> {
        let t = self.t;
        let own = [
            ("words", self.changed.as_str()),
            ("next", t.msg_follow_next()),
            ("next_time", t.msg_agree_time()),
            ("member", t.msg_follow_member()),
        ];
        let measures = self.measures.iter().flat_map(|m| m.keys.iter().map(|key| (key.as_str(), m.line.what.as_str())));
        own.into_iter().chain(measures).collect()
    }

    fn members(&self) -> Vec<Choice<'_>> {
        self.members.iter().map(|(value, label)| Choice::new(value.as_str(), label.as_str())).collect()
    }
}

/// What deviates in this plan today: the sentence, and whom it is about.
fn deviate(me: &Me, view: &PlanView) -> Vec<(String, String)> {
    let (t, held_by) = (me.t(), view.holding_unit());
    let units = || view.parties.iter().map(|p| &p.unit).chain(view.coordinator.iter().map(|c| &c.staff.unit));
    let name = |unit| units().find(|known| known.unit == unit).map_or("", |known| known.name.as_str()).to_owned();
    // No unit answers for what somebody of the family said no to, so no unit's list has it; here it is told too.
    let family = |m: &&Measure| matches!(m.owner, Owner::Family(_)) && !view.stage.ended();
    let declined = view
        .declined()
        .filter(family)
        .map(|m| (says(t, Deviates::MeasureDeclined, Some(m.number)), names::owner(view, &m.owner)));
    let there = deviations(view).into_iter().filter(|one| one.unit == held_by && one.since <= me.today);
    there.map(|one| (says(t, one.kind, one.number), name(one.about))).chain(declined).collect()
}

/// As whom of the family's side the one who looks answers; none for staff, who write down what a member says.
pub(super) fn family_of(view: &PlanView) -> Option<FamilyMember> {
    match view.me() {
        Some(Who::Family(member)) => Some(*member),
        _ => None,
    }
}

fn members(view: &PlanView) -> Vec<(String, String)> {
    owners::family(view).map(|member| (owners::member_value(member), names::member(view, member))).collect()
}

fn judged(
    me: &Me,
    view: &PlanView,
    form: &Form,
    measure: &samsyn_domain::plan::state::Measure,
    speaks: Option<FamilyMember>,
) -> Judged {
    let (answer, words) = (format!("answer-{}", measure.no), format!("words-{}", measure.no));
    let mine = measure.happened.iter().find(|h| Some(h.by) == speaks);
    let said = mine.and_then(|h| ANSWERS.iter().find(|(_, a)| *a == h.answer)).map(|(key, _)| *key);
    let typed = |key: &str, else_: String| {
        if form.pressed(key) { form.value(key).to_owned() } else { else_ }
    };
    Judged {
        line: MeasureLine::of(me, view, measure),
        keys: [answer.clone(), words.clone()],
        // A button not chosen is not sent, so an answer taken away comes back only if nothing was sent at all.
        answer: typed(&answer, said.unwrap_or_default().to_owned()),
        hands_on: hands_on(me, view, measure),
        error: form.said(&words).or_else(|| form.said(&answer)),
        words: typed(&words, mine.and_then(|h| h.words.as_ref()).map(ToString::to_string).unwrap_or_default()),
    }
}

/// `GET /plans/{plan}/follow-up`
pub async fn get(me: Me, Path(plan): Path<PlanId>) -> Answer {
    let view = me.look(plan, Surface::Page).await?;
    Ok(show(&FollowUp::of(&me, &view, me.form())))
}

/// `POST /plans/{plan}/follow-up`: the button pressed says what.
pub async fn post(me: Me, Path(plan): Path<PlanId>, mut form: Form) -> Answer {
    if let Some(view) = me.reads_over(plan, &mut form).await? {
        return Ok(show(&FollowUp::of(&me, &view, form)));
    }
    let view = me.look(plan, Surface::Page).await?;
    let commands = match form.value("do") {
        "begin" => Ok(vec![Command::BeginFollowUp]),
        "end" => end(&me, &mut form),
        _ => answers(&view, &mut form),
    };
    let Ok(commands) = commands else {
        return Ok(refused(&FollowUp::of(&me, &view, form)));
    };
    for command in commands {
        if let Done::Refused(view) = me.act(plan, &mut form, command).await? {
            return Ok(refused(&FollowUp::of(&me, &view, form)));
        }
        // Each answer is an act of its own.
        form.set("act", "");
    }
    Ok(me.saved(format!("/plans/{plan}/follow-up")))
}

fn end(me: &Me, form: &mut Form) -> Result<Vec<Command>, Invalid> {
    let words = form.text_or_empty("words", Said::MAX);
    let next = moment::read(me, form, "next", "next_time");
    Ok(vec![Command::EndFollowUp { words: words?, next: next? }])
}

/// The answers that are new or changed, one for each measure.
fn answers(view: &PlanView, form: &mut Form) -> Result<Vec<Command>, Invalid> {
    let speaks = family_of(view);
    let by = speaks.or_else(|| owners::member(form.value("member")));
    let Some(by) = by else {
        return Err(form.fail("member", FieldError::NotChosen));
    };
    let mut commands = Vec::new();
    for measure in &view.measures {
        let (key, said) = (format!("answer-{}", measure.no), format!("words-{}", measure.no));
        let words = form.text_or_empty(&said, Said::MAX);
        let chosen = ANSWERS.iter().find(|(answer, _)| *answer == form.value(&key)).map(|(_, answer)| *answer);
        let (Ok(words), Some(answer)) = (words, chosen) else {
            if chosen.is_none() && !form.value(&said).trim().is_empty() {
                form.fail(&key, FieldError::NotChosen);
            }
            continue;
        };
        if !already(measure, by, answer, &words) {
            commands.push(Command::JudgeMeasure { no: measure.no, by, answer, words });
        }
    }
    told(view, form);
    if form.is_refused() { Err(Invalid) } else { Ok(commands) }
}

/// Nothing may look as if it were stored when it was not: an answer to a measure that is not there for this one, or none.
fn told(view: &PlanView, form: &mut Form) {
    let here = |key: &str| view.measures.iter().any(|measure| key == format!("answer-{}", measure.no));
    let sent: Vec<bool> = form.keys().filter(|key| key.starts_with("answer-")).map(here).collect();
    if sent.contains(&false) {
        form.fail("", FieldError::Because(form.t().msg_refusal_stale().to_owned()));
    } else if let (true, Some(first)) = (sent.is_empty(), view.measures.first()) {
        form.fail(&format!("answer-{}", first.no), FieldError::NotChosen);
    }
}

fn already(measure: &samsyn_domain::plan::state::Measure, by: FamilyMember, answer: DidIt, words: &str) -> bool {
    let said = measure.happened.iter().find(|h| h.by == by);
    said.is_some_and(|h| h.answer == answer && h.words.as_ref().map_or("", Said::as_str) == words)
}
