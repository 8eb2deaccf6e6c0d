//! How the plan stands before its next meeting, line by line.

use jiff::Timestamp;
use jiff::civil::Date;

use super::{Asked, Asks, Calls, Covered, Interpreter, Known, Line, People, TakesPart};
use crate::ids::StaffId;
use crate::people::{FamilyMember, Standing, Who};
use crate::plan::same_participant;
use crate::plan::state::{Addressee, CallAnswer, Party, Plan, Preparation, Recipient, Stage, TakePart};
use crate::rules::consent_before_sharing::covers_any;

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
        Line::Calls(calls(plan, day)),
        Line::Asks(asks(plan, known, now)),
        Line::Supporter(plan.current_supporters().map(|supporter| supporter.no).collect()),
        Line::Interpreter(interpreter(plan)),
        Line::TakesPart(if known.preparation { takes_part(prepared) } else { TakesPart::Kept }),
    ]
    .into_iter()
    .chain(room)
    .chain(consent)
    .chain(plan.unreached().map(|measure| Line::Unreached(measure.no, measure.number)))
    .chain(plan.declined().map(|measure| Line::Declined(measure.no, measure.number)))
    .collect()
}

fn calls(plan: &Plan, day: Date) -> Calls {
    let unsent: Vec<_> = plan.uncalled().map(|party| party.no).collect();
    let silent: Vec<_> = plan.silent().map(|party| party.no).collect();
    let answered = plan.current_parties().count() - unsent.len() - silent.len();
    let late = plan.next_meeting().is_some_and(|meeting| meeting.answer_by < day);
    Calls { unsent, silent, answered, late }
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
    let meeting = plan.next_meeting();
    let needed = plan.interpreter.is_some() || meeting.is_some_and(|meeting| meeting.interpreter.is_some());
    match meeting.is_some_and(|meeting| meeting.interpreter_booked) {
        _ if !needed && plan.interpreter_said => Interpreter::NotNeeded,
        _ if !needed => Interpreter::Unsaid,
        true => Interpreter::Booked,
        false => Interpreter::Missing,
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
    plan.current_parties().filter(move |party| !matches!(plan.reply(party), CallAnswer::Declined { .. }))
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
    let named = plan.current_parties().filter_map(|party| match plan.reply(party) {
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
    let unanswered = plan.current_parties().filter(|party| *plan.reply(party) == CallAnswer::Waiting).count();
    People { most: usize::from(most), come: family.count() + staff.len(), unanswered }
}
