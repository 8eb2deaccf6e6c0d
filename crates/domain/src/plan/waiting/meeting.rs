//! What waits before a meeting and after it: times, calls, preparing, expectations, the questions afterwards.

use jiff::civil::Date;

use super::{Task, Waiting, family_subject, holder};
use crate::access::readers::Subject;
use crate::evaluation::{all_asked, offered};
use crate::people::{FamilyMember, Who};
use crate::plan::state::{Addressee, Attendee, CallAnswer, Plan, Stage, swedish_day};

/// Whoever is asked about times and has not answered about all; whoever carries the plan on chooses.
pub(super) fn times(plan: &Plan, holder: Subject, rows: &mut Vec<Waiting>) {
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

pub(super) fn called(plan: &Plan, rows: &mut Vec<Waiting>) {
    let due = plan.next_meeting().map(|meeting| meeting.answer_by);
    let holder = holder(plan);
    // Where nobody could see a call, who is let in comes first, and is a task of its own.
    if plan.uncalled().any(|party| (plan.meets_again() || plan.protected) && !plan.nobody_named_at(party)) {
        rows.push(Waiting { subject: holder, task: Task::Call, row: None, due });
    }
    for party in plan.silent() {
        for subject in plan.told_at(party.unit.unit) {
            rows.push(Waiting { subject, task: Task::AnswerCall, row: Some(party.no), due });
        }
        if party.unanswered.is_some() && party.unanswered == due {
            rows.push(Waiting { subject: holder, task: Task::ChaseCall, row: Some(party.no), due });
        }
    }
}

pub(super) fn prepares(plan: &Plan, rows: &mut Vec<Waiting>) {
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
pub(super) fn expectations(plan: &Plan, rows: &mut Vec<Waiting>) {
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
    let comes = |p: &&crate::plan::state::Party| plan.called(p) && !matches!(p.answer, CallAnswer::Declined { .. });
    let parties = plan.current_parties().filter(comes).map(|party| Addressee::Party(party.no));
    for side in std::iter::once(Addressee::Family).chain(parties).filter(|side| !plan.has_written(*side)) {
        let row = if let Addressee::Party(no) = side { Some(no) } else { None };
        let due = Some(swedish_day(opening.at));
        let subjects = side_subjects(plan, side).into_iter();
        rows.extend(subjects.map(|subject| Waiting { subject, task: Task::Expect, row, due }));
    }
}

/// After a meeting or a follow-up: everybody who took part and has not answered, until the last day.
pub(super) fn evaluations(plan: &Plan, rows: &mut Vec<Waiting>) {
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
