//! Source: HSL 16 kap. 4 §; SoL (2025:400) 10 kap. 8 §; OSL 10 kap. 1 § and 12 kap. 2 §; domain.md 1.4 (in part [M]).
//!
//! Two consents: that a plan is made, and that kinds of information go to a recipient. Nothing is shared before both
//! hold; taking one back stops what would be shared from then on.

use jiff::civil::Date;

use crate::ids::No;
use crate::information::InfoKind;
use crate::people::{FamilyMember, Standing};
use crate::plan::refusal::{Refusal, Why};
use crate::plan::state::{Consent, Plan, Recipient, Scope};
use crate::rules::two_guardians_decide_together::{Outcome, outcome, who_decides};

/// The consents that together allow the plan itself on that day, or `None`.
pub fn plan_consent(plan: &Plan, day: Date) -> Option<Vec<No>> {
    agreed_by_all(plan, |consent| consent.scope == Scope::Plan && consent.holds(day))
}

/// The consents that together let this recipient see this kind of information on that day, or `None`.
pub fn covers(plan: &Plan, to: &Recipient, kind: InfoKind, day: Date) -> Option<Vec<No>> {
    plan_consent(plan, day)?;
    agreed_by_all(plan, |consent| {
        consent.holds(day)
            && matches!(&consent.scope, Scope::Disclosure { to: whom, kinds } if whom.same(to) && kinds.contains(&kind))
    })
}

/// Whether any kind of information at all may go to this recipient on that day.
pub fn covers_any(plan: &Plan, to: &Recipient, day: Date) -> Option<Vec<No>> {
    InfoKind::ALL.into_iter().find_map(|kind| covers(plan, to, kind, day))
}

/// The kinds that may go to this recipient on that day.
pub fn covered_kinds(plan: &Plan, to: &Recipient, day: Date) -> Vec<InfoKind> {
    InfoKind::ALL.into_iter().filter(|kind| covers(plan, to, *kind, day).is_some()).collect()
}

/// Refuses to go on while the consent to the plan is not whole.
///
/// # Errors
/// [`Why::GuardiansDisagree`] when one guardian says yes and another no, else [`Why::NoConsentToPlan`].
pub fn check(plan: &Plan, day: Date) -> Result<(), Refusal> {
    match outcome(plan, day) {
        Outcome::Yes => Ok(()),
        Outcome::Conflict => Err(Refusal::of(Why::GuardiansDisagree)),
        Outcome::Waiting | Outcome::No => Err(Refusal::of(Why::NoConsentToPlan)),
    }
}

/// The consents of one of the sets of people who may decide, when each of them has one that fits. A no that was said
/// after it stands against a yes, also the person's own against what somebody else said for them.
fn agreed_by_all(plan: &Plan, fits: impl Fn(&Consent) -> bool) -> Option<Vec<No>> {
    if plan.person_refuses && (plan.of_age || plan.maturity.is_some()) {
        return None;
    }
    let refuses = |member: &FamilyMember| match member {
        FamilyMember::Representative(no) => plan.standing(*no) == Some(Standing::Refuses),
        _ => plan.person_refuses,
    };
    let of = |member: &FamilyMember| {
        let given = plan.consents.iter().find(|c| c.by == *member && fits(c));
        given.filter(|_| !refuses(member)).map(|c| c.no)
    };
    who_decides(plan).into_iter().find_map(|deciders| deciders.iter().map(of).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::families::{self, Family, Milestone, story, units};

    fn told(family: Family) -> (Plan, Date) {
        let (id, facts) = story(family, Milestone::Told, "2026-11-22T09:00:00Z".parse().unwrap()).unwrap();
        (Plan::fold(id, &facts).unwrap(), jiff::civil::date(2026, 11, 22))
    }

    #[test]
    fn the_table_of_who_gets_what() {
        let (plan, day) = told(Family::Elin);
        let gets = |unit, kind, day| covers(&plan, &Recipient::Unit(unit), kind, day).is_some();
        assert!(gets(units::strandskolan(), InfoKind::School, day));
        assert!(!gets(units::strandskolan(), InfoKind::Health, day));
        assert!(gets(units::bup(), InfoKind::Health, day));
        assert!(!gets(units::af_solvik(), InfoKind::OwnWords, day));
        assert!(!gets(units::bup(), InfoKind::Health, jiff::civil::date(2027, 11, 22)), "it has ended");
        assert!(!gets(units::bup(), InfoKind::Health, jiff::civil::date(2026, 1, 1)), "it has not begun");
        assert_eq!(check(&plan, day), Ok(()));
    }

    #[test]
    fn what_was_taken_back_is_not_covered_and_a_conflict_has_its_own_name() {
        let (plan, day) = told(Family::Jonas);
        assert!(covers_any(&plan, &Recipient::Unit(units::af_solvik()), day).is_none());
        assert!(covers_any(&plan, &Recipient::Unit(units::beroende()), day).is_some());
        let (plan, day) = told(Family::Tova);
        assert_eq!(check(&plan, day).unwrap_err().why, Why::GuardiansDisagree);
        assert!(covered_kinds(&plan, &Recipient::Unit(families::pontus_ry().unit), day).is_empty());
    }

    #[test]
    fn a_refusal_stands_against_a_yes_that_was_not_taken_back() {
        let (mut plan, day) = told(Family::Elin);
        plan.representatives[0].standing = Standing::Refuses;
        assert!(plan_consent(&plan, day).is_none());
        let (mut plan, day) = told(Family::Jonas);
        plan.person_refuses = true;
        assert!(plan_consent(&plan, day).is_none());
    }
}
