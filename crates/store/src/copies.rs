//! An authority's own copy: the version as it was given to the unit, folded again from the story as it was that moment.

use samsyn_domain::access::view::copy_of;
use samsyn_domain::access::{Action, Deed, PlanView, may};
use samsyn_domain::ids::PlanId;
use samsyn_domain::plan::state::{Disclosure, OwnCopy, Recipient};
use samsyn_domain::plan::{Event, Fact, Plan};

use crate::Store;
use crate::access_log::Outcome;
use crate::error::StoreError;
use crate::look::{Asking, LookError};

/// A copy as it is handed over.
#[derive(Debug, Clone)]
pub struct Copy {
    /// The plan when it was given out, narrowed to what was given.
    pub view: PlanView,
    /// The giving out that it rests on.
    pub given: Disclosure,
    /// Every time that the unit took it out.
    pub taken: Vec<OwnCopy>,
}

impl Store {
    /// The copy of a version that the actor's unit has taken out ([`samsyn_domain::plan::Command::TakeCopy`]). Logged as a
    /// look of its own, with the surface it is handed over by.
    ///
    /// # Errors
    /// [`LookError::NotFound`] when it was not given to the unit, or nobody there has taken it out, or the unit may no longer
    /// know of the plan.
    pub async fn copy(&self, asking: &Asking<'_>, plan: PlanId, version: u32) -> Result<Copy, LookError> {
        let Some(kept) = self.load(plan).await? else {
            return self.denied(asking, plan, "copy", "unknown").await;
        };
        let because = match may(asking.actor, Action::Do(Deed::TakeCopy), &kept.plan, asking.moment.today) {
            Ok(because) => because,
            Err(why) => return self.denied(asking, plan, "copy", why.key()).await,
        };
        let unit = asking.actor.staff().map(|staff| staff.unit.unit);
        let mine = |copy: &&OwnCopy| Some(copy.unit.unit) == unit && copy.version == version;
        let taken: Vec<OwnCopy> = kept.plan.copies.iter().filter(mine).cloned().collect();
        let Some(first) = taken.first() else {
            return self.denied(asking, plan, "copy", "not_their_part").await;
        };
        let facts = self.facts(plan, kept.revision).await?;
        let (given, view) = as_given(plan, &facts, version, &Recipient::Unit(first.unit.clone()))?;
        let line = asking.line((self.new_id)(), Some(plan), "copy", Outcome::Allowed, because.key());
        self.log(&line).await?;
        Ok(Copy { view, given, taken })
    }
}

/// Folds the story up to the moment when the version was given to the recipient.
fn as_given(plan: PlanId, facts: &[Fact], version: u32, to: &Recipient) -> Result<(Disclosure, PlanView), StoreError> {
    let given = |fact: &Fact| matches!(&fact.event, Event::VersionDisclosed { version: of, to: whom, .. } if *of == version && whom.same(to));
    let lost = || StoreError::unreadable(format!("plan {plan}"), "a copy of what was never given out");
    let at = facts.iter().position(given).ok_or_else(lost)?;
    let then = Plan::fold(plan, &facts[..=at]).ok_or_else(lost)?;
    let disclosed = then.disclosures.last().cloned().ok_or_else(lost)?;
    let view = copy_of(&then, &disclosed).ok_or_else(lost)?;
    Ok((disclosed, view))
}
