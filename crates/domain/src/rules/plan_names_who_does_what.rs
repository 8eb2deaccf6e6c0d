//! Source: SFS 2009:981; HSL 16 kap. 4 §; SoL (2025:400) 10 kap. 9 §: 2: which measures each principal answers for.
//!
//! A measure of a principal always names unit and person (the type says so), so what can lack is that any principal
//! with the duty answers for a measure at all.

use crate::plan::refusal::{Refusal, Why};
use crate::plan::state::{Measure, MeasureState, Owner, Plan};

/// Tells when no principal with the duty answers for any measure.
pub fn lacks(plan: &Plan) -> Option<Refusal> {
    let any = plan.measures.iter().any(|measure| by_duty(measure) && meant(measure));
    (!any).then(|| Refusal::at("measures", Why::NoPrincipalsMeasures))
}

fn by_duty(measure: &Measure) -> bool {
    matches!(&measure.owner, Owner::Staff(staff) if staff.unit.kind.has_the_duty())
}

fn meant(measure: &Measure) -> bool {
    !matches!(measure.state, MeasureState::Declined { .. })
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
    fn the_family_alone_cannot_make_a_plan() {
        let mut plan = plan();
        assert_eq!(lacks(&plan), None);
        plan.measures.retain(|m| !by_duty(m));
        assert!(!plan.measures.is_empty());
        assert_eq!(lacks(&plan).map(|r| r.why), Some(Why::NoPrincipalsMeasures));
    }
}
