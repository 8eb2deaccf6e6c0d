//! What did not go as was agreed (avvikelser): silence on a call, an absent party, a measure that was not delivered, somebody
//! who left. Pure facts of the folded story, without a word of what is written in it.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::ids::{No, StaffId, UnitId};
use crate::plan::state::{
    Attendee, CallAnswer, Measure, MeasureState, MeetingState, Owner, Plan, Stage, TakePart, swedish_day,
};

/// What deviates.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Deviates {
    /// A call was not answered by its last day, and still is not.
    CallUnanswered,
    /// A unit that had been called was not at the meeting.
    PartyAbsent,
    /// The last day of a measure has passed, and nobody has said what became of it.
    MeasureLate,
    /// The owner said that it was not done.
    MeasureMissed,
    /// The owner said no to it, and nobody else has it.
    MeasureDeclined,
    /// The one who answers for it has left the unit, and nobody has taken over.
    OwnerLeft,
}

impl Deviates {
    /// All of them, in the order of a list.
    pub const ALL: [Self; 6] = [
        Self::OwnerLeft,
        Self::MeasureLate,
        Self::MeasureDeclined,
        Self::MeasureMissed,
        Self::CallUnanswered,
        Self::PartyAbsent,
    ];

    /// Stable key, as in the store and the texts.
    pub fn key(self) -> &'static str {
        match self {
            Self::CallUnanswered => "call_unanswered",
            Self::PartyAbsent => "party_absent",
            Self::MeasureLate => "measure_late",
            Self::MeasureMissed => "measure_missed",
            Self::MeasureDeclined => "measure_declined",
            Self::OwnerLeft => "owner_left",
        }
    }

    /// The deviation with this key.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.key() == key)
    }
}

/// Something that deviates, in the list of a unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Deviation {
    /// In whose list it stands: the unit that it is about, and the unit that carries the plan on.
    pub unit: UnitId,
    /// Which unit it is about.
    pub about: UnitId,
    /// What deviates.
    pub kind: Deviates,
    /// The row of the plan, if any: a measure or a party.
    pub row: Option<No>,
    /// The measure's number, what people call it by.
    pub number: Option<u32>,
    /// Who answers or answered for it.
    pub staff: Option<StaffId>,
    /// From which day on; before that day it is none yet.
    pub since: Date,
}

/// All that deviates in a plan that goes on, each in the list of every unit that it concerns.
pub fn deviations(plan: &Plan) -> Vec<Deviation> {
    if plan.stage.ended() {
        return Vec::new();
    }
    let mut found = Vec::new();
    calls(plan, &mut found);
    meetings(plan, &mut found);
    found.extend(plan.measures.iter().filter_map(|measure| of_measure(plan, measure)));
    if let Some(coordinator) = &plan.coordinator
        && let Some(left) = plan.left(&coordinator.staff)
    {
        let unit = coordinator.staff.unit.unit;
        found.push(Deviation {
            staff: Some(coordinator.staff.staff),
            ..about(unit, Deviates::OwnerLeft, swedish_day(left))
        });
    }
    let held_by = plan.holding_unit();
    let also: Vec<Deviation> = found.iter().map(|one| Deviation { unit: held_by, ..*one }).collect();
    found.extend(also);
    found.sort_unstable();
    found.dedup();
    found
}

fn about(unit: UnitId, kind: Deviates, since: Date) -> Deviation {
    Deviation { unit, about: unit, kind, row: None, number: None, staff: None, since }
}

fn calls(plan: &Plan, found: &mut Vec<Deviation>) {
    for party in plan.current_parties().filter(|p| p.answer == CallAnswer::Waiting) {
        // On the day itself there is still time.
        if let Some(since) = party.unanswered.and_then(|last| last.tomorrow().ok()) {
            found.push(Deviation { row: Some(party.no), ..about(party.unit.unit, Deviates::CallUnanswered, since) });
        }
    }
}

fn meetings(plan: &Plan, found: &mut Vec<Deviation>) {
    for meeting in plan.meetings.iter().filter(|meeting| meeting.state == MeetingState::Ended) {
        for was in meeting.attendance.iter().filter(|was| was.how == TakePart::Absent) {
            let Attendee::Party(no) = was.who else { continue };
            let party = plan.parties.iter().find(|party| party.no == no && party.sent.is_some());
            let since = meeting.starts.date();
            found
                .extend(party.map(|p| Deviation { row: Some(no), ..about(p.unit.unit, Deviates::PartyAbsent, since) }));
        }
    }
}

fn of_measure(plan: &Plan, measure: &Measure) -> Option<Deviation> {
    let in_force = matches!(plan.stage, Stage::Agreed | Stage::Active | Stage::FollowUp | Stage::Revision);
    let Owner::Staff(owner) = &measure.owner else { return None };
    let (kind, since) = match &measure.state {
        state if state.open() && plan.left(owner).is_some() => (Deviates::OwnerLeft, swedish_day(plan.left(owner)?)),
        state if state.open() && in_force => (Deviates::MeasureLate, measure.by.tomorrow().ok()?),
        // Before the plan is agreed a no is part of writing it.
        MeasureState::Declined { .. } if in_force => {
            (Deviates::MeasureDeclined, measure.missed.map_or(measure.by, swedish_day))
        }
        MeasureState::NotDone { .. } => (Deviates::MeasureMissed, measure.missed.map_or(measure.by, swedish_day)),
        _ => return None,
    };
    let base = about(owner.unit.unit, kind, since);
    Some(Deviation { row: Some(measure.no), number: Some(measure.number), staff: Some(owner.staff), ..base })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::families::{self, Family, Milestone, story};
    use crate::people::Who;
    use crate::plan::event::{Event, Fact};
    use crate::plan::state::Attendance;
    use crate::words::Words;

    fn plan(milestone: Milestone) -> Plan {
        let (id, facts) = story(Family::Elin, milestone, "2026-11-22T09:00:00Z".parse().unwrap()).unwrap();
        Plan::fold(id, &facts).unwrap()
    }

    fn then(plan: Plan, event: Event) -> Plan {
        plan.evolve(&Fact { at: "2026-11-22T10:00:00Z".parse().unwrap(), by: Who::Clock, event })
    }

    fn kinds(plan: &Plan, unit: UnitId) -> Vec<Deviates> {
        deviations(plan).iter().filter(|d| d.about == unit && d.unit == unit).map(|d| d.kind).collect()
    }

    #[test]
    fn an_open_measure_deviates_from_the_day_after_its_last_and_stands_in_two_lists() {
        let plan = plan(Milestone::Active);
        let lisa = families::lisa_berg();
        let hers = |d: &&Deviation| d.staff == Some(lisa.staff) && d.kind == Deviates::MeasureLate;
        let found = deviations(&plan);
        let rows: Vec<&Deviation> = found.iter().filter(hers).collect();
        let measure = plan.measures.iter().find(|m| m.owner == Owner::Staff(lisa.clone())).unwrap().clone();
        let lists: Vec<UnitId> = rows.iter().map(|d| d.unit).collect();
        assert!(lists.contains(&lisa.unit.unit) && lists.contains(&families::anna_ek().unit.unit), "{rows:?}");
        assert!(rows.iter().all(|d| d.since == measure.by.tomorrow().unwrap() && d.row == Some(measure.no)));
        let done = then(plan, Event::MeasureDone { no: measure.no });
        assert!(deviations(&done).iter().filter(hers).count() == 0, "what is done deviates from nothing");
    }

    #[test]
    fn a_missed_measure_one_who_left_and_the_familys_own() {
        let whole = plan(Milestone::Active);
        let eva = families::eva_lund();
        let measure = whole.measures.iter().find(|m| m.owner == Owner::Staff(eva.clone())).unwrap();
        let (no, unit) = (measure.no, eva.unit.unit);
        let why = Words::parse("Ingen tid fanns.", "why").unwrap();
        let missed = then(whole.clone(), Event::MeasureNotDone { no, why });
        if measure.state.open() {
            assert_eq!(kinds(&missed, unit), [Deviates::MeasureMissed]);
            let left = then(whole.clone(), Event::OwnerLeft { staff: eva });
            assert_eq!(kinds(&left, unit), [Deviates::OwnerLeft]);
            let reason = Words::parse("Det ligger hos en annan enhet.", "reason").unwrap();
            let declined = then(whole.clone(), Event::MeasureDeclined { no, reason: reason.clone() });
            assert_eq!(kinds(&declined, unit), [Deviates::MeasureDeclined]);
            let since = jiff::civil::date(2026, 11, 22);
            assert!(deviations(&declined).iter().any(|d| d.kind == Deviates::MeasureDeclined && d.since == since));
            assert!(kinds(&then(declined, Event::MeasureTaken { no }), unit).contains(&Deviates::MeasureLate));
            let draft = then(plan(Milestone::Draft), Event::MeasureDeclined { no, reason });
            assert!(!kinds(&draft, unit).contains(&Deviates::MeasureDeclined), "while it is written");
        } else {
            panic!("Eva's measure is open in this story");
        }
        let family = whole.measures.iter().filter(|m| matches!(m.owner, Owner::Family(_))).map(|m| m.number);
        let family: Vec<u32> = family.collect();
        let told = |d: &Deviation| d.number.is_some_and(|number| family.contains(&number));
        assert!(!family.is_empty() && !deviations(&whole).iter().any(told), "nobody at home deviates");
    }

    #[test]
    fn silence_and_absence_are_told_of_the_unit_and_end_with_the_plan() {
        let called = plan(Milestone::Called);
        let party = called.current_parties().find(|p| p.answer == CallAnswer::Waiting).unwrap().clone();
        let by = called.next_meeting().unwrap().answer_by;
        let silent = then(called, Event::CallUnanswered { party: party.no, by });
        assert_eq!(kinds(&silent, party.unit.unit), [Deviates::CallUnanswered]);
        assert!(deviations(&silent).iter().all(|d| d.since == by.tomorrow().unwrap()));
        let meeting = plan(Milestone::Meeting);
        let (no, bup) = (meeting.next_meeting().unwrap().no, families::omar_ali().unit.unit);
        let party = meeting.current_parties().find(|p| p.unit.unit == bup).unwrap().no;
        let attendance = vec![Attendance { who: Attendee::Party(party), how: TakePart::Absent }];
        let noted = then(meeting, Event::AttendanceNoted { meeting: no, attendance });
        assert!(kinds(&noted, bup).is_empty(), "while it goes on they may still come");
        let after = then(noted, Event::MeetingEnded { no });
        assert_eq!(kinds(&after, bup), [Deviates::PartyAbsent]);
        let words = Words::parse("Klart.", "words").unwrap();
        let reason = crate::plan::state::ClosingReason::GoalReached;
        assert!(deviations(&then(after, Event::PlanClosed { reason, words })).is_empty());
    }
}
