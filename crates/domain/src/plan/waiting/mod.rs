//! Who is to do what next: the rows of the worklist, derived from the plan after each fact, never stored as truth.

mod consent;
mod meeting;
mod rows;
mod task;

use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};

use crate::access::readers::Subject;
use crate::ids::No;
use crate::information::Clocks;
use crate::people::{FamilyMember, Standing};
use crate::plan::state::{Plan, Scope, Stage};
use crate::rules::summons_after_discharge_notice;
use crate::working_days::working_days_after;

pub use meeting::asked_about_times;
pub(crate) use meeting::side_subjects;
pub use task::Task;

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
    let (holder, leader) = (holder(plan), leader(plan));
    let mut add = |subject, task, row, due| {
        rows.push(Waiting { subject, task, row, due });
    };
    match plan.stage {
        Stage::Proposed => add(holder, Task::Assess, None, assessed_by(plan, clocks)),
        Stage::Assessed => {
            add(holder, Task::AskConsent, None, None);
            for subject in consent::who_has_not_consented(plan) {
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
        Stage::Called => add(leader, Task::HoldMeeting, None, plan.next_meeting().map(|m| m.starts.date())),
        Stage::Meeting => add(leader, Task::HoldMeeting, None, None),
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
    consent::renewals(plan, holder, &mut rows);
    if matches!(plan.stage, Stage::Revision | Stage::FollowUp) && plan.meets_again() {
        let due = plan.next_meeting().map(|meeting| meeting.starts.date());
        rows.push(Waiting { subject: leader, task: Task::HoldMeeting, row: None, due });
    }
    if plan.stage == Stage::Called || plan.meets_again() {
        meeting::called(plan, &mut rows);
    }
    if matches!(plan.stage, Stage::Consented | Stage::Preparing | Stage::Called) {
        meeting::prepares(plan, &mut rows);
    }
    meeting::times(plan, holder, &mut rows);
    meeting::expectations(plan, &mut rows);
    rows::measures(plan, holder, &mut rows);
    rows::steps(plan, &mut rows);
    rows::handings(plan, holder, &mut rows);
    meeting::evaluations(plan, &mut rows);
    rows.sort_unstable();
    rows.dedup();
    rows
}

/// Who leads the meeting: whoever was named for it, else whoever carries the plan on.
pub fn leader(plan: &Plan) -> Subject {
    plan.facilitating().map_or_else(|| holder(plan), |facilitator| Subject::Staff(facilitator.staff))
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
