//! A protected identity: an alias, a safe contact, people let in by name, everybody thought of anew, no place told.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::wildcard_imports, reason = "test helpers")]

mod support;

use samsyn_domain::access::readers::{Role, protected_people};
use samsyn_domain::access::{Action, Datum, Item, Subject, WhyNot, may, readers};
use samsyn_domain::families::units::*;
use samsyn_domain::families::*;
use samsyn_domain::plan::Command as C;
use samsyn_domain::plan::consequences::{Job, consequences};
use samsyn_domain::plan::state::{CallAnswer, ToCheck};
use samsyn_domain::plan::waiting::{Task, waiting};
use support::{Tale, at_home, at_work, given};

fn protect(alias: &str, contact: &str) -> C {
    C::Protect { alias: alias.into(), contact: contact.into() }
}

/// Elin's plan when the calls are out, protected in the middle of it.
fn suddenly() -> Tale {
    given(Family::Elin, Milestone::Called).and(&at_work(&anna_ek()), protect("Sol", "Ring Anna Ek."))
}

fn sees(tale: &Tale, who: &samsyn_domain::people::StaffRef) -> Result<(), WhyNot> {
    may(&at_work(who), Action::See(Datum::plain(Item::Frame)), &tale.plan, tale.today()).map(drop)
}

#[test]
fn everybody_who_took_part_is_thought_of_anew() {
    let before = given(Family::Elin, Milestone::Called).plan;
    let tale = suddenly();
    let all = before.current_parties().count() + before.current_supporters().count();
    assert_eq!(tale.plan.to_check.len(), all + before.current_representatives().count());
    assert!(
        waiting(&tale.plan, samsyn_domain::information::Clocks::default())
            .iter()
            .any(|row| row.task == Task::CheckProtection)
    );
    // One is kept, one is removed: neither is asked about again; both cannot be kept twice.
    let anna = at_work(&anna_ek());
    let of = |unit| tale.plan.current_parties().find(|p| p.unit == unit).unwrap().no;
    let (bup_no, vc) = (of(bup()), of(vc_solvik()));
    let tale = tale
        .when(&anna, C::KeepRecipient { who: ToCheck::Party(bup_no) })
        .then(&["recipient_kept"])
        .when(&anna, C::RemoveParty { no: vc, reason: "De behöver inte veta.".into() })
        .then(&["party_removed"]);
    assert!(!tale.plan.to_check.iter().any(|who| [ToCheck::Party(bup_no), ToCheck::Party(vc)].contains(who)));
    tale.when(&anna, C::KeepRecipient { who: ToCheck::Party(bup_no) }).refused(&[("already_so", "")]);
}

#[test]
fn a_unit_sees_nothing_until_somebody_there_is_named() {
    let tale = suddenly();
    let waits = |plan: &samsyn_domain::plan::Plan, subject| {
        waiting(plan, samsyn_domain::information::Clocks::default())
            .iter()
            .any(|row| row.subject == subject && row.task == Task::AnswerCall)
    };
    assert_eq!(sees(&tale, &omar_ali()), Err(WhyNot::NotNamed));
    assert!(
        !waiting(&tale.plan, samsyn_domain::information::Clocks::default())
            .iter()
            .any(|row| matches!(row.subject, Subject::Unit(_))),
        "a unit in a list"
    );
    let tale = tale.when(&at_work(&anna_ek()), C::LetIn { staff: omar_ali() }).then(&["staff_let_in"]);
    assert_eq!(sees(&tale, &omar_ali()), Ok(()));
    assert!(waits(&tale.plan, Subject::Staff(omar_ali().staff)));
    assert_eq!(sees(&tale, &clara_noren()), Err(WhyNot::NotNamed), "a colleague");
    // Whoever changes unit is not let in there.
    let moved = samsyn_domain::people::StaffRef { unit: vc_solvik(), ..omar_ali() };
    assert_eq!(sees(&tale, &moved), Err(WhyNot::NotNamed));
    let tale = tale.when(&at_work(&anna_ek()), C::LetOut { staff: omar_ali().staff }).then(&["staff_let_out"]);
    assert_eq!(sees(&tale, &omar_ali()), Err(WhyNot::NotNamed));
}

#[test]
fn nobody_is_let_in_without_a_place_or_by_somebody_else() {
    let tale = suddenly();
    let stranger = C::LetIn { staff: nils_brandt() };
    tale.clone().when(&at_work(&anna_ek()), stranger).refused(&[("owner_not_in_plan", "staff")]);
    tale.clone().when(&at_home(&sara()), C::LetIn { staff: omar_ali() }).denied(WhyNot::NotTheirPart);
    let open = given(Family::Elin, Milestone::Called);
    open.when(&at_work(&anna_ek()), C::LetIn { staff: omar_ali() }).refused(&[("already_so", "")]);
    let twice = tale.and(&at_work(&anna_ek()), C::LetIn { staff: omar_ali() });
    twice.when(&at_work(&anna_ek()), C::LetIn { staff: omar_ali() }).refused(&[("already_so", "staff")]);
}

#[test]
fn a_notice_about_a_protected_plan_goes_to_no_shared_mailbox() {
    let anna = at_work(&anna_ek());
    let meeting = |days| C::PlanMeeting {
        starts: support::day(days).at(10, 0, 0, 0),
        minutes: 60,
        place: "Hemliga vägen 7".into(),
        interpreter: String::new(),
        answer_by: support::day(4),
    };
    let tale = suddenly().and(&anna, C::LetIn { staff: omar_ali() }).and(&anna, meeting(9));
    let moved = |fact: &&samsyn_domain::plan::Fact| support::event_key(&fact.event).starts_with("meeting_");
    let last = tale.facts.iter().rev().find(moved).unwrap();
    let told: Vec<_> = consequences(&tale.plan, last, &tale.settings)
        .into_iter()
        .filter_map(|job| match job {
            Job::Notify { to, .. } | Job::Tell { to } => Some(to),
            Job::Calendars | Job::NoteSilence { .. } => None,
            other => panic!("{other:?}"),
        })
        .collect();
    assert!(told.contains(&Subject::Staff(omar_ali().staff)));
    assert!(!told.iter().any(|to| matches!(to, Subject::Unit(_))), "{told:?}");
    assert!(tale.plan.meetings.iter().all(|meeting| meeting.place.is_none()), "a place is told on the phone");
}

#[test]
fn whoever_is_let_in_after_the_call_went_out_is_told_of_it() {
    let tale = suddenly().and(&at_work(&anna_ek()), C::LetIn { staff: omar_ali() });
    let job = Job::Notify { to: Subject::Staff(omar_ali().staff), task: Task::AnswerCall };
    assert_eq!(consequences(&tale.plan, tale.facts.last().unwrap(), &tale.settings), [job, Job::Calendars]);
}

#[test]
fn alias_and_contact_change_without_asking_about_everybody_again() {
    let anna = at_work(&anna_ek());
    let tale = suddenly();
    let who = tale.plan.to_check[0];
    let tale = tale.and(&anna, C::KeepRecipient { who });
    let left = tale.plan.to_check.len();
    let tale = tale.when(&anna, protect("Måne", "Ring Eva Lund.")).then(&["protection_switched_on"]);
    assert_eq!((tale.plan.person.name.as_str(), tale.plan.to_check.len()), ("Måne", left));
    assert_eq!(tale.plan.safe_contact.as_ref().unwrap().as_str(), "Ring Eva Lund.");
    tale.clone().when(&anna, protect("Måne", "Ring Eva Lund.")).refused(&[("already_so", "")]);
    let tale = tale.when(&anna, C::Unprotect { name: "Elin".into() }).then(&["protection_switched_off"]);
    assert!(tale.plan.to_check.is_empty() && tale.plan.let_in.is_empty() && tale.plan.safe_contact.is_none());
}

#[test]
fn lists_leave_out_the_person_and_those_who_act_for_them_and_not_whoever_is_cut_off() {
    let noel_plan = given(Family::Noel, Milestone::Told).plan;
    let hidden = protected_people(&noel_plan);
    assert!(hidden.contains(&noel().person) && hidden.contains(&sara_lind().person));
    assert!(!hidden.contains(&henrik_lind().person));
    let listed = readers(&noel_plan);
    assert_eq!(listed.iter().filter(|r| r.role == Role::Protected).count(), 2);
    assert!(listed.iter().all(|r| !matches!(r.subject, Subject::Unit(_))), "by name, never by unit");
    assert!(listed.iter().all(|r| r.subject != Subject::Person(henrik_lind().person)));
    assert!(protected_people(&given(Family::Elin, Milestone::Told).plan).is_empty());
}

#[test]
fn whoever_said_that_they_come_is_named_by_that() {
    let tale = given(Family::Elin, Milestone::Answered).and(&at_work(&anna_ek()), protect("Sol", ""));
    let coming = tale.plan.current_parties().filter(|p| matches!(p.answer, CallAnswer::Coming { .. }));
    for party in coming {
        assert!(!tale.plan.told_at(party.unit.unit).is_empty());
    }
}

#[test]
fn a_protected_childs_own_view_names_people_and_no_place() {
    use samsyn_domain::access::narrow;
    use samsyn_domain::access::view::narrow_history;
    let tale = given(Family::Noel, Milestone::Told);
    let view = |actor: &samsyn_domain::access::Actor| narrow(&tale.plan, actor, tale.today(), tale.now).unwrap();
    let told = |plan: &samsyn_domain::plan::Plan| serde_json::to_string(plan).unwrap();
    let (child, mother, ylva) = (at_home(&noel()), at_home(&sara_lind()), at_work(&ylva_kron()));
    let his = view(&child);
    for name in ["Tallmo", "Region Nordanland"] {
        assert!(!told(&his).contains(name), "{name}");
        assert!(
            told(&view(&mother)).contains(name) && told(&view(&ylva)).contains(name),
            "whoever consents knows to whom"
        );
    }
    assert!(told(&his).contains("Ylva Kron") && his.coordinator.as_ref().unwrap().staff.unit.told().is_none());
    let lines = narrow_history(&his, &child, &tale.plan, tale.facts.clone(), tale.today());
    let lines: String = lines.iter().map(|line| serde_json::to_string(&line.fact).unwrap()).collect();
    assert!(lines.contains("Ylva Kron") && !lines.contains("Tallmo"), "nor does the history");
    // A plan without protection says where everybody is.
    let elin_told = given(Family::Elin, Milestone::Told);
    let hers = narrow(&elin_told.plan, &at_home(&elin()), elin_told.today(), elin_told.now).unwrap();
    assert!(told(&hers).contains("Strandskolan"));
}

#[test]
fn a_call_goes_to_where_somebody_is_named_and_nowhere_else() {
    let anna = at_work(&anna_ek());
    let before = given(Family::Elin, Milestone::Prepared);
    let add = |unit| C::AddParty { unit, expected: "Tider".into(), mandate: String::new() };
    let (starts, place) = (support::day(9).at(10, 0, 0, 0), String::new());
    let meeting =
        C::PlanMeeting { starts, minutes: 60, place: place.clone(), interpreter: place, answer_by: support::day(5) };
    let mut tale = before.and(&anna, meeting);
    for unit in [bup(), strandskolan()] {
        if !tale.plan.current_parties().any(|p| p.unit.unit == unit.unit) {
            tale = tale.and(&anna, add(unit));
        }
    }
    let tale = tale.and(&anna, protect("Sol", ""));
    let unnamed = tale.plan.nobody_named();
    let party = |tale: &Tale, unit: &samsyn_domain::people::UnitRef| {
        tale.plan.current_parties().find(|p| p.unit.unit == unit.unit).unwrap().clone()
    };
    assert!(unnamed.contains(&party(&tale, &bup()).no));
    let nobody: Vec<_> = unnamed.iter().map(|_| ("nobody_named", "")).collect();
    let all = tale.plan.uncalled().count();
    if unnamed.len() == all {
        tale.clone().when(&anna, C::SendCalls).refused(&nobody);
    }
    // Whoever is let in has the call; the others are left, marked nowhere as sent or given out.
    let tale = tale.and(&anna, C::LetIn { staff: omar_ali() }).and(&anna, C::SendCalls);
    assert!(party(&tale, &bup()).sent.is_some());
    assert!(!tale.plan.nobody_named().is_empty());
    for no in tale.plan.nobody_named() {
        let left = tale.plan.party(no).unwrap();
        assert!(left.sent.is_none() && tale.plan.calls_given.iter().all(|given| given.to.unit != left.unit.unit));
    }
    let left = tale.plan.nobody_named().len();
    tale.clone().when(&anna, C::SendCalls).refused(&vec![("nobody_named", ""); left]);
    let waits = |tale: &Tale, task| {
        let rows = waiting(&tale.plan, samsyn_domain::information::Clocks::default());
        rows.iter().any(|row| row.task == task && row.subject == Subject::Staff(anna_ek().staff))
    };
    assert!(waits(&tale, Task::CheckProtection) && !waits(&tale, Task::Call));
    // With somebody there their call waits to be sent, and goes.
    let tale = tale.and(&anna, C::LetIn { staff: lisa_berg() });
    let school = party(&tale, &strandskolan());
    assert!(school.sent.is_none() && waits(&tale, Task::Call));
    let tale = tale.when(&anna, C::SendCalls).then(&["call_sent"]);
    assert!(party(&tale, &strandskolan()).sent.is_some());
}
