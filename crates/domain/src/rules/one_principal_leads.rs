//! Source: SFS 2009:981; HSL 16 kap. 4 §; SoL (2025:400) 10 kap. 9 §: 4: which principal has the overall responsibility.

use crate::plan::refusal::{Refusal, Why};
use crate::plan::state::Plan;

/// Tells when no principal, or one without the duty, has the overall responsibility.
pub fn lacks(plan: &Plan) -> Option<Refusal> {
    match &plan.lead {
        None => Some(Refusal::at("lead", Why::NoLead)),
        Some(unit) if !unit.kind.has_the_duty() => Some(Refusal::at("lead", Why::LeadWithoutDuty)),
        Some(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::families::{Family, Milestone, story};

    fn plan() -> Plan {
        let (id, facts) = story(Family::Elin, Milestone::Draft, "2026-11-22T09:00:00Z".parse().unwrap()).unwrap();
        Plan::fold(id, &facts).unwrap()
    }

    #[test]
    fn the_lead_is_there_and_has_the_duty() {
        let mut plan = plan();
        assert_eq!(lacks(&plan), None);
        plan.lead = Some(crate::families::units::strandskolan());
        assert_eq!(lacks(&plan).map(|r| r.why), Some(Why::LeadWithoutDuty));
        plan.lead = None;
        assert_eq!(lacks(&plan), Some(Refusal::at("lead", Why::NoLead)));
    }
}
