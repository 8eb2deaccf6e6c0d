//! Reminders of what has a last day: to whoever owns the task, then to whoever holds the plan together and to the manager
//! of the owner's unit. Never to the family, which has nobody to chase (participation.md 3.2: 7).

use jiff::ToSpan;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::access::readers::Subject;
use crate::ids::{No, StaffId, UnitId};
use crate::plan::state::Plan;
use crate::plan::waiting::{Task, holder};

/// When reminders go. Days, none of them law.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ReminderSettings {
    /// So many days before the last day whoever owns the task is reminded; 0 is the day itself.
    pub before: Vec<u16>,
    /// So many days after it: once more, and whoever holds the plan together too.
    pub holder_after: u16,
    /// So many days after it whoever manages the owner's unit is told; where nobody does, its function mailbox.
    pub unit_after: u16,
}

impl Default for ReminderSettings {
    fn default() -> Self {
        Self { before: vec![7, 1, 0], holder_after: 3, unit_after: 10 }
    }
}

/// Something with a last day that waits for somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Due {
    /// For whom it waits.
    pub whose: Subject,
    /// What is to be done.
    pub task: Task,
    /// The row of the plan that it is about.
    pub row: Option<No>,
    /// The last day.
    pub day: Date,
}

/// How far from the last day it is, and hence who is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// Before the day, or on it: the owner.
    Ahead(u16),
    /// After it: the owner and whoever holds the plan together.
    Late(u16),
    /// Long after it: whoever manages the owner's unit, else the unit.
    VeryLate(u16),
}

impl Step {
    /// Days from the last day on; negative before it.
    pub fn days(self) -> i32 {
        match self {
            Self::Ahead(days) => -i32::from(days),
            Self::Late(days) | Self::VeryLate(days) => i32::from(days),
        }
    }

    /// The last day of a task for which this step comes on `day`. `None` beyond the calendar.
    pub fn due(self, day: Date) -> Option<Date> {
        day.checked_sub(i64::from(self.days()).days()).ok()
    }
}

/// The steps of an installation, the earliest first.
pub fn steps(settings: &ReminderSettings) -> Vec<Step> {
    let mut steps: Vec<Step> = settings.before.iter().map(|days| Step::Ahead(*days)).collect();
    steps.extend([Step::Late(settings.holder_after), Step::VeryLate(settings.unit_after)]);
    steps.sort_by_key(|step| step.days());
    steps.dedup();
    steps
}

/// Whom a step tells. `unit` is where the owner works, if that is a member of staff, and `managers` are those of that unit. Nobody of the family is ever told, and
/// of a protected plan no unit.
pub fn told(plan: &Plan, due: &Due, step: Step, unit: Option<UnitId>, managers: &[StaffId]) -> Vec<Subject> {
    // Nobody has to answer the questions after a meeting.
    if matches!(due.whose, Subject::Person(_)) || due.task == Task::Evaluate {
        return Vec::new();
    }
    let mut told = match step {
        Step::Ahead(_) => vec![due.whose],
        Step::Late(_) => vec![due.whose, holder(plan)],
        // A protected plan is not told beyond those who are named in it.
        Step::VeryLate(_) if plan.protected => Vec::new(),
        Step::VeryLate(_) if !managers.is_empty() => managers.iter().copied().map(Subject::Staff).collect(),
        Step::VeryLate(_) => vec![unit.map_or(due.whose, Subject::Unit)],
    };
    told.retain(|subject| {
        !(matches!(subject, Subject::Person(_)) || plan.protected && matches!(subject, Subject::Unit(_)))
    });
    told.sort_unstable();
    told.dedup();
    told
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::families::{self, Family, Milestone};

    fn due(whose: Subject) -> Due {
        Due { whose, task: Task::DoMeasure, row: Some(No(1)), day: date(2027, 3, 10) }
    }

    #[test]
    fn steps_come_in_order_and_on_their_days() {
        let steps = steps(&ReminderSettings::default());
        assert_eq!(steps.iter().map(|step| step.days()).collect::<Vec<_>>(), [-7, -1, 0, 3, 10]);
        let today = date(2027, 3, 10);
        let dues: Vec<String> = steps.iter().filter_map(|step| step.due(today)).map(|day| day.to_string()).collect();
        assert_eq!(dues, ["2027-03-17", "2027-03-11", "2027-03-10", "2027-03-07", "2027-02-28"]);
        assert_eq!(Step::Ahead(7).due(Date::MAX), None);
    }

    #[test]
    fn the_owner_then_the_holder_then_the_unit_and_never_the_family() {
        let told_at =
            |plan: &Plan, whose, step| told(plan, &due(whose), step, Some(families::omar_ali().unit.unit), &[]);
        let (id, facts) =
            families::story(Family::Elin, Milestone::Told, "2026-11-22T12:00:00Z".parse().unwrap()).unwrap();
        let plan = Plan::fold(id, &facts).unwrap();
        let (omar, anna) = (Subject::Staff(families::omar_ali().staff), Subject::Staff(families::anna_ek().staff));
        assert_eq!(told_at(&plan, omar, Step::Ahead(7)), [omar]);
        let late = told_at(&plan, omar, Step::Late(3));
        assert!(late.len() == 2 && late.contains(&omar) && late.contains(&anna));
        assert_eq!(told_at(&plan, anna, Step::Late(3)), [anna], "once, who is both");
        assert_eq!(told_at(&plan, omar, Step::VeryLate(10)), [Subject::Unit(families::omar_ali().unit.unit)]);
        let manager = families::clara_noren().staff;
        let with = told(&plan, &due(omar), Step::VeryLate(10), Some(families::omar_ali().unit.unit), &[manager]);
        assert_eq!(with, [Subject::Staff(manager)], "whoever manages the unit, and not its mailbox");
        let child = Subject::Person(families::elin().person);
        for step in steps(&ReminderSettings::default()) {
            assert!(told_at(&plan, child, step).is_empty(), "{step:?}");
        }
        let hidden = Plan { protected: true, ..plan };
        assert!(told_at(&hidden, omar, Step::VeryLate(10)).is_empty(), "of a protected plan nothing is told to a unit");
        assert_eq!(told_at(&hidden, omar, Step::Ahead(1)), [omar]);
    }
}
