//! A letter is dropped for a forwarder: only what consent covers that day, once, and taken back when the meeting is no longer theirs.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::wildcard_imports, reason = "test helpers")]

mod support;

use samsyn_domain::access::WhyNot;
use samsyn_domain::families::units::*;
use samsyn_domain::families::*;
use samsyn_domain::ids::No;
use samsyn_domain::people::{FamilyMember, Standing};
use samsyn_domain::plan::Command as C;
use samsyn_domain::plan::consequences::{Job, consequences};
use samsyn_domain::plan::letters::{family_members, letters_to_take_back, narrow_letter};
use samsyn_domain::plan::state::{Attendee, CallWay, Letter};
use support::{Tale, at_home, at_work, clock, given};

/// Elin's calls are out, to a meeting that is to be.
fn called() -> Tale {
    let starts = support::day(9).at(14, 0, 0, 0);
    let (place, interpreter) = ("Strandskolan".into(), String::new());
    let moved = C::PlanMeeting { starts, minutes: 60, place, interpreter, answer_by: support::day(4) };
    given(Family::Elin, Milestone::Called).and(&at_work(&anna_ek()), moved)
}

fn bup_of(tale: &Tale) -> Attendee {
    Attendee::Party(tale.plan.parties.iter().find(|p| p.unit.unit == bup().unit).unwrap().no)
}

fn meeting(tale: &Tale) -> No {
    tale.plan.meetings.last().unwrap().no
}

fn drop_it(tale: &Tale, to: Attendee, letter: Letter) -> C {
    C::DropLetter { to, letter, meeting: meeting(tale) }
}

fn dropped(tale: Tale, to: Attendee) -> Tale {
    let command = drop_it(&tale, to, Letter::Call);
    tale.when(&clock(), command).then(&["letter_dropped"])
}

fn drops(tale: &Tale) -> Vec<(Attendee, Letter)> {
    let jobs = consequences(&tale.plan, tale.facts.last().unwrap(), &tale.settings);
    let drop = |job| if let Job::Drop { to, letter, .. } = job { Some((to, letter)) } else { None };
    jobs.into_iter().filter_map(drop).collect()
}

const PERSON: Attendee = Attendee::Family(FamilyMember::Person);

#[test]
fn each_call_makes_a_letter_to_its_unit_and_the_first_one_to_each_of_the_family() {
    let tale = called();
    let sent = tale.facts.iter().rfind(|fact| support::event_key(&fact.event) == "call_sent").unwrap();
    let jobs = consequences(&tale.plan, sent, &tale.settings);
    let family: Vec<_> = family_members(&tale.plan).collect();
    assert!(family.len() >= 2 && family.contains(&FamilyMember::Person));
    for member in family {
        let (to, letter) = (Attendee::Family(member), Letter::Call);
        assert!(jobs.contains(&Job::Drop { to, letter, meeting: meeting(&tale) }), "{member:?}");
    }
    let moved = tale.facts.iter().rfind(|fact| support::event_key(&fact.event) == "meeting_moved").unwrap();
    let jobs = consequences(&tale.plan, moved, &tale.settings);
    assert!(jobs.contains(&Job::Drop { to: bup_of(&tale), letter: Letter::Moved, meeting: meeting(&tale) }));
    let tale = dropped(tale, PERSON);
    let twice = drop_it(&tale, PERSON, Letter::Call);
    tale.clone().when(&clock(), twice).refused(&[("already_so", "")]);
    let moved = drop_it(&tale, PERSON, Letter::Moved);
    tale.when(&clock(), moved).then(&["letter_dropped"]);
}

#[test]
fn a_dropped_letter_is_told_among_what_was_given_out_to_those_who_may_know() {
    let tale = called();
    let before = tale.plan.calls_given.len();
    let to = bup_of(&tale);
    let tale = dropped(tale, to);
    let given = tale.plan.calls_given.last().unwrap();
    assert_eq!(
        (tale.plan.calls_given.len(), given.dropped, given.to.unit),
        (before + 1, Some(Letter::Call), bup().unit)
    );
    assert!(!given.kinds.is_empty() && !given.ground.is_empty());
    let again = C::SendCallAgain {
        party: tale.plan.current_parties().find(|p| p.unit.unit == bup().unit).unwrap().no,
        way: CallWay::Told,
    };
    let tale = tale.and(&at_work(&anna_ek()), again);
    assert_eq!(drops(&tale), [(to, Letter::Call)], "sent again, it is dropped again");
    let tale = dropped(tale, to);
    assert_eq!(tale.plan.letters.len(), 2);
}

#[test]
fn nothing_is_dropped_that_consent_does_not_cover_that_day() {
    let tale = called();
    let to = bup_of(&tale);
    let letter = drop_it(&tale, to, Letter::Call);
    let mother = tale.member(&sara());
    let withdraw = C::WithdrawConsent { by: mother, consents: vec![], remains: String::new() };
    let without = tale.clone().and(&at_home(&sara()), withdraw);
    assert!(narrow_letter(&without.plan, to, (without.today(), without.now)).is_err());
    let stopped = without.when(&clock(), letter.clone());
    assert!(stopped.result.is_err(), "{:?}", stopped.result);
    // Of what the unit may not read, nothing stands in its letter.
    let view = narrow_letter(&tale.plan, to, (tale.today(), tale.now)).unwrap();
    assert!(view.my_party().is_some_and(|party| Attendee::Party(party.no) == to) && !view.place().holds());
    assert!(tale.clone().when(&at_work(&anna_ek()), letter.clone()).result.is_err(), "nobody says so by hand");
    tale.when(&at_work(&omar_ali()), letter).denied(WhyNot::NotTheirPart);
}

#[test]
fn what_was_dropped_is_taken_back_once_when_the_meeting_is_not_theirs_any_more() {
    let tale = called();
    let to = bup_of(&tale);
    let tale = dropped(dropped(tale, to), PERSON);
    assert!(letters_to_take_back(&tale.plan, tale.today()).is_empty());
    let back = drop_it(&tale, to, Letter::TakenBack);
    tale.clone().when(&clock(), back.clone()).refused(&[("already_so", "")]);
    let given = tale.plan.calls_given.len();
    // The meeting will not be.
    let cancelled = tale.clone().and(&at_work(&anna_ek()), C::CancelMeeting { reason: "Sjukdom".into() });
    assert_eq!(drops(&cancelled), [(PERSON, Letter::TakenBack), (to, Letter::TakenBack)]);
    let told = cancelled.when(&clock(), back.clone()).then(&["letter_dropped"]);
    assert_eq!(told.plan.calls_given.len(), given, "it gives nothing out");
    told.when(&clock(), back.clone()).refused(&[("already_so", "")]);
    // Consent was taken back, or the unit takes part no more: the unit alone is told.
    let withdraw = C::WithdrawConsent { by: tale.member(&sara()), consents: vec![], remains: String::new() };
    let without = tale.clone().and(&at_home(&sara()), withdraw);
    assert!(
        drops(&without).contains(&(to, Letter::TakenBack)) && !drops(&without).contains(&(PERSON, Letter::TakenBack))
    );
    without.when(&clock(), back.clone()).then(&["letter_dropped"]);
    let Attendee::Party(no) = to else { unreachable!() };
    let removed = tale.and(&at_work(&anna_ek()), C::RemoveParty { no, reason: "Fel enhet".into() });
    assert_eq!(drops(&removed), [(to, Letter::TakenBack)]);
    removed.when(&clock(), back).then(&["letter_dropped"]);
}

#[test]
fn of_a_protected_person_no_letter_leaves_by_itself() {
    let tale = called();
    let to = bup_of(&tale);
    let protect = C::Protect { alias: "Sol".into(), contact: "Ring Anna Ek.".into() };
    for before in [tale.clone(), dropped(dropped(tale, to), PERSON)] {
        let hidden = before.and(&at_work(&anna_ek()), protect.clone());
        assert!(drops(&hidden).is_empty(), "{:?}", drops(&hidden));
        for whom in [to, PERSON] {
            for letter in [Letter::Call, Letter::Moved, Letter::TakenBack] {
                let stopped = hidden.clone().when(&clock(), drop_it(&hidden, whom, letter));
                assert!(stopped.result.is_err(), "{whom:?} {letter:?}");
            }
        }
        assert!(narrow_letter(&hidden.plan, to, (hidden.today(), hidden.now)).is_err(), "nobody there is named");
    }
}

#[test]
fn whoever_is_cut_off_from_the_person_gets_no_letter() {
    let tale = called();
    let father = tale.member(&johan());
    let FamilyMember::Representative(no) = father else { unreachable!() };
    let mut plan = tale.plan.clone();
    plan.representatives.iter_mut().filter(|r| r.no == no).for_each(|r| r.standing = Standing::NotAsked);
    assert!(
        family_members(&tale.plan).any(|member| member == father)
            && !family_members(&plan).any(|member| member == father)
    );
    assert!(narrow_letter(&plan, Attendee::Family(father), (tale.today(), tale.now)).is_err());
    let moment = samsyn_domain::plan::Moment { now: tale.now, today: tale.today(), settings: &tale.settings };
    let letter = C::DropLetter { to: Attendee::Family(father), letter: Letter::Moved, meeting: meeting(&tale) };
    assert!(plan.decide(&samsyn_domain::people::Who::Clock, letter, &moment).is_err());
}
