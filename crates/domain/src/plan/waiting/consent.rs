//! Whose consent is asked for.

use super::{Task, Waiting, family_subject};
use crate::access::readers::Subject;
use crate::people::{FamilyMember, Standing};
use crate::plan::state::{Plan, Scope, Stage};
use crate::rules::consent_before_sharing::plan_consent;
use crate::rules::two_guardians_decide_together::who_decides;

/// Consents of which it was told that they end, and a plan that goes on without consent: those who decide are asked, and
/// whoever holds the plan together asks them.
pub(super) fn renewals(plan: &Plan, holder: Subject, rows: &mut Vec<Waiting>) {
    if matches!(plan.stage, Stage::Proposed | Stage::Assessed | Stage::InConflict) {
        return;
    }
    for consent in plan.consents.iter().filter(|c| c.open() && c.ending_told) {
        let giver = family_subject(plan, consent.by).map(|subject| (subject, Task::Consent));
        for (subject, task) in std::iter::once((holder, Task::AskConsent)).chain(giver) {
            rows.push(Waiting { subject, task, row: None, due: Some(consent.to) });
        }
    }
    if consent_lacks(plan) {
        rows.push(Waiting { subject: holder, task: Task::AskConsent, row: None, due: None });
        let asked = who_has_not_consented(plan).into_iter();
        rows.extend(asked.map(|subject| Waiting { subject, task: Task::Consent, row: None, due: None }));
    }
}

/// Whether nobody's consents to the plan are left to make it whole, whatever the day.
fn consent_lacks(plan: &Plan) -> bool {
    let live =
        |member: &FamilyMember| plan.consents.iter().any(|c| c.by == *member && c.scope == Scope::Plan && c.open());
    !who_decides(plan).iter().any(|deciders| deciders.iter().all(live))
}

pub(super) fn who_has_not_consented(plan: &Plan) -> Vec<Subject> {
    let day = plan.proposal.at.to_zoned(jiff::tz::TimeZone::UTC).date();
    if plan_consent(plan, day).is_some() {
        return Vec::new();
    }
    let answered = |member: FamilyMember| {
        plan.consents.iter().any(|c| c.by == member && c.scope == Scope::Plan && c.open())
            || match member {
                FamilyMember::Representative(no) => plan.standing(no) == Some(Standing::Refuses),
                _ => plan.person_refuses,
            }
    };
    // A child who is judged to decide alone is asked alone: no guardian is told by us.
    let alone = plan.maturity.is_some() && !plan.of_age;
    let deciders = who_decides(plan).into_iter().flatten().filter(|member| !alone || *member == FamilyMember::Person);
    deciders.filter(|member| !answered(*member)).filter_map(|member| family_subject(plan, member)).collect()
}
