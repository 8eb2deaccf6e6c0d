//! Who acts, and what place they have in a plan.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::access::action::{Action, Deed};
use crate::ids::{AccountId, No, PersonId, PlanId};
use crate::people::{FamilyMember, Mandate, StaffRef, Standing, Who};
use crate::plan::state::{Owner, Plan};
use crate::words::Line;

/// A duty in the installation, apart from any plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Hat {
    /// Sees figures, never a plan.
    DevelopmentLeader,
    /// Keeps units, people and settings, never a plan.
    Administrator,
    /// Reads the access log, never a plan's words.
    Auditor,
    /// Answers for a unit: sees what deviates in plans that the unit may know of, and finds a new owner for what one of
    /// the unit who left answered for. Sees no plan by it.
    Manager,
    /// Decides for an authority which plans are destroyed when their time has run out. Sees whose they are as little as what
    /// stands in them.
    Archivist,
}

/// Who an account belongs to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Identity {
    /// Somebody in private life.
    Person(PersonId),
    /// A member of staff.
    Staff(StaffRef),
    /// A clock of the installation.
    Clock,
}

/// How far a session reaches, whatever its account may. Most reach all of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Reach {
    /// All that the account may.
    #[default]
    Whole,
    /// Opened by a visit code, a paper that anybody may have found: one plan, to read and to prepare.
    Visit(PlanId),
    /// On the device of a worker who stays in the room: one plan, to read and to answer, never to consent.
    Together(PlanId),
}

impl Reach {
    /// The only plan it reaches, if it is limited.
    pub fn plan(self) -> Option<PlanId> {
        match self {
            Self::Whole => None,
            Self::Visit(plan) | Self::Together(plan) => Some(plan),
        }
    }

    /// Whether it reaches this in that plan. What it reaches must still be allowed.
    pub fn reaches(self, action: &Action<'_>, plan: PlanId) -> bool {
        if self.plan().is_some_and(|only| only != plan) {
            return false;
        }
        match (self, action) {
            (Self::Whole, _)
            | (
                _,
                Action::See(_)
                | Action::Do(
                    Deed::OwnWords
                    | Deed::Prepare(_)
                    | Deed::Expect(_)
                    | Deed::AnswerTimes(_)
                    | Deed::Evaluate
                    | Deed::Wish(_),
                ),
            )
            | (
                Self::Together(_),
                Action::Do(Deed::Judge(_) | Deed::OwnMeasure(_) | Deed::LiveWith(_) | Deed::AnswerAsk(..)),
            ) => true,
            (Self::Visit(_) | Self::Together(_), Action::Do(_)) => false,
        }
    }
}

/// Somebody who is signed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Actor {
    /// Their account.
    pub account: AccountId,
    /// Their name.
    pub name: Line,
    /// Who they are.
    pub identity: Identity,
    /// Their duties in the installation.
    pub hats: BTreeSet<Hat>,
    /// How far the session reaches.
    pub reach: Reach,
}

impl Actor {
    /// The member of staff, if it is one.
    pub fn staff(&self) -> Option<&StaffRef> {
        match &self.identity {
            Identity::Staff(staff) => Some(staff),
            _ => None,
        }
    }

    /// The private person, if it is one.
    pub fn person(&self) -> Option<PersonId> {
        match self.identity {
            Identity::Person(person) => Some(person),
            _ => None,
        }
    }

    /// Whether they wear this hat.
    pub fn wears(&self, hat: Hat) -> bool {
        self.hats.contains(&hat)
    }
}

/// What place somebody has in a plan. All false and empty: an outsider.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "one person may hold several places at once")]
pub struct Place {
    /// The one the plan is about.
    pub person: bool,
    /// A representative whose mandate holds, by row number.
    pub representative: Option<(No, Mandate)>,
    /// A representative who is cut off because the person needs protection from them.
    pub cut_off: bool,
    /// A supporter, by row number.
    pub supporter: Option<No>,
    /// Of a unit that takes part, by row number of the party.
    pub party: Option<No>,
    /// Leads the meeting.
    pub facilitator: bool,
    /// Holds the plan together.
    pub coordinator: bool,
    /// Of the unit that was asked to assess.
    pub assesses: bool,
    /// Of the unit that proposed.
    pub proposed: bool,
    /// Was offered to hold the plan together, within the unit that holds it.
    pub offered: bool,
    /// Named in the plan as a person, not only by unit; a supporter is let in as that alone.
    pub named: bool,
}

impl Place {
    /// Whether they carry the plan on: the coordinator and the facilitator; until a coordinator is named, or when that
    /// one has left, the unit that was asked to assess.
    pub fn holds(&self) -> bool {
        self.coordinator || self.facilitator || self.assesses
    }

    /// Of the family's side.
    pub fn family(&self) -> bool {
        self.person || self.representative.is_some() || self.supporter.is_some()
    }
}

/// The place an actor has in a plan.
pub fn place(actor: &Actor, plan: &Plan) -> Place {
    match &actor.identity {
        Identity::Person(person) => family_place(*person, plan),
        Identity::Staff(staff) => staff_place(staff, plan),
        Identity::Clock => Place::default(),
    }
}

fn family_place(person: PersonId, plan: &Plan) -> Place {
    let mine = plan.current_representatives().find(|r| r.person == person);
    let cut_off = mine.is_some_and(|r| r.standing == Standing::NotAsked);
    Place {
        person: plan.person.person == person,
        representative: mine.filter(|_| !cut_off).map(|r| (r.no, r.mandate)),
        cut_off,
        supporter: plan.current_supporters().find(|s| s.person == Some(person)).map(|s| s.no).filter(|_| !cut_off),
        named: true,
        ..Place::default()
    }
}

fn staff_place(staff: &StaffRef, plan: &Plan) -> Place {
    let unit = staff.unit.unit;
    let party = plan.current_parties().find(|p| p.unit.unit == unit);
    let coordinator = plan.coordinating().is_some_and(|c| c.staff == staff.staff);
    let facilitator = plan.facilitating().is_some_and(|f| f.staff == staff.staff);
    let supporter = plan.current_supporters().find(|s| s.staff == Some(staff.staff)).map(|s| s.no);
    let assessed = plan.assessment.as_ref().is_some_and(|a| a.by.staff == staff.staff);
    let comes = |p: &crate::plan::state::Party| p.sends().is_some_and(|who| who.staff == staff.staff);
    let owns = |owner: &Owner| matches!(owner, Owner::Staff(owner) if owner.staff == staff.staff);
    let named = coordinator
        || facilitator
        || plan.protected_by.as_ref().is_some_and(|by| by.staff == staff.staff)
        || plan.let_in.iter().any(|let_in| let_in.staff == staff.staff && let_in.unit.unit == unit)
        || assessed
        || party.is_some_and(comes)
        || plan.measures.iter().any(|m| owns(&m.owner));
    Place {
        party: party.map(|p| p.no),
        facilitator,
        coordinator,
        supporter,
        assesses: plan.coordinating().is_none() && plan.proposal.to.unit == unit,
        proposed: plan.proposal.by.staff().is_some_and(|by| by.unit.unit == unit),
        offered: plan.offered_holding(staff),
        named,
        ..Place::default()
    }
}

/// As whom an actor speaks in a plan; `None` for one who has no place in it.
pub fn speaks_as(actor: &Actor, plan: &Plan) -> Option<Who> {
    speaks_from(&place(actor, plan), actor)
}

/// As [`speaks_as`], from the place that [`place`] gives.
pub(super) fn speaks_from(place: &Place, actor: &Actor) -> Option<Who> {
    match &actor.identity {
        Identity::Staff(staff) => Some(Who::Staff(staff.clone())),
        Identity::Clock => Some(Who::Clock),
        Identity::Person(_) if place.person => Some(Who::Family(FamilyMember::Person)),
        Identity::Person(_) => place
            .representative
            .map(|(no, _)| FamilyMember::Representative(no))
            .or(place.supporter.map(FamilyMember::Supporter))
            .map(Who::Family),
    }
}
