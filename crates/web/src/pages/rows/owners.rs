//! Who can answer for a measure: staff of the units that take part, and the family's side.

use samsyn_domain::access::PlanView;
use samsyn_domain::ids::No;
use samsyn_domain::people::{FamilyMember, StaffRef, Standing};
use samsyn_domain::plan::state::{Owner, Plan};

use crate::error::Error;
use crate::form::{FieldError, Form, Invalid};
use crate::me::{Me, trouble};
use crate::names;
use crate::pages::people::told_of;

/// Everybody who can be chosen, as form value, label and owner.
pub struct Owners(Vec<(String, String, Owner)>);

impl Owners {
    /// Those of this plan, the family first; `also` is the one who answers now, kept although they may have left.
    ///
    /// # Errors
    /// What a look that gave nothing amounts to.
    pub async fn of(me: &Me, view: &PlanView, also: Option<&Owner>) -> Result<Self, Error> {
        let mut owners: Vec<Owner> = family(view).map(Owner::Family).collect();
        owners.extend(staff(me, view).await?.into_iter().map(Owner::Staff));
        if let Some(also) = also
            && !owners.iter().any(|owner| value(owner) == value(also))
        {
            owners.push(also.clone());
        }
        Ok(Self(owners.into_iter().map(|owner| (value(&owner), label(view, &owner), owner)).collect()))
    }

    /// Value and label of each.
    pub fn list(&self) -> Vec<(String, String)> {
        self.0.iter().map(|(value, label, _)| (value.clone(), label.clone())).collect()
    }

    /// The one chosen in the field `owner`.
    ///
    /// # Errors
    /// [`FieldError::NotChosen`] or [`FieldError::UnknownChoice`] is noted on the form.
    pub fn read(&self, form: &mut Form) -> Result<Owner, Invalid> {
        let chosen = form.value("owner");
        if chosen.is_empty() {
            return Err(form.fail("owner", FieldError::NotChosen));
        }
        let found = self.0.iter().find(|(value, ..)| value == chosen).map(|(.., owner)| owner.clone());
        found.ok_or_else(|| form.fail("owner", FieldError::UnknownChoice))
    }
}

/// What an owner is called in a list: somebody at work by name alone where places are kept from the one who looks.
fn label(view: &PlanView, owner: &Owner) -> String {
    match owner {
        Owner::Staff(staff) if view.keeps_places() => staff.name.to_string(),
        owner => names::owner(view, owner),
    }
}

/// How an owner is written in a form.
pub fn value(owner: &Owner) -> String {
    match owner {
        Owner::Staff(staff) => format!("staff:{}", staff.staff),
        Owner::Family(member) => member_value(*member),
    }
}

/// How a member of the family's side is written in a form.
pub fn member_value(member: FamilyMember) -> String {
    match member {
        FamilyMember::Person => "person".to_owned(),
        FamilyMember::Representative(no) => format!("representative:{no}"),
        FamilyMember::Supporter(no) => format!("supporter:{no}"),
    }
}

/// The member of the family's side that a form value names.
pub fn member(value: &str) -> Option<FamilyMember> {
    let no = |text: &str| text.parse::<No>().ok();
    match value.split_once(':') {
        None => (value == "person").then_some(FamilyMember::Person),
        Some(("representative", text)) => no(text).map(FamilyMember::Representative),
        Some(("supporter", text)) => no(text).map(FamilyMember::Supporter),
        Some(_) => None,
    }
}

/// The family's side: the person, who acts for them and is not cut off, and who is beside them from private life.
pub fn family(plan: &Plan) -> impl Iterator<Item = FamilyMember> + '_ {
    let acting = plan.current_representatives().filter(|r| r.standing != Standing::NotAsked);
    std::iter::once(FamilyMember::Person)
        .chain(acting.map(|r| FamilyMember::Representative(r.no)))
        .chain(plan.current_supporters().filter(|s| s.staff.is_none()).map(|s| FamilyMember::Supporter(s.no)))
}

/// Staff of the units that take part, who work there now.
///
/// # Errors
/// When the directory does not answer.
pub async fn staff(me: &Me, view: &PlanView) -> Result<Vec<StaffRef>, Error> {
    let mut units: Vec<_> = view.current_parties().map(|party| party.unit.unit).collect();
    units.extend(view.coordinator.iter().map(|c| c.staff.unit.unit));
    units.extend(view.facilitator.iter().map(|f| f.unit.unit));
    let mut seen = std::collections::BTreeSet::new();
    let mut all = Vec::new();
    for unit in units.into_iter().filter(|unit| seen.insert(*unit)) {
        all.extend(me.app.store.staff_of_unit(unit).await.map_err(|error| trouble(&error))?);
    }
    Ok(told_of(view, all))
}

/// How many measures somebody answers for that are not finished.
pub fn open_tasks(plan: &Plan, member: FamilyMember) -> usize {
    plan.measures.iter().filter(|m| m.state.open() && m.owner == Owner::Family(member)).count()
}
