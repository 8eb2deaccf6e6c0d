//! Who is to do what next: the rows of the worklist, derived from the plan after each fact, never stored as truth.

use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};
use serde::{Deserialize, Serialize};

use crate::access::readers::Subject;
use crate::evaluation::{all_asked, offered};
use crate::ids::No;
use crate::information::Clocks;
use crate::people::{FamilyMember, Standing, Who};
use crate::plan::state::{
    Addressee, Attendee, CallAnswer, Handed, MeasureState, Owner, Plan, Scope, Stage, Successor, sweden,
};
use crate::rules::consent_before_sharing::plan_consent;
use crate::rules::summons_after_discharge_notice;
use crate::rules::two_guardians_decide_together::who_decides;
use crate::working_days::working_days_after;

/// Something to be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Task {
    /// Assess a proposal.
    Assess,
    /// Ask for consent.
    AskConsent,
    /// Answer whether one consents.
    Consent,
    /// Help guardians who do not agree.
    HelpConflict,
    /// Find the person's question.
    FindQuestion,
    /// Call the parties.
    Call,
    /// Say which times fit.
    AnswerTimes,
    /// Choose a time among those that were asked about.
    ChooseTime,
    /// Answer a call.
    AnswerCall,
    /// Ask a party that said nothing in time.
    ChaseCall,
    /// Prepare.
    Prepare,
    /// Write what one can, cannot and asks of others.
    Expect,
    /// Answer what another asks.
    AnswerAsk,
    /// Hold the meeting.
    HoldMeeting,
    /// Finish and agree the plan.
    Agree,
    /// Hand the plan out.
    HandOut,
    /// Say yes or no to a measure.
    AnswerMeasure,
    /// Begin a measure, and say when it is done.
    DoMeasure,
    /// Finish a measure that has begun.
    FinishMeasure,
    /// Say whether one takes over what another offers.
    AnswerHandover,
    /// Find somebody who answers for what one who left answered for.
    FindOwner,
    /// Say whether a measure happened.
    JudgeMeasure,
    /// Follow the plan up.
    FollowUp,
    /// Answer the questions after a meeting, who likes to; nobody is reminded, and nobody else sees this row.
    Evaluate,
    /// Say who stays and who is let in by name, after the identity was protected.
    CheckProtection,
}

impl Task {
    /// Stable key, as in the store and the texts.
    pub fn key(self) -> &'static str {
        match self {
            Self::Assess => "assess",
            Self::AskConsent => "ask_consent",
            Self::Consent => "consent",
            Self::HelpConflict => "help_conflict",
            Self::FindQuestion => "find_question",
            Self::Call => "call",
            Self::AnswerTimes => "answer_times",
            Self::ChooseTime => "choose_time",
            Self::AnswerCall => "answer_call",
            Self::ChaseCall => "chase_call",
            Self::Prepare => "prepare",
            Self::Expect => "expect",
            Self::AnswerAsk => "answer_ask",
            Self::HoldMeeting => "hold_meeting",
            Self::Agree => "agree",
            Self::HandOut => "hand_out",
            Self::AnswerMeasure => "answer_measure",
            Self::DoMeasure => "do_measure",
            Self::FinishMeasure => "finish_measure",
            Self::AnswerHandover => "answer_handover",
            Self::FindOwner => "find_owner",
            Self::JudgeMeasure => "judge_measure",
            Self::FollowUp => "follow_up",
            Self::Evaluate => "evaluate",
            Self::CheckProtection => "check_protection",
        }
    }

    /// All tasks.
    pub const ALL: [Self; 25] = [
        Self::Assess,
        Self::AskConsent,
        Self::Consent,
        Self::HelpConflict,
        Self::FindQuestion,
        Self::Call,
        Self::AnswerTimes,
        Self::ChooseTime,
        Self::AnswerCall,
        Self::ChaseCall,
        Self::Prepare,
        Self::Expect,
        Self::AnswerAsk,
        Self::HoldMeeting,
        Self::Agree,
        Self::HandOut,
        Self::AnswerMeasure,
        Self::DoMeasure,
        Self::FinishMeasure,
        Self::AnswerHandover,
        Self::FindOwner,
        Self::JudgeMeasure,
        Self::FollowUp,
        Self::Evaluate,
        Self::CheckProtection,
    ];

    /// The task with this key.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|task| task.key() == key)
    }
}

/// One row of somebody's worklist.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Waiting {
    /// Whose turn it is.
    pub subject: Subject,
    /// What is to be done.
    pub task: Task,
    /// The row of the plan it is about, if any.
    pub row: Option<No>,
    /// The last day, where there is one.
    pub due: Option<Date>,
}

/// Everything that waits for somebody in this plan, with its last day where the installation's clocks set one.
pub fn waiting(plan: &Plan, clocks: Clocks) -> Vec<Waiting> {
    let mut rows = Vec::new();
    let holder = holder(plan);
    let mut add = |subject, task, row, due| {
        rows.push(Waiting { subject, task, row, due });
    };
    match plan.stage {
        Stage::Proposed => add(holder, Task::Assess, None, assessed_by(plan, clocks)),
        Stage::Assessed => {
            add(holder, Task::AskConsent, None, None);
            for subject in who_has_not_consented(plan) {
                add(subject, Task::Consent, None, None);
            }
        }
        Stage::InConflict => add(holder, Task::HelpConflict, None, None),
        Stage::Consented | Stage::Preparing => {
            if plan.questions.is_empty() {
                add(holder, Task::FindQuestion, None, call_by(plan, clocks));
            } else {
                add(holder, Task::Call, None, call_by(plan, clocks));
            }
        }
        Stage::Called => add(holder, Task::HoldMeeting, None, plan.next_meeting().map(|m| m.starts.date())),
        Stage::Meeting => add(holder, Task::HoldMeeting, None, None),
        Stage::Draft | Stage::Revision => add(holder, Task::Agree, None, None),
        Stage::Agreed => add(holder, Task::HandOut, None, None),
        Stage::Active | Stage::FollowUp => {
            add(holder, Task::FollowUp, None, plan.version().map(|v| v.follow_up.date()));
        }
        Stage::Refused | Stage::Declined | Stage::Closed => return rows,
    }
    if !plan.to_check.is_empty() || !plan.nobody_named().is_empty() {
        add(holder, Task::CheckProtection, None, None);
    }
    renewals(plan, holder, &mut rows);
    if matches!(plan.stage, Stage::Called) {
        called(plan, &mut rows);
    }
    if matches!(plan.stage, Stage::Consented | Stage::Preparing | Stage::Called) {
        prepares(plan, &mut rows);
    }
    times(plan, holder, &mut rows);
    expectations(plan, &mut rows);
    measures(plan, &mut rows);
    handings(plan, holder, &mut rows);
    evaluations(plan, &mut rows);
    rows.sort_unstable();
    rows.dedup();
    rows
}

/// Consents of which it was told that they end, and a plan that goes on without consent: those who decide are asked, and
/// whoever holds the plan together asks them.
fn renewals(plan: &Plan, holder: Subject, rows: &mut Vec<Waiting>) {
    if matches!(plan.stage, Stage::Proposed | Stage::Assessed | Stage::InConflict) {
        return;
    }
    for consent in plan.consents.iter().filter(|c| c.open() && c.ending_told) {
        let giver = family_subject(plan, consent.by).map(|subject| (subject, Task::Consent));
        for (subject, task) in std::iter::once((holder, Task::AskConsent)).chain(giver) {
            rows.push(Waiting { subject, task, row: None, due: Some(consent.to) });
        }
    }
    if consent_lacks(plan) {
        rows.push(Waiting { subject: holder, task: Task::AskConsent, row: None, due: None });
        let asked = who_has_not_consented(plan).into_iter();
        rows.extend(asked.map(|subject| Waiting { subject, task: Task::Consent, row: None, due: None }));
    }
}

/// Whether nobody's consents to the plan are left to make it whole, whatever the day.
fn consent_lacks(plan: &Plan) -> bool {
    let live =
        |member: &FamilyMember| plan.consents.iter().any(|c| c.by == *member && c.scope == Scope::Plan && c.open());
    !who_decides(plan).iter().any(|deciders| deciders.iter().all(live))
}

/// Who carries the plan on now.
pub fn holder(plan: &Plan) -> Subject {
    match (plan.coordinating(), plan.facilitating()) {
        (Some(coordinator), _) => Subject::Staff(coordinator.staff),
        (None, Some(facilitator)) => Subject::Staff(facilitator.staff),
        // Of a protected plan nothing is told to a unit: whoever protected the identity carries it on.
        (None, None) => match plan.protected_by.as_ref().filter(|by| by.unit.unit == plan.proposal.to.unit) {
            Some(by) => Subject::Staff(by.staff),
            None => Subject::Unit(plan.proposal.to.unit),
        },
    }
}

fn day_of(at: Timestamp) -> Date {
    at.to_zoned(jiff::tz::TimeZone::UTC).date()
}

/// The last day on which a proposal should be assessed, in working days.
pub fn assessed_by(plan: &Plan, clocks: Clocks) -> Option<Date> {
    Some(working_days_after(day_of(plan.proposal.at), clocks.assessment_days))
}

/// The last day of the call: before the meeting's last day, and within three days of a notice that the person is ready to
/// go home.
fn call_by(plan: &Plan, clocks: Clocks) -> Option<Date> {
    let home = summons_after_discharge_notice::open_stay(plan).and_then(summons_after_discharge_notice::call_by);
    meeting_by(plan, clocks).into_iter().chain(home).min()
}

/// The last day of the first meeting, where principals have agreed on a number of days from the consent on.
pub fn meeting_by(plan: &Plan, clocks: Clocks) -> Option<Date> {
    let to_the_plan = plan.consents.iter().filter(|consent| consent.scope == Scope::Plan && consent.open());
    let whole = to_the_plan.map(|consent| day_of(consent.at)).max()?;
    whole.checked_add(i64::from(clocks.meeting_days?).days()).ok()
}

fn who_has_not_consented(plan: &Plan) -> Vec<Subject> {
    let day = plan.proposal.at.to_zoned(jiff::tz::TimeZone::UTC).date();
    if plan_consent(plan, day).is_some() {
        return Vec::new();
    }
    let answered = |member: FamilyMember| {
        plan.consents.iter().any(|c| c.by == member && c.scope == Scope::Plan && c.open())
            || match member {
                FamilyMember::Representative(no) => plan.standing(no) == Some(Standing::Refuses),
                _ => plan.person_refuses,
            }
    };
    // A child who is judged to decide alone is asked alone: no guardian is told by us.
    let alone = plan.maturity.is_some() && !plan.of_age;
    let deciders = who_decides(plan).into_iter().flatten().filter(|member| !alone || *member == FamilyMember::Person);
    deciders.filter(|member| !answered(*member)).filter_map(|member| family_subject(plan, member)).collect()
}

/// The account's owner behind a member of the family's side, if there can be one.
pub fn family_subject(plan: &Plan, member: FamilyMember) -> Option<Subject> {
    match member {
        FamilyMember::Person => Some(Subject::Person(plan.person.person)),
        FamilyMember::Representative(no) => plan
            .current_representatives()
            .find(|r| r.no == no && r.standing != Standing::NotAsked)
            .map(|r| Subject::Person(r.person)),
        FamilyMember::Supporter(no) => plan
            .current_supporters()
            .find(|s| s.no == no)
            .and_then(|s| s.person.map(Subject::Person).or(s.staff.map(Subject::Staff))),
    }
}

/// Whoever is asked about times and has not answered about all; whoever carries the plan on chooses.
fn times(plan: &Plan, holder: Subject, rows: &mut Vec<Waiting>) {
    let Some(times) = plan.open_times() else { return };
    let due = Some(times.answer_by);
    rows.push(Waiting { subject: holder, task: Task::ChooseTime, row: None, due });
    let day = times.at.to_zoned(jiff::tz::TimeZone::UTC).date();
    for of in plan.asked_about_times(day).into_iter().filter(|of| !times.answered(*of)) {
        rows.extend(subjects_of(plan, of).into_iter().map(|subject| Waiting {
            subject,
            task: Task::AnswerTimes,
            row: None,
            due,
        }));
    }
}

fn subjects_of(plan: &Plan, of: Attendee) -> Vec<Subject> {
    match of {
        Attendee::Family(member) => family_subject(plan, member).into_iter().collect(),
        Attendee::Party(no) => plan.party(no).map(|party| plan.told_at(party.unit.unit)).unwrap_or_default(),
    }
}

/// Everybody who is asked about times on a day.
pub fn asked_about_times(plan: &Plan, day: Date) -> Vec<Subject> {
    let mut subjects: Vec<_> = plan.asked_about_times(day).into_iter().flat_map(|of| subjects_of(plan, of)).collect();
    subjects.sort_unstable();
    subjects.dedup();
    subjects
}

fn called(plan: &Plan, rows: &mut Vec<Waiting>) {
    let due = plan.next_meeting().map(|meeting| meeting.answer_by);
    let holder = holder(plan);
    for party in plan.current_parties().filter(|p| p.sent.is_some() && p.answer == CallAnswer::Waiting) {
        for subject in plan.told_at(party.unit.unit) {
            rows.push(Waiting { subject, task: Task::AnswerCall, row: Some(party.no), due });
        }
        if party.unanswered.is_some() && party.unanswered == due {
            rows.push(Waiting { subject: holder, task: Task::ChaseCall, row: Some(party.no), due });
        }
    }
}

fn prepares(plan: &Plan, rows: &mut Vec<Waiting>) {
    let due = plan.next_meeting().map(|meeting| meeting.starts.date());
    let prepared = |who: &Who| plan.preparations.iter().any(|p| crate::plan::same_participant(&p.of, who));
    let family = std::iter::once(FamilyMember::Person)
        .chain(plan.current_representatives().map(|r| FamilyMember::Representative(r.no)));
    for member in family.filter(|member| !prepared(&Who::Family(*member))) {
        if let Some(subject) = family_subject(plan, member) {
            rows.push(Waiting { subject, task: Task::Prepare, row: None, due });
        }
    }
    for party in plan.current_parties() {
        if let CallAnswer::Coming { who, .. } = &party.answer
            && !prepared(&Who::Staff(who.clone()))
        {
            rows.push(Waiting { subject: Subject::Staff(who.staff), task: Task::Prepare, row: None, due });
        }
    }
}

/// Whose turn it is on a side of the table.
pub(crate) fn side_subjects(plan: &Plan, side: Addressee) -> Vec<Subject> {
    match side {
        Addressee::Family => std::iter::once(FamilyMember::Person)
            .chain(plan.current_representatives().map(|r| FamilyMember::Representative(r.no)))
            .filter_map(|member| family_subject(plan, member))
            .collect(),
        Addressee::Party(no) => {
            let party = plan.current_parties().find(|party| party.no == no);
            party.map(|party| plan.told_at(party.unit.unit)).unwrap_or_default()
        }
    }
}

/// Before the rows are opened: each side that was called and has written nothing. After: each ask that is not answered.
fn expectations(plan: &Plan, rows: &mut Vec<Waiting>) {
    let (Some(meeting), Some(opening)) = (plan.next_meeting(), plan.opening) else { return };
    if opening.opened {
        for ask in plan.current_asks().filter(|ask| !ask.answered) {
            let (row, due) = (Some(ask.no), Some(meeting.starts.date()));
            let subjects = side_subjects(plan, ask.to).into_iter();
            rows.extend(subjects.map(|subject| Waiting { subject, task: Task::AnswerAsk, row, due }));
        }
        return;
    }
    if plan.stage != Stage::Called {
        return;
    }
    let comes = |p: &&crate::plan::state::Party| p.sent.is_some() && !matches!(p.answer, CallAnswer::Declined { .. });
    let parties = plan.current_parties().filter(comes).map(|party| Addressee::Party(party.no));
    for side in std::iter::once(Addressee::Family).chain(parties).filter(|side| !plan.has_written(*side)) {
        let row = if let Addressee::Party(no) = side { Some(no) } else { None };
        let due = Some(opening.at.to_zoned(sweden()).date());
        let subjects = side_subjects(plan, side).into_iter();
        rows.extend(subjects.map(|subject| Waiting { subject, task: Task::Expect, row, due }));
    }
}

/// After a meeting or a follow-up: everybody who took part and has not answered, until the last day.
fn evaluations(plan: &Plan, rows: &mut Vec<Waiting>) {
    for who in all_asked(plan) {
        let subject = match &who {
            Who::Staff(staff) => Some(Subject::Staff(staff.staff)),
            Who::Family(member) => family_subject(plan, *member),
            Who::Clock => None,
        };
        if let (Some(subject), Some(offer)) = (subject, offered(plan, &who).filter(|offer| !offer.answered)) {
            rows.push(Waiting { subject, task: Task::Evaluate, row: None, due: Some(offer.until) });
        }
    }
}

fn measures(plan: &Plan, rows: &mut Vec<Waiting>) {
    let in_force = matches!(plan.stage, Stage::Agreed | Stage::Active | Stage::FollowUp | Stage::Revision);
    for measure in &plan.measures {
        let owner = match &measure.owner {
            // Whoever left is asked for nothing: the task is to find somebody else.
            Owner::Staff(staff) if plan.left(staff).is_some() => None,
            Owner::Staff(staff) => Some(Subject::Staff(staff.staff)),
            Owner::Family(member) => family_subject(plan, *member),
        };
        let task = match measure.state {
            MeasureState::Proposed => Some(Task::AnswerMeasure),
            MeasureState::Taken { .. } if in_force => Some(Task::DoMeasure),
            MeasureState::Ongoing { .. } if in_force => Some(Task::FinishMeasure),
            _ => None,
        };
        if let (Some(subject), Some(task)) = (owner, task) {
            rows.push(Waiting { subject, task, row: Some(measure.no), due: Some(measure.by) });
        }
        let over = matches!(measure.state, MeasureState::Done { .. } | MeasureState::NotDone { .. });
        if in_force && over && measure.happened.is_empty() {
            let subject = Subject::Person(plan.person.person);
            rows.push(Waiting { subject, task: Task::JudgeMeasure, row: Some(measure.no), due: None });
        }
    }
}

/// Offers to take something over, and what nobody who is there answers for.
fn handings(plan: &Plan, holder: Subject, rows: &mut Vec<Waiting>) {
    for handing in plan.open_handings() {
        let subjects = match &handing.to {
            Successor::Staff(staff) => vec![Subject::Staff(staff.staff)],
            Successor::Unit(unit) => plan.told_at(unit.unit),
        };
        let due = match handing.what {
            Handed::Measure(no) => plan.measure(no).map(|measure| measure.by),
            Handed::Holding => None,
        };
        let row = Some(handing.no);
        rows.extend(subjects.into_iter().map(|subject| Waiting { subject, task: Task::AnswerHandover, row, due }));
    }
    let asked = |what| plan.open_handings().any(|handing| handing.what == what);
    for measure in plan.measures.iter().filter(|m| plan.needs_new_owner(m).is_some() && !asked(Handed::Measure(m.no))) {
        rows.push(Waiting { subject: holder, task: Task::FindOwner, row: Some(measure.no), due: Some(measure.by) });
    }
    if plan.coordinator.is_some() && plan.coordinating().is_none() && !asked(Handed::Holding) {
        rows.push(Waiting { subject: holder, task: Task::FindOwner, row: None, due: None });
    }
}
