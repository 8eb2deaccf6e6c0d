//! Source: participation.md 3.2 and domain.md 3.2, our own rule: nobody takes on a measure for another, and each
//! measure has exactly one owner who is in the plan.

use crate::ids::UnitId;
use crate::people::{FamilyMember, Standing, Who};
use crate::plan::refusal::{Refusal, Why};
use crate::plan::state::{Owner, Plan};

/// Refuses an owner who does not take part in the plan.
///
/// # Errors
/// [`Why::OwnerNotInPlan`] at the field `owner`.
pub fn takes_part(plan: &Plan, owner: &Owner) -> Result<(), Refusal> {
    let there = match owner {
        Owner::Staff(staff) => unit_takes_part(plan, staff.unit.unit),
        Owner::Family(FamilyMember::Person) => true,
        Owner::Family(FamilyMember::Representative(no)) => {
            // One who is cut off because the person needs protection from them owns nothing.
            plan.current_representatives().any(|r| r.no == *no && r.standing != Standing::NotAsked)
        }
        Owner::Family(FamilyMember::Supporter(no)) => plan.current_supporters().any(|s| s.no == *no),
    };
    if there { Ok(()) } else { Err(Refusal::at("owner", Why::OwnerNotInPlan)) }
}

/// Whether a unit takes part: as a party, or because somebody there carries the plan on.
pub fn unit_takes_part(plan: &Plan, unit: UnitId) -> bool {
    plan.current_parties().any(|party| party.unit.unit == unit)
        || plan.coordinator.as_ref().is_some_and(|c| c.staff.unit.unit == unit)
        || plan.facilitator.as_ref().is_some_and(|f| f.unit.unit == unit)
}

/// Refuses a change after which somebody who is to do something would no longer take part.
///
/// # Errors
/// [`Why::StillOwnsMeasures`].
pub fn nobody_is_left_behind(after: &Plan) -> Result<(), Refusal> {
    let open = after.measures.iter().filter(|m| m.state.open()).map(|m| &m.owner);
    let unsettled = after.disagreements.iter().filter(|d| d.settled.is_none()).map(|d| &d.owner);
    if open.chain(unsettled).all(|owner| takes_part(after, owner).is_ok()) {
        Ok(())
    } else {
        Err(Refusal::of(Why::StillOwnsMeasures))
    }
}

/// Whether this is the owner speaking.
pub fn is_owner(owner: &Owner, who: &Who) -> bool {
    match (owner, who) {
        (Owner::Staff(owner), Who::Staff(staff)) => owner.staff == staff.staff,
        (Owner::Family(owner), Who::Family(member)) => owner == member,
        _ => false,
    }
}

/// Refuses an answer by anybody but the owner.
///
/// # Errors
/// [`Why::NotYours`].
pub fn check(owner: &Owner, who: &Who) -> Result<(), Refusal> {
    if is_owner(owner, who) { Ok(()) } else { Err(Refusal::of(Why::NotYours)) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::families::{self, Family, Milestone, story};
    use crate::ids::No;

    #[test]
    fn the_table_of_owners() {
        let (id, facts) = story(Family::Elin, Milestone::Active, "2026-11-22T09:00:00Z".parse().unwrap()).unwrap();
        let plan = Plan::fold(id, &facts).unwrap();
        for (owner, there) in [
            (Owner::Staff(families::omar_ali()), true),
            (Owner::Staff(families::clara_noren()), true),
            (Owner::Staff(families::maria_sund()), true),
            (Owner::Staff(families::nils_brandt()), false),
            (Owner::Family(FamilyMember::Person), true),
            (Owner::Family(FamilyMember::Representative(No(99))), false),
            (Owner::Family(FamilyMember::Supporter(No(99))), false),
        ] {
            assert_eq!(takes_part(&plan, &owner).is_ok(), there, "{owner:?}");
        }
        assert!(nobody_is_left_behind(&plan).is_ok());
        let alone = Plan { parties: Vec::new(), ..plan };
        assert_eq!(nobody_is_left_behind(&alone).unwrap_err().why, Why::StillOwnsMeasures);
        let (mine, omar) = (Owner::Staff(families::omar_ali()), Who::Staff(families::omar_ali()));
        assert!(check(&mine, &omar).is_ok());
        assert_eq!(check(&mine, &Who::Clock).unwrap_err().why, Why::NotYours);
        assert!(check(&Owner::Family(FamilyMember::Person), &omar).is_err());
    }
}
