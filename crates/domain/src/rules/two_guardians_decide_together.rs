//! Source: FB 6 kap. 11 § and 13 § [V]; the child's own consent by maturity: domain.md 1.4, not settled, so a setting.
//!
//! Guardians decide together. One who is unreachable or prevented is left out where the matter cannot wait; one who is
//! not asked because of protection is left out and cut off. Disagreement is a state with its own help, not a fault.

use crate::people::{FamilyMember, Mandate, Representative, Standing};
use crate::plan::state::{Plan, Scope};

/// The sets of people of whom one set, all together, may decide. No set at all means that nobody can consent yet.
pub fn who_decides(plan: &Plan) -> Vec<Vec<FamilyMember>> {
    let member = |r: &Representative| FamilyMember::Representative(r.no);
    let mut sets = Vec::new();
    if plan.of_age {
        sets.push(vec![FamilyMember::Person]);
    } else {
        if plan.maturity.is_some() {
            sets.push(vec![FamilyMember::Person]);
        }
        let guardians: Vec<_> = asked_guardians(plan).map(member).collect();
        if !guardians.is_empty() {
            sets.push(guardians);
        }
    }
    let appointed = |r: &&Representative| r.mandate != Mandate::Guardian && r.decides;
    sets.extend(plan.current_representatives().filter(appointed).map(|r| vec![member(r)]));
    sets
}

/// The guardians who take part in the decision.
pub fn asked_guardians(plan: &Plan) -> impl Iterator<Item = &Representative> {
    plan.current_representatives()
        .filter(|r| r.mandate == Mandate::Guardian && matches!(r.standing, Standing::Asked | Standing::Refuses))
}

/// What the answers so far amount to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Somebody who decides has not answered.
    Waiting,
    /// All who decide said yes.
    Yes,
    /// One guardian said yes, another no.
    Conflict,
    /// The person, or all who decide for them, said no.
    No,
}

/// What the answers to the plan amount to on that day.
pub fn outcome(plan: &Plan, day: jiff::civil::Date) -> Outcome {
    if super::consent_before_sharing::plan_consent(plan, day).is_some() {
        return Outcome::Yes;
    }
    if plan.person_refuses && (plan.of_age || plan.maturity.is_some()) {
        return Outcome::No;
    }
    if plan.of_age {
        return Outcome::Waiting;
    }
    let refuses = |r: &Representative| r.standing == Standing::Refuses;
    let consents = |r: &Representative| {
        let by = FamilyMember::Representative(r.no);
        plan.consents.iter().any(|c| c.by == by && c.scope == Scope::Plan && c.holds(day))
    };
    let guardians: Vec<&Representative> = asked_guardians(plan).collect();
    let no = guardians.iter().filter(|r| refuses(r)).count();
    if no > 0 && guardians.iter().any(|r| consents(r) && !refuses(r)) {
        Outcome::Conflict
    } else if no > 0 && no == guardians.len() {
        Outcome::No
    } else {
        Outcome::Waiting
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::families::{Family, Milestone, story};

    #[test]
    fn the_table_of_two_guardians() {
        use Standing::{Asked, NotAsked, Prevented, Refuses, Unreachable};
        let (id, facts) = story(Family::Elin, Milestone::Told, "2026-11-22T09:00:00Z".parse().unwrap()).unwrap();
        let whole = Plan::fold(id, &facts).unwrap();
        let day = jiff::civil::date(2026, 11, 22);
        for (mother_consents, father_consents, standing, expected) in [
            (true, true, Asked, Outcome::Yes),
            (true, false, Asked, Outcome::Waiting),
            (true, false, Refuses, Outcome::Conflict),
            (true, false, Unreachable, Outcome::Yes),
            (true, false, Prevented, Outcome::Yes),
            (true, false, NotAsked, Outcome::Yes),
            (false, false, Refuses, Outcome::Waiting),
            (false, false, NotAsked, Outcome::Waiting),
        ] {
            let mut plan = whole.clone();
            let (mother, father) = (plan.representatives[0].no, plan.representatives[1].no);
            plan.representatives[1].standing = standing;
            plan.consents.retain(|c| {
                mother_consents && c.by == FamilyMember::Representative(mother)
                    || father_consents && c.by == FamilyMember::Representative(father)
            });
            assert_eq!(outcome(&plan, day), expected, "{mother_consents} {father_consents} {standing:?}");
        }
        let mut plan = whole;
        plan.representatives.iter_mut().for_each(|r| r.standing = Refuses);
        assert_eq!(outcome(&plan, day), Outcome::No);
        plan.of_age = true;
        assert_eq!(who_decides(&plan), vec![vec![FamilyMember::Person]]);
    }
}
