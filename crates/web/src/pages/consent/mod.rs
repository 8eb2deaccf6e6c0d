//! Consent: to the plan and to sharing; a no; taking back; where a guardian stands; a child who answers alone.

pub mod conflict;
pub mod give;
pub mod maturity;
pub mod offered;
pub mod refuse;
pub mod scan;
pub mod standing;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod tests_more;
pub mod view;
pub mod withdraw;

use samsyn_domain::access::PlanView;
use samsyn_domain::people::{FamilyMember, Mandate, Standing, Who};

/// Those who may answer about consent: the person of age or mature enough, guardians, appointed ones whose mandate
/// covers it. A guardian who could not be reached is among them: they may turn up.
pub fn deciders(view: &PlanView) -> Vec<FamilyMember> {
    let alone = view.of_age || view.maturity.is_some();
    let person = alone.then_some(FamilyMember::Person);
    let others = view
        .current_representatives()
        .filter(|r| r.decides && r.standing != Standing::NotAsked && !(view.of_age && r.mandate == Mandate::Guardian));
    person.into_iter().chain(others.map(|r| FamilyMember::Representative(r.no))).collect()
}

/// As which member of the family the one who looks speaks, if they do.
pub fn myself(view: &PlanView) -> Option<FamilyMember> {
    match view.me() {
        Some(Who::Family(member)) => Some(*member),
        _ => None,
    }
}

/// A member of the family as a form's value: "person", "r3", "s4".
pub fn key(member: FamilyMember) -> String {
    match member {
        FamilyMember::Person => "person".to_owned(),
        FamilyMember::Representative(no) => format!("r{no}"),
        FamilyMember::Supporter(no) => format!("s{no}"),
    }
}

/// The member with this key.
pub fn member(key: &str) -> Option<FamilyMember> {
    match key.split_at_checked(1)? {
        _ if key == "person" => Some(FamilyMember::Person),
        ("r", no) => no.parse().ok().map(FamilyMember::Representative),
        ("s", no) => no.parse().ok().map(FamilyMember::Supporter),
        _ => None,
    }
}
