//! The room as somebody may see it: whose turn it is for all, the wishes and how the talk is shared for whoever leads.

use std::collections::BTreeSet;

use jiff::Timestamp;
use jiff::civil::Date;

use super::{Part, Room, Wish, Wished, limits, open_meeting, seats};
use crate::access::{Place, PlanView};
use crate::information::InfoKind;
use crate::people::Who;
use crate::plan::state::{Attendee, MeasureState, Owner, Plan};

/// What one of those in the room sees of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoomView {
    /// Counted up by each deed: what a page shows, and what *Next* was pressed on.
    pub revision: u64,
    /// The part.
    pub part: Part,
    /// Seconds left of it; negative when it has run over.
    pub left: i64,
    /// Whether there is a pause.
    pub paused: bool,
    /// Who speaks.
    pub speaks: Option<Attendee>,
    /// Who speaks after them in this round, in order.
    pub then: Vec<Attendee>,
    /// What the one who looks wishes.
    pub mine: Vec<Wish>,
    /// Where the one who looks sits, if they do.
    pub seat: Option<Attendee>,
    /// What only whoever leads sees.
    pub lead: Option<Lead>,
}

/// What only whoever leads sees.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lead {
    /// What is wished, the oldest first.
    pub wishes: Vec<Wished>,
    /// The family's share of the talk so far, in percent; `None` while there was too little.
    pub family_percent: Option<u8>,
    /// Whether it was checked in this part that all understand.
    pub checked: bool,
    /// Whether whoever leads also takes the notes and answers for most measures (participation.md 2.2: 4).
    pub holds_all: bool,
    /// Because of whom the shared screen shows less, and which kinds.
    pub limits: Vec<(Attendee, BTreeSet<InfoKind>)>,
}

impl RoomView {
    /// The room for the one whose view of the plan this is. `plan` is the whole plan, of which nothing but the seats is told.
    pub fn of((room, revision): (&Room, u64), plan: &Plan, view: &PlanView, (day, now): (Date, Timestamp)) -> Self {
        let order = seats(plan);
        let at = room.speaks.and_then(|who| order.iter().position(|seat| *seat == who));
        let seat = seat_of(view.place(), view.me());
        let minutes = open_meeting(plan).map_or(60, |meeting| meeting.minutes);
        let lead = view.place().holds().then(|| Lead {
            wishes: room.wishes.clone(),
            family_percent: room.family_percent(now),
            checked: room.checked.contains(&room.part),
            holds_all: one_holds_all(plan, room),
            limits: limits(plan, view, day, now),
        });
        Self {
            revision,
            part: room.part,
            left: room.left(minutes, now),
            paused: room.paused.is_some(),
            speaks: room.speaks,
            then: order.get(at.map_or(0, |at| at + 1)..).unwrap_or_default().to_vec(),
            mine: room.wishes.iter().filter(|wished| Some(wished.who) == seat).map(|wished| wished.wish).collect(),
            seat,
            lead,
        }
    }
}

/// Whether one person leads, writes down what is said and answers for more than half of what the units are to do: three
/// roles that should not be one (participation.md 2.2: 4). Measures of the family do not count.
pub fn one_holds_all(plan: &Plan, room: &Room) -> bool {
    let Some(leads) = plan.facilitator.as_ref().or(plan.coordinator.as_ref().map(|c| &c.staff)) else { return false };
    let theirs = |who: &Who| matches!(who, Who::Staff(staff) if staff.staff == leads.staff);
    let owners: Vec<_> = plan
        .measures
        .iter()
        .filter(|m| !matches!(m.state, MeasureState::Declined { .. }))
        .filter_map(|m| match &m.owner {
            Owner::Staff(staff) => Some(staff.staff),
            Owner::Family(_) => None,
        })
        .collect();
    let owned = owners.iter().filter(|staff| **staff == leads.staff).count();
    let writers = plan.notes.iter().filter(|note| note.meeting == room.meeting).map(|note| &note.by);
    let written: Vec<&Who> = writers.chain(plan.measures.iter().map(|m| &m.proposed_by)).collect();
    let wrote = written.iter().filter(|who| theirs(who)).count();
    owned >= 2 && owned * 2 > owners.len() && wrote * 2 > written.len()
}

/// Where somebody with this place and voice sits.
fn seat_of(place: &Place, me: Option<&Who>) -> Option<Attendee> {
    match me? {
        Who::Family(member) => Some(Attendee::Family(*member)),
        Who::Staff(_) => place.party.map(Attendee::Party),
        Who::Clock => None,
    }
}
