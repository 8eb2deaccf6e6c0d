//! Source: SFS 2009:981; HSL 16 kap. 4 §; SoL (2025:400) 10 kap. 9 §: 3: measures by others than Kommun and Region.
//!
//! A plan either lists such measures (by a school, another authority, the family) or says that there are none.

use crate::plan::refusal::{Refusal, Why};
use crate::plan::state::{Measure, Owner, Plan};

/// Whether somebody other than a Kommun or a Region answers for the measure.
pub fn by_others(measure: &Measure) -> bool {
    match &measure.owner {
        Owner::Staff(staff) => !staff.unit.kind.has_the_duty(),
        Owner::Family(_) => true,
    }
}

/// Tells when measures by others are neither listed nor said to be none.
pub fn lacks(plan: &Plan) -> Option<Refusal> {
    let said = plan.no_measures_by_others || plan.measures.iter().any(by_others);
    (!said).then(|| Refusal::at("others", Why::OthersNotSaid))
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
    fn measures_by_others_are_listed_or_said_to_be_none() {
        let mut plan = plan();
        assert!(plan.measures.iter().any(by_others), "the school and Elin herself");
        assert_eq!(lacks(&plan), None);
        plan.measures.retain(|m| !by_others(m));
        assert_eq!(lacks(&plan).map(|r| r.why), Some(Why::OthersNotSaid));
        plan.no_measures_by_others = true;
        assert_eq!(lacks(&plan), None);
    }
}
