//! Ways in for families without e-identification: a visit code, and together mode on a worker's own device.

pub mod code;
pub mod codes;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod tests_unseen;
pub mod together;
pub mod unseen;

use samsyn_domain::access::PlanView;
use samsyn_domain::ids::PersonId;
use samsyn_domain::people::{FamilyMember, Standing};
use samsyn_store::Checked;

use crate::error::Error;
use crate::form::{FieldError, Form, Invalid};
use crate::language::Language;
use crate::names;
use crate::pages::consent;
use crate::parts::Choice;
use crate::text::T;

/// Those of the family who can come in on their own: whom the directory knows, and who are not cut off.
fn members(view: &PlanView) -> Vec<(FamilyMember, PersonId)> {
    let representatives = view
        .current_representatives()
        .filter(|r| r.standing != Standing::NotAsked)
        .map(|r| (FamilyMember::Representative(r.no), r.person));
    let supporters =
        view.current_supporters().filter_map(|s| s.person.map(|person| (FamilyMember::Supporter(s.no), person)));
    std::iter::once((FamilyMember::Person, view.person.person)).chain(representatives).chain(supporters).collect()
}

fn choices(view: &PlanView) -> Vec<Choice<'static>> {
    members(view).into_iter().map(|(m, _)| Choice::new(consent::key(m), names::member(view, m))).collect()
}

/// The name of a person in a plan, as the plan has it.
fn name(view: &PlanView, person: PersonId) -> String {
    let member = members(view).into_iter().find(|(_, known)| *known == person);
    member.map(|(member, _)| names::member(view, member)).unwrap_or_default()
}

/// The one who was chosen, and how the worker made sure that it is they.
fn chosen(form: &mut Form, view: &PlanView) -> Result<(PersonId, Checked), Invalid> {
    let key = form.choice::<String>("member");
    let person = key.and_then(|key| {
        let member = consent::member(&key).and_then(|m| members(view).into_iter().find(|(known, _)| *known == m));
        member.map(|(_, person)| person).ok_or_else(|| form.fail("member", FieldError::UnknownChoice))
    });
    let checked = form
        .choice::<String>("checked")
        .and_then(|key| Checked::from_key(&key).ok_or_else(|| form.fail("checked", FieldError::UnknownChoice)));
    Ok((person?, checked?))
}

fn how(language: Language, checked: Checked) -> &'static str {
    let t: T = language.text();
    match checked {
        Checked::Document => t.msg_visit_checked_document(),
        Checked::Known => t.msg_visit_checked_known(),
        Checked::VouchedFor => t.msg_visit_checked_vouched_for(),
        Checked::RungBack => t.msg_visit_checked_rung_back(),
    }
}

fn ways(language: Language) -> Vec<Choice<'static>> {
    Checked::ALL.into_iter().map(|way| Choice::new(way.key(), how(language, way))).collect()
}

/// Those who carry the plan on help others in; anybody else is told that there is nothing there.
fn helper(view: &PlanView) -> Result<(), Error> {
    if view.place().holds() && !view.stage.ended() { Ok(()) } else { Err(Error::NotFound) }
}
