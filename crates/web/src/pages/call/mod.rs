//! The call: who is to come and why, when and where; the answer of each; and how a unit answers.

pub mod answer;
pub mod remove;
#[cfg(test)]
mod tests;
pub mod write;

use samsyn_domain::people::UnitRef;

use crate::error::Error;
use crate::me::{Me, trouble};
use crate::parts::Choice;

/// All units as answers to choose among: name and principal.
///
/// # Errors
/// When the store does not answer.
pub(super) async fn units(me: &Me) -> Result<Vec<UnitRef>, Error> {
    me.app.store.unit_refs().await.map_err(|e| trouble(&e))
}

pub(super) fn choice(unit: &UnitRef) -> Choice<'static> {
    Choice::new(unit.unit.to_string(), format!("{}, {}", unit.name, unit.principal_name))
}
