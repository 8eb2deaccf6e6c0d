//! Does what acts have caused: notices by mail, the coming of age, consents that begin and end. What fails is tried again and then
//! shown to an operator. A change of a plan is made once (the job's id is the submit's). A mail is handed over at least
//! once: killed between the hand-over and the note of it, the worker sends it again, under the same Message-ID.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use samsyn_domain::access::{Actor, Identity, Reach, Subject};
use samsyn_domain::ids::AccountId;
use samsyn_domain::plan::Command;
use samsyn_domain::plan::consequences::Job;
use samsyn_domain::words::Line;
use samsyn_store::{ActError, Ask, Asking, Claimed, StoreError, Surface};
use samsyn_web::Language;
use samsyn_web::app::App;
use serde::Deserialize;
use tokio::sync::watch;
use uuid::Uuid;

use crate::config::Seal;
use crate::mail::Mailer;
use crate::metrics::Metrics;
use crate::sealer::hand_over;

/// How many jobs are claimed at a time.
const AT_A_TIME: u32 = 32;
/// How long the worker rests when nothing is due.
const REST: Duration = Duration::from_secs(1);
/// How often what has ended is removed.
const SWEPT: SignedDuration = SignedDuration::from_hours(1);

/// The worker.
pub struct Worker {
    /// The house.
    pub app: App,
    /// Sends mail.
    pub mailer: Mailer,
    /// Counts what was sent.
    pub metrics: Arc<Metrics>,
    /// Where checkpoints go.
    pub seal: Seal,
}

/// What a job of kind `witness` needs to know.
#[derive(Deserialize)]
struct WitnessJob {
    checkpoint: u64,
    way: String,
}

/// Why a job was not done; a fixed sentence without personal words.
type NotDone = &'static str;

impl Worker {
    /// Works until the house stops.
    pub async fn run(self, mut stopped: watch::Receiver<bool>) {
        let mut swept = None;
        while !*stopped.borrow() {
            swept = self.sweep(swept).await;
            if let Err(error) = self.app.store.refresh_keys().await {
                tracing::error!(%error, "the keys were changed, and what is needed is not here");
            }
            let done = self.once().await;
            if done == 0 {
                tokio::select! {
                    () = tokio::time::sleep(REST) => {}
                    _ = stopped.changed() => {}
                }
            }
        }
    }

    /// Once an hour removes sessions, links, codes, sign-ins and drafts that have ended; says when it last did.
    async fn sweep(&self, last: Option<Timestamp>) -> Option<Timestamp> {
        let now = self.app.now();
        if last.is_some_and(|last| now.duration_since(last).abs() < SWEPT) {
            return last;
        }
        self.app.limits.forget_old();
        if self.app.store.sweep(now).await.is_err() {
            tracing::warn!("what has ended could not be removed");
        }
        Some(now)
    }

    /// Does what is due; says how many jobs it took.
    pub async fn once(&self) -> usize {
        let Ok(jobs) = self.app.store.claim_jobs(AT_A_TIME, self.app.now()).await else {
            tracing::warn!("jobs could not be claimed");
            return 0;
        };
        for job in &jobs {
            let outcome = match self.work(job).await {
                Ok(()) => self.app.store.job_done(job, self.app.now()).await,
                Err(why) => {
                    tracing::warn!(job = %job.id, kind = job.kind, attempt = job.attempt, why, "a job failed");
                    self.app.store.job_failed(job, why, self.app.now()).await
                }
            };
            // Another worker has it by now: it is done there.
            if let Err(StoreError::Conflict(_)) = outcome {
                tracing::info!(job = %job.id, "a lease ran out");
            }
        }
        jobs.len()
    }

    async fn work(&self, job: &Claimed) -> Result<(), NotDone> {
        if job.kind == "witness" {
            return self.witness(job).await;
        }
        let what: Job = serde_json::from_str(&job.body).map_err(|_| "the job cannot be read")?;
        match what {
            Job::Notify { to, .. } => self.notify(job.id, to).await,
            Job::TurnOfAge { .. } => self.by_clock(job, Command::TurnOfAge).await,
            Job::WeighConsents { .. } => self.by_clock(job, Command::WeighConsents).await,
        }
    }

    /// Gives a checkpoint to the witness. Where there is none any more, there is nothing to do.
    async fn witness(&self, job: &Claimed) -> Result<(), NotDone> {
        let what: WitnessJob = serde_json::from_str(&job.body).map_err(|_| "the job cannot be read")?;
        let found = self.app.store.stored_checkpoint(what.checkpoint).await;
        let signed = found.map_err(|_| "the checkpoint is not there")?;
        match (what.way.as_str(), &self.seal.witness_folder, &self.seal.witness_mail) {
            ("folder", Some(folder), _) => hand_over(folder, &signed),
            ("mail", _, Some(mail)) => {
                self.mailer.checkpoint(job.id, mail, &signed).await.map_err(|not_sent| not_sent.0)?;
                self.metrics.mail_sent();
                Ok(())
            }
            _ => Ok(()),
        }
    }

    async fn notify(&self, id: Uuid, to: Subject) -> Result<(), NotDone> {
        let Some((mail, language)) = self.address(to).await? else {
            return Ok(());
        };
        self.mailer.notice(id, &mail, language).await.map_err(|not_sent| not_sent.0)?;
        self.metrics.mail_sent();
        Ok(())
    }

    /// Where a notice goes; nowhere for somebody without a mail address, who is told in another way.
    async fn address(&self, to: Subject) -> Result<Option<(String, Language)>, NotDone> {
        let found = self.app.store.reach(to).await.map_err(|_| "the directory did not answer")?;
        let language = |tag: Option<String>| tag.as_deref().and_then(Language::from_tag).unwrap_or_default();
        Ok(found.map(|(mail, tag)| (mail, language(tag))))
    }

    /// What a day does by itself: a birthday, consents that begin and end.
    async fn by_clock(&self, job: &Claimed, command: Command) -> Result<(), NotDone> {
        let Some(plan) = job.plan else {
            return Err("the job names no plan");
        };
        let name = Line::parse("clock", "name").map_err(|_| "the clock has no name")?;
        let clock = Actor {
            account: AccountId(Uuid::nil()),
            name,
            identity: Identity::Clock,
            hats: BTreeSet::new(),
            reach: Reach::Whole,
        };
        let now = self.app.now();
        let moment = self.app.moment(now);
        let asking = Asking { actor: &clock, surface: Surface::Worker, moment: &moment };
        let ask = Ask { plan, expected: None, submit: Some(job.id), command };
        match self.app.store.act(&asking, ask).await {
            // Refused: it is so already, or the story has ended.
            Ok(_) | Err(ActError::Refused(_) | ActError::NotFound) => Ok(()),
            Err(_) => Err("the plan could not be changed"),
        }
    }
}
