//! What waits is seen by whoever can do something about it, and what was pressed by mistake is taken back.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::wildcard_imports, reason = "test helpers")]

mod support;

use samsyn_domain::access::{Subject, WhyNot, narrow};
use samsyn_domain::families::units::*;
use samsyn_domain::families::*;
use samsyn_domain::ids::No;
use samsyn_domain::information::InfoKind;
use samsyn_domain::people::StaffRef;
use samsyn_domain::plan::Command as C;
use samsyn_domain::plan::command::{InterpreterDraft, MeasureDraft};
use samsyn_domain::plan::readiness::{Interpreter, Line, State};
use samsyn_domain::plan::reminders::{Due, Step, told};
use samsyn_domain::plan::state::{Handed, MeasureState, Owner, Successor};
use samsyn_domain::plan::waiting::{Task, waiting};
use support::{Tale, at_home, at_work, day, given};

fn draft(owner: Owner) -> MeasureDraft {
    MeasureDraft {
        what: "Ringa".into(),
        owner,
        from: None,
        by: day(10),
        notice: "Det ringer".into(),
        otherwise: "Säg till".into(),
        coordinating: false,
        waits_for: None,
    }
}

fn rows(tale: &Tale, task: Task) -> Vec<(Subject, Option<No>)> {
    let all = waiting(&tale.plan, tale.settings.clocks()).into_iter();
    all.filter(|row| row.task == task).map(|row| (row.subject, row.row)).collect()
}

fn propose(owner: StaffRef) -> C {
    C::ProposeMeasure { need: None, kind: Some(InfoKind::School), draft: draft(Owner::Staff(owner)), note: None }
}

#[test]
fn a_measure_whose_owner_no_consent_reaches_is_told_to_whoever_holds_the_plan() {
    let anna = at_work(&anna_ek());
    let tale = given(Family::Elin, Milestone::Draft);
    assert_eq!(rows(&tale, Task::ReachOwner), []);
    // Tomas works where the meeting is led from; his unit neither takes part nor is consented to.
    let tale = tale.and(&anna, propose(tomas_vik()));
    let no = tale.last();
    let holder = Subject::Staff(anna_ek().staff);
    assert_eq!(rows(&tale, Task::ReachOwner), [(holder, Some(no))]);
    assert!(narrow(&tale.plan, &at_work(&tomas_vik()), tale.today(), tale.now).is_err(), "he sees nothing of it");
    let view = narrow(&tale.plan, &anna, tale.today(), tale.now).unwrap();
    assert!(view.waits().contains(&(holder, Task::ReachOwner)));
    let other = narrow(&tale.plan, &at_home(&sara()), tale.today(), tale.now).unwrap();
    assert!(!other.waits().iter().any(|(_, task)| *task == Task::ReachOwner));
    // Another owner mends it.
    let mended = tale.clone().and(&anna, C::ChangeMeasure { no, draft: draft(Owner::Staff(omar_ali())) });
    assert_eq!(rows(&mended, Task::ReachOwner), []);
    // So it is in the list before the next meeting.
    let tale = tale.and(&anna, propose(omar_ali()));
    let meeting = given(Family::Elin, Milestone::Answered);
    let mut plan = tale.plan.clone();
    (plan.stage, plan.meetings) = (meeting.plan.stage, meeting.plan.meetings);
    let view = narrow(&plan, &anna, tale.today(), tale.now).unwrap();
    let lines = view.readiness(tale.today(), tale.now);
    let unreached: Vec<&Line> = lines.iter().filter(|line| matches!(line, Line::Unreached(..))).collect();
    assert!(matches!(unreached[..], [Line::Unreached(row, _)] if *row == no), "{unreached:?}");
    assert_eq!(unreached[0].state(), State::Missing);
}

#[test]
fn a_consent_that_is_taken_back_leaves_its_measures_to_whoever_holds_the_plan() {
    let tale = given(Family::Elin, Milestone::Active);
    let (mother, school) = (tale.member(&sara()), strandskolan());
    let theirs: Vec<No> = tale
        .plan
        .consents
        .iter()
        .filter(|c| c.by == mother && matches!(&c.scope, samsyn_domain::plan::state::Scope::Disclosure { to: samsyn_domain::plan::state::Recipient::Unit(unit), .. } if unit.unit == school.unit))
        .map(|c| c.no)
        .collect();
    let open = |tale: &Tale| {
        let of = |m: &&samsyn_domain::plan::state::Measure| {
            m.state.open() && matches!(&m.owner, Owner::Staff(staff) if staff.unit.unit == school.unit)
        };
        tale.plan.measures.iter().filter(of).map(|m| m.no).collect::<Vec<_>>()
    };
    assert!(!open(&tale).is_empty() && rows(&tale, Task::ReachOwner).is_empty());
    let back = C::WithdrawConsent { by: mother, consents: theirs, remains: String::new() };
    let tale = tale.and(&at_home(&sara()), back);
    let told: Vec<No> = rows(&tale, Task::ReachOwner).into_iter().filter_map(|(_, no)| no).collect();
    // Lisa stands beside Elin too: what she may see as that is not taken from her.
    let beside = tale.plan.unreached().map(|m| m.no).collect::<Vec<_>>();
    assert_eq!(told, beside);
    for no in open(&tale) {
        let sees = narrow(&tale.plan, &at_work(&lisa_berg()), tale.today(), tale.now).is_ok();
        assert_eq!(beside.contains(&no), !sees, "{no}");
        // Nobody waits for an answer of who cannot see what is asked.
        for task in [Task::AnswerMeasure, Task::DoMeasure, Task::FinishMeasure] {
            let waits = rows(&tale, task).iter().any(|(_, row)| *row == Some(no));
            assert!(!waits || sees, "{no} {task:?}");
        }
    }
}

#[test]
fn the_next_step_waits_for_its_owner_until_they_say_that_it_is_taken() {
    let tale = given(Family::Elin, Milestone::Active);
    let open = tale.plan.disagreements.iter().find(|d| d.settled.is_none()).unwrap().clone();
    let Owner::Staff(owner) = open.owner.clone() else { panic!("of the staff: {:?}", open.owner) };
    let whose = Subject::Staff(owner.staff);
    assert!(rows(&tale, Task::TakeStep).contains(&(whose, Some(open.no))));
    let due = Due { whose, task: Task::TakeStep, row: Some(open.no), day: open.by };
    assert_eq!(told(&tale.plan, &due, Step::Ahead(1), None, &[]), [whose], "reminded as of a measure");
    let step = C::TakeNextStep { no: open.no };
    tale.clone().when(&at_home(&sara()), step.clone()).denied(WhyNot::NotTheirPart);
    let tale = tale.when(&at_work(&owner), step.clone()).then(&["next_step_taken"]);
    assert!(!rows(&tale, Task::TakeStep).contains(&(whose, Some(open.no))));
    let stands = tale.plan.disagreements.iter().find(|d| d.no == open.no).unwrap();
    assert!(stands.stepped.is_some() && stands.settled.is_none(), "they may still not agree");
    tale.clone().when(&at_work(&owner), step).refused(&[("already_so", "")]);
    tale.when(&at_work(&owner), C::TakeNextStep { no: No(999) }).refused(&[("no_such_row", "")]);
}

#[test]
fn what_was_done_by_mistake_goes_on_as_before() {
    let tale = given(Family::Elin, Milestone::Active);
    let taken = |m: &&samsyn_domain::plan::state::Measure| matches!(m.state, MeasureState::Taken { .. });
    let measure = tale.plan.measures.iter().find(taken).unwrap().clone();
    let (no, MeasureState::Taken { at }) = (measure.no, measure.state) else { panic!() };
    let Owner::Staff(owner) = measure.owner else { panic!() };
    let owner = at_work(&owner);
    let done_of = |tale: &Tale| tale.plan.course.promises.iter().rfind(|p| p.no == no).unwrap().done;
    let done = tale.clone().and(&owner, C::FinishMeasure { no }).later(1);
    assert!(done_of(&done).is_some());
    let undone = done.clone().when(&owner, C::UnfinishMeasure { no }).then(&["measure_done_taken_back"]);
    assert_eq!(undone.plan.measure(no).unwrap().state, MeasureState::Ongoing { taken: at });
    assert_eq!(done_of(&undone), None, "and it counts as done nowhere");
    done.when(&at_work(&anna_ek()), C::UnfinishMeasure { no }).denied(WhyNot::NotTheirPart);
    tale.when(&owner, C::UnfinishMeasure { no }).refused(&[("measure_not_there", "")]);
    let again = undone.and(&owner, C::FinishMeasure { no });
    assert!(done_of(&again).is_some());
}

#[test]
fn an_interpreter_is_there_when_somebody_says_so_and_for_that_time_alone() {
    let anna = at_work(&anna_ek());
    let tale = given(Family::Elin, Milestone::Answered);
    let starts = |days: i32| {
        let (place, interpreter) = (String::new(), "arabiska".to_owned());
        C::PlanMeeting { starts: day(days).at(9, 0, 0, 0), minutes: 90, place, interpreter, answer_by: day(3) }
    };
    let stands = |tale: &Tale| {
        let view = narrow(&tale.plan, &anna, tale.today(), tale.now).unwrap();
        let mut lines = view.readiness(tale.today(), tale.now).into_iter();
        let line = lines.find(|line| matches!(line, Line::Interpreter(_))).unwrap();
        (line.clone(), line.state())
    };
    assert_eq!(stands(&tale), (Line::Interpreter(Interpreter::Unsaid), State::Missing));
    let none = tale.clone().when(&anna, C::NeedInterpreter { need: None }).then(&["interpreter_needed"]);
    assert_eq!(stands(&none), (Line::Interpreter(Interpreter::NotNeeded), State::Ready));
    none.clone().when(&anna, C::NeedInterpreter { need: None }).refused(&[("already_so", "")]);
    none.when(&anna, C::BookInterpreter { booked: true }).refused(&[("empty", "language")]);
    let typed = tale.and(&anna, starts(9));
    assert_eq!(stands(&typed), (Line::Interpreter(Interpreter::Missing), State::Missing), "a language is no booking");
    let booked = typed.when(&anna, C::BookInterpreter { booked: true }).then(&["interpreter_booked"]);
    assert_eq!(stands(&booked), (Line::Interpreter(Interpreter::Booked), State::Ready));
    booked.clone().when(&anna, C::BookInterpreter { booked: true }).refused(&[("already_so", "")]);
    let moved = booked.clone().and(&anna, starts(12));
    assert_eq!(stands(&moved).1, State::Missing, "for another time");
    let not = booked.and(&anna, C::BookInterpreter { booked: false });
    assert_eq!(stands(&not).1, State::Missing);
    let draft = InterpreterDraft { language: "arabiska".into(), ..InterpreterDraft::default() };
    let over = given(Family::Elin, Milestone::Draft).and(&anna, C::NeedInterpreter { need: Some(draft) });
    over.when(&anna, C::BookInterpreter { booked: true }).refused(&[("no_meeting", "")]);
}

#[test]
fn a_plan_holds_so_many_rows_of_a_kind_and_no_more() {
    let anna = at_work(&anna_ek());
    let tale = given(Family::Elin, Milestone::Meeting);
    let note = || C::TakeNote { words: "Sagt".into(), kind: InfoKind::School };
    let goal = || C::AddGoal { need: None, words: "Sova".into() };
    let (notes, goals) = (tale.plan.notes.len(), tale.plan.goals.len());
    let most = u16::try_from(notes.max(goals) + 2).unwrap();
    let mut tale = tale.with(|settings| settings.rows_of_a_kind = most);
    for _ in notes..usize::from(most) {
        tale = tale.and(&anna, note());
    }
    let full = tale.when(&anna, note()).refused(&[("too_many_rows", "")]);
    // Another kind has its own, and what is there is changed and taken away as before.
    let full = full.and(&anna, goal());
    let no = full.last();
    full.and(&anna, C::RewordGoal { no, words: "Sova gott".into() }).when(&anna, C::DropGoal { no });
}

#[test]
fn nothing_is_handed_over_to_somebody_who_could_not_see_it() {
    let tale = given(Family::Elin, Milestone::Active);
    let omars = tale.plan.measures.iter().find(|m| m.state.open() && m.owner == Owner::Staff(omar_ali())).unwrap().no;
    let what = Handed::Measure(omars);
    let view = narrow(&tale.plan, &at_work(&omar_ali()), tale.today(), tale.now).unwrap();
    for (to, could) in
        [(clara_noren(), true), (eva_lund(), true), (maria_sund(), true), (tomas_vik(), false), (birgit_aman(), false)]
    {
        let to = Successor::Staff(to);
        assert_eq!(view.may_offer_to(what, &to, tale.today()), could, "{to:?}");
        let offered = tale.clone().act(&at_work(&omar_ali()), C::OfferHandover { what, to, words: String::new() });
        assert_eq!(offered.is_ok(), could);
    }
}

#[test]
fn a_measure_that_got_a_no_waits_for_whoever_holds_the_plan_and_for_its_owner_no_more() {
    let (anna, omar) = (at_work(&anna_ek()), at_work(&omar_ali()));
    let holder = Subject::Staff(anna_ek().staff);
    for milestone in [Milestone::Draft, Milestone::Active] {
        let tale = given(Family::Elin, milestone);
        let omars = |m: &&samsyn_domain::plan::state::Measure| m.owner == Owner::Staff(omar_ali()) && m.state.open();
        let no = tale.plan.measures.iter().find(omars).unwrap().no;
        assert_eq!(rows(&tale, Task::MendMeasure), [], "{milestone:?}");
        let asked = tale.clone().and(&omar, C::DeclineMeasure { no, reason: "Vi saknar remiss.".into() });
        assert_eq!(rows(&asked, Task::MendMeasure), [(holder, Some(no))], "{milestone:?}");
        let his = Subject::Staff(omar_ali().staff);
        for task in [Task::AnswerMeasure, Task::DoMeasure, Task::ReachOwner] {
            assert!(!rows(&asked, task).contains(&(his, Some(no))), "{task:?}");
        }
        // Whoever sees the measure sees who is to find another way.
        let mother = narrow(&asked.plan, &at_home(&sara()), asked.today(), asked.now).unwrap();
        assert!(mother.waits().contains(&(holder, Task::MendMeasure)));
        // He thinks better of it, or somebody else is chosen.
        assert_eq!(rows(&asked.clone().and(&omar, C::TakeMeasure { no }), Task::MendMeasure), []);
        let mut writes = asked;
        if milestone == Milestone::Active {
            writes = writes.and(&anna, C::Revise { reason: "Insatsen fick nej".into() });
        }
        let mended = writes.and(&anna, C::ChangeMeasure { no, draft: draft(Owner::Staff(eva_lund())) });
        assert_eq!(rows(&mended, Task::MendMeasure), []);
        assert!(rows(&mended, Task::AnswerMeasure).contains(&(Subject::Staff(eva_lund().staff), Some(no))));
    }
}

#[test]
fn who_said_no_is_not_asked_again_when_the_plan_is_agreed_and_the_list_before_a_meeting_tells_it() {
    use samsyn_domain::plan::consequences::{Job, consequences};
    let (anna, omar) = (at_work(&anna_ek()), at_work(&omar_ali()));
    let tale = given(Family::Elin, Milestone::Draft);
    let no = tale.plan.measures.iter().find(|m| m.owner == Owner::Staff(omar_ali())).unwrap().no;
    let told = |tale: &Tale, milestone: &str| {
        let unconfirmed = tale.plan.measures.iter().filter(|m| !m.state.confirmed()).map(|m| m.no).collect();
        let follow_up = day(60).at(14, 0, 0, 0);
        let event = samsyn_domain::plan::Event::PlanAgreed { version: 1, day: tale.today(), unconfirmed, follow_up };
        let fact = samsyn_domain::plan::Fact { at: tale.now, by: samsyn_domain::people::Who::Staff(anna_ek()), event };
        let jobs = consequences(&tale.plan.clone().evolve(&fact), &fact, &tale.settings);
        let his = Job::Notify { to: Subject::Staff(omar_ali().staff), task: Task::AnswerMeasure };
        assert!(!jobs.is_empty(), "{milestone}");
        jobs.contains(&his)
    };
    assert!(told(&tale, "not answered"));
    let asked = tale.and(&omar, C::DeclineMeasure { no, reason: "Vi saknar remiss.".into() });
    assert!(!told(&asked, "declined"));
    let meeting = given(Family::Elin, Milestone::Answered);
    let mut plan = asked.plan.clone();
    (plan.stage, plan.meetings) = (meeting.plan.stage, meeting.plan.meetings);
    let view = narrow(&plan, &anna, asked.today(), asked.now).unwrap();
    let lines = view.readiness(asked.today(), asked.now);
    let line = lines.iter().find(|line| matches!(line, Line::Declined(row, _) if *row == no)).unwrap();
    assert_eq!(line.state(), State::Missing);
}
