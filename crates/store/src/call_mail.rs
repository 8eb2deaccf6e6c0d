//! What became of the mail by which a call went out, for whoever carries the plan on: not out yet, given up, or come back.

use jiff::Timestamp;
use samsyn_domain::access::{PlanView, Subject};
use samsyn_domain::ids::{No, PlanId, UnitId};
use samsyn_domain::plan::consequences::Job;
use samsyn_domain::plan::waiting::Task;

use crate::Store;
use crate::error::{Result, StoreError};
use crate::sql::{Row, Statement, values};

/// What went wrong with the mail to a party; the worst of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum CallTrouble {
    /// The mail server has not taken it yet; it is tried again by itself.
    NotYet,
    /// It was tried so often that it is tried no more.
    GivenUp,
    /// It came back: the address does not work.
    CameBack,
}

pub(crate) const NOT_OUT: &str = "select job, body, failed_at from jobs where plan = $1 and kind = 'notify' and done_at is null and last_error is not null \
    order by job";
pub(crate) const LET_BE: &str =
    "update jobs set done_at = $2, leased_until = 0 where job = $1 and failed_at is not null and done_at is null";

/// A job by which a call goes out, and to whom.
fn call(row: &Row) -> Result<Option<Subject>> {
    let job: Job = serde_json::from_str(&row.text(1)?).map_err(|e| StoreError::unreadable("jobs.body", e))?;
    Ok(match job {
        Job::Notify { to, task: Task::AnswerCall } => Some(to),
        _ => None,
    })
}

impl Store {
    /// What went wrong with the mail to each party that takes part, for whoever carries the plan on; empty for others.
    pub async fn call_troubles(&self, view: &PlanView) -> Result<Vec<(No, CallTrouble)>> {
        if !view.place().holds() {
            return Ok(Vec::new());
        }
        let rows = self.pool.fetch(NOT_OUT, &values![view.id.0]).await?;
        let mut found = Vec::new();
        for party in view.current_parties() {
            let told = view.told_at(party.unit.unit);
            let mut worst = None;
            for row in &rows {
                if call(row)?.is_some_and(|to| told.contains(&to)) {
                    let trouble = if row.maybe_time(2)?.is_some() { CallTrouble::GivenUp } else { CallTrouble::NotYet };
                    worst = worst.max(Some(trouble));
                }
            }
            for to in told {
                if let Some(reach) = self.reach(to).await?
                    && self.bounced(&reach.mail).await?.is_some()
                {
                    worst = Some(CallTrouble::CameBack);
                }
            }
            found.extend(worst.map(|trouble| (party.no, trouble)));
        }
        Ok(found)
    }

    /// A call goes out once more: what came back is tried anew, and what was given up for it is let be.
    pub async fn call_goes_again(&self, plan: PlanId, to: &[Subject], now: Timestamp) -> Result<()> {
        for to in to {
            if let Some(reach) = self.reach(*to).await? {
                self.bounce_mended(&reach.mail).await?;
            }
        }
        let mut let_be = Vec::new();
        for row in self.pool.fetch(NOT_OUT, &values![plan.0]).await? {
            if row.maybe_time(2)?.is_some() && call(&row)?.is_some_and(|whom| to.contains(&whom)) {
                let_be.push(Statement::new(LET_BE, values![row.uuid(0)?, now]));
            }
        }
        if let_be.is_empty() {
            return Ok(());
        }
        self.writer.run(let_be).await.map(drop)
    }

    /// Whether mail to a unit's function mailbox came back since it was last put in order.
    pub async fn unit_bounced(&self, unit: UnitId) -> Result<bool> {
        match self.reach(Subject::Unit(unit)).await? {
            Some(reach) => Ok(self.bounced(&reach.mail).await?.is_some()),
            None => Ok(false),
        }
    }
}
