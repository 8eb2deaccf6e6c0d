//! What became of the mail and the letters by which a call went out, for whoever carries the plan on: not out yet, given up, or come back.

use jiff::Timestamp;
use samsyn_domain::access::{PlanView, Subject};
use samsyn_domain::ids::{No, PlanId, UnitId};
use samsyn_domain::people::FamilyMember;
use samsyn_domain::plan::consequences::Job;
use samsyn_domain::plan::state::Attendee;
use samsyn_domain::plan::waiting::Task;

use crate::Store;
use crate::error::{Result, StoreError};
use crate::sql::{Row, Statement, values};

/// What went wrong with the mail or the letter to a party; the worst of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum CallTrouble {
    /// The mail server has not taken it yet; it is tried again by itself.
    NotYet,
    /// The letter does not lie where the forwarder takes it yet; it is tried again by itself.
    NotDropped,
    /// It was tried so often that it is tried no more.
    GivenUp,
    /// The letter was tried so often that it is tried no more.
    DropGivenUp,
    /// It came back: the address does not work.
    CameBack,
}

pub(crate) const NOT_OUT: &str = "select job, body, failed_at from jobs where plan = $1 and kind in ('notify', 'drop') and done_at is null and last_error is not null \
    order by job";
pub(crate) const LET_BE: &str =
    "update jobs set done_at = $2, leased_until = 0 where job = $1 and failed_at is not null and done_at is null";

/// What a job brings to its addressee.
enum Brings {
    Notice(Subject),
    Letter(Attendee),
}

/// A job by which a call goes out, and to whom.
fn call(row: &Row) -> Result<Option<Brings>> {
    let job: Job = serde_json::from_str(&row.text(1)?).map_err(|e| StoreError::unreadable("jobs.body", e))?;
    Ok(match job {
        Job::Notify { to, task: Task::AnswerCall } => Some(Brings::Notice(to)),
        Job::Drop { to, .. } => Some(Brings::Letter(to)),
        _ => None,
    })
}

/// What a job that failed says: tried again by itself, or given up.
fn trouble(brings: &Brings, given_up: bool) -> CallTrouble {
    match (brings, given_up) {
        (Brings::Notice(_), false) => CallTrouble::NotYet,
        (Brings::Notice(_), true) => CallTrouble::GivenUp,
        (Brings::Letter(_), false) => CallTrouble::NotDropped,
        (Brings::Letter(_), true) => CallTrouble::DropGivenUp,
    }
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
                let theirs = call(row)?.filter(|brings| match brings {
                    Brings::Notice(to) => told.contains(to),
                    Brings::Letter(to) => *to == Attendee::Party(party.no),
                });
                if let Some(brings) = theirs {
                    worst = worst.max(Some(trouble(&brings, row.maybe_time(2)?.is_some())));
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

    /// Those of the family whose digital post does not lie where the forwarder takes it, and whether it was given up; for whoever
    /// carries the plan on, empty for others.
    pub async fn post_troubles(&self, view: &PlanView) -> Result<Vec<(FamilyMember, bool)>> {
        let mut found = std::collections::BTreeMap::new();
        if view.place().holds() {
            for row in self.pool.fetch(NOT_OUT, &values![view.id.0]).await? {
                if let Some(Brings::Letter(Attendee::Family(member))) = call(&row)? {
                    *found.entry(member).or_default() |= row.maybe_time(2)?.is_some();
                }
            }
        }
        Ok(found.into_iter().collect())
    }

    /// A call goes out once more: what came back is tried anew, and what was given up for it is let be.
    pub async fn call_goes_again(&self, plan: PlanId, (party, to): (No, &[Subject]), now: Timestamp) -> Result<()> {
        for to in to {
            if let Some(reach) = self.reach(*to).await? {
                self.bounce_mended(&reach.mail).await?;
            }
        }
        let mut let_be = Vec::new();
        for row in self.pool.fetch(NOT_OUT, &values![plan.0]).await? {
            let theirs = call(&row)?.is_some_and(|brings| match brings {
                Brings::Notice(whom) => to.contains(&whom),
                Brings::Letter(whom) => whom == Attendee::Party(party),
            });
            if theirs && row.maybe_time(2)?.is_some() {
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
