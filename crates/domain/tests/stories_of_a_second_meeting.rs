//! A plan that is written anew has a meeting of its own: everybody is called to it, and what they answered to the first one does not count.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::wildcard_imports, reason = "test helpers")]

mod support;

use samsyn_domain::access::{Subject, narrow};
use samsyn_domain::families::units::*;
use samsyn_domain::families::*;
use samsyn_domain::ids::No;
use samsyn_domain::people::UnitRef;
use samsyn_domain::plan::Command as C;
use samsyn_domain::plan::calendar::invited;
use samsyn_domain::plan::command::CallReply;
use samsyn_domain::plan::consequences::{Job, consequences};
use samsyn_domain::plan::readiness::{Calls, Line};
use samsyn_domain::plan::state::{CallAnswer, CallWay};
use samsyn_domain::plan::waiting::{Task, waiting};
use support::{Tale, at_work, day, given};

fn meets(days: i32) -> C {
    let (place, interpreter) = ("Rum 2".into(), String::new());
    C::PlanMeeting { starts: day(days).at(9, 0, 0, 0), minutes: 60, place, interpreter, answer_by: day(days - 5) }
}

/// Elin's plan is in force, a new version of it is begun, and its meeting has a time.
fn anew() -> Tale {
    let anna = at_work(&anna_ek());
    given(Family::Elin, Milestone::Active)
        .and(&anna, C::Revise { reason: "Skolan byter lokal.".into() })
        .and(&anna, meets(20))
}

fn party(tale: &Tale, unit: &UnitRef) -> No {
    tale.plan.current_parties().find(|p| p.unit.unit == unit.unit).unwrap().no
}

fn tasks(tale: &Tale, subject: Subject) -> Vec<Task> {
    let rows = waiting(&tale.plan, tale.settings.clocks()).into_iter();
    rows.filter(|row| row.subject == subject).map(|row| row.task).collect()
}

fn calls(tale: &Tale) -> Calls {
    let view = narrow(&tale.plan, &at_work(&anna_ek()), tale.today(), tale.now).unwrap();
    let calls = view.readiness(tale.today(), tale.now).into_iter().find_map(|line| match line {
        Line::Calls(calls) => Some(calls),
        _ => None,
    });
    calls.unwrap()
}

#[test]
fn everybody_is_called_anew_and_old_answers_do_not_count() {
    let (anna, omar) = (at_work(&anna_ek()), at_work(&omar_ali()));
    let before = given(Family::Elin, Milestone::Active);
    let parties = before.plan.current_parties().count();
    assert!(before.plan.current_parties().all(|p| matches!(p.answer, CallAnswer::Coming { .. })), "they came before");
    let tale = anew();
    assert!(tale.plan.current_parties().all(|p| *tale.plan.reply(p) == CallAnswer::Waiting));
    assert_eq!((calls(&tale).unsent.len(), calls(&tale).answered), (parties, 0));
    assert!(invited(&tale.plan, tale.today()).is_empty(), "no calendar holds what nobody was called to");
    let told = consequences(&tale.plan, tale.facts.last().unwrap(), &tale.settings);
    assert!(!told.iter().any(|job| matches!(job, Job::Notify { .. } | Job::Drop { .. })), "{told:?}");
    let holder = Subject::Staff(anna_ek().staff);
    assert!(tasks(&tale, holder).contains(&Task::Call) && tasks(&tale, holder).contains(&Task::Agree));
    assert!(!tasks(&tale, Subject::Unit(bup().unit)).contains(&Task::AnswerCall));
    let bups = party(&tale, &bup());
    let again = C::SendCallAgain { party: bups, way: CallWay::Told };
    tale.clone().when(&anna, again).refused(&[("no_such_row", "")]);
    let come = || CallReply::Come { who: clara_noren(), mandate: "Tider".into() };
    tale.clone().when(&omar, C::AnswerCall { party: bups, reply: come() }).refused(&[("no_such_row", "")]);

    let tale = tale.when(&anna, C::SendCalls).then(&vec!["call_sent"; parties]);
    assert_eq!((calls(&tale).silent.len(), calls(&tale).late), (parties, false));
    assert!(!tasks(&tale, holder).contains(&Task::Call));
    assert!(tasks(&tale, Subject::Unit(bup().unit)).contains(&Task::AnswerCall));
    assert_eq!(invited(&tale.plan, tale.today()).len(), parties);
    assert!(calls(&tale.clone().later(16)).late);
    let tale = tale.when(&omar, C::AnswerCall { party: bups, reply: come() }).then(&["call_answered"]);
    assert_eq!((calls(&tale).silent.len(), calls(&tale).answered), (parties - 1, 1));
    let bup = tale.plan.party(bups).unwrap();
    assert_eq!((tale.plan.reply(bup), bup.came.as_ref().map(|who| who.staff)), (&bup.answer, Some(omar_ali().staff)));
    tale.when(&anna, C::SendCalls).refused(&[("already_so", "")]);
}

#[test]
fn a_meeting_that_will_not_be_takes_its_calls_with_it_and_one_that_is_moved_keeps_them() {
    let anna = at_work(&anna_ek());
    let called = anew().and(&anna, C::SendCalls);
    let moved = called.clone().and(&anna, meets(25));
    assert!(moved.plan.uncalled().next().is_none());
    let cancelled = called.and(&anna, C::CancelMeeting { reason: "Vi behöver fler med.".into() });
    assert_eq!(cancelled.plan.uncalled().count(), cancelled.plan.current_parties().count());
    let next = cancelled.and(&anna, meets(30));
    assert_eq!(next.plan.uncalled().count(), next.plan.current_parties().count());
    next.when(&anna, C::SendCalls);
}

#[test]
fn a_meeting_to_follow_up_is_called_to_as_well() {
    let anna = at_work(&anna_ek());
    let tale = given(Family::Elin, Milestone::Active).and(&anna, meets(12));
    let parties = tale.plan.current_parties().count();
    tale.when(&anna, C::SendCalls).then(&vec!["call_sent"; parties]);
}

#[test]
fn whoever_came_to_the_first_meeting_keeps_their_place_in_a_protected_plan() {
    let anna = at_work(&anna_ek());
    let protect = C::Protect { alias: "Kim".into(), contact: "Ring Anna".into() };
    let tale = anew().and(&anna, protect);
    let sees = |tale: &Tale| narrow(&tale.plan, &at_work(&omar_ali()), tale.today(), tale.now).is_ok();
    assert!(sees(&tale));
    let called = tale.and(&anna, C::SendCalls);
    assert!(sees(&called) && tasks(&called, Subject::Staff(omar_ali().staff)).contains(&Task::AnswerCall));
}

#[test]
fn whoever_leads_the_meeting_holds_it() {
    let tale = given(Family::Elin, Milestone::Called);
    let holds = |staff: &samsyn_domain::people::StaffRef| {
        tasks(&tale, Subject::Staff(staff.staff)).contains(&Task::HoldMeeting)
    };
    assert!(holds(&maria_sund()) && !holds(&anna_ek()));
    let nobody = given(Family::Yusuf, Milestone::Told);
    assert!(nobody.plan.facilitator.is_none() || nobody.plan.facilitating().is_some());
}

#[test]
fn a_story_that_has_ended_has_no_meeting_coming() {
    let anna = at_work(&anna_ek());
    let tale = anew();
    assert!(tale.plan.next_meeting().is_some());
    let reason = samsyn_domain::plan::state::ClosingReason::GoalReached;
    let closed = tale.and(&anna, C::Close { reason, words: "Elin är i skolan.".into() });
    assert!(closed.plan.next_meeting().is_none());
    let again = closed.and(&anna, C::Reopen { reason: "Det behövs ändå.".into() });
    assert!(again.plan.next_meeting().is_some(), "what was planned still is");
}
