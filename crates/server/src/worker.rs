//! Does what acts have caused: notices by mail, the coming of age, consents that begin and end. What fails is tried again and then
//! shown to an operator. A change of a plan is made once (the job's id is the submit's). A notice is handed over at least
//! once: killed between the hand-over and the note of it, the worker sends it again, under the same Message-ID. A reminder is
//! handed over at most once: what is in doubt is shown to an operator and not sent a second time by itself.

use std::cmp::Ordering;
use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

use futures_util::StreamExt;
use futures_util::stream::FuturesUnordered;
use jiff::{SignedDuration, Timestamp, Zoned};
use samsyn_domain::access::{Actor, Identity, Reach, Subject};
use samsyn_domain::ids::{AccountId, UnitId};
use samsyn_domain::plan::Command;
use samsyn_domain::plan::consequences::Job;
use samsyn_domain::plan::reminders::Due;
use samsyn_domain::words::Line;
use samsyn_store::{ActError, Ask, Asking, Claimed, StoreError, Surface};
use samsyn_web::Language;
use samsyn_web::app::App;
use serde::Deserialize;
use tokio::sync::{Semaphore, SemaphorePermit, watch};
use tokio::time::timeout;
use uuid::Uuid;

use crate::config::Seal;
use crate::drops::Drops;
use crate::mail::Mailer;
use crate::metrics::Metrics;
use crate::sealer::hand_over;

/// How many jobs are under way at a time.
const AT_A_TIME: usize = 32;
/// How many are done before what else the worker sees to has its turn.
const IN_A_ROW: usize = 512;
/// How many reminders are handed over side by side: of so many a kill leaves a doubt at most.
const HANDS: usize = 8;
/// How long a reminder waits for a hand. With the time that the mail server may take, less than the lease of a job.
const HAND: Duration = Duration::from_secs(15);
/// How long the worker rests when nothing is due.
const REST: Duration = Duration::from_secs(1);
/// How often what has ended is removed.
const SWEPT: SignedDuration = SignedDuration::from_hours(1);

/// How long a job waits for its turn to tell calendars, and when it comes again if it got none.
const TURN: Duration = Duration::from_secs(5);
const AFTER_THE_TURN: SignedDuration = SignedDuration::from_secs(15);

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
    /// Where replies come to.
    pub inbox: crate::inbox::Inbox,
    /// Whose turn it is to tell calendars.
    pub calendars: tokio::sync::Mutex<()>,
    /// Where letters are dropped.
    pub drops: Drops,
    /// One for each reminder that may be handed over now.
    pub hands: Semaphore,
}

/// As many as [`Worker::hands`] begins with.
pub fn hands() -> Semaphore {
    Semaphore::new(HANDS)
}

/// What a job of kind `witness` needs to know.
#[derive(Deserialize)]
struct WitnessJob {
    checkpoint: u64,
    way: String,
}

/// What became of a job.
pub(crate) enum Done<'a> {
    /// It is done, or there is nothing to do.
    Now,
    /// A reminder was handed over; the hand is free when that is on disk.
    Handed(SemaphorePermit<'a>),
    /// It is to be done at that time: now would not be safe.
    Later(Timestamp),
    /// A reminder was not taken, for sure.
    Refused(SemaphorePermit<'a>, NotDone),
    /// Nobody knows whether it is done, and doing it twice would be worse than not at all.
    Doubtful(Option<SemaphorePermit<'a>>),
}

/// When the chosen hours begin next; nothing when they are now. From and until are hours of the day where people live; the
/// same twice is at any time, and the earlier last is over midnight.
pub(crate) fn next_safe(now: &Zoned, (from, until): (u8, u8)) -> Option<Timestamp> {
    let hour = u8::try_from(now.hour()).unwrap_or_default();
    let safe = match from.cmp(&until) {
        Ordering::Equal => true,
        Ordering::Less => from <= hour && hour < until,
        Ordering::Greater => hour >= from || hour < until,
    };
    if safe {
        return None;
    }
    let day = if hour < from { now.date() } else { now.date().tomorrow().ok()? };
    // An hour that the shift to summer time leaves out begins when it would have.
    let begins = day.at(i8::try_from(from).ok()?, 0, 0, 0).to_zoned(now.time_zone().clone()).ok()?;
    Some(begins.timestamp())
}

/// Why a job was not done; a fixed sentence without personal words.
pub(crate) type NotDone = &'static str;

/// What stands beside a reminder that is not sent again by itself.
const IN_DOUBT: &str = "it is not known whether the mail went out";

impl Worker {
    /// Works until the house stops.
    pub async fn run(self, mut stopped: watch::Receiver<bool>) {
        if self.app.store.release_jobs().await.is_err() {
            tracing::warn!("what a process before this one had begun waits until its leases run out");
        }
        if self.app.store.schedule_spot_check(self.app.now(), &self.app.settings.log, false).await.is_err() {
            tracing::warn!("the spot checks could not be scheduled");
        }
        let mut swept = None;
        while !*stopped.borrow() {
            swept = self.sweep(swept).await;
            if let Err(error) = self.app.store.refresh_keys().await {
                tracing::error!(%error, "the keys were changed, and what is needed is not here");
            }
            let done = self.once(&stopped).await + self.replies().await;
            if done == 0 {
                self.mailer.rest().await;
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
        match self.app.store.make_reminders(self.app.day(now), &self.app.settings.reminders, now).await {
            Ok(0) => {}
            Ok(rows) => tracing::info!(rows, "the reminders of the day were made"),
            Err(_) => tracing::warn!("the reminders of the day could not be made"),
        }
        if self.app.store.sweep(now).await.is_err() {
            tracing::warn!("what has ended could not be removed");
        }
        Some(now)
    }

    /// Does what is due, some hundred jobs at most; says how many. A slow mail server keeps no other job waiting for long, what is
    /// noted is on disk together, and new jobs are claimed before the last of those before them is done.
    pub async fn once(&self, stopped: &watch::Receiver<bool>) -> usize {
        let mut under_way = FuturesUnordered::new();
        let (mut claimed, mut more) = (0, true);
        loop {
            let room = AT_A_TIME - under_way.len();
            if more && room >= AT_A_TIME / 2 {
                let Ok(jobs) = self.app.store.claim_jobs(u32::try_from(room).unwrap_or(1), self.app.now()).await else {
                    tracing::warn!("jobs could not be claimed");
                    more = false;
                    continue;
                };
                claimed += jobs.len();
                more = jobs.len() == room && claimed < IN_A_ROW && !*stopped.borrow();
                under_way.extend(jobs.into_iter().map(|job| async move { self.one(&job).await }));
            }
            if under_way.next().await.is_none() {
                return claimed;
            }
        }
    }

    async fn one(&self, job: &Claimed) {
        // A hand that a reminder took is given back when what became of it is on disk, not before.
        let outcome = match self.work(job).await {
            Ok(Done::Now) => self.app.store.job_done(job, self.app.now()).await,
            Ok(Done::Handed(hand)) => {
                let noted = self.app.store.job_done(job, self.app.now()).await;
                drop(hand);
                noted
            }
            Ok(Done::Later(at)) => self.app.store.job_later(job, at).await,
            Ok(Done::Doubtful(hand)) => {
                tracing::warn!(job = %job.id, kind = job.kind, "nobody knows whether a mail went out");
                let noted = self.app.store.job_given_up(job, IN_DOUBT, self.app.now()).await;
                drop(hand);
                noted
            }
            Ok(Done::Refused(hand, why)) => {
                let noted = self.failed(job, why).await;
                drop(hand);
                noted
            }
            Err(why) => self.failed(job, why).await,
        };
        // Another worker has it by now: it is done there.
        if let Err(StoreError::Conflict(_)) = outcome {
            tracing::info!(job = %job.id, "a lease ran out");
        }
    }

    async fn failed(&self, job: &Claimed, why: NotDone) -> Result<(), StoreError> {
        tracing::warn!(job = %job.id, kind = job.kind, attempt = job.attempt, why, "a job failed");
        self.app.store.job_failed(job, why, self.app.now()).await
    }

    async fn work(&self, job: &Claimed) -> Result<Done<'_>, NotDone> {
        if job.kind == "witness" {
            return self.witness(job).await.map(|()| Done::Now);
        }
        let what: Job = serde_json::from_str(&job.body).map_err(|_| "the job cannot be read")?;
        match what {
            Job::Notify { to, .. } | Job::Tell { to } => self.notify(job.id, to, true).await,
            Job::TellManager { unit } => self.tell_manager(job.id, unit).await,
            Job::NoteOwnerLeft { staff, unit } => {
                self.by_clock(job, Command::NoteOwnerLeft { staff, unit }).await.map(|()| Done::Now)
            }
            Job::Remind { to, due, .. } => self.remind(job, to, &due).await,
            Job::Test { to } => self.notify(job.id, to, false).await,
            Job::SpotCheck => self.spot_check(job.id).await.map(|()| Done::Now),
            Job::TurnOfAge { .. } => self.by_clock(job, Command::TurnOfAge).await.map(|()| Done::Now),
            Job::NoteSilence { .. } => self.by_clock(job, Command::NoteSilence).await.map(|()| Done::Now),
            Job::Calendars => self.calendars(job).await,
            Job::Drop { to, letter, meeting } => self.drop_letter(job, (to, letter, meeting)).await,
            Job::OpenExpectations { .. } => self.by_clock(job, Command::OpenExpectations).await.map(|()| Done::Now),
            Job::WeighConsents { .. } => self.by_clock(job, Command::WeighConsents).await.map(|()| Done::Now),
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
                self.mailer.checkpoint(job.id, mail, &signed).await.map_err(|not_sent| not_sent.why)?;
                self.metrics.mail_sent();
                Ok(())
            }
            _ => Ok(()),
        }
    }

    /// Sends the notice; at `safe` hours alone, where somebody chose some. Nowhere for who has no address, has left, or has
    /// not chosen to be told: they are told in another way.
    async fn notify(&self, id: Uuid, to: Subject, safe: bool) -> Result<Done<'_>, NotDone> {
        let found = self.app.store.reach(to).await.map_err(|_| "the directory did not answer")?;
        let Some(reach) = found else {
            return Ok(Done::Now);
        };
        if let Some(hours) = reach.hours.filter(|_| safe)
            && let Some(at) = next_safe(&self.app.now().to_zoned(self.app.zone.clone()), hours)
        {
            return Ok(Done::Later(at));
        }
        let language = reach.language.as_deref().and_then(Language::from_tag).unwrap_or_default();
        self.mailer.notice(id, &reach.mail, language).await.map_err(|not_sent| not_sent.why)?;
        self.metrics.mail_sent();
        Ok(Done::Now)
    }

    /// Tells whoever answers for a unit; where nobody does, the unit.
    async fn tell_manager(&self, id: Uuid, unit: UnitId) -> Result<Done<'_>, NotDone> {
        let managers = self.app.store.managers(unit).await.map_err(|_| "the directory did not answer")?;
        if managers.is_empty() {
            return self.notify(id, Subject::Unit(unit), true).await;
        }
        for staff in managers {
            self.notify(id, Subject::Staff(staff), true).await?;
        }
        Ok(Done::Now)
    }

    /// Reminds of what still waits; nobody of what was done meanwhile.
    async fn remind(&self, job: &Claimed, to: Subject, due: &Due) -> Result<Done<'_>, NotDone> {
        let store = &self.app.store;
        if job.doubtful {
            return Ok(Done::Doubtful(None));
        }
        let plan = job.plan.ok_or("the job names no plan")?;
        if !store.still_waits(plan, due).await.map_err(|_| "the lists did not answer")? {
            return Ok(Done::Now);
        }
        let Some(reach) = store.reach(to).await.map_err(|_| "the directory did not answer")? else {
            return Ok(Done::Now);
        };
        let language = reach.language.as_deref().and_then(Language::from_tag).unwrap_or_default();
        let Ok(Ok(hand)) = timeout(HAND, self.hands.acquire()).await else {
            return Ok(Done::Later(self.app.now()));
        };
        let line = self.mailer.ready().await.map_err(|not_sent| not_sent.why)?;
        store.handing_over(job, self.app.now()).await.map_err(|_| "the hand-over could not be noted")?;
        match self.mailer.notice_on(line, job.id, &reach.mail, language).await {
            Ok(()) => self.metrics.mail_sent(),
            Err(not_sent) if not_sent.doubtful => return Ok(Done::Doubtful(Some(hand))),
            Err(not_sent) => return Ok(Done::Refused(hand, not_sent.why)),
        }
        Ok(Done::Handed(hand))
    }

    /// Draws lines of the log for the auditors, and sees to the next time.
    async fn spot_check(&self, round: Uuid) -> Result<(), NotDone> {
        let (now, log) = (self.app.now(), &self.app.settings.log);
        let drawn = self.app.store.draw_checks(round, (self.app.chance)(), (now, self.app.day(now)), log).await;
        let drawn = drawn.map_err(|_| "the log could not be drawn from")?;
        tracing::info!(drawn, "lines were drawn for a spot check");
        self.app.store.schedule_spot_check(now, log, true).await.map_err(|_| "the next spot check was not scheduled")
    }

    /// Reads what has come to the mailbox; says how many mails.
    async fn replies(&self) -> usize {
        let Some(maildir) = &self.inbox.maildir else { return 0 };
        let read = crate::inbox::read(&self.app.store, maildir, self.app.now()).await;
        read.unwrap_or_else(|_| {
            tracing::warn!("what came by mail could not be kept; it stays in the mailbox");
            0
        })
    }

    /// Tells calendars what has changed of a plan's meeting. Each message is noted as sent when it is, so that a job that is tried again
    /// sends only the rest. Nowhere for who has no address: they have the page and the letter.
    async fn calendars(&self, job: &Claimed) -> Result<Done<'_>, NotDone> {
        let Some(plan) = job.plan else {
            return Err("the job names no plan");
        };
        // One after the other: a call to five parties leaves five jobs, and the first of them does it all.
        // Where the mail server hangs, the others wait for the next time, not for the first one.
        let Ok(_turn) = timeout(TURN, self.calendars.lock()).await else {
            return Ok(Done::Later(self.app.now() + AFTER_THE_TURN));
        };
        let (store, now) = (&self.app.store, self.app.now());
        let due = store.invitations_due(plan, self.app.day(now)).await.map_err(|_| "the plan could not be read")?;
        for out in &due {
            let found = store.reach(out.to).await.map_err(|_| "the directory did not answer")?;
            let Some(reach) = found else { continue };
            // What comes back is not sent again and again: whoever carries the plan on is shown it, and sends it anew.
            if store.bounced(&reach.mail).await.map_err(|_| "the directory did not answer")?.is_some() {
                continue;
            }
            let language = reach.language.as_deref().and_then(Language::from_tag).unwrap_or_default();
            let sent = self.mailer.calendar(out, &reach.mail, language, (now, &self.app.zone)).await;
            sent.map_err(|not_sent| not_sent.why)?;
            self.metrics.mail_sent();
            store.invitation_sent(out, &reach.mail, now).await.map_err(|_| "what was sent could not be noted")?;
        }
        Ok(Done::Now)
    }

    /// What a day does by itself: a birthday, consents that begin and end.
    async fn by_clock(&self, job: &Claimed, command: Command) -> Result<(), NotDone> {
        self.clock_says(job, command).await.map(drop)
    }

    /// As the clock; says whether it became facts, at this attempt or one before it.
    pub(crate) async fn clock_says(&self, job: &Claimed, command: Command) -> Result<bool, NotDone> {
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
            Ok(_) => Ok(true),
            // It is so already, or the story has ended.
            Err(ActError::Refused(_) | ActError::NotFound) => Ok(false),
            Err(_) => Err("the plan could not be changed"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Zoned {
        text.parse().unwrap()
    }

    #[test]
    fn a_notice_waits_for_the_hours_that_were_chosen() {
        let noon = at("2026-11-22T12:30:00+01:00[Europe/Stockholm]");
        let next = |hours| next_safe(&noon, hours).map(|at| at.to_string());
        assert_eq!(next((9, 13)), None);
        assert_eq!(next((0, 0)), None, "at any time");
        assert_eq!(next((12, 9)), None, "over midnight");
        assert_eq!(next((13, 15)).unwrap(), "2026-11-22T12:00:00Z", "later today");
        assert_eq!(next((9, 12)).unwrap(), "2026-11-23T08:00:00Z", "tomorrow");
        assert_eq!(next((22, 6)).unwrap(), "2026-11-22T21:00:00Z");
    }

    #[test]
    fn an_hour_that_summer_time_leaves_out_still_comes() {
        let night = at("2026-03-29T01:30:00+01:00[Europe/Stockholm]");
        assert_eq!(next_safe(&night, (2, 3)).unwrap().to_string(), "2026-03-29T01:00:00Z");
    }
}
