//! Jobs for consents that were given before the program knew of such jobs, or in another installation: once, at a start.

use jiff::Timestamp;
use samsyn_domain::ids::PlanId;
use samsyn_domain::information::Settings;
use samsyn_domain::plan::Plan;
use samsyn_domain::plan::consequences::{Job, weighings};

use crate::Store;
use crate::error::Result;
use crate::sql::values;
use crate::writer::Unit;

/// The setting that says that it was done.
const DONE: &str = "consents_weighed_ahead";
pub(crate) const OPEN: &str =
    "select plan from plans where stage not in ('closed', 'refused', 'declined') order by plan";

impl Store {
    /// Makes the jobs that weigh the consents of every plan that goes on, if that was never done here. What should have been
    /// weighed before now is weighed at once. Says how many plans it read; none when it was done already.
    ///
    /// # Errors
    /// The first failure; asked again, it begins anew, and a job that is there stays one job.
    pub async fn weigh_ahead(&self, settings: &Settings, now: Timestamp) -> Result<u64> {
        if self.setting::<bool>(DONE).await? == Some(true) {
            return Ok(0);
        }
        let mut read = 0;
        for row in self.pool.fetch(OPEN, &values![]).await? {
            let id = PlanId(row.uuid(0)?);
            let Some(kept) = self.load(id).await? else { continue };
            let mut unit = Unit::default();
            for job in ahead(&kept.plan, settings) {
                let once = job.once().unwrap_or_default();
                unit.rows.push(crate::jobs::of(&job, (self.new_id)(), id, &format!("{id}:{once}"), now)?);
            }
            if !unit.rows.is_empty() {
                self.writer.write(unit).await?;
            }
            read += 1;
        }
        self.set_setting(DONE, &true, None, now).await?;
        Ok(read)
    }
}

/// Each day on which a consent of this plan is weighed, once.
fn ahead(plan: &Plan, settings: &Settings) -> Vec<Job> {
    let open = plan.consents.iter().filter(|consent| consent.open());
    let mut jobs: Vec<Job> = open.flat_map(|consent| weighings(consent, settings)).collect();
    jobs.sort_unstable();
    jobs.dedup();
    jobs
}
