//! What each can, cannot and asks of others: unseen, then open to all at the same time, then answered.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::wildcard_imports, reason = "test helpers")]

mod support;

use samsyn_domain::access::view::narrow_history;
use samsyn_domain::access::{Actor, WhyNot, narrow};
use samsyn_domain::families::units::*;
use samsyn_domain::families::*;
use samsyn_domain::ids::No;
use samsyn_domain::people::{FamilyMember, UnitRef};
use samsyn_domain::plan::Command as C;
use samsyn_domain::plan::command::{AskReply, ExpectationDraft, PreparationOf};
use samsyn_domain::plan::consequences::{Job, consequences};
use samsyn_domain::plan::state::{About, Addressee, Says};
use samsyn_domain::plan::waiting::{Task, waiting};
use support::{Tale, at_home, at_work, clock, day, given};

/// Elin's parties have answered their calls, and the meeting is nine days ahead.
fn ahead() -> Tale {
    let place = String::new();
    let starts = day(9).at(14, 0, 0, 0);
    let (minutes, interpreter, answer_by) = (60, String::new(), day(5));
    given(Family::Elin, Milestone::Answered)
        .and(&at_work(&anna_ek()), C::PlanMeeting { starts, minutes, place, interpreter, answer_by })
}

fn party(tale: &Tale, unit: &UnitRef) -> No {
    tale.plan.current_parties().find(|p| p.unit.unit == unit.unit).unwrap().no
}

fn side(tale: &Tale, unit: &UnitRef) -> Addressee {
    Addressee::Party(party(tale, unit))
}

fn can(words: &str) -> C {
    let draft = ExpectationDraft { can: words.into(), ..ExpectationDraft::default() };
    C::WriteExpectation { about: About::Whole, of: PreparationOf::Me, draft }
}

fn ask(to: Addressee, words: &str) -> C {
    C::WriteAsk { about: About::Whole, of: PreparationOf::Me, to, words: words.into() }
}

fn reply(no: No, reply: AskReply) -> C {
    C::AnswerAsk { no, of: PreparationOf::Me, reply }
}

fn sees(tale: &Tale, who: &Actor) -> (usize, usize) {
    let view = narrow(&tale.plan, who, tale.today(), tale.now).unwrap();
    (view.expectations.len(), view.asks.len())
}

#[test]
fn three_write_unseen_and_the_clock_opens_all_at_once() {
    let (lisa, omar, home, maria) =
        (at_work(&lisa_berg()), at_work(&omar_ali()), at_home(&elin()), at_work(&maria_sund()));
    let tale = ahead();
    let bup_side = side(&tale, &bup());
    let tale = tale
        .and(&lisa, can("Lugn start varje morgon."))
        .and(&omar, can("Samtal från vecka 14."))
        .and(&home, can("Jag säger till Lisa."))
        .and(&lisa, ask(bup_side, "En tid före lovet."));
    assert_eq!(sees(&tale, &lisa), (1, 1));
    assert_eq!(sees(&tale, &omar), (1, 0), "the one who is asked sees it with all others");
    assert_eq!(sees(&tale, &home), (1, 0));
    assert_eq!(sees(&tale, &maria), (0, 0), "whoever leads the meeting reads nothing before the others");
    let lines = |tale: &Tale, who: &Actor| {
        let view = narrow(&tale.plan, who, tale.today(), tale.now).unwrap();
        let lines = narrow_history(&view, who, &tale.plan, tale.facts.clone(), tale.today());
        lines.iter().filter(|line| support::event_key(&line.fact.event).ends_with("_written")).count()
    };
    assert_eq!((lines(&tale, &lisa), lines(&tale, &omar), lines(&tale, &maria)), (2, 1, 0));
    // A minute before and a minute after: judged by the clock, before any worker has recorded it.
    let at = tale.plan.opening.unwrap().at;
    assert_eq!(at.to_string(), "2026-11-30T13:00:00Z", "twenty-four hours before");
    let minute = jiff::SignedDuration::from_mins(1);
    let before = Tale { now: at - minute, ..tale.clone() };
    assert_eq!(sees(&before, &omar), (1, 0));
    let after = Tale { now: at + minute, ..tale };
    for who in [&omar, &home, &maria] {
        assert_eq!(sees(&after, who), (3, 1));
    }
    assert_eq!(sees(&after, &lisa), (2, 1), "consent lets the school read nothing of health");
    let opened = after.when(&clock(), C::OpenExpectations).then(&["expectations_opened"]);
    let no = opened.plan.asks[0].no;
    let told = consequences(&opened.plan, opened.facts.last().unwrap(), &opened.settings);
    assert!(matches!(told.as_slice(), [Job::Notify { task: Task::AnswerAsk, .. }]), "{told:?}");
    let waits = |tale: &Tale| {
        waiting(&tale.plan, tale.settings.clocks()).iter().filter(|row| row.task == Task::AnswerAsk).count()
    };
    assert_eq!(waits(&opened), 1);
    let answered =
        opened.when(&omar, reply(no, AskReply::YesIf { words: "Remissen kommer.".into() })).then(&["ask_answered"]);
    assert_eq!(waits(&answered), 0);
    assert!(!answered.plan.asks[0].left());
    let read = |who: &Actor| {
        let view = narrow(&answered.plan, who, answered.today(), answered.now).unwrap();
        (view.asks[0].answered, view.asks[0].answer.is_some())
    };
    assert_eq!((read(&maria), read(&lisa)), ((true, true), (true, false)), "the answer is the clinic's own datum");
    assert!(matches!(answered.plan.asks[0].answer.as_ref().unwrap().says, Says::YesIf { .. }));
}

#[test]
fn what_is_wrong_is_refused_at_its_place() {
    let (lisa, omar, home) = (at_work(&lisa_berg()), at_work(&omar_ali()), at_home(&elin()));
    let tale = ahead();
    let (school, psychiatry, care) = (side(&tale, &strandskolan()), side(&tale, &bup()), side(&tale, &vc_solvik()));
    let long = "å".repeat(4001);
    tale.clone().when(&lisa, ask(school, "Oss själva")).refused(&[("asked_itself", "to")]);
    tale.clone().when(&home, ask(Addressee::Family, "Mamma")).refused(&[("asked_itself", "to")]);
    tale.clone().when(&lisa, ask(care, "Undersök magen")).refused(&[("recipient_not_covered", "to")]);
    tale.clone().when(&lisa, ask(Addressee::Party(No(9999)), "Hej")).refused(&[("no_such_row", "to")]);
    tale.clone().when(&lisa, ask(psychiatry, &long)).refused(&[("too_long", "words")]);
    tale.clone().when(&lisa, ask(psychiatry, " ")).refused(&[("empty", "words")]);
    tale.clone().when(&lisa, can(&long)).refused(&[("too_long", "can")]);
    tale.clone().when(&lisa, can("")).refused(&[("empty", "can")]);
    let cannot = |draft: ExpectationDraft| C::WriteExpectation { about: About::Whole, of: PreparationOf::Me, draft };
    let unsaid = ExpectationDraft { cannot: "Behandling".into(), ..ExpectationDraft::default() };
    tale.clone().when(&lisa, cannot(unsaid.clone())).refused(&[("reason_missing", "why")]);
    let itself = ExpectationDraft { why: "Uppdraget".into(), instead: Some(school), ..unsaid };
    tale.clone().when(&lisa, cannot(itself)).refused(&[("asked_itself", "instead")]);
    let about = About::Question(No(9999));
    let gone = C::WriteExpectation { about, of: PreparationOf::Me, draft: ExpectationDraft::default() };
    tale.clone().when(&lisa, gone).refused(&[("no_such_row", "about")]);
    let tale = tale.and(&lisa, ask(psychiatry, "En tid"));
    tale.clone().when(&lisa, ask(psychiatry, "En tid")).refused(&[("already_so", "words")]);
    let no = tale.last();
    // What is not opened is not there for whom it is to.
    tale.clone().when(&omar, reply(no, AskReply::Yes)).refused(&[("no_such_row", "")]);
    tale.clone().when(&clock(), C::OpenExpectations).refused(&[("not_open_yet", "")]);
    let open = tale.later(9);
    open.clone().when(&lisa, can("Nu då?")).refused(&[("already_opened", "")]);
    open.clone().when(&lisa, C::DropAsk { no }).refused(&[("already_opened", "")]);
    open.clone().when(&lisa, reply(no, AskReply::Yes)).denied(WhyNot::NotTheirPart);
    let no_words = AskReply::No { reason: String::new(), instead: String::new() };
    open.clone().when(&omar, reply(no, no_words)).refused(&[("reason_missing", "reason"), ("empty", "instead")]);
    open.clone().when(&omar, reply(No(9999), AskReply::Yes)).refused(&[("no_such_row", "")]);
    // The worker was late: answering records the opening first.
    let open = open.when(&omar, reply(no, AskReply::Yes)).then(&["expectations_opened", "ask_answered"]);
    open.when(&omar, reply(no, AskReply::Yes)).refused(&[("already_answered", "reply")]);
}

#[test]
fn nobody_writes_over_what_another_of_the_family_typed() {
    let (anna, home, mother) = (at_work(&anna_ek()), at_home(&elin()), at_home(&sara()));
    let tale = ahead();
    let told = |words: &str| C::WriteExpectation {
        about: About::Whole,
        of: PreparationOf::Family(FamilyMember::Person),
        draft: ExpectationDraft { can: words.into(), ..ExpectationDraft::default() },
    };
    tale.clone().when(&mother, told("Hon kan gå själv.")).denied(WhyNot::NotTheirPart);
    let tale = tale.and(&anna, told("Elin kan säga till."));
    assert_eq!(tale.plan.expectations[0].after_a_talk().unwrap().staff, anna_ek().staff);
    assert_eq!(sees(&tale, &anna), (1, 0), "who wrote it down after a talk can mend it");
    assert_eq!(sees(&tale, &home), (1, 0));
    assert_eq!(sees(&tale, &mother), (0, 0), "each of the family writes for themselves");
    let tale = tale.and(&home, can("Jag kan säga till."));
    tale.clone().when(&anna, told("Elin kan mer.")).refused(&[("not_yours", "")]);
    // The mother writes a row of her own beside it.
    let tale = tale.and(&mother, can("Vi följer till grinden."));
    assert_eq!(tale.plan.expectations.len(), 2);
}

#[test]
fn the_opening_moves_with_the_meeting_until_it_has_been() {
    let (anna, lisa) = (at_work(&anna_ek()), at_work(&lisa_berg()));
    let meeting = |days: i32| C::PlanMeeting {
        starts: day(days).at(14, 0, 0, 0),
        minutes: 60,
        place: String::new(),
        interpreter: String::new(),
        answer_by: day(days.min(5)),
    };
    let tale = ahead().and(&lisa, can("Lugn start."));
    let tale = tale.when(&anna, meeting(12)).then(&["meeting_moved", "opening_set"]);
    let first = tale.clone().later(9);
    assert_eq!(sees(&first, &at_work(&omar_ali())), (0, 0), "the first time is no longer the time");
    first.clone().when(&clock(), C::OpenExpectations).refused(&[("not_open_yet", "")]);
    let open = first.later(3);
    assert_eq!(sees(&open, &at_work(&omar_ali())), (1, 0));
    // Seen is seen: moved once more, the rows stay open, and nobody changes theirs.
    let mut moved = open;
    moved.settings.expectations_open_hours = 2;
    let answer_by = day(15);
    let (starts, place) = (day(20).at(14, 0, 0, 0), String::new());
    let later = C::PlanMeeting { starts, minutes: 60, place: place.clone(), interpreter: place, answer_by };
    let moved = moved.when(&anna, later).then(&["meeting_moved", "expectations_opened"]);
    assert_eq!(sees(&moved, &at_work(&omar_ali())), (1, 0));
    moved.when(&lisa, can("Mer.")).refused(&[("already_opened", "")]);
}

#[test]
fn a_meeting_that_begins_early_opens_what_was_written() {
    let tale = ahead().and(&at_work(&lisa_berg()), can("Lugn start."));
    let tale = tale.when(&at_work(&maria_sund()), C::OpenMeeting).then(&["expectations_opened", "meeting_opened"]);
    assert_eq!(sees(&tale, &at_work(&omar_ali())), (1, 0));
    assert!(ahead().plan.opening.unwrap().at > tale.now, "it was to be later");
    assert_eq!(tale.plan.opening.unwrap().at, tale.now, "what is told is when it was");
    let nobody = ahead().when(&at_work(&maria_sund()), C::OpenMeeting).then(&["meeting_opened"]);
    let opening = nobody.plan.opening.unwrap();
    assert!(opening.opened && opening.at == nobody.now, "where nobody had written it is over too");
    // A meeting that begins after the time changes nothing of it.
    let told = ahead().plan.opening.unwrap().at;
    let late = ahead().and(&at_work(&lisa_berg()), can("Lugn start.")).later(9).and(&clock(), C::OpenExpectations);
    let late = late.and(&at_work(&maria_sund()), C::OpenMeeting);
    assert_eq!(late.plan.opening.unwrap().at, told);
}

#[test]
fn the_next_meeting_begins_a_round_of_its_own() {
    let (anna, lisa, omar) = (at_work(&anna_ek()), at_work(&lisa_berg()), at_work(&omar_ali()));
    let tale = given(Family::Elin, Milestone::Active);
    let rows = tale.plan.expectations.len();
    assert!(rows > 3);
    tale.clone().when(&lisa, can("Mer.")).refused(&[("no_meeting", "")]);
    let (starts, place) = (day(9).at(14, 0, 0, 0), String::new());
    let next = C::PlanMeeting { starts, minutes: 60, place: place.clone(), interpreter: place, answer_by: day(5) };
    let before = (sees(&tale, &omar).0, sees(&tale, &lisa).0);
    let tale = tale.and(&anna, next).and(&lisa, can("En lugn start även efter lovet."));
    assert_eq!(tale.plan.expectations.len(), rows + 1);
    assert_eq!((sees(&tale, &omar).0, sees(&tale, &lisa).0), (before.0, before.1 + 1), "the new row alone is unseen");
}

#[test]
fn withdrawn_consent_takes_rows_and_answers_from_whom_it_covered() {
    let tale = given(Family::Elin, Milestone::Meeting);
    let omar = at_work(&omar_ali());
    assert!(sees(&tale, &omar).0 > 3);
    let by = tale.member(&sara());
    let consents = tale
        .plan
        .consents
        .iter()
        .filter(|c| {
            c.by == by
                && matches!(&c.scope, samsyn_domain::plan::state::Scope::Disclosure { to, .. }
            if to.same(&samsyn_domain::plan::state::Recipient::Unit(strandskolan())))
        })
        .map(|c| c.no)
        .collect();
    let tale = tale.and(&at_home(&sara()), C::WithdrawConsent { by, consents, remains: String::new() });
    assert!(sees(&tale, &omar).0 > 3, "the other unit reads on");
    assert!(narrow(&tale.plan, &at_work(&ingrid_palm()), tale.today(), tale.now).is_err());
}
