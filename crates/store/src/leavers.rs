//! Somebody leaves a unit: each plan in which they answer for something gets a job that says so in its story.

use jiff::Timestamp;
use samsyn_domain::ids::{PlanId, UnitId};
use samsyn_domain::plan::consequences::Job;

use crate::Store;
use crate::bulk::Table;
use crate::error::Result;
use crate::sql::{Value, values};
use crate::staff::Staff;

/// The plans in which a member of staff is named in a list: something waits for them, or they carry the plan on.
pub(crate) const PLANS: &str = "select plan from waiting where subject_kind = 'staff' and subject_id = $1 \
    union select plan from plan_readers where subject_kind = 'staff' and subject_id = $1 order by plan";

/// The unit that somebody leaves by this change, if they do.
fn left(before: &Staff, after: &Staff) -> Option<UnitId> {
    let ends = before.ended.is_none() && after.ended.is_some();
    (ends || before.unit != after.unit).then_some(before.unit)
}

impl Store {
    /// The jobs that follow when a member of staff becomes `after`, to be written with that change.
    ///
    /// # Errors
    /// When the lists cannot be read.
    pub(crate) async fn leaves(
        &self,
        before: &Staff,
        after: &Staff,
        now: Timestamp,
    ) -> Result<Vec<(Table, Vec<Value>)>> {
        let Some(unit) = left(before, after) else { return Ok(Vec::new()) };
        let job = Job::NoteOwnerLeft { staff: before.id, unit };
        let plans = self.pool.fetch(PLANS, &values![before.id.0]).await?;
        let of = |plan| {
            let id = (self.new_id)();
            crate::jobs::of(&job, id, plan, &format!("{plan}:left:{id}"), now)
        };
        plans.iter().map(|row| of(PlanId(row.uuid(0)?))).collect()
    }
}
