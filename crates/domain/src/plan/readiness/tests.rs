use jiff::Timestamp;
use jiff::civil::Date;

use super::*;
use crate::access::narrow;
use crate::families::*;
use crate::people::{FamilyMember, Who};
use crate::plan::same_participant;
use crate::plan::state::{MeetingState, Plan, Preparation, Scope};

const DAY: Date = jiff::civil::date(2026, 11, 22);

fn now() -> Timestamp {
    "2026-11-22T09:00:00Z".parse().unwrap()
}

fn told(family: Family, milestone: Milestone) -> Plan {
    let (id, facts) = story(family, milestone, now()).unwrap();
    Plan::fold(id, &facts).unwrap()
}

fn all() -> Known {
    Known { questions: true, preparation: true, asks: true, ..Known::default() }
}

fn list(plan: &Plan) -> Vec<Line> {
    readiness(plan, &all(), (DAY, now()))
}

fn line(plan: &Plan, wanted: fn(&Line) -> bool) -> Line {
    list(plan).into_iter().find(wanted).unwrap()
}

type Wanted = fn(&Line) -> bool;
type Lose = fn(&mut Plan);

fn person(plan: &mut Plan) -> &mut Preparation {
    let person = Who::Family(FamilyMember::Person);
    plan.preparations.iter_mut().find(|p| same_participant(&p.of, &person)).unwrap()
}

#[test]
fn each_lack_is_named_until_it_is_mended() {
    let elin = || Plan { interpreter_said: true, ..told(Family::Elin, Milestone::Answered) };
    let calls: Wanted = |line| matches!(line, Line::Calls(_));
    let time: Wanted = |line| matches!(line, Line::Time(_));
    let asked: Wanted = |line| matches!(line, Line::Asked(_));
    let question: Wanted = |line| matches!(line, Line::Question(_));
    let supporter: Wanted = |line| matches!(line, Line::Supporter(_));
    let interpreter: Wanted = |line| matches!(line, Line::Interpreter(_));
    let takes_part: Wanted = |line| matches!(line, Line::TakesPart(_));
    let consent: Wanted = |line| matches!(line, Line::Consent(Recipient::Unit(_), _));
    let cases: [(Wanted, Lose); 13] = [
        (time, |plan| plan.meetings.last_mut().unwrap().state = MeetingState::Cancelled),
        (asked, |plan| plan.preparations.clear()),
        (question, |plan| plan.questions.clear()),
        (supporter, |plan| plan.supporters.clear()),
        (interpreter, |plan| plan.interpreter = told(Family::Yusuf, Milestone::Told).interpreter.or(Some(need()))),
        (interpreter, |plan| plan.interpreter_said = false),
        (calls, |plan| plan.parties.clear()),
        (calls, |plan| plan.parties[0].sent = None),
        (calls, |plan| plan.parties[0].called_to = Some(No(999))),
        (takes_part, |plan| person(plan).take_part = None),
        (takes_part, |plan| plan.preparations.clear()),
        (consent, |plan| plan.consents.clear()),
        (consent, |plan| plan.consents.retain(|consent| consent.scope != Scope::Plan)),
    ];
    for (at, (wanted, lose)) in cases.into_iter().enumerate() {
        let mut plan = elin();
        assert_eq!(line(&plan, wanted).state(), State::Ready, "{at}");
        lose(&mut plan);
        assert_eq!(line(&plan, wanted).state(), State::Missing, "{at}");
    }
}

fn need() -> crate::plan::state::InterpreterNeed {
    let language = crate::words::Line::fixed("arabiska");
    crate::plan::state::InterpreterNeed { language, dialect: None, wish: None, way: None }
}

#[test]
fn a_call_that_is_not_answered_waits_until_its_last_day_has_passed() {
    let mut plan = told(Family::Elin, Milestone::Answered);
    let calls = |plan: &Plan| line(plan, |line| matches!(line, Line::Calls(_)));
    assert_eq!(calls(&plan).state(), State::Ready);
    plan.parties[0].answer = crate::plan::state::CallAnswer::Waiting;
    plan.meetings.last_mut().unwrap().answer_by = DAY;
    assert_eq!(calls(&plan).state(), State::Waits);
    assert!(matches!(calls(&plan), Line::Calls(Calls { silent, .. }) if silent == [plan.parties[0].no]));
    plan.meetings.last_mut().unwrap().answer_by = DAY.yesterday().unwrap();
    assert_eq!(calls(&plan).state(), State::Missing);
}

#[test]
fn how_the_person_was_asked_is_told() {
    let mut plan = told(Family::Elin, Milestone::Answered);
    let asked = |plan: &Plan| line(plan, |line| matches!(line, Line::Asked(_)));
    assert_eq!(asked(&plan), Line::Asked(Asked::Typed));
    person(&mut plan).take_part = None;
    assert!(list(&plan).contains(&Line::TakesPart(TakesPart::Unknown { typed: true })));
    person(&mut plan).waived = true;
    assert_eq!(asked(&plan), Line::Asked(Asked::Waived));
    let greta = told(Family::Greta, Milestone::Called);
    assert!(matches!(asked(&greta), Line::Asked(Asked::Told(staff)) if staff.staff == leif_moberg().staff));
}

#[test]
fn more_than_the_person_wished_for_in_the_room_is_a_lack() {
    let mut plan = told(Family::Elin, Milestone::Answered);
    let people = |plan: &Plan| list(plan).into_iter().find(|line| matches!(line, Line::People(_)));
    let Some(Line::People(now)) = people(&plan) else { panic!("Elin wished for at most five") };
    assert_eq!(now.most, 5);
    assert_eq!(people(&plan).unwrap().state(), State::Missing, "nine adults in a room: {now:?}");
    for (most, state) in [(now.come + now.unanswered, State::Ready), (now.come - 1, State::Missing)] {
        person(&mut plan).most_people = u8::try_from(most).ok();
        assert_eq!(people(&plan).unwrap().state(), state, "{most}");
    }
    let waits = People { most: 5, come: 5, unanswered: 1 };
    assert_eq!(Line::People(waits).state(), State::Waits);
    // Whoever is on the phone is not in the room.
    let father = plan.preparations.iter_mut().find(|p| p.of == Who::Family(FamilyMember::Person)).unwrap();
    father.take_part = Some(TakePart::Remote);
    let Some(Line::People(then)) = people(&plan) else { panic!() };
    assert_eq!(then.come + 1, now.come);
    person(&mut plan).most_people = None;
    assert_eq!(people(&plan), None, "no wish, no line");
}

#[test]
fn consent_must_hold_on_the_day_of_the_meeting_for_each_who_comes() {
    let mut plan = told(Family::Elin, Milestone::Answered);
    let covers = |plan: &Plan| -> Vec<Line> {
        list(plan).into_iter().filter(|line| matches!(line, Line::Consent(..))).collect()
    };
    let parties = plan.current_parties().count();
    assert!(covers(&plan).len() > parties, "those beside the person come too");
    plan.meetings.last_mut().unwrap().starts = DAY.at(15, 0, 0, 0);
    assert!(covers(&plan).iter().any(|line| line.state() == State::Ready));
    plan.meetings.last_mut().unwrap().starts = jiff::civil::date(2027, 11, 22).at(15, 0, 0, 0);
    for line in covers(&plan) {
        assert!(matches!(line, Line::Consent(_, Covered::EndsBefore | Covered::No)), "{line:?}");
    }
    // Whoever leads from a unit that is no party hears as much as a party.
    plan.parties.clear();
    let leads = Recipient::Unit(maria_sund().unit);
    assert!(covers(&plan).iter().any(|line| matches!(line, Line::Consent(to, _) if to.same(&leads))));
}

#[test]
fn asks_are_counted_from_unwritten_to_answered() {
    let mut plan = told(Family::Jonas, Milestone::Meeting);
    let asks = |plan: &Plan, known: &Known| {
        readiness(plan, known, (DAY, now())).into_iter().find_map(|line| match line {
            Line::Asks(asks) => Some(asks),
            _ => None,
        })
    };
    let left = plan.current_asks().filter(|ask| !ask.answered).count();
    assert!(left > 0);
    plan.meetings.last_mut().unwrap().state = MeetingState::Planned;
    assert_eq!(asks(&plan, &all()), Some(Asks::Left(left)));
    for ask in &mut plan.asks {
        ask.answered = true;
    }
    assert_eq!(asks(&plan, &all()), Some(Asks::Answered(plan.current_asks().count())));
    assert_eq!(asks(&plan, &Known { asks: false, ..all() }), Some(Asks::Kept));
    let opening = plan.opening.as_mut().unwrap();
    (opening.opened, opening.at) = (false, now() + jiff::SignedDuration::from_hours(1));
    let sides = 1 + plan.current_parties().count();
    assert_eq!(asks(&plan, &all()), Some(Asks::Unwritten(sides)));
    let parties = plan.current_parties().map(|party| Addressee::Party(party.no));
    let written = std::iter::once(Addressee::Family).chain(parties).collect();
    assert_eq!(asks(&plan, &Known { written, ..all() }), Some(Asks::Opens(plan.opening.unwrap().at)));
    plan.opening = None;
    assert_eq!(asks(&plan, &all()), Some(Asks::NotYet));
}

#[test]
fn whoever_may_not_see_learns_nothing_by_the_list() {
    let whole = told(Family::Elin, Milestone::Answered);
    let maria = staff_actor(&maria_sund());
    let view = narrow(&whole, &maria, DAY, now()).unwrap();
    assert!(!view.readiness(DAY, now()).is_empty());
    let mut without = whole.clone();
    for consent in &mut without.consents {
        if let Scope::Disclosure { kinds, .. } = &mut consent.scope {
            kinds.remove(&crate::information::InfoKind::OwnWords);
        }
    }
    let see = |plan: &Plan| narrow(plan, &maria, DAY, now()).unwrap().readiness(DAY, now());
    let lines = see(&without);
    for kept in [Line::Asked(Asked::Kept), Line::Question(None), Line::TakesPart(TakesPart::Kept)] {
        assert!(lines.contains(&kept), "{kept:?} in {lines:?}");
    }
    assert!(!lines.iter().any(|line| matches!(line, Line::People(_))), "how many she wished for is hers");
    // The same list, whatever she has prepared and asked.
    let mut empty = without.clone();
    empty.preparations.clear();
    empty.questions.clear();
    assert_eq!(see(&empty), lines);
    let called = staff_actor(&omar_ali());
    assert!(narrow(&whole, &called, DAY, now()).unwrap().readiness(DAY, now()).is_empty());
}

#[test]
fn before_consent_and_after_the_end_there_is_no_list() {
    for (family, milestone, there) in [
        (Family::Elin, Milestone::Assessed, false),
        (Family::Elin, Milestone::Consented, true),
        (Family::Elin, Milestone::Called, true),
        (Family::Elin, Milestone::Draft, false),
        (Family::Tova, Milestone::Told, false),
    ] {
        assert_eq!(!list(&told(family, milestone)).is_empty(), there, "{family:?} {milestone:?}");
    }
}
