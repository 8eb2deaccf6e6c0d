//! Source: SFS 2009:981; HSL 16 kap. 4 §; SoL (2025:400) 10 kap. 9 §: 1: which measures are needed.

use crate::plan::refusal::{Refusal, Why};
use crate::plan::state::{MeasureState, Plan};

/// Tells when the plan has no measure that anybody means to do.
pub fn lacks(plan: &Plan) -> Option<Refusal> {
    let any = plan.measures.iter().any(|measure| !matches!(measure.state, MeasureState::Declined { .. }));
    (!any).then(|| Refusal::at("measures", Why::NoMeasures))
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
    fn a_measure_that_was_declined_is_none() {
        let mut plan = plan();
        assert_eq!(lacks(&plan), None);
        let reason = crate::words::Words::parse("Nej", "reason").unwrap();
        for measure in &mut plan.measures {
            measure.state = MeasureState::Declined { reason: reason.clone() };
        }
        assert_eq!(lacks(&plan).map(|r| r.why), Some(Why::NoMeasures));
        plan.measures.clear();
        assert_eq!(lacks(&plan).map(|r| r.why), Some(Why::NoMeasures));
    }
}
