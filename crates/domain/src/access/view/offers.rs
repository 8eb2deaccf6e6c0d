//! To whom somebody may offer what they answer for, also where the consents are kept from them.

use jiff::civil::Date;

use super::PlanView;
use crate::ids::UnitId;
use crate::plan::state::{Handed, Plan, Successor};
use crate::rules::owner_answers_for_the_measure::is_owner;

impl PlanView {
    /// Whether somebody could see what is handed over to them, or would by taking it.
    pub fn may_offer_to(&self, what: Handed, to: &Successor, day: Date) -> bool {
        self.known.units.contains(&to.unit().unit) || self.plan.could_see(what, to, day)
    }
}

/// The units that may know of the `whole` plan that day, for whoever has something to hand over.
pub(super) fn units(whole: &Plan, view: &PlanView, day: Date) -> Vec<UnitId> {
    let own = |owner| view.me.as_ref().is_some_and(|me| is_owner(owner, me));
    let offers = view.plan.measures.iter().any(|m| own(&m.owner) || whole.needs_new_owner(m).is_some());
    if !offers && !view.place.holds() {
        return Vec::new();
    }
    let units = whole.current_parties().map(|party| &party.unit).chain(whole.proposal.by.staff().map(|by| &by.unit));
    units.filter(|unit| whole.known_at(unit, day)).map(|unit| unit.unit).collect()
}
