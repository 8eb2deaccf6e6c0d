//! What acts have caused to be done: mail, calendar, paper, reminders. Claimed with a lease, retried, visible when given up.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use samsyn_domain::ids::PlanId;
use samsyn_domain::plan::consequences::Job;
use uuid::Uuid;

use crate::Store;
use crate::bulk::Table;
use crate::error::{Result, StoreError};
use crate::sql::{Row, Statement, Value, values};

/// How long a worker has a job before another may take it.
const LEASE: SignedDuration = SignedDuration::from_secs(45);
/// After so many attempts a job is given up and shown to an administrator.
const ATTEMPTS: i64 = 8;
/// The longest wait between two attempts.
const LONGEST_WAIT: i64 = 6 * 3600;

/// A job that a worker has claimed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claimed {
    /// Its id.
    pub id: Uuid,
    /// The plan it concerns.
    pub plan: Option<PlanId>,
    /// What is to be done, a fixed word.
    pub kind: String,
    /// What it needs to know, as JSON of the domain's `Job`.
    pub body: String,
    /// Which attempt this is, from 1.
    pub attempt: i64,
    /// Whether an earlier attempt was about to hand a mail over and never reported back: nobody knows whether it went out.
    pub doubtful: bool,
    /// Proof of the lease, handed back with the outcome.
    pub leased_until: Timestamp,
}

/// A job that was given up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failed {
    /// Its id.
    pub id: Uuid,
    /// The plan it concerns.
    pub plan: Option<PlanId>,
    /// What was to be done.
    pub kind: String,
    /// How often it was tried.
    pub attempts: i64,
    /// When it was given up.
    pub at: Timestamp,
    /// Why the last attempt failed, without personal words.
    pub error: String,
}

/// How many jobs there are, for metrics and the readiness page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Not done yet, whether due or not.
    pub waiting: u64,
    /// Given up.
    pub failed: u64,
}

// The lease is checked again in the outer `where`: on PostgreSQL a second claimer that waited for the row sees it changed and lets it be.
pub(crate) const CLAIM: &str = "update jobs set leased_until = $2, attempts = attempts + 1 where job in \
    (select job from jobs where done_at is null and failed_at is null and run_at <= $1 and leased_until <= $1 order by run_at, job limit $3) \
    and done_at is null and failed_at is null and run_at <= $1 and leased_until <= $1 returning job, plan, kind, body, attempts, leased_until, handed_at";
pub(crate) const DONE: &str = "update jobs set done_at = $3, leased_until = 0, last_error = null where job = $1 and leased_until = $2 and done_at is null";
pub(crate) const HANDING: &str =
    "update jobs set handed_at = $3 where job = $1 and leased_until = $2 and done_at is null";
// One process alone writes to an SQLite database: when it opens, whoever had a job is gone.
pub(crate) const RELEASE: &str =
    "update jobs set leased_until = 0 where done_at is null and failed_at is null and leased_until > 0";
pub(crate) const RETRY: &str = "update jobs set run_at = $3, leased_until = 0, handed_at = null, last_error = $4 where job = $1 and leased_until = $2 and done_at is null";
pub(crate) const LATER: &str = "update jobs set run_at = $3, leased_until = 0, attempts = attempts - 1 where job = $1 and leased_until = $2 and done_at is null";
pub(crate) const GIVE_UP: &str = "update jobs set failed_at = $3, leased_until = 0, last_error = $4 where job = $1 and leased_until = $2 and done_at is null";
pub(crate) const FAILED: &str = "select job, plan, kind, attempts, failed_at, coalesce(last_error, '') from jobs where failed_at is not null and done_at is null order by failed_at, job";
pub(crate) const AGAIN: &str = "update jobs set failed_at = null, handed_at = null, attempts = 0, run_at = $2, leased_until = 0 where job = $1 and failed_at is not null and done_at is null";
// The next spot check always waits for its day; it counts when it was given up.
pub(crate) const COUNT: &str = "select count(*), count(failed_at) from jobs where done_at is null and (kind <> 'spot_check' or failed_at is not null)";
pub(crate) const SWEEP: &str = "delete from jobs where done_at < $1";

/// A job as a row to insert.
pub(crate) fn row(
    id: Uuid,
    plan: Option<PlanId>,
    kind: &str,
    body: &str,
    dedupe: &str,
    run_at: Timestamp,
) -> (Table, Vec<Value>) {
    (Table::Jobs, values![id, plan.map(|p| p.0), kind, body, dedupe, run_at, 0_i64, 0_i64].into())
}

/// A job that follows from a fact, as a row to insert.
pub(crate) fn of(
    job: &Job,
    id: Uuid,
    plan: impl Into<Option<PlanId>>,
    dedupe: &str,
    now: Timestamp,
) -> Result<(Table, Vec<Value>)> {
    let body = serde_json::to_string(job).map_err(|e| StoreError::unreadable("a job", e))?;
    let (kind, run_at) = match job {
        Job::Notify { .. } => ("notify", now),
        Job::Tell { .. } => ("tell", now),
        Job::TellManager { .. } => ("tell_manager", now),
        Job::NoteOwnerLeft { .. } => ("note_owner_left", now),
        Job::Test { .. } => ("test", now),
        Job::SpotCheck => ("spot_check", now),
        Job::Remind { .. } => ("remind", now),
        Job::TurnOfAge { on } => ("turn_of_age", morning(*on, now)),
        Job::Calendars => ("calendars", now),
        Job::Drop { .. } => ("drop", now),
        Job::NoteSilence { on } => ("note_silence", morning(*on, now)),
        Job::OpenExpectations { at } => ("open_expectations", *at),
        Job::WeighConsents { on } => ("weigh_consents", morning(*on, now)),
    };
    Ok(row(id, plan.into(), kind, &body, dedupe, run_at))
}

/// Four o'clock UTC is that day in Sweden, winter and summer, also in the night when the clock is moved.
fn morning(on: Date, now: Timestamp) -> Timestamp {
    on.at(4, 0, 0, 0).to_zoned(TimeZone::UTC).map_or(now, |at| at.timestamp())
}

fn read(row: &Row) -> Result<Claimed> {
    Ok(Claimed {
        id: row.uuid(0)?,
        plan: row.maybe_uuid(1)?.map(PlanId),
        kind: row.text(2)?,
        body: row.text(3)?,
        attempt: row.int(4)?,
        leased_until: row.time(5)?,
        doubtful: row.maybe_int(6)?.is_some(),
    })
}

impl Store {
    /// Claim at most `most` jobs that are due. Whoever does not report back within 45 seconds loses them to another worker.
    pub async fn claim_jobs(&self, most: u32, now: Timestamp) -> Result<Vec<Claimed>> {
        let claim = Statement::returning(CLAIM, values![now, now + LEASE, i64::from(most)]);
        self.writer.run(vec![claim]).await?.iter().flatten().map(read).collect()
    }

    /// Report a job done.
    ///
    /// # Errors
    /// `Conflict` when the lease had run out and another worker has the job.
    pub async fn job_done(&self, job: &Claimed, now: Timestamp) -> Result<()> {
        self.writer.run(vec![Statement::changing(DONE, values![job.id, job.leased_until, now])]).await.map(drop)
    }

    /// Note that the mail of a job is about to be handed over; durable before it is.
    ///
    /// # Errors
    /// `Conflict` when the lease had run out and another worker has the job.
    pub async fn handing_over(&self, job: &Claimed, now: Timestamp) -> Result<()> {
        self.writer.run(vec![Statement::changing(HANDING, values![job.id, job.leased_until, now])]).await.map(drop)
    }

    /// Give a job up at once: trying it again could do harm. `error` must hold no personal word.
    ///
    /// # Errors
    /// `Conflict` when the lease had run out and another worker has the job.
    pub async fn job_given_up(&self, job: &Claimed, error: &str, now: Timestamp) -> Result<()> {
        let give_up = Statement::changing(GIVE_UP, values![job.id, job.leased_until, now, error]);
        self.writer.run(vec![give_up]).await.map(drop)
    }

    /// When a house opens: jobs that a process before it had taken can be claimed at once. On PostgreSQL another process may
    /// be at work on them, so their leases run out by themselves.
    pub async fn release_jobs(&self) -> Result<()> {
        if matches!(self.pool, crate::db::Pool::Postgres(_)) {
            return Ok(());
        }
        self.writer.run(vec![Statement::new(RELEASE, values![])]).await.map(drop)
    }

    /// Put a job off that was claimed at a time when it should not be done; not counted as an attempt.
    ///
    /// # Errors
    /// `Conflict` when the lease had run out and another worker has the job.
    pub async fn job_later(&self, job: &Claimed, at: Timestamp) -> Result<()> {
        self.writer.run(vec![Statement::changing(LATER, values![job.id, job.leased_until, at])]).await.map(drop)
    }

    /// Report a job failed: tried again after 30 s, 2 min, 8 min … at most six hours, eight times in all, then given up.
    /// `error` must hold no personal word.
    ///
    /// # Errors
    /// `Conflict` when the lease had run out and another worker has the job.
    pub async fn job_failed(&self, job: &Claimed, error: &str, now: Timestamp) -> Result<()> {
        let statement = if job.attempt >= ATTEMPTS {
            Statement::changing(GIVE_UP, values![job.id, job.leased_until, now, error])
        } else {
            Statement::changing(RETRY, values![job.id, job.leased_until, now + wait_after(job.attempt), error])
        };
        self.writer.run(vec![statement]).await.map(drop)
    }

    /// The jobs that were given up, oldest first.
    pub async fn failed_jobs(&self) -> Result<Vec<Failed>> {
        let read = |row: &Row| {
            Ok(Failed {
                id: row.uuid(0)?,
                plan: row.maybe_uuid(1)?.map(PlanId),
                kind: row.text(2)?,
                attempts: row.int(3)?,
                at: row.time(4)?,
                error: row.text(5)?,
            })
        };
        self.pool.fetch(FAILED, &[]).await?.iter().map(read).collect()
    }

    /// Try a job again that was given up.
    ///
    /// # Errors
    /// `Conflict` when it was not given up.
    pub async fn run_job_again(&self, job: Uuid, now: Timestamp) -> Result<()> {
        self.writer.run(vec![Statement::changing(AGAIN, values![job, now])]).await.map(drop)
    }

    /// How many jobs wait and how many were given up.
    pub async fn job_counts(&self) -> Result<Counts> {
        let row = self.pool.first(COUNT, &[]).await?.ok_or(StoreError::NotFound)?;
        let (open, failed) = (row.int(0)?.unsigned_abs(), row.int(1)?.unsigned_abs());
        Ok(Counts { waiting: open - failed, failed })
    }

    /// Forget jobs that were done before `before`.
    pub async fn sweep_jobs(&self, before: Timestamp) -> Result<()> {
        self.writer.run(vec![Statement::new(SWEEP, values![before])]).await.map(drop)
    }

    /// For tests: do every job that is due at `now` with `work`, until none is left; returns how many were done.
    ///
    /// # Errors
    /// The first failure of `work`, after it was reported.
    pub async fn drain<F>(&self, now: Timestamp, mut work: impl FnMut(Claimed) -> F) -> Result<usize>
    where
        F: Future<Output = std::result::Result<(), String>>,
    {
        let mut done = 0;
        loop {
            let jobs = self.claim_jobs(32, now).await?;
            if jobs.is_empty() {
                return Ok(done);
            }
            for job in jobs {
                match work(job.clone()).await {
                    Ok(()) => self.job_done(&job, now).await?,
                    Err(error) => {
                        self.job_failed(&job, &error, now).await?;
                        return Err(StoreError::unreadable(format!("job {}", job.kind), error));
                    }
                }
                done += 1;
            }
        }
    }
}

fn wait_after(attempt: i64) -> SignedDuration {
    let quarter = u32::try_from((attempt - 1).clamp(0, 10)).unwrap_or(10);
    SignedDuration::from_secs((30 * 4_i64.pow(quarter)).min(LONGEST_WAIT))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_wait_grows_and_stops_growing() {
        let waits: Vec<i64> = (1..=8).map(|attempt| wait_after(attempt).as_secs()).collect();
        assert_eq!(waits, [30, 120, 480, 1920, 7680, 21600, 21600, 21600]);
    }
}
