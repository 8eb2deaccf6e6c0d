//! Source: participation.md 3.2, rules 3 and 5, our own rule: a task goes on to another only when they say yes. Until then the
//! one who answered before still answers; of one who has left, whoever carries the plan on, or the manager of that unit, offers it.

use crate::people::Who;
use crate::plan::refusal::{Refusal, Why};
use crate::plan::state::{Owner, Plan};
use crate::rules::owner_answers_for_the_measure::is_owner;

/// Refuses an offer by somebody who does not answer for it, unless the one who did has left.
///
/// # Errors
/// [`Why::NotYours`].
pub fn may_offer(plan: &Plan, answers: &Owner, by: &Who) -> Result<(), Refusal> {
    let left = matches!(answers, Owner::Staff(staff) if plan.left(staff).is_some());
    if is_owner(answers, by) || left && by.staff().is_some() { Ok(()) } else { Err(Refusal::of(Why::NotYours)) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::families::{self, Family, Milestone, story};
    use crate::plan::event::{Event, Fact};
    use crate::plan::state::{Handed, MeasureState, Successor};

    fn plan() -> Plan {
        let (id, facts) = story(Family::Elin, Milestone::Active, "2026-11-22T09:00:00Z".parse().unwrap()).unwrap();
        Plan::fold(id, &facts).unwrap()
    }

    fn then(plan: Plan, by: Who, event: Event) -> Plan {
        plan.evolve(&Fact { at: "2026-11-22T10:00:00Z".parse().unwrap(), by, event })
    }

    #[test]
    fn the_owner_offers_and_another_only_for_one_who_left() {
        let plan = plan();
        let lisa = families::lisa_berg();
        let owner = Owner::Staff(lisa.clone());
        let anna = Who::Staff(families::anna_ek());
        assert!(may_offer(&plan, &owner, &Who::Staff(lisa.clone())).is_ok());
        assert_eq!(may_offer(&plan, &owner, &anna).unwrap_err().why, Why::NotYours);
        let gone = then(plan, Who::Clock, Event::OwnerLeft { staff: lisa });
        assert!(may_offer(&gone, &owner, &anna).is_ok());
        assert!(may_offer(&gone, &owner, &Who::Clock).is_err());
    }

    #[test]
    fn the_old_owner_answers_until_the_new_one_said_yes() {
        let plan = plan();
        let (lisa, ingrid) = (families::lisa_berg(), families::ingrid_palm());
        let measure = plan.measures.iter().find(|m| m.owner == Owner::Staff(lisa.clone())).unwrap().clone();
        let no = plan.next_no();
        let (what, to) = (Handed::Measure(measure.no), Successor::Staff(ingrid.clone()));
        let offered = then(plan, Who::Staff(lisa.clone()), Event::HandoverOffered { no, what, to, words: None });
        assert_eq!(offered.measure(measure.no).unwrap(), &measure, "nothing has changed for the family");
        let accepted = Event::HandoverAccepted { no, what, staff: ingrid.clone(), phone: None };
        let after = then(offered.clone(), Who::Staff(ingrid.clone()), accepted);
        let taken = after.measure(measure.no).unwrap();
        assert_eq!(taken.owner, Owner::Staff(ingrid.clone()));
        assert!(taken.state.confirmed() && after.handings.is_empty());
        let reason = crate::words::Words::parse("Jag börjar först i maj.", "reason").unwrap();
        let after = then(offered.clone(), Who::Staff(ingrid.clone()), Event::HandoverDeclined { no, what, reason });
        assert_eq!(after.measure(measure.no).unwrap(), &measure);
        assert!(after.handing_of(what).unwrap().declined.is_some() && after.open_handings().count() == 0);
        let after = then(offered, Who::Staff(lisa), Event::MeasureDone { no: measure.no });
        assert!(after.handings.is_empty(), "what is done is not handed over");
        assert!(matches!(after.measure(measure.no).unwrap().state, MeasureState::Done { .. }));
    }

    #[test]
    fn whoever_acts_again_has_not_left() {
        let lisa = families::lisa_berg();
        let gone = then(plan(), Who::Clock, Event::OwnerLeft { staff: lisa.clone() });
        assert!(gone.left(&lisa).is_some());
        let no = gone.measures.iter().find(|m| m.owner == Owner::Staff(lisa.clone())).unwrap().no;
        let back = then(gone, Who::Staff(lisa.clone()), Event::MeasureDone { no });
        assert!(back.left(&lisa).is_none());
    }
}
