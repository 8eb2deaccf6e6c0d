//! The plan's row: the folded story, and what lists need of it.

use jiff::Timestamp;
use samsyn_domain::ids::PlanId;
use samsyn_domain::plan::Plan;
use std::sync::Arc;

use crate::Store;
use crate::bulk::Table;
use crate::cache::Kept;
use crate::db::Pool;
use crate::error::{Result, StoreError};
use crate::keys::cipher::Cipher;
use crate::keys::sealed_columns;
use crate::sql::{Value, values};

/// Written in the clear, as JSON or text: what versions before the keys wrote. [`cipher::SEALED`](crate::keys::cipher::SEALED)
/// is the other codec.
pub(crate) const CLEAR: i64 = 0;

/// The state is written again when the story has grown past the next multiple of this: at most so many events are folded
/// when a plan is read that is not in memory.
const STATE_EVERY: u64 = 16;

pub(crate) const LOAD: &str =
    "select revision, codec, coalesce(state_revision, revision), state from plans where plan = $1";
pub(crate) const REVISION: &str = "select revision from plans where plan = $1";

/// Whether an act that takes a plan from one revision to another writes its state.
pub(crate) fn state_is_due(before: Option<u64>, after: u64) -> bool {
    before.is_none_or(|before| before / STATE_EVERY != after / STATE_EVERY)
}

/// The row of a plan, its label and state encrypted; without the state when that is not due.
pub(crate) fn row(plan: &Plan, at: Timestamp, cipher: &Cipher, with_state: bool) -> Result<(Table, Vec<Value>)> {
    let (codec, key) = sealed_columns(cipher);
    let (mut state, mut state_revision) = (Vec::new(), None);
    if with_state {
        let json = serde_json::to_vec(plan).map_err(|e| StoreError::unreadable(format!("plan {}", plan.id), e))?;
        state = hide_state(cipher, revision(plan.revision), &json)?;
        state_revision = Some(revision(plan.revision));
    }
    let row = values![
        plan.id.0,
        revision(plan.revision),
        plan.stage.key(),
        next_meeting(plan),
        hide_label(cipher, plan.person.name.as_str().as_bytes())?,
        state,
        state_revision,
        codec,
        key,
        plan.proposal.at,
        at,
    ];
    Ok((Table::Plans, row.into()))
}

/// When the coming meeting begins, as the row holds it.
pub(crate) fn next_meeting(plan: &Plan) -> Option<String> {
    plan.next_meeting().map(|meeting| meeting.starts.to_string())
}

pub(crate) fn hide_label(cipher: &Cipher, label: &[u8]) -> Result<Vec<u8>> {
    cipher.hide("plans", "label", "text", label)
}

/// The state is bound to its revision, so that an older one cannot be put back unseen.
pub(crate) fn hide_state(cipher: &Cipher, revision: i64, state: &[u8]) -> Result<Vec<u8>> {
    cipher.hide("plans", revision, "state", state)
}

pub(crate) fn read_label(cipher: &Cipher, codec: i64, label: Vec<u8>) -> Result<String> {
    let label = cipher.reveal("plans", "label", "text", codec, label)?;
    String::from_utf8(label).map_err(|e| StoreError::unreadable("plans.label", e.utf8_error()))
}

/// A revision as the database holds it.
pub(crate) fn revision(revision: u64) -> i64 {
    i64::try_from(revision).unwrap_or(i64::MAX)
}

/// A folded state as stored.
pub(crate) fn read_state(cipher: &Cipher, revision: i64, codec: i64, state: Vec<u8>) -> Result<Plan> {
    let state = cipher.reveal("plans", revision, "state", codec, state)?;
    serde_json::from_slice(&state).map_err(|e| StoreError::unreadable("plans.state", e))
}

impl Store {
    /// The plan as it is now: from memory when that is known to be current, else from its row and the events after it.
    pub(crate) async fn load(&self, plan: PlanId) -> Result<Option<Kept<Plan>>> {
        let known = self.cache.get(plan.0);
        let (kept, began) = match known {
            Ok(kept) if matches!(self.pool, Pool::Sqlite(_)) => return Ok(Some(kept)),
            Ok(kept) => (Some(kept), None),
            Err(began) => (None, Some(began)),
        };
        let folded = match kept {
            Some(kept) => {
                let Some(row) = self.pool.first(REVISION, &values![plan.0]).await? else { return Ok(None) };
                if row.int(0)? == revision(kept.revision) {
                    return Ok(Some(kept));
                }
                self.go_on(Plan::clone(&kept.plan)).await?
            }
            None => match self.read(plan).await? {
                Some(folded) => folded,
                None => return Ok(None),
            },
        };
        let loaded = Kept { revision: folded.revision, plan: Arc::new(folded) };
        match began {
            Some(began) => self.cache.put_read(plan.0, loaded.clone(), began),
            None => self.cache.put_act(plan.0, loaded.clone()),
        }
        Ok(Some(loaded))
    }

    /// The plan from its row.
    async fn read(&self, plan: PlanId) -> Result<Option<Plan>> {
        let Some(row) = self.pool.first(LOAD, &values![plan.0]).await? else {
            return Ok(None);
        };
        let cipher = self.keys.of_plan(plan).await?;
        match read_state(&cipher, row.int(2)?, row.int(1)?, row.bytes(3)?) {
            Ok(folded) if revision(folded.revision) == row.int(0)? => Ok(Some(folded)),
            Ok(folded) => self.go_on(folded).await.map(Some),
            // The events are the truth: after a change in how the state is written, it is folded again.
            Err(error) => {
                tracing::warn!(%error, %plan, "folding the story again");
                let facts = self.facts(plan, row.int(0)?.unsigned_abs()).await?;
                Ok(Some(Plan::fold(plan, &facts).ok_or(error)?))
            }
        }
    }

    /// A plan with the events that came after it.
    async fn go_on(&self, plan: Plan) -> Result<Plan> {
        let cipher = self.keys.of_plan(plan.id).await?;
        let rows = self.pool.fetch(crate::events::SINCE, &values![plan.id.0, revision(plan.revision)]).await?;
        rows.iter().try_fold(plan, |plan, row| {
            let (_, fact) = crate::events::read(row, plan.id, &cipher)?;
            Ok(plan.evolve(&fact))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_state_is_written_at_first_and_then_now_and_then() {
        let due: Vec<u64> = (1..=40).filter(|after| state_is_due(Some(after - 1), *after)).collect();
        assert_eq!(due, [16, 32]);
        assert!(state_is_due(None, 1) && state_is_due(Some(14), 17) && !state_is_due(Some(16), 17));
    }
}
