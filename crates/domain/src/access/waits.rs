//! Who is to do what next, as far as somebody may know it: from the whole plan, never from the part that they see. What is
//! kept from a reader is thus no task in their eyes, and what is done is none either.

use crate::access::action::{Datum, Item};
use crate::access::actor::Place;
use crate::access::readers::Subject;
use crate::access::view::kind_of;
use crate::information::{Clocks, InfoKind};
use crate::people::{Author, FamilyMember, Who};
use crate::plan::state::{CallAnswer, Plan, SeenBy};
use crate::plan::waiting::{Task, Waiting, waiting};

/// The tasks of the `whole` plan that tell a reader nothing which is kept from them: of consent only to those who see the
/// consents, of a measure only with the measure in the `shown` plan, of preparing only about those whose preparing they may know
/// of.
pub(super) fn waits(
    whole: &Plan,
    (shown, place): (&Plan, &Place),
    sees: &dyn Fn(Datum<'_>) -> bool,
) -> Vec<(Subject, Task)> {
    let consents = sees(Datum::plain(Item::Consents));
    let questions = sees(Datum::new(Item::Question, Author::Family, InfoKind::OwnWords));
    let known = |row: &Waiting| match row.task {
        Task::Consent | Task::AskConsent | Task::HelpConflict => consents,
        Task::FindQuestion => questions,
        // Who has answered about times, and which unit is silent, is for those who carry the plan on.
        Task::CheckProtection | Task::ReachOwner | Task::AnswerTimes | Task::ChaseCall => place.holds(),
        Task::AnswerMeasure | Task::DoMeasure | Task::FinishMeasure | Task::MendMeasure | Task::JudgeMeasure => {
            row.row.is_some_and(|no| shown.measure(no).is_some())
        }
        Task::TakeStep => row.row.is_some_and(|no| shown.disagreements.iter().any(|d| d.no == no)),
        Task::Prepare => who(whole, row.subject).is_some_and(|of| {
            let plain = Datum::new(Item::Preparation, of.author(), kind_of(&of));
            sees(Datum { private: Some((&of, SeenBy::Everybody)), ..plain })
        }),
        // What one asks another is between the two, and stands on the page of either. Who has answered after a meeting is told to
        // nobody else (`PlanView::evaluates`).
        Task::AnswerAsk | Task::Evaluate => false,
        // That a side has not written is told to all (`PlanView::has_expected`); what, to nobody before it is opened.
        Task::Expect
        | Task::Assess
        | Task::Call
        | Task::AnswerCall
        | Task::HoldMeeting
        | Task::Agree
        | Task::HandOut
        | Task::ChooseTime
        | Task::FollowUp => true,
        // Of a measure only with the measure; of holding the plan together to all.
        Task::FindOwner => row.row.is_none_or(|no| shown.measure(no).is_some()),
        Task::AnswerHandover => row.row.is_some_and(|no| shown.handings.iter().any(|handing| handing.no == no)),
    };
    // No last day is told here, so the installation's clocks make no difference.
    waiting(whole, Clocks::default()).iter().filter(|row| known(row)).map(|row| (row.subject, row.task)).collect()
}

/// Who in the plan it is that has something to prepare.
fn who(plan: &Plan, subject: Subject) -> Option<Who> {
    match subject {
        Subject::Person(id) if plan.person.person == id => Some(Who::Family(FamilyMember::Person)),
        Subject::Person(id) => {
            let representative = plan.current_representatives().find(|r| r.person == id);
            representative.map(|r| Who::Family(FamilyMember::Representative(r.no)))
        }
        Subject::Staff(id) => plan.current_parties().find_map(|party| match &party.answer {
            CallAnswer::Coming { who, .. } if who.staff == id => Some(Who::Staff(who.clone())),
            _ => None,
        }),
        Subject::Unit(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::access::narrow;
    use crate::families::{self, Family, Milestone};

    #[test]
    fn nobody_is_told_of_a_task_that_does_not_exist_nor_of_consents_kept_from_them() {
        let now = "2026-11-22T09:00:00Z".parse().unwrap();
        let day = jiff::civil::date(2026, 11, 22);
        let mut told = 0;
        for milestone in [Milestone::Assessed, Milestone::Called, Milestone::Told] {
            for family in Family::ALL {
                let (id, facts) = families::story(family, milestone, now).unwrap();
                let plan = Plan::fold(id, &facts).unwrap();
                let real = waiting(&plan, Clocks::default());
                let people = families::people().into_iter().map(|(_, person)| person);
                for person in people {
                    let Ok(view) = narrow(&plan, &families::person_actor(&person), day, now) else { continue };
                    for (subject, task) in view.waits() {
                        told += 1;
                        assert!(real.iter().any(|row| row.subject == *subject && row.task == *task), "{task:?}");
                        assert!(view.sees_consents() || *task != Task::Consent, "{}", person.name);
                    }
                }
            }
        }
        assert!(told > 20, "{told}");
    }
}
