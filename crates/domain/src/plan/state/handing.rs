//! Handing over: a measure, or holding the plan together, offered to somebody else; and those who have left their unit.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{Measure, Owner, Plan};
use crate::ids::{No, UnitId};
use crate::people::{StaffRef, UnitRef, Who};
use crate::words::Words;

/// What is handed over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Handed {
    /// A measure, by row number.
    Measure(No),
    /// Holding the plan together.
    Holding,
}

/// To whom it is offered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Successor {
    /// A member of staff.
    Staff(StaffRef),
    /// A unit: whoever there says yes takes over.
    Unit(UnitRef),
}

impl Successor {
    /// The unit where it goes to.
    pub fn unit(&self) -> &UnitRef {
        match self {
            Self::Staff(staff) => &staff.unit,
            Self::Unit(unit) => unit,
        }
    }

    /// Whether this member of staff may answer.
    pub fn is(&self, staff: &StaffRef) -> bool {
        match self {
            Self::Staff(named) => named.staff == staff.staff,
            Self::Unit(unit) => unit.unit == staff.unit.unit,
        }
    }
}

/// A no to an offer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NotTaken {
    /// Who said no.
    pub by: Who,
    /// Why.
    pub reason: Words,
}

/// An offer to hand over. Until it is accepted, whoever answered before still answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Handing {
    /// Row number.
    pub no: No,
    /// What is handed over.
    pub what: Handed,
    /// To whom.
    pub to: Successor,
    /// What they should know.
    pub words: Option<Words>,
    /// Who offers it.
    pub by: Who,
    /// When.
    pub at: Timestamp,
    /// The no, if it was one: kept until something else comes of it.
    pub declined: Option<NotTaken>,
}

/// Somebody who has left the unit for which they took part.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Left {
    /// Who, at that unit.
    pub staff: StaffRef,
    /// When it became known.
    pub at: Timestamp,
}

impl Plan {
    /// Offers that wait for an answer.
    pub fn open_handings(&self) -> impl Iterator<Item = &Handing> {
        self.handings.iter().filter(|handing| handing.declined.is_none())
    }

    /// The newest offer of this, answered with no or not answered.
    pub fn handing_of(&self, what: Handed) -> Option<&Handing> {
        self.handings.iter().rev().find(|handing| handing.what == what)
    }

    /// When somebody left the unit for which they took part.
    pub fn left(&self, staff: &StaffRef) -> Option<Timestamp> {
        let same = |left: &&Left| left.staff.staff == staff.staff && left.staff.unit.unit == staff.unit.unit;
        self.left.iter().find(same).map(|left| left.at)
    }

    /// Whether a member of staff answers for a measure that is not over, holds the plan together or leads its meeting.
    pub fn answers_for_something(&self, staff: &StaffRef) -> bool {
        let theirs = |known: &StaffRef| known.staff == staff.staff && known.unit.unit == staff.unit.unit;
        let owns = |m: &Measure| m.state.open() && matches!(&m.owner, Owner::Staff(owner) if theirs(owner));
        self.measures.iter().any(owns)
            || self.coordinator.as_ref().is_some_and(|c| theirs(&c.staff))
            || self.facilitator.as_ref().is_some_and(theirs)
    }

    /// The unit whose member of staff answers for a measure and has left, while something remains to be done.
    pub fn needs_new_owner(&self, measure: &Measure) -> Option<UnitId> {
        match &measure.owner {
            Owner::Staff(staff) if measure.state.open() && self.left(staff).is_some() => Some(staff.unit.unit),
            _ => None,
        }
    }

    /// Who holds the plan together and is still there to do it.
    pub fn coordinating(&self) -> Option<&StaffRef> {
        self.coordinator.as_ref().map(|c| &c.staff).filter(|staff| self.left(staff).is_none())
    }

    /// Who leads the meeting and is still there to do it.
    pub fn facilitating(&self) -> Option<&StaffRef> {
        self.facilitator.as_ref().filter(|staff| self.left(staff).is_none())
    }

    /// The unit of whoever carries the plan on.
    pub fn holding_unit(&self) -> UnitId {
        let staff = self.coordinating().or(self.facilitating());
        staff.map_or(self.proposal.to.unit, |staff| staff.unit.unit)
    }

    /// Whether holding the plan is offered to this member of staff inside the unit that holds it now.
    pub fn offered_holding(&self, staff: &StaffRef) -> bool {
        let within = self.coordinator.as_ref().map(|c| c.staff.unit.unit);
        self.open_handings().any(|h| {
            h.what == Handed::Holding
                && Some(staff.unit.unit) == within
                && h.to.unit().unit == staff.unit.unit
                && h.to.is(staff)
        })
    }
}
