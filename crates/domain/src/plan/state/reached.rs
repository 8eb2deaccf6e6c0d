//! Whether whoever answers for a measure, or is asked to, can see it at all.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::{Handed, Measure, Owner, Plan, Recipient, Successor};
use crate::people::{FamilyMember, StaffRef, UnitRef};
use crate::rules::consent_before_sharing::covers_any;

impl Plan {
    /// Whether a unit may know of the plan on that day, by taking part and by a consent.
    pub fn known_at(&self, unit: &UnitRef, day: Date) -> bool {
        let party = self.current_parties().any(|party| party.unit.unit == unit.unit);
        let proposed = self.proposal.by.staff().is_some_and(|by| by.unit.unit == unit.unit);
        (party || proposed) && covers_any(self, &Recipient::Unit(unit.clone()), day).is_some()
    }

    /// Whether whoever is asked to take something over could see it, or would by taking it.
    pub fn could_see(&self, what: Handed, to: &Successor, day: Date) -> bool {
        let holds = matches!(to, Successor::Staff(staff) if self.carries(staff));
        let mut units = self.coordinator.iter().map(|coordinator| coordinator.staff.unit.unit);
        let within = what == Handed::Holding && units.any(|unit| unit == to.unit().unit);
        holds || within || self.known_at(to.unit(), day)
    }

    /// Measures whose owners said no: another way is to be found.
    pub fn declined(&self) -> impl Iterator<Item = &Measure> {
        self.measures.iter().filter(|measure| measure.state.declined())
    }

    /// Measures that are not over whose owner no consent lets see them, whatever the day: they wait for nobody who could answer.
    pub fn unreached(&self) -> impl Iterator<Item = &Measure> {
        // A consent that is told to begin later is waited for.
        let days: BTreeSet<Date> = self.consents.iter().filter(|c| c.open()).map(|consent| consent.from).collect();
        // Few own many: each owner is judged once.
        let mut judged: Vec<(&Owner, bool)> = Vec::new();
        self.measures.iter().filter(|measure| measure.state.open()).filter(move |measure| {
            let owner = &measure.owner;
            if let Some((_, lacks)) = judged.iter().find(|(of, _)| *of == owner) {
                return *lacks;
            }
            let lacks = !self.has_a_place(owner) && !days.iter().any(|day| self.reaches(owner, *day));
            judged.push((owner, lacks));
            lacks
        })
    }

    /// Whether an owner knows of the plan on that day by a consent.
    fn reaches(&self, owner: &Owner, day: Date) -> bool {
        let supporter = |no| covers_any(self, &Recipient::Supporter(no), day).is_some();
        match owner {
            Owner::Family(FamilyMember::Supporter(no)) => supporter(*no),
            Owner::Family(_) => true,
            Owner::Staff(staff) => {
                let beside = self.current_supporters().filter(|s| s.staff == Some(staff.staff)).map(|s| s.no);
                self.known_at(&staff.unit, day) || beside.into_iter().any(supporter)
            }
        }
    }

    /// Whether an owner knows of the plan whatever is consented to, or is missed for another reason.
    fn has_a_place(&self, owner: &Owner) -> bool {
        match owner {
            Owner::Family(FamilyMember::Supporter(_)) => false,
            Owner::Family(_) => true,
            // Whoever left is another lack, told as such.
            Owner::Staff(staff) => self.left(staff).is_some() || self.carries(staff),
        }
    }

    /// Whether a member of staff carries the plan on.
    fn carries(&self, staff: &StaffRef) -> bool {
        let mut named = [self.coordinating(), self.facilitating()].into_iter().flatten();
        named.any(|holder| holder.staff == staff.staff)
            || self.coordinating().is_none() && self.proposal.to.unit == staff.unit.unit
    }
}
