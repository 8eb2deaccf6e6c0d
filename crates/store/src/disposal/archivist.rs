//! What an archivist sees and decides: for the own principal, about plans that it took part in, and about those alone.

use jiff::Timestamp;
use samsyn_domain::access::{Action, Datum, Deed, Hat, Item, may};
use samsyn_domain::disposal::Disposal;
use samsyn_domain::ids::{PlanId, PrincipalId};

use super::list::{By, DisposalRow};
use super::{DisposalError, LISTED, Receipt, plan};
use crate::Store;
use crate::access_log::Outcome;
use crate::error::StoreError;
use crate::look::{Asking, LookError};

/// What an archivist says about a plan on the list, for the own principal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DisposalSays<'a> {
    /// It is to be destroyed, as far as this principal goes.
    Approve,
    /// It is kept, for this reason.
    Hold(&'a str),
    /// It is no longer held, for this reason.
    Release(&'a str),
}

impl DisposalSays<'_> {
    /// The word in the log.
    pub fn key(self) -> &'static str {
        match self {
            Self::Approve => "disposal_approve",
            Self::Hold(_) => "disposal_hold",
            Self::Release(_) => "disposal_release",
        }
    }
}

/// What was destroyed of a principal's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DisposalDone {
    /// The plan that was.
    pub plan: PlanId,
    /// When its key was destroyed.
    pub at: Timestamp,
    /// What is left to tell of it.
    pub receipt: Receipt,
}

fn principal(asking: &Asking<'_>) -> Option<PrincipalId> {
    asking.actor.staff().map(|staff| staff.unit.principal)
}

impl Store {
    /// What is due, and what is held, of the plans that the archivist's own principal took part in. Logged as one look.
    ///
    /// # Errors
    /// [`LookError::NotFound`] for whoever is no archivist.
    pub async fn disposal_list(
        &self,
        asking: &Asking<'_>,
        clocks: &Disposal,
    ) -> std::result::Result<Vec<DisposalRow>, LookError> {
        self.on_duty(asking, Hat::Archivist, "disposal_list", None).await?;
        let own = principal(asking).ok_or(LookError::NotFound)?;
        let rows = self.due_or_held(clocks, asking.moment.today).await?;
        Ok(rows.into_iter().filter(|row| row.of(own)).map(|row| row.narrowed(own)).collect())
    }

    /// One plan on the list, or one that the archivist's principal took part in and whose time has not run out. Logged with the plan.
    ///
    /// # Errors
    /// [`LookError::NotFound`] for anybody else.
    pub async fn disposal_of(
        &self,
        asking: &Asking<'_>,
        id: PlanId,
        clocks: &Disposal,
    ) -> std::result::Result<(DisposalRow, PrincipalId), LookError> {
        let see = (Action::See(Datum::plain(Item::Disposal)), "disposal_list");
        self.disposal_for(asking, id, clocks, see).await.map(|(row, own)| (row.narrowed(own), own))
    }

    async fn disposal_for(
        &self,
        asking: &Asking<'_>,
        id: PlanId,
        clocks: &Disposal,
        (action, word): (Action<'_>, &str),
    ) -> std::result::Result<(DisposalRow, PrincipalId), LookError> {
        let kept = self.load(id).await?;
        let allowed = match &kept {
            None => Err("unknown"),
            Some(kept) => {
                may(asking.actor, action, &kept.plan, asking.moment.today).map_err(samsyn_domain::access::WhyNot::key)
            }
        };
        let row = if allowed.is_ok() { self.disposal_known(id, clocks).await? } else { None };
        let own = principal(asking).zip(row).filter(|(own, row)| row.of(*own));
        let (outcome, reason) = match (&own, allowed) {
            (Some(_), Ok(because)) => (Outcome::Allowed, because.key()),
            // An archivist of another principal.
            (None, Ok(_)) => (Outcome::Denied, "not_their_part"),
            (_, Err(why)) => (Outcome::Denied, why),
        };
        // What is decided is logged with the decision.
        if outcome == Outcome::Denied || matches!(action, Action::See(_)) {
            self.log(&asking.line((self.new_id)(), Some(id), word, outcome, reason)).await?;
        }
        own.map(|(own, row)| (row, own)).ok_or(LookError::NotFound)
    }

    /// Approve, hold or release a plan for the archivist's own principal. The decision and its line in the plan's log are one transaction.
    /// Destroyed is what every principal that took part approved, and not before the operator's [`Store::dispose`].
    ///
    /// # Errors
    /// `NotFound` for whoever may not; else what is wrong: nothing was changed then, and the log says that somebody tried.
    pub async fn say_disposal(
        &self,
        asking: &Asking<'_>,
        id: PlanId,
        clocks: &Disposal,
        says: DisposalSays<'_>,
    ) -> std::result::Result<(), DisposalError> {
        let found = self.disposal_for(asking, id, clocks, (Action::Do(Deed::Dispose), says.key())).await;
        let (row, own) = match found {
            Err(LookError::Store(error)) => return Err(error.into()),
            Err(LookError::NotFound) => return Err(DisposalError::NotFound),
            Ok(found) => found,
        };
        self.decide(&row, says, &By::Archivist(asking, own)).await
    }

    /// What was destroyed of the plans that the archivist's principal took part in, the newest first. Logged.
    ///
    /// # Errors
    /// [`LookError::NotFound`] for whoever is no archivist.
    pub async fn disposal_done(&self, asking: &Asking<'_>) -> std::result::Result<Vec<DisposalDone>, LookError> {
        self.on_duty(asking, Hat::Archivist, "disposal_receipts", None).await?;
        let own = principal(asking).ok_or(LookError::NotFound)?;
        let mut done = Vec::new();
        for row in self.pool.fetch(LISTED, &[]).await? {
            // A plan that an earlier version destroyed says of no principal that it took part: the command lists those.
            let Some(receipt) = row.maybe_text(2)?.map(|_| row.json::<Receipt>(2)).transpose()? else { continue };
            let at = row.maybe_time(3)?.ok_or_else(|| StoreError::unreadable("disposals.done_at", "missing"))?;
            if receipt.authorities.iter().any(|yes| yes.principal == own) {
                done.push(DisposalDone { plan: plan(&row)?, at, receipt });
            }
        }
        done.reverse();
        Ok(done)
    }
}
