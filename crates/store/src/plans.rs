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

// The state is sent only when it is not the one in memory.
pub(crate) const LOAD: &str =
    "select revision, codec, case when revision = $2 then null else state end from plans where plan = $1";

/// The row of a plan, its label and state encrypted.
pub(crate) fn row(plan: &Plan, at: Timestamp, cipher: &Cipher) -> Result<(Table, Vec<Value>)> {
    let state = serde_json::to_vec(plan).map_err(|e| StoreError::unreadable(format!("plan {}", plan.id), e))?;
    let (codec, key) = sealed_columns(cipher);
    let row = values![
        plan.id.0,
        revision(plan.revision),
        plan.stage.key(),
        next_meeting(plan),
        hide_label(cipher, plan.person.name.as_str().as_bytes())?,
        hide_state(cipher, revision(plan.revision), &state)?,
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
    /// The plan as it is now: from memory when that is known to be current, else from its row.
    pub(crate) async fn load(&self, plan: PlanId) -> Result<Option<Kept<Plan>>> {
        let known = self.cache.get(plan.0);
        let (kept, began) = match known {
            Ok(kept) if matches!(self.pool, Pool::Sqlite(_)) => return Ok(Some(kept)),
            Ok(kept) => (Some(kept), None),
            Err(began) => (None, Some(began)),
        };
        let known_revision = kept.as_ref().map_or(-1, |kept| revision(kept.revision));
        let Some(row) = self.pool.first(LOAD, &values![plan.0, known_revision]).await? else {
            return Ok(None);
        };
        if let Some(kept) = kept
            && row.int(0)? == known_revision
        {
            return Ok(Some(kept));
        }
        let cipher = self.keys.of_plan(plan).await?;
        let folded = match read_state(&cipher, row.int(0)?, row.int(1)?, row.bytes(2)?) {
            Ok(folded) => folded,
            // The events are the truth: after a change in how the state is written, it is folded again.
            Err(error) => {
                tracing::warn!(%error, %plan, "folding the story again");
                let facts = self.facts(plan, row.int(0)?.unsigned_abs()).await?;
                Plan::fold(plan, &facts).ok_or(error)?
            }
        };
        let loaded = Kept { revision: folded.revision, plan: Arc::new(folded) };
        match began {
            Some(began) => self.cache.put_read(plan.0, loaded.clone(), began),
            None => self.cache.put_act(plan.0, loaded.clone()),
        }
        Ok(Some(loaded))
    }
}
