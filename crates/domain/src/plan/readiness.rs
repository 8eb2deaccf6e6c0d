//! What is ready before a meeting and what is missing, for whoever leads it (participation.md 10, "Inför mötet").
//!
//! Judged on what somebody sees of a plan. What is kept from them is neither ready nor missing to them, but kept.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};

use crate::ids::{No, StaffId};
use crate::people::{FamilyMember, StaffRef, Standing, Who};
use crate::plan::same_participant;
use crate::plan::state::{Addressee, CallAnswer, Party, Plan, Preparation, Recipient, Stage, TakePart};
use crate::rules::consent_before_sharing::covers_any;

/// What the one who looks may know of beside what their plan shows.
#[derive(Clone, Debug, Default)]
pub struct Known {
    /// Whether they see the person's questions.
    pub questions: bool,
    /// Whether they may know how the person prepared.
    pub preparation: bool,
    /// Whether their plan shows all asks.
    pub asks: bool,
    /// The sides that have written what they can, cannot or ask.
    pub written: Vec<Addressee>,
    /// The questions that have an answer, also where they may not see what it says.
    pub answered: Vec<No>,
}

/// One line of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Line {
    /// When the meeting is.
    Time(Option<DateTime>),
    /// Whether the person has been asked, and how.
    Asked(Asked),
    /// How many questions the person has; `None`: kept.
    Question(Option<usize>),
    /// The asks of the parties.
    Asks(Asks),
    /// Whom the person has beside them, by row number.
    Supporter(Vec<No>),
    /// The interpreter.
    Interpreter(Interpreter),
    /// How the person takes part.
    TakesPart(TakesPart),
    /// How many come, where the person wished for at most so many in the room.
    People(People),
    /// Whether consent covers one who comes.
    Consent(Recipient, Covered),
}

/// Whether the person has been asked, and how.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Asked {
    /// They prepared by themselves.
    Typed,
    /// A member of staff wrote it down after a talk.
    Told(StaffRef),
    /// They were asked, and did not want to.
    Waived,
    /// Not yet.
    No,
    /// The one who looks may not know.
    Kept,
}

/// How far the asks have come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asks {
    /// The meeting has no time, so nothing is opened.
    NotYet,
    /// So many sides have written nothing.
    Unwritten(usize),
    /// All have written; they are opened then.
    Opens(Timestamp),
    /// So many have no answer.
    Left(usize),
    /// All of so many have an answer.
    Answered(usize),
    /// Of those that the one who looks may see none is left, but there are others.
    Kept,
}

/// Whether an interpreter is needed, and booked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Interpreter {
    /// Nobody has said that one is needed.
    NotNeeded,
    /// Needed, not booked.
    Missing,
    /// Booked.
    Booked,
}

/// How the person takes part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TakesPart {
    /// As they wish.
    How(TakePart),
    /// Nobody knows; and whether they prepare by themselves, so that nobody else writes it down.
    Unknown {
        /// Set when they prepared by themselves.
        typed: bool,
    },
    /// The one who looks may not know.
    Kept,
}

/// How many are in the room.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct People {
    /// At most so many, by the person's wish.
    pub most: usize,
    /// So many have said that they come, with the family.
    pub come: usize,
    /// So many parties have not answered.
    pub unanswered: usize,
}

/// Whether a consent covers one who comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Covered {
    /// On the day of the meeting.
    Yes,
    /// Today, and not on the day of the meeting.
    EndsBefore,
    /// Not at all.
    No,
}

/// How a line stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// Nothing is left to do.
    Ready,
    /// Others are to do something, or the clock is.
    Waits,
    /// Something is missing.
    Missing,
    /// The one who looks may not know.
    Kept,
}

impl Line {
    /// How it stands.
    pub fn state(&self) -> State {
        match self {
            Self::Time(None)
            | Self::Asked(Asked::No)
            | Self::Question(Some(0))
            | Self::Asks(Asks::Unwritten(_) | Asks::Left(_))
            | Self::Interpreter(Interpreter::Missing)
            | Self::TakesPart(TakesPart::Unknown { .. })
            | Self::Consent(_, Covered::No | Covered::EndsBefore) => State::Missing,
            Self::Supporter(who) if who.is_empty() => State::Missing,
            Self::People(people) if people.come > people.most => State::Missing,
            Self::People(people) if people.come + people.unanswered > people.most => State::Waits,
            Self::Asks(Asks::NotYet | Asks::Opens(_)) => State::Waits,
            Self::Asked(Asked::Kept)
            | Self::Question(None)
            | Self::Asks(Asks::Kept)
            | Self::TakesPart(TakesPart::Kept) => State::Kept,
            Self::Time(_)
            | Self::Asked(_)
            | Self::Question(_)
            | Self::Asks(_)
            | Self::Supporter(_)
            | Self::Interpreter(_)
            | Self::TakesPart(_)
            | Self::People(_)
            | Self::Consent(..) => State::Ready,
        }
    }
}

/// The list for the next meeting; empty while there is none to get ready for.
pub fn readiness(plan: &Plan, known: &Known, (day, now): (Date, Timestamp)) -> Vec<Line> {
    let before = matches!(plan.stage, Stage::Consented | Stage::Preparing | Stage::Called);
    let meeting = plan.next_meeting();
    if !before && (meeting.is_none() || plan.stage < Stage::Consented || plan.stage.ended()) {
        return Vec::new();
    }
    let prepared = plan.preparations.iter().find(|p| same_participant(&p.of, &Who::Family(FamilyMember::Person)));
    let most = prepared.and_then(|p| p.most_people).filter(|_| known.preparation);
    let room = most.map(|most| Line::People(in_the_room(plan, most)));
    let then = meeting.map_or(day, |meeting| meeting.starts.date().max(day));
    let consent = comes(plan).into_iter().map(|to| {
        let covered = match (covers_any(plan, &to, then), covers_any(plan, &to, day)) {
            (Some(_), _) => Covered::Yes,
            (None, Some(_)) => Covered::EndsBefore,
            (None, None) => Covered::No,
        };
        Line::Consent(to, covered)
    });
    [
        Line::Time(meeting.map(|meeting| meeting.starts)),
        Line::Asked(if known.preparation { asked(prepared) } else { Asked::Kept }),
        Line::Question(known.questions.then_some(plan.questions.len())),
        Line::Asks(asks(plan, known, now)),
        Line::Supporter(plan.current_supporters().map(|supporter| supporter.no).collect()),
        Line::Interpreter(interpreter(plan)),
        Line::TakesPart(if known.preparation { takes_part(prepared) } else { TakesPart::Kept }),
    ]
    .into_iter()
    .chain(room)
    .chain(consent)
    .collect()
}

fn asked(prepared: Option<&Preparation>) -> Asked {
    match prepared {
        None => Asked::No,
        Some(prepared) if prepared.waived => Asked::Waived,
        Some(Preparation { written_by: Some(staff), .. }) => Asked::Told(staff.clone()),
        Some(_) => Asked::Typed,
    }
}

fn takes_part(prepared: Option<&Preparation>) -> TakesPart {
    match prepared.and_then(|prepared| prepared.take_part) {
        Some(how) => TakesPart::How(how),
        None => TakesPart::Unknown { typed: prepared.is_some_and(Preparation::is_typed) },
    }
}

fn interpreter(plan: &Plan) -> Interpreter {
    let booked = plan.next_meeting().is_some_and(|meeting| meeting.interpreter.is_some());
    match (&plan.interpreter, booked) {
        (_, true) => Interpreter::Booked,
        (Some(_), false) => Interpreter::Missing,
        (None, false) => Interpreter::NotNeeded,
    }
}

fn asks(plan: &Plan, known: &Known, now: Timestamp) -> Asks {
    let Some(opening) = plan.opening.filter(|_| plan.next_meeting().is_some()) else { return Asks::NotYet };
    if plan.expectations_open(plan.expectation_round, now) {
        return match plan.current_asks().filter(|ask| !ask.answered).count() {
            0 if !known.asks => Asks::Kept,
            0 => Asks::Answered(plan.current_asks().count()),
            left => Asks::Left(left),
        };
    }
    let parties = coming_or_silent(plan).map(|party| Addressee::Party(party.no));
    match std::iter::once(Addressee::Family).chain(parties).filter(|side| !known.written.contains(side)).count() {
        0 => Asks::Opens(opening.at),
        unwritten => Asks::Unwritten(unwritten),
    }
}

/// The parties that have not said that they stay away.
fn coming_or_silent(plan: &Plan) -> impl Iterator<Item = &Party> {
    plan.current_parties().filter(|party| !matches!(party.answer, CallAnswer::Declined { .. }))
}

/// Everybody outside the family who comes, as consents name them: the parties, those beside the person, and the units of
/// those who lead the meeting and hold the plan together.
fn comes(plan: &Plan) -> Vec<Recipient> {
    let mut all: Vec<Recipient> = coming_or_silent(plan).map(|party| Recipient::Unit(party.unit.clone())).collect();
    let leads = plan.facilitator.iter().chain(plan.coordinator.iter().map(|coordinator| &coordinator.staff));
    for to in leads
        .map(|staff| Recipient::Unit(staff.unit.clone()))
        .chain(plan.current_supporters().map(|supporter| Recipient::Supporter(supporter.no)))
    {
        if !all.iter().any(|known| known.same(&to)) {
            all.push(to);
        }
    }
    all
}

/// Those who are in the room, each once: the family, those beside the person, those who were named in an answer to a call,
/// and those who lead. Whoever is on the phone, is spoken for or stays away is not in it.
fn in_the_room(plan: &Plan, most: u8) -> People {
    let there = |who: &Who| {
        let of = plan.preparations.iter().find(|p| same_participant(&p.of, who));
        let how = of.and_then(|prepared| prepared.take_part);
        !matches!(how, Some(TakePart::Remote | TakePart::Through | TakePart::Absent))
    };
    let asked = plan.current_representatives().filter(|r| r.standing != Standing::NotAsked);
    let family = std::iter::once(FamilyMember::Person)
        .chain(asked.map(|r| FamilyMember::Representative(r.no)))
        .chain(plan.current_supporters().filter(|s| s.staff.is_none()).map(|s| FamilyMember::Supporter(s.no)))
        .filter(|member| there(&Who::Family(*member)));
    let named = plan.current_parties().filter_map(|party| match &party.answer {
        CallAnswer::Coming { who, .. } => Some(who),
        _ => None,
    });
    let leads = plan.facilitator.iter().chain(plan.coordinator.iter().map(|coordinator| &coordinator.staff));
    let mut staff: Vec<StaffId> = named
        .chain(leads)
        .filter(|staff| there(&Who::Staff((*staff).clone())))
        .map(|staff| staff.staff)
        .chain(plan.current_supporters().filter_map(|supporter| supporter.staff))
        .collect();
    staff.sort_unstable();
    staff.dedup();
    let unanswered = plan.current_parties().filter(|party| party.answer == CallAnswer::Waiting).count();
    People { most: usize::from(most), come: family.count() + staff.len(), unanswered }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::access::narrow;
    use crate::families::*;
    use crate::plan::state::{MeetingState, Scope};

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
        let elin = || told(Family::Elin, Milestone::Answered);
        let time: Wanted = |line| matches!(line, Line::Time(_));
        let asked: Wanted = |line| matches!(line, Line::Asked(_));
        let question: Wanted = |line| matches!(line, Line::Question(_));
        let supporter: Wanted = |line| matches!(line, Line::Supporter(_));
        let interpreter: Wanted = |line| matches!(line, Line::Interpreter(_));
        let takes_part: Wanted = |line| matches!(line, Line::TakesPart(_));
        let consent: Wanted = |line| matches!(line, Line::Consent(Recipient::Unit(_), _));
        let cases: [(Wanted, Lose); 9] = [
            (time, |plan| plan.meetings.last_mut().unwrap().state = MeetingState::Cancelled),
            (asked, |plan| plan.preparations.clear()),
            (question, |plan| plan.questions.clear()),
            (supporter, |plan| plan.supporters.clear()),
            (interpreter, |plan| plan.interpreter = told(Family::Yusuf, Milestone::Told).interpreter.or(Some(need()))),
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
}
