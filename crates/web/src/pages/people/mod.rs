//! Who takes part: representatives, supporters, who leads and who holds the plan together.

pub mod end;
pub mod lead;
pub mod life;
pub mod pick;
pub mod protection;
pub mod representative;
pub mod show;
pub mod supporter;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod tests_places;

use samsyn_domain::access::PlanView;
use samsyn_domain::people::{StaffRef, UnitRef};

use crate::error::Error;
use crate::me::{Me, trouble};

/// The units that have to do with a plan: the one that assesses, those that take part, one's own. Each once.
pub fn units_near(me: &Me, view: &PlanView) -> Vec<UnitRef> {
    let parties = view.current_parties().map(|party| &party.unit);
    let mine = me.actor.staff().map(|staff| &staff.unit);
    let mut units: Vec<UnitRef> = Vec::new();
    for unit in std::iter::once(&view.proposal.to).chain(parties).chain(mine) {
        if !units.iter().any(|known| known.unit == unit.unit) {
            units.push(unit.clone());
        }
    }
    units
}

/// Those who work at the units near a plan, as far as the one who looks may be told of them.
///
/// # Errors
/// When the store does not answer.
pub async fn staff_near(me: &Me, view: &PlanView) -> Result<Vec<StaffRef>, Error> {
    let mut staff = Vec::new();
    for unit in units_near(me, view) {
        staff.extend(me.app.store.staff_of_unit(unit.unit).await.map_err(|e| trouble(&e))?);
    }
    Ok(told_of(view, staff))
}

/// Of those who work somewhere, whom the one who looks may be told of: where places are kept from them, those alone whom the plan
/// names to them already.
pub fn told_of(view: &PlanView, mut staff: Vec<StaffRef>) -> Vec<StaffRef> {
    if view.keeps_places() {
        let named = view.names_staff();
        staff.retain(|staff| named.contains(&staff.staff));
    }
    staff
}

/// As [`staff_label`], where places may be kept from the one who looks: then by name alone.
pub fn staff_label_in(view: &PlanView, staff: &StaffRef) -> String {
    if view.keeps_places() { staff.name.to_string() } else { staff_label(staff) }
}

/// A member of staff in a list: name, what they do, unit.
pub fn staff_label(staff: &StaffRef) -> String {
    match &staff.title {
        Some(title) => format!("{}, {title}, {}", staff.name, staff.unit.name),
        None => format!("{}, {}", staff.name, staff.unit.name),
    }
}
