//! The reminders of a day, from the rows that wait and have a last day: made once for each step, whoever is killed meanwhile.

use std::collections::BTreeMap;

use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};
use samsyn_domain::ids::{No, PlanId, UnitId};
use samsyn_domain::plan::Plan;
use samsyn_domain::plan::consequences::Job;
use samsyn_domain::plan::reminders::{Due, ReminderSettings, Step, steps, told};
use samsyn_domain::plan::waiting::Task;

use crate::Store;
use crate::cache::Kept;
use crate::error::{Result, StoreError};
use crate::projections::{read_subject, subject};
use crate::sql::{Row, values};
use crate::writer::Unit;

/// The setting that holds the last day whose reminders were made.
const REMINDED: &str = "reminded_to";
/// After a longer stop than this, reminders begin anew with today's.
const LONGEST_STOP: i32 = 31;
/// How many reminders are written at a time.
const AT_A_TIME: usize = 500;

pub(crate) const DUE: &str = "select w.plan, w.subject_kind, w.subject_id, w.task, w.item, w.due, s.unit from waiting w \
    left join staff s on w.subject_kind = 'staff' and s.staff = w.subject_id \
    where w.due = $1 and w.subject_kind <> 'person' and w.task <> 'evaluate' order by w.plan, w.row_no";
pub(crate) const STILL: &str = "select count(*) from (select 1 from waiting where plan = $1 and subject_kind = $2 and subject_id = $3 \
    and task = $4 and coalesce(item, -1) = $5 and due = $6 limit 1) as found";

impl Store {
    /// Makes the reminders of the days after the last one for which that was done, up to today. Of several steps that one
    /// row has come to meanwhile, the latest alone. Returns how many rows were thought of.
    ///
    /// # Errors
    /// The first failure; asked again, it begins anew, and a reminder that is there stays one.
    pub async fn make_reminders(&self, today: Date, settings: &ReminderSettings, now: Timestamp) -> Result<u64> {
        let yesterday = today.checked_sub(1.day()).unwrap_or(today);
        let mut after = self.setting::<Date>(REMINDED).await?.unwrap_or(yesterday);
        if after >= today {
            return Ok(0);
        }
        if after.until(today).map_or(true, |span| span.get_days() > LONGEST_STOP) {
            after = yesterday;
        }
        let mut reached: BTreeMap<(PlanId, Due), (Step, Option<UnitId>)> = BTreeMap::new();
        for day in after.tomorrow().unwrap_or(today).series(1.day()).take_while(|day| *day <= today) {
            for step in steps(settings) {
                let Some(due) = step.due(day) else { continue };
                for row in self.pool.fetch(DUE, &values![due]).await? {
                    let (key, unit) = read(&row)?;
                    let at = reached.entry(key).or_insert((step, unit));
                    at.0 = at.0.max(step);
                }
            }
        }
        let thought_of = u64::try_from(reached.len()).unwrap_or(u64::MAX);
        let mut unit = Unit::default();
        let mut last: Option<(PlanId, Option<Kept<Plan>>)> = None;
        for ((plan, due), (step, works_at)) in reached {
            // They come plan by plan.
            let kept = match last.take().filter(|(of, _)| *of == plan) {
                Some((_, kept)) => kept,
                None => self.load(plan).await?,
            };
            let kept = &last.insert((plan, kept)).1;
            let Some(kept) = kept else { continue };
            let managers = match works_at {
                Some(unit) if matches!(step, Step::VeryLate(_)) => self.managers(unit).await?,
                _ => Vec::new(),
            };
            for to in told(&kept.plan, &due, step, works_at, &managers) {
                let job = Job::Remind { to, due, days: step.days() };
                let once = job.once().unwrap_or_default();
                unit.rows.push(crate::jobs::of(&job, (self.new_id)(), plan, &format!("{plan}:{once}"), now)?);
            }
            if unit.rows.len() >= AT_A_TIME {
                self.writer.write(std::mem::take(&mut unit)).await?;
            }
        }
        if !unit.rows.is_empty() {
            self.writer.write(unit).await?;
        }
        self.set_setting(REMINDED, &today, None, now).await?;
        Ok(thought_of)
    }

    /// Whether what a reminder is about still waits.
    pub async fn still_waits(&self, plan: PlanId, due: &Due) -> Result<bool> {
        let (kind, id) = subject(due.whose);
        let row = due.row.map_or(-1, |no| i64::from(no.0));
        let found = self.pool.first(STILL, &values![plan.0, kind, id, due.task.key(), row, due.day]).await?;
        Ok(found.ok_or(StoreError::NotFound)?.int(0)? > 0)
    }
}

fn read(row: &Row) -> Result<((PlanId, Due), Option<UnitId>)> {
    let whose = read_subject(&row.text(1)?, row.uuid(2)?)?;
    let task = Task::from_key(&row.text(3)?).ok_or_else(|| StoreError::unreadable("waiting.task", "unknown word"))?;
    let no = row.maybe_int(4)?.map(|no| u32::try_from(no).map(No));
    let no = no.transpose().map_err(|e| StoreError::unreadable("waiting.item", e))?;
    let day = row.text(5)?.parse().map_err(|e| StoreError::unreadable("waiting.due", e))?;
    Ok(((PlanId(row.uuid(0)?), Due { whose, task, row: no, day }), row.maybe_uuid(6)?.map(UnitId)))
}
