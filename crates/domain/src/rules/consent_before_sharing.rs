//! Source: HSL 16 kap. 4 §; SoL (2025:400) 10 kap. 8 §; OSL 10 kap. 1 § and 12 kap. 2 §; domain.md 1.4 (in part [M]).
//!
//! Two consents: that a plan is made, and that kinds of information go to a recipient. Nothing is shared before both
//! hold; taking one back stops what would be shared from then on. What a guardian took back stays stopped when that guardian is left
//! out of the decision afterwards, until those who still decide say yes anew: leaving somebody out is no way to undo their no.

use jiff::Timestamp;
use jiff::civil::Date;

use crate::ids::No;
use crate::information::InfoKind;
use crate::people::{FamilyMember, Mandate, Representative, Standing};
use crate::plan::refusal::{Refusal, Why};
use crate::plan::state::{Consent, Plan, Recipient, Scope};
use crate::rules::two_guardians_decide_together::{Outcome, asked_guardians, outcome, who_decides};

/// The consents that together allow the plan itself on that day, or `None`.
pub fn plan_consent(plan: &Plan, day: Date) -> Option<Vec<No>> {
    agreed_by_all(plan, day, |consent| consent.scope == Scope::Plan)
}

/// The consents that together let this recipient see this kind of information on that day, or `None`.
pub fn covers(plan: &Plan, to: &Recipient, kind: InfoKind, day: Date) -> Option<Vec<No>> {
    plan_consent(plan, day)?;
    disclosed(plan, to, kind, day)
}

/// The consents to this kind going to this recipient, where the plan itself is consented to.
fn disclosed(plan: &Plan, to: &Recipient, kind: InfoKind, day: Date) -> Option<Vec<No>> {
    agreed_by_all(
        plan,
        day,
        |consent| matches!(&consent.scope, Scope::Disclosure { to: whom, kinds } if whom.same(to) && kinds.contains(&kind)),
    )
}

/// Whether any kind of information at all may go to this recipient on that day.
pub fn covers_any(plan: &Plan, to: &Recipient, day: Date) -> Option<Vec<No>> {
    plan_consent(plan, day)?;
    InfoKind::ALL.into_iter().find_map(|kind| disclosed(plan, to, kind, day))
}

/// The kinds that may go to this recipient on that day.
pub fn covered_kinds(plan: &Plan, to: &Recipient, day: Date) -> Vec<InfoKind> {
    if plan_consent(plan, day).is_none() {
        return Vec::new();
    }
    InfoKind::ALL.into_iter().filter(|kind| disclosed(plan, to, *kind, day).is_some()).collect()
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

/// When a guardian who is left out of the decision now took this back, having said no other yes to it: the latest of those moments.
fn taken_back(plan: &Plan, day: Date, about: impl Fn(&Consent) -> bool) -> Option<Timestamp> {
    let left_out =
        |r: &&Representative| r.mandate == Mandate::Guardian && asked_guardians(plan).all(|asked| asked.no != r.no);
    let latest = |r: &Representative| {
        let theirs = || plan.consents.iter().filter(|c| c.by == FamilyMember::Representative(r.no) && about(c));
        let took_back = theirs().filter_map(|c| c.withdrawn.as_ref()).map(|withdrawal| withdrawal.at).max();
        took_back.filter(|_| !theirs().any(|c| c.holds(day)))
    };
    plan.representatives.iter().filter(left_out).filter_map(latest).max()
}

/// The consents of one of the sets of people who may decide, when each of them has one that fits. A no that was said
/// after it stands against a yes, also the person's own against what somebody else said for them.
fn agreed_by_all(plan: &Plan, day: Date, about: impl Fn(&Consent) -> bool) -> Option<Vec<No>> {
    if plan.person_refuses && (plan.of_age || plan.maturity.is_some()) {
        return None;
    }
    let stopped = taken_back(plan, day, &about);
    let refuses = |member: &FamilyMember| match member {
        FamilyMember::Representative(no) => plan.standing(*no) == Some(Standing::Refuses),
        _ => plan.person_refuses,
    };
    let of = |member: &FamilyMember| {
        let guards = |no: &No| plan.representative(*no).is_some_and(|r| r.mandate == Mandate::Guardian);
        let guardian = matches!(member, FamilyMember::Representative(no) if guards(no));
        let anew = |c: &&Consent| !guardian || stopped.is_none_or(|at| c.at > at);
        let given = plan.consents.iter().filter(|c| c.by == *member && c.holds(day) && about(c)).find(anew);
        given.filter(|_| !refuses(member)).map(|c| c.no)
    };
    who_decides(plan).into_iter().find_map(|deciders| deciders.iter().map(of).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::families::{self, Family, Milestone, story, units};
    use crate::plan::state::Withdrawal;
    use crate::words::Line;

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
    fn what_a_guardian_took_back_does_not_come_back_when_they_are_left_out() {
        use Standing::{Asked, NotAsked, Prevented, Unreachable};
        let (whole, day) = told(Family::Elin);
        let school = Recipient::Unit(units::strandskolan());
        let (mother, father) = (whole.representatives[0].no, whole.representatives[1].no);
        let given = whole.consents[0].at;
        let at = |hour: i64| given + jiff::SignedDuration::from_hours(hour);
        // Who took a consent back, when (hours after it was given), and when the mother said yes anew.
        for (took_back, standing, anew, covered) in [
            (None, Asked, None, true),
            (None, NotAsked, None, true),
            (Some(father), Asked, None, false),
            (Some(father), NotAsked, None, false),
            (Some(father), Unreachable, None, false),
            (Some(father), Prevented, None, false),
            (Some(father), NotAsked, Some(1), false),
            (Some(father), NotAsked, Some(3), true),
            (Some(father), Unreachable, Some(3), true),
            (Some(mother), NotAsked, None, false),
        ] {
            for scope in [Scope::Plan, Scope::Disclosure { to: school.clone(), kinds: [InfoKind::School].into() }] {
                let mut plan = whole.clone();
                plan.representatives[1].standing = standing;
                let same = |c: &Consent| match (&c.scope, &scope) {
                    (Scope::Plan, Scope::Plan) => true,
                    (Scope::Disclosure { to, kinds }, Scope::Disclosure { .. }) => {
                        to.same(&school) && kinds.contains(&InfoKind::School)
                    }
                    _ => false,
                };
                for consent in plan.consents.iter_mut().filter(|c| same(c)) {
                    let by = |no| consent.by == FamilyMember::Representative(no);
                    if took_back.is_some_and(by) {
                        consent.withdrawn = Some(Withdrawal { at: at(2), by: consent.by, remains: None });
                    }
                    if let (Some(hour), true) = (anew, by(mother)) {
                        consent.at = at(hour);
                    }
                }
                let told = format!("{took_back:?} {standing:?} {anew:?} {scope:?}");
                assert_eq!(covers(&plan, &school, InfoKind::School, day).is_some(), covered, "{told}");
                // What nobody took back goes on as before.
                assert!(scope == Scope::Plan || plan_consent(&plan, day).is_some(), "{told}");
            }
        }
        // A yes that only took the place of another is no no.
        let mut plan = whole.clone();
        let mut old = plan.consents.iter().find(|c| c.by == FamilyMember::Representative(father)).unwrap().clone();
        old.withdrawn = Some(Withdrawal { at: at(2), by: old.by, remains: None });
        plan.consents.push(old);
        plan.representatives[1].standing = Unreachable;
        assert!(covers(&plan, &school, InfoKind::School, day).is_some());
        // Nor does it come back when their mandate has ended.
        let mut plan = whole;
        for consent in plan.consents.iter_mut().filter(|c| c.by == FamilyMember::Representative(father)) {
            consent.withdrawn = Some(Withdrawal { at: at(2), by: consent.by, remains: None });
        }
        plan.representatives[1].ended = Line::parse("The custody has ended", "reason").ok();
        assert!(plan_consent(&plan, day).is_none());
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
