//! A time is asked about, answered, booked, moved and cancelled; silence is told; calendars follow.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::wildcard_imports, reason = "test helpers")]

mod support;

use samsyn_domain::access::{Actor, Reach, Subject, WhyNot, narrow};
use samsyn_domain::families::units::*;
use samsyn_domain::families::*;
use samsyn_domain::ids::No;
use samsyn_domain::people::{FamilyMember, UnitRef};
use samsyn_domain::plan::Command as C;
use samsyn_domain::plan::calendar::{Invited, invited, slot};
use samsyn_domain::plan::command::{CallReply, InterpreterDraft};
use samsyn_domain::plan::consequences::{Job, consequences};
use samsyn_domain::plan::state::{Attendee, CallAnswer, Fits, MeetingState, Stage};
use samsyn_domain::plan::waiting::{Task, waiting};
use samsyn_domain::times::TimeReason;
use support::{Tale, at_home, at_work, clock, day, given};

fn times(days: &[i32]) -> C {
    let times = days.iter().map(|days| (day(*days).at(9, 0, 0, 0), vec![TimeReason::AllFree(3)])).collect();
    C::ProposeTimes { times, minutes: 60, place: "Rum 2".into(), answer_by: day(4) }
}

fn asked() -> Tale {
    given(Family::Elin, Milestone::Prepared)
        .and(&at_work(&anna_ek()), C::AddParty { unit: bup(), expected: "Tider".into(), mandate: String::new() })
        .and(&at_work(&anna_ek()), times(&[6, 9, 13]))
}

fn party(tale: &Tale, unit: &UnitRef) -> No {
    tale.plan.current_parties().find(|p| p.unit.unit == unit.unit).unwrap().no
}

fn offers(tale: &Tale) -> Vec<No> {
    tale.plan.times.as_ref().unwrap().offers.iter().map(|offer| offer.no).collect()
}

fn tasks(tale: &Tale, subject: Subject) -> Vec<Task> {
    waiting(&tale.plan, tale.settings.clocks())
        .into_iter()
        .filter(|row| row.subject == subject)
        .map(|row| row.task)
        .collect()
}

fn jobs(tale: &Tale) -> Vec<Job> {
    consequences(&tale.plan, tale.facts.last().unwrap(), &tale.settings)
}

#[test]
fn everybody_is_asked_whom_a_consent_covers_and_nobody_else() {
    let tale = asked();
    let told: Vec<Subject> = jobs(&tale)
        .into_iter()
        .filter_map(|job| match job {
            Job::Notify { to, task: Task::AnswerTimes } => Some(to),
            _ => None,
        })
        .collect();
    for subject in [
        Subject::Person(elin().person),
        Subject::Person(sara().person),
        Subject::Person(johan().person),
        Subject::Unit(bup().unit),
    ] {
        assert!(told.contains(&subject) && tasks(&tale, subject).contains(&Task::AnswerTimes), "{subject:?}");
    }
    assert!(tasks(&tale, Subject::Staff(anna_ek().staff)).contains(&Task::ChooseTime));
    let anna = at_work(&anna_ek());
    let uncovered = C::AddParty { unit: fk_nordanland(), expected: "Ersättning".into(), mandate: String::new() };
    let tale = tale.and(&anna, uncovered).and(&anna, times(&[7]));
    assert!(!tasks(&tale, Subject::Unit(fk_nordanland().unit)).contains(&Task::AnswerTimes));
    let of = Attendee::Party(party(&tale, &fk_nordanland()));
    let yes = C::AnswerTime { offer: offers(&tale)[0], of, fits: Fits::Yes };
    tale.when(&anna, yes).refused(&[("not_yours", "")]);
}

#[test]
fn a_tap_answers_and_another_changes_it_and_who_holds_the_plan_notes_what_was_said_on_the_phone() {
    let tale = asked();
    let (offer, mother) = (offers(&tale)[0], tale.member(&sara()));
    let tap = |fits| C::AnswerTime { offer, of: Attendee::Family(mother), fits };
    let tale = tale.when(&at_home(&sara()), tap(Fits::Yes)).then(&["time_answered"]);
    tale.clone().when(&at_home(&sara()), tap(Fits::Yes)).refused(&[("already_so", "")]);
    let tale = tale.when(&at_work(&anna_ek()), tap(Fits::No)).then(&["time_answered"]);
    assert_eq!(tale.plan.times.as_ref().unwrap().answers.len(), 1, "the newest stands");
    tale.clone().when(&at_home(&johan()), tap(Fits::Yes)).denied(WhyNot::NotTheirPart);
    tale.clone().when(&at_work(&omar_ali()), tap(Fits::Yes)).denied(WhyNot::NotTheirPart);
    let own = C::AnswerTime { offer, of: Attendee::Party(party(&tale, &bup())), fits: Fits::Yes };
    let tale = tale.when(&at_work(&omar_ali()), own).then(&["time_answered"]);
    // By a code on paper too, for the plan that the paper names.
    let by_code = Actor { reach: Reach::Visit(Family::Elin.plan()), ..at_home(&elin()) };
    let tap = |plan: Family| {
        let elsewhere = Actor { reach: Reach::Visit(plan.plan()), ..by_code.clone() };
        (elsewhere, C::AnswerTime { offer, of: Attendee::Family(FamilyMember::Person), fits: Fits::Yes })
    };
    let (other, answer) = tap(Family::Tova);
    tale.clone().when(&other, answer).denied(WhyNot::BeyondReach);
    let (here, answer) = tap(Family::Elin);
    let tale = tale.when(&here, answer).then(&["time_answered"]);
    let unknown = C::AnswerTime { offer: No(9_999), of: Attendee::Family(mother), fits: Fits::Yes };
    tale.when(&at_home(&sara()), unknown).refused(&[("no_such_row", "")]);
}

#[test]
fn what_others_can_is_seen_by_whoever_carries_the_plan_on_alone() {
    let tale = asked();
    let (offer, mother) = (offers(&tale)[0], tale.member(&sara()));
    let tale = tale.and(&at_home(&sara()), C::AnswerTime { offer, of: Attendee::Family(mother), fits: Fits::No });
    let answers = |actor: &Actor| {
        narrow(&tale.plan, actor, tale.today(), tale.now).unwrap().times.as_ref().unwrap().answers.len()
    };
    assert_eq!(answers(&at_work(&anna_ek())), 1);
    assert_eq!(answers(&at_home(&sara())), 1);
    for other in [at_home(&johan()), at_home(&elin()), at_work(&omar_ali())] {
        assert_eq!(answers(&other), 0, "{}", other.name);
    }
}

#[test]
fn one_choice_books_and_a_second_asking_moves() {
    let anna = at_work(&anna_ek());
    let tale = asked();
    let second = offers(&tale)[1];
    let tale =
        tale.when(&anna, C::BookTime { offer: second }).then(&["times_closed", "meeting_planned", "opening_set"]);
    let meeting = tale.plan.next_meeting().unwrap();
    assert_eq!((meeting.starts, meeting.place.as_ref().unwrap().as_str()), (day(9).at(9, 0, 0, 0), "Rum 2"));
    assert_eq!(tale.plan.times.as_ref().unwrap().chosen, Some(second));
    tale.clone().when(&anna, C::BookTime { offer: second }).refused(&[("not_now", "")]);
    let late = C::AnswerTime { offer: second, of: Attendee::Family(FamilyMember::Person), fits: Fits::No };
    tale.clone().when(&at_home(&elin()), late).refused(&[("not_now", "")]);
    let tale = tale.and(&anna, C::SendCalls).and(&anna, times(&[10, 11]));
    let first = offers(&tale)[0];
    let tale = tale.when(&anna, C::BookTime { offer: first }).then(&["times_closed", "meeting_moved", "opening_set"]);
    let moved = tale.facts.iter().rfind(|fact| support::event_key(&fact.event) == "meeting_moved").unwrap();
    let jobs = consequences(&tale.plan, moved, &tale.settings);
    assert!(jobs.contains(&Job::Calendars));
    assert!(jobs.contains(&Job::Notify { to: Subject::Unit(bup().unit), task: Task::AnswerCall }));
    assert!(jobs.contains(&Job::Tell { to: Subject::Person(sara().person) }), "the family is told too");
}

#[test]
fn a_time_written_by_hand_ends_the_asking() {
    let by_hand = C::PlanMeeting {
        starts: day(8).at(13, 0, 0, 0),
        minutes: 45,
        place: String::new(),
        interpreter: String::new(),
        answer_by: day(5),
    };
    let tale = asked().when(&at_work(&anna_ek()), by_hand).then(&["times_closed", "meeting_planned", "opening_set"]);
    assert_eq!(tale.plan.open_times(), None);
    let tale = asked().when(&at_work(&anna_ek()), times(&[8])).then(&["times_closed", "times_proposed"]);
    tale.when(&at_work(&anna_ek()), C::CloseTimes).then(&["times_closed"]);
}

#[test]
fn what_is_wrong_with_times_is_told_beside_them() {
    let anna = at_work(&anna_ek());
    let tale = given(Family::Elin, Milestone::Prepared);
    tale.clone().when(&anna, times(&[])).refused(&[("nothing_chosen", "date1")]);
    tale.clone().when(&anna, times(&[6, 6])).refused(&[("already_so", "date2")]);
    tale.clone()
        .when(&anna, times(&[6, -1]))
        .refused(&[("in_the_past", "date2"), ("ends_before_it_starts", "answer_by")]);
    tale.clone().when(&anna, times(&[6, 7, 8, 9])).refused(&[("nothing_chosen", "date1")]);
    let long = C::ProposeTimes {
        times: vec![(day(6).at(9, 0, 0, 0), vec![])],
        minutes: 500,
        place: String::new(),
        answer_by: day(2),
    };
    tale.clone().when(&anna, long).refused(&[("far_away", "minutes")]);
    tale.when(&at_home(&sara()), times(&[6])).denied(WhyNot::NotTheirPart);
    given(Family::Elin, Milestone::Assessed).when(&anna, times(&[6])).refused(&[("not_now", "")]);
}

#[test]
fn a_place_of_a_protected_person_is_in_no_time_and_no_calendar() {
    let ylva = at_work(&ylva_kron());
    let tale = given(Family::Noel, Milestone::Told).and(&ylva, times(&[6, 8]));
    assert_eq!(tale.plan.times.as_ref().unwrap().place, None);
    let offer = offers(&tale)[0];
    let tale = tale.and(&ylva, C::BookTime { offer });
    assert_eq!(slot(&tale.plan).unwrap().place, None);
    let tale = asked().and(&at_work(&anna_ek()), C::Protect { alias: "Sol".into(), contact: String::new() });
    assert_eq!(tale.plan.times.as_ref().unwrap().place, None, "one that stood there goes");
}

fn calendars(tale: &Tale) -> Vec<Subject> {
    invited(&tale.plan, tale.today()).into_iter().map(|Invited { to, .. }| to).collect()
}

#[test]
fn calendars_hold_the_meeting_of_those_who_are_called_and_covered_and_have_not_said_no() {
    let anna = at_work(&anna_ek());
    assert!(calendars(&given(Family::Elin, Milestone::Prepared)).is_empty());
    let tale = given(Family::Elin, Milestone::Called);
    assert!(calendars(&tale).contains(&Subject::Unit(bup().unit)));
    let omar = CallReply::Come { who: omar_ali(), mandate: "Tider".into() };
    let bup_no = party(&tale, &bup());
    let tale = tale.and(&at_work(&omar_ali()), C::AnswerCall { party: bup_no, reply: omar });
    assert!(calendars(&tale).contains(&Subject::Staff(omar_ali().staff)), "the one who comes has it too");
    let school = party(&tale, &strandskolan());
    let no = CallReply::Decline { reason: "Lov.".into() };
    let declined = tale.clone().and(&at_work(&lisa_berg()), C::AnswerCall { party: school, reply: no });
    assert!(!calendars(&declined).contains(&Subject::Unit(strandskolan().unit)));
    let vc = party(&tale, &vc_solvik());
    let passed = CallReply::PassOn { to: habilitering() };
    let passed = tale.clone().and(&at_work(&per_nilsson()), C::AnswerCall { party: vc, reply: passed });
    assert!(!calendars(&passed).contains(&Subject::Unit(vc_solvik().unit)));
    let removed = tale.clone().and(&anna, C::RemoveParty { no: bup_no, reason: "Behövs inte.".into() });
    assert!(!calendars(&removed).contains(&Subject::Unit(bup().unit)));
    assert!(!calendars(&removed).contains(&Subject::Staff(omar_ali().staff)));
    let by = tale.member(&sara());
    let back = C::WithdrawConsent { by, consents: vec![], remains: String::new() };
    let withdrawn = tale.clone().and(&at_home(&sara()), back);
    assert!(calendars(&withdrawn).is_empty() && jobs(&withdrawn).contains(&Job::Calendars));
    let closed = C::Close {
        reason: samsyn_domain::plan::state::ClosingReason::PersonsWish,
        words: "Familjen vill inte.".into(),
    };
    assert!(calendars(&tale.and(&anna, closed)).is_empty());
}

#[test]
fn a_cancelled_meeting_is_in_no_calendar_and_the_calls_go_out_anew() {
    let maria = at_work(&maria_sund());
    let tale = given(Family::Elin, Milestone::Answered);
    tale.clone().when(&maria, C::CancelMeeting { reason: " ".into() }).refused(&[("reason_missing", "reason")]);
    let tale = tale.when(&maria, C::CancelMeeting { reason: "Rummet brann.".into() }).then(&["meeting_cancelled"]);
    assert_eq!((tale.plan.stage, tale.plan.next_meeting()), (Stage::Preparing, None));
    assert_eq!(tale.plan.meetings[0].state, MeetingState::Cancelled);
    assert!(calendars(&tale).is_empty() && jobs(&tale).contains(&Job::Calendars));
    assert!(tale.plan.current_parties().all(|p| p.sent.is_none() && p.answer == CallAnswer::Waiting));
    tale.clone().when(&maria, C::CancelMeeting { reason: "Igen.".into() }).refused(&[("no_meeting", "")]);
    tale.clone().when(&maria, C::OpenMeeting).refused(&[("no_meeting", "")]);
    let tale = tale.and(&maria, times(&[6]));
    let offer = offers(&tale)[0];
    let tale = tale.and(&maria, C::BookTime { offer }).and(&maria, C::SendCalls);
    assert_eq!(tale.plan.stage, Stage::Called);
    assert!(!calendars(&tale).is_empty());
}

#[test]
fn silence_is_told_once_for_each_last_day_and_only_of_those_who_said_nothing() {
    let tale = given(Family::Elin, Milestone::Called);
    let by = tale.plan.next_meeting().unwrap().answer_by;
    let omar = CallReply::Come { who: omar_ali(), mandate: "Tider".into() };
    let tale = tale.clone().and(&at_work(&omar_ali()), C::AnswerCall { party: party(&tale, &bup()), reply: omar });
    let on = by.tomorrow().unwrap();
    let sent = tale.facts.iter().rfind(|fact| support::event_key(&fact.event) == "call_sent").unwrap();
    assert!(consequences(&tale.plan, sent, &tale.settings).contains(&Job::NoteSilence { on }));
    assert_eq!(Job::NoteSilence { on }.once().unwrap(), format!("note-silence:{on}"), "one job a plan and day");
    // The story lies in the past, so its last day has passed.
    let told = tale.when(&clock(), C::NoteSilence);
    let silent = told.result.as_ref().unwrap().len();
    let tale = told.tale;
    assert_eq!(silent, tale.plan.current_parties().filter(|p| p.answer == CallAnswer::Waiting).count());
    assert!(silent > 0 && tale.plan.party(party(&tale, &bup())).unwrap().unanswered.is_none());
    tale.clone().when(&clock(), C::NoteSilence).refused(&[("already_so", "")]);
    tale.clone().when(&at_work(&anna_ek()), C::NoteSilence).refused(&[("already_so", "")]);
    let holder = Subject::Staff(anna_ek().staff);
    assert!(tasks(&tale, holder).contains(&Task::ChaseCall));
    assert!(jobs(&tale).contains(&Job::Notify { to: holder, task: Task::ChaseCall }));
    let vc = party(&tale, &vc_solvik());
    let per = CallReply::Come { who: per_nilsson(), mandate: "Tid".into() };
    let answered = tale.and(&at_work(&per_nilsson()), C::AnswerCall { party: vc, reply: per });
    let rows = waiting(&answered.plan, answered.settings.clocks());
    assert!(
        !rows.iter().any(|row| row.task == Task::ChaseCall && row.row == Some(vc)),
        "who answers is chased no more"
    );
}

#[test]
fn an_interpreter_is_needed_with_dialect_and_wish_and_goes_into_the_meeting() {
    let tor = at_work(&tor_hedin());
    let draft = InterpreterDraft {
        language: "arabiska".into(),
        dialect: "syrisk".into(),
        wish: Some(samsyn_domain::plan::state::InterpreterWish::Woman),
        way: Some(samsyn_domain::plan::state::InterpreterWay::OnSite),
    };
    let need = |draft| C::NeedInterpreter { need: draft };
    let tale =
        given(Family::Yusuf, Milestone::Told).when(&tor, need(Some(draft.clone()))).then(&["interpreter_needed"]);
    tale.clone().when(&tor, need(Some(draft))).refused(&[("already_so", "")]);
    tale.clone().when(&tor, need(Some(InterpreterDraft::default()))).refused(&[("empty", "language")]);
    let tale = tale.and(&tor, times(&[6]));
    let offer = offers(&tale)[0];
    let tale = tale.and(&tor, C::BookTime { offer });
    assert_eq!(tale.plan.next_meeting().unwrap().interpreter.as_ref().unwrap().as_str(), "arabiska (syrisk)");
    tale.when(&tor, need(None)).then(&["interpreter_needed"]);
}
