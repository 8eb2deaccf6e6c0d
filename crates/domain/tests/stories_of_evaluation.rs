//! The questions after a meeting: who is asked, what, for how long, and that nobody else learns of it.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::wildcard_imports, reason = "test helpers")]

mod support;

use samsyn_domain::access::view::narrow_history;
use samsyn_domain::access::{Reach, Subject, WhyNot, narrow};
use samsyn_domain::evaluation::{Asked, DAYS, Round, offered};
use samsyn_domain::families::*;
use samsyn_domain::information::Clocks;
use samsyn_domain::people::{FamilyMember, Who};
use samsyn_domain::plan::Command as C;
use samsyn_domain::plan::command::EvaluationDraft;
use samsyn_domain::plan::reminders::{Due, ReminderSettings, steps, told};
use samsyn_domain::plan::state::{Attendance, Attendee, TakePart};
use samsyn_domain::plan::waiting::{Task, waiting};
use support::{Tale, at_home, at_work, day, given};

fn say(key: &str) -> C {
    C::Evaluate { draft: EvaluationDraft { said: [(key.to_owned(), 4)].into(), ..EvaluationDraft::default() } }
}

fn asked(tale: &Tale) -> Vec<Subject> {
    let rows = waiting(&tale.plan, Clocks::default());
    rows.iter().filter(|row| row.task == Task::Evaluate).map(|row| row.subject).collect()
}

/// Elin's meeting has just ended; the health centre's doctor was not there.
fn met() -> Tale {
    given(Family::Elin, Milestone::Meeting).and(&at_work(&anna_ek()), C::EndMeeting { family_talk: None })
}

fn child() -> Who {
    Who::Family(FamilyMember::Person)
}

#[test]
fn nobody_is_asked_before_a_meeting_has_ended_and_then_everybody_who_took_part() {
    assert!(asked(&given(Family::Elin, Milestone::Meeting)).is_empty());
    let tale = met();
    let (elin, sara, omar) = (elin().person, sara().person, omar_ali().staff);
    for subject in [Subject::Person(elin), Subject::Person(sara), Subject::Staff(omar)] {
        assert!(asked(&tale).contains(&subject), "{subject:?}");
    }
    let supporter = tale.plan.current_supporters().next().unwrap();
    assert!(
        offered(&tale.plan, &Who::Family(FamilyMember::Supporter(supporter.no))).is_none(),
        "the questions are of one's own part"
    );
    assert_eq!(offered(&tale.plan, &child()).unwrap().asked, Asked::Child);
    assert_eq!(offered(&tale.plan, &Who::Family(tale.member(&self::sara()))).unwrap().asked, Asked::Adult);
    assert_eq!(offered(&tale.plan, &Who::Staff(omar_ali())).unwrap().asked, Asked::Professional);
    assert!(offered(&tale.plan, &Who::Staff(nils_brandt())).is_none(), "a stranger");
}

#[test]
fn who_was_not_there_is_not_asked() {
    let anna = at_work(&anna_ek());
    let tale = given(Family::Elin, Milestone::Meeting);
    let bup = tale.plan.current_parties().find(|p| p.unit.unit == units::bup().unit).unwrap().no;
    let absent = |who| Attendance { who, how: TakePart::Absent };
    let family = absent(Attendee::Family(tale.member(&sara())));
    let attendance = vec![family, absent(Attendee::Party(bup))];
    let tale = tale.and(&anna, C::NoteAttendance { attendance }).and(&anna, C::EndMeeting { family_talk: None });
    assert!(!asked(&tale).contains(&Subject::Person(sara().person)));
    assert!(!asked(&tale).contains(&Subject::Staff(omar_ali().staff)));
    assert!(asked(&tale).contains(&Subject::Person(elin().person)));
    tale.when(&at_home(&sara()), say("adult_why")).refused(&[("nobody_asks", "")]);
}

#[test]
fn each_answers_once_and_only_for_themselves() {
    let tale = met().and(&at_home(&sara()), say("adult_why"));
    assert!(!asked(&tale).contains(&Subject::Person(sara().person)));
    assert!(asked(&tale).contains(&Subject::Person(elin().person)), "the child's own answer is still to come");
    tale.clone().when(&at_home(&sara()), say("adult_why")).refused(&[("answered_before", "")]);
    tale.when(&at_work(&nils_brandt()), say("professional_equal")).denied(WhyNot::Outside);
}

#[test]
fn it_can_be_answered_for_three_weeks_and_nobody_is_reminded() {
    let tale = met();
    let until = offered(&tale.plan, &child()).unwrap().until;
    let left = i64::from((until - tale.today()).get_days());
    assert_eq!(left, DAYS);
    let last = tale.clone().later(left);
    last.and(&at_home(&elin()), say("child_next"));
    tale.clone().later(left + 1).when(&at_home(&elin()), say("child_next")).refused(&[("nobody_asks", "")]);
    let whose = Subject::Staff(omar_ali().staff);
    for step in steps(&ReminderSettings::default()) {
        let due = Due { whose, task: Task::Evaluate, row: None, day: until };
        assert!(told(&tale.plan, &due, step, Some(omar_ali().unit.unit), &[]).is_empty(), "{step:?}");
    }
}

#[test]
fn after_a_follow_up_the_family_is_asked_again_and_staff_are_not() {
    let anna = at_work(&anna_ek());
    let next = Some(day(90).at(10, 0, 0, 0));
    let tale = given(Family::Elin, Milestone::Told)
        .and(&anna, C::BeginFollowUp)
        .and(&anna, C::EndFollowUp { words: String::new(), next });
    let again = offered(&tale.plan, &Who::Family(tale.member(&sara()))).unwrap();
    assert_eq!((again.round, again.asked, again.answered), (Round::FollowUp(1), Asked::FollowUp, false));
    assert_eq!(offered(&tale.plan, &child()).unwrap().asked, Asked::Child);
    let staff = offered(&tale.plan, &Who::Staff(omar_ali())).unwrap();
    assert!(matches!(staff.round, Round::Meeting(_)), "staff are asked after meetings alone");
    assert!(tale.today() > staff.until);
    tale.and(&at_home(&sara()), say("follow_up_of_use"));
}

#[test]
fn nobody_else_learns_who_has_answered() {
    let tale = met().and(&at_home(&elin()), say("child_next"));
    let (anna, mother) = (at_work(&anna_ek()), at_home(&sara()));
    for other in [anna, mother] {
        let view = narrow(&tale.plan, &other, tale.today(), tale.now).unwrap();
        assert!(view.evaluated.is_empty() && view.course.steps.is_empty());
        assert!(view.waits().iter().all(|(_, task)| *task != Task::Evaluate));
        let told = narrow_history(&view, &other, &tale.plan, tale.facts.clone(), tale.today());
        assert_eq!(told.iter().filter(|line| support::event_key(&line.fact.event) == "evaluated").count(), 0);
        assert!(!view.evaluates().unwrap().answered, "their own questions wait");
    }
    let mine = narrow(&tale.plan, &at_home(&elin()), tale.today(), tale.now).unwrap();
    assert!(mine.evaluates().unwrap().answered);
}

#[test]
fn with_a_code_or_on_a_workers_device_one_answers_too() {
    let tale = met();
    for reach in [Reach::Visit(Family::Elin.plan()), Reach::Together(Family::Elin.plan())] {
        let actor = samsyn_domain::access::Actor { reach, ..at_home(&elin()) };
        tale.clone().and(&actor, say("child_next"));
    }
    let elsewhere = samsyn_domain::access::Actor { reach: Reach::Visit(Family::Tova.plan()), ..at_home(&elin()) };
    tale.when(&elsewhere, say("child_next")).denied(WhyNot::BeyondReach);
}
