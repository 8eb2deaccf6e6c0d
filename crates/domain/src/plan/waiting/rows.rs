//! What waits for those who answer for a row of the plan.

use super::{Task, Waiting, family_subject};
use crate::access::readers::Subject;
use crate::ids::No;
use crate::plan::state::{Handed, MeasureState, Owner, Plan, Stage, Successor};

/// What waits for the owner of each measure, for the person afterwards, and for whoever carries the plan on where an owner cannot
/// see theirs or said no.
pub(super) fn measures(plan: &Plan, holder: Subject, rows: &mut Vec<Waiting>) {
    let in_force = matches!(plan.stage, Stage::Agreed | Stage::Active | Stage::FollowUp | Stage::Revision);
    let unreached: Vec<No> = plan.unreached().map(|measure| measure.no).collect();
    for measure in &plan.measures {
        // Who cannot see it is not waited for: whoever carries the plan on is.
        let reached = !unreached.contains(&measure.no);
        let owner = if reached { owner_subject(plan, &measure.owner) } else { None };
        let task = match measure.state {
            MeasureState::Proposed => Some(Task::AnswerMeasure),
            MeasureState::Taken { .. } if in_force => Some(Task::DoMeasure),
            MeasureState::Ongoing { .. } if in_force => Some(Task::FinishMeasure),
            _ => None,
        };
        if let (Some(subject), Some(task)) = (owner, task) {
            rows.push(Waiting { subject, task, row: Some(measure.no), due: Some(measure.by) });
        }
        let mends = match measure.state {
            MeasureState::Declined { .. } => Some(Task::MendMeasure),
            _ if !reached => Some(Task::ReachOwner),
            _ => None,
        };
        let (row, due) = (Some(measure.no), Some(measure.by));
        rows.extend(mends.map(|task| Waiting { subject: holder, task, row, due }));
        let over = matches!(measure.state, MeasureState::Done { .. } | MeasureState::NotDone { .. });
        if in_force && over && measure.happened.is_empty() {
            let subject = Subject::Person(plan.person.person);
            rows.push(Waiting { subject, task: Task::JudgeMeasure, row: Some(measure.no), due: None });
        }
    }
}

/// The next step of what is not agreed on.
pub(super) fn steps(plan: &Plan, rows: &mut Vec<Waiting>) {
    for open in plan.disagreements.iter().filter(|d| d.settled.is_none() && d.stepped.is_none()) {
        if let Some(subject) = owner_subject(plan, &open.owner) {
            rows.push(Waiting { subject, task: Task::TakeStep, row: Some(open.no), due: Some(open.by) });
        }
    }
}

fn owner_subject(plan: &Plan, owner: &Owner) -> Option<Subject> {
    match owner {
        // Whoever left is asked for nothing: the task is to find somebody else.
        Owner::Staff(staff) if plan.left(staff).is_some() => None,
        Owner::Staff(staff) => Some(Subject::Staff(staff.staff)),
        Owner::Family(member) => family_subject(plan, *member),
    }
}

/// Offers to take something over, and what nobody who is there answers for.
pub(super) fn handings(plan: &Plan, holder: Subject, rows: &mut Vec<Waiting>) {
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
