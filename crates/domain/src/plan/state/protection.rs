//! What a protected identity asks of a plan: who is let in by name, and who is to be thought of anew.

use serde::{Deserialize, Serialize};

use crate::access::readers::Subject;
use crate::ids::{No, StaffId, UnitId};
use crate::people::Standing;
use crate::plan::event::Fact;
use crate::plan::state::{Owner, Party, Plan};
use crate::words::Line;

/// Somebody who took part when the identity was protected: each is kept or removed, never left to chance.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ToCheck {
    /// A unit, by row number of the party.
    Party(No),
    /// A supporter, by row number.
    Supporter(No),
    /// A representative, by row number.
    Representative(No),
}

impl Plan {
    /// The identity is protected from this fact on: an alias, no place of any meeting, and everybody who takes part to be
    /// thought of anew. Asked again it changes the alias and the safe contact alone.
    pub(crate) fn protect(&mut self, fact: &Fact, alias: &Line, contact: Option<&Line>) {
        if !self.protected {
            self.protected_by = fact.by.staff().cloned();
            self.to_check = self.all_to_check();
        }
        self.protected = true;
        self.person.name = alias.clone();
        self.safe_contact = contact.cloned();
        // A place must not stand anywhere once the identity is protected.
        for meeting in &mut self.meetings {
            meeting.place = None;
        }
        if let Some(times) = &mut self.times {
            times.place = None;
        }
    }

    /// Everybody beside the person who takes part now.
    pub(crate) fn all_to_check(&self) -> Vec<ToCheck> {
        let representatives = self.current_representatives().filter(|r| r.standing != Standing::NotAsked);
        let representatives = representatives.map(|r| ToCheck::Representative(r.no));
        let supporters = self.current_supporters().map(|s| ToCheck::Supporter(s.no));
        let parties = self.current_parties().map(|p| ToCheck::Party(p.no));
        representatives.chain(supporters).chain(parties).collect()
    }

    /// Staff of a unit who are named in the plan as persons, apart from who carries it on: who comes, who answers for a
    /// measure, who assessed, who protected the identity, and who was let in.
    pub fn named_at(&self, unit: UnitId) -> Vec<StaffId> {
        let coming = self.current_parties().filter_map(Party::sends);
        let owners = self.measures.iter().filter_map(|m| match &m.owner {
            Owner::Staff(staff) => Some(staff),
            Owner::Family(_) => None,
        });
        let assessor = self.assessment.as_ref().map(|a| &a.by);
        let named = coming.chain(owners).chain(assessor).chain(&self.protected_by).chain(&self.let_in);
        let mut staff: Vec<StaffId> = named.filter(|s| s.unit.unit == unit).map(|s| s.staff).collect();
        staff.sort_unstable();
        staff.dedup();
        staff
    }

    /// Who at a unit is told of something: the unit, or, while the identity is protected, those named there.
    pub fn told_at(&self, unit: UnitId) -> Vec<Subject> {
        if !self.protected {
            return vec![Subject::Unit(unit)];
        }
        let carries = self.coordinator.iter().map(|c| &c.staff).chain(&self.facilitator);
        let mut staff: Vec<StaffId> = carries.filter(|s| s.unit.unit == unit).map(|s| s.staff).collect();
        staff.extend(self.named_at(unit));
        staff.sort_unstable();
        staff.dedup();
        staff.into_iter().map(Subject::Staff).collect()
    }

    /// The units that take part and where nobody is named, so that nobody there can see the protected plan.
    pub fn nobody_named(&self) -> Vec<No> {
        self.current_parties().filter(|party| self.nobody_named_at(party)).map(|party| party.no).collect()
    }

    /// Whether the identity is protected and nobody at this party's unit is named.
    pub fn nobody_named_at(&self, party: &Party) -> bool {
        self.protected && self.told_at(party.unit.unit).is_empty()
    }
}
