//! The door out: load, may, narrow, log durably, and only then answer.

use std::sync::PoisonError;

use jiff::{SignedDuration, Timestamp};
use samsyn_domain::access::view::{HistoryLine, narrow_history};
use samsyn_domain::access::{Action, Actor, Datum, Deed, Hat, Identity, Item, PlanView, Reach, may, narrow};
use samsyn_domain::ids::{AccountId, PlanId};
use samsyn_domain::plan::state::{Attendee, Stage};
use samsyn_domain::plan::{Fact, Moment, Plan};
use samsyn_domain::room::narrow_for;
use uuid::Uuid;

use crate::Store;
use crate::access_log::{self, Line, Logged, Outcome, Surface};
use crate::cache::Kept;
use crate::error::{Result, StoreError};
use crate::sql::values;

/// The most log lines shown at once.
const LOG_LINES: i64 = 1000;
/// How long after a look a page may still be open: the longest that a session of the family or in a meeting lasts unused.
const VIEWING: SignedDuration = SignedDuration::from_hours(1);
/// More viewings than this, and those that ended are forgotten.
const MOST_VIEWED: usize = 20_000;
/// The words in the log for a look, and for one by a page that is open already.
const SEE: &str = "see";
const STILL: &str = "still";

/// Why a look gave nothing.
#[derive(Debug, thiserror::Error)]
pub enum LookError {
    /// There is no such plan, or none that this actor may know of: the two are told alike. It was logged.
    #[error("there is nothing there")]
    NotFound,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Somebody at a moment, through something: who asks at either door.
#[derive(Debug, Clone, Copy)]
pub struct Asking<'a> {
    /// Who asks.
    pub actor: &'a Actor,
    /// Through what.
    pub surface: Surface,
    /// When, and under which settings.
    pub moment: &'a Moment<'a>,
}

/// What the log calls an actor, and the id behind the account.
pub(crate) fn kind_and_id(actor: &Actor) -> (&'static str, Option<Uuid>) {
    match &actor.identity {
        Identity::Person(person) => ("person", Some(person.0)),
        Identity::Staff(staff) => ("staff", Some(staff.staff.0)),
        Identity::Clock => ("clock", None),
    }
}

impl Asking<'_> {
    /// A log line for what is asked.
    pub(crate) fn line(&self, id: Uuid, plan: Option<PlanId>, action: &str, outcome: Outcome, reason: &str) -> Line {
        let (actor_kind, actor_id) = kind_and_id(self.actor);
        Line {
            id,
            plan,
            at: self.moment.now,
            account: crate::events::account(self.actor).map(AccountId),
            actor_kind,
            actor_id,
            unit: self.actor.staff().map(|staff| staff.unit.unit.0),
            action: action.to_owned(),
            surface: self.surface,
            outcome,
            reason: (!reason.is_empty()).then(|| reason.to_owned()),
            about: None,
        }
    }
}

impl Store {
    /// Look at a plan: what this actor may see of it today. The look, or its denial, is on disk before this returns.
    ///
    /// # Errors
    /// [`LookError::NotFound`] when there is nothing there for this actor.
    pub async fn look(&self, asking: &Asking<'_>, plan: PlanId) -> std::result::Result<PlanView, LookError> {
        self.look_as(asking, plan, SEE).await.map(|(_, view)| view)
    }

    /// As [`Store::look`], by a page that is open already and fetches itself again: a line of its own, which says so.
    ///
    /// # Errors
    /// As [`Store::look`].
    pub async fn look_on(&self, asking: &Asking<'_>, plan: PlanId) -> std::result::Result<PlanView, LookError> {
        self.look_as(asking, plan, STILL).await.map(|(_, view)| view)
    }

    /// Whether somebody may know of a plan today, for an event stream that goes on: nothing leaves by this, and it is not logged.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn may_know_of(&self, asking: &Asking<'_>, plan: PlanId) -> Result<bool> {
        let kept = self.load(plan).await?;
        let frame = Action::See(Datum::plain(Item::Frame));
        Ok(kept.is_some_and(|kept| may(asking.actor, frame, &kept.plan, asking.moment.today).is_ok()))
    }

    /// As [`Store::look`], or with `again` as [`Store::look_on`], with `work` done on the view while its log line goes to the
    /// disk. What it made is handed out only when the line is there.
    ///
    /// # Errors
    /// [`LookError::NotFound`] when there is nothing there for this actor; `work` is then not done.
    pub async fn look_and<T: Send>(
        &self,
        asking: &Asking<'_>,
        (plan, again): (PlanId, bool),
        work: impl FnOnce(&PlanView) -> T + Send,
    ) -> std::result::Result<T, LookError> {
        let Some(kept) = self.load(plan).await? else {
            return self.denied(asking, plan, "see", "unknown").await;
        };
        match narrow(&kept.plan, asking.actor, asking.moment.today, asking.moment.now) {
            Ok(view) => {
                let action = self.viewing(asking, plan, again);
                let line = asking.line((self.new_id)(), Some(plan), action, Outcome::Allowed, view.because().key());
                let begun = self.writer.begin_log(line.unit());
                let made = work(&view);
                self.writer.finish_log(begun).await?;
                Ok(made)
            }
            Err(why) => self.denied(asking, plan, "see", why.key()).await,
        }
    }

    /// The word in the log for a look that is allowed: "still" only for a page that the same one looked at through this
    /// process within the last hour. Whoever says it of anything else is logged as looking.
    fn viewing(&self, asking: &Asking<'_>, plan: PlanId, again: bool) -> &'static str {
        if asking.surface != Surface::Page {
            return "see";
        }
        let now = asking.moment.now;
        let recent = |at: &Timestamp| now.duration_since(*at).abs() < VIEWING;
        let mut viewing = self.viewing.lock().unwrap_or_else(PoisonError::into_inner);
        let last = viewing.insert((asking.actor.account, plan), now);
        if viewing.len() > MOST_VIEWED {
            viewing.retain(|_, at| recent(at));
        }
        if again && last.as_ref().is_some_and(recent) { STILL } else { SEE }
    }

    pub(crate) async fn look_as(
        &self,
        asking: &Asking<'_>,
        plan: PlanId,
        action: &str,
    ) -> std::result::Result<(Kept<Plan>, PlanView), LookError> {
        // What is denied was never a viewing that could go on.
        let denied = if action == STILL { SEE } else { action };
        let Some(kept) = self.load(plan).await? else {
            return self.denied(asking, plan, denied, "unknown").await;
        };
        match narrow(&kept.plan, asking.actor, asking.moment.today, asking.moment.now) {
            Ok(view) => {
                let action = match action {
                    SEE | STILL => self.viewing(asking, plan, action == STILL),
                    other => other,
                };
                let line = asking.line((self.new_id)(), Some(plan), action, Outcome::Allowed, view.because().key());
                self.log(&line).await?;
                Ok((kept, view))
            }
            Err(why) => self.denied(asking, plan, denied, why.key()).await,
        }
    }

    /// Look at what somebody who takes part may see, to make their paper: for whoever carries the plan on. Logged as any paper of
    /// theirs; of what they may not see themselves nothing is on it.
    ///
    /// # Errors
    /// [`LookError::NotFound`] when there is no such paper for this actor to make ([`narrow_for`]).
    pub async fn look_for(
        &self,
        asking: &Asking<'_>,
        plan: PlanId,
        to: Attendee,
    ) -> std::result::Result<PlanView, LookError> {
        let Some(kept) = self.load(plan).await? else {
            return self.denied(asking, plan, SEE, "unknown").await;
        };
        let (today, now) = (asking.moment.today, asking.moment.now);
        let holds = may(asking.actor, Action::Do(Deed::Hold), &kept.plan, today);
        match holds.and_then(|because| Ok((because, narrow_for(&kept.plan, asking.actor, to, (today, now))?))) {
            Ok((because, view)) => {
                self.log(&asking.line((self.new_id)(), Some(plan), SEE, Outcome::Allowed, because.key())).await?;
                Ok(view)
            }
            Err(why) => self.denied(asking, plan, SEE, why.key()).await,
        }
    }

    /// An agreed version as it was written, narrowed to what this actor may see today: by the consents that hold now, not by
    /// those that held then. The look is logged as one at the version.
    ///
    /// # Errors
    /// [`LookError::NotFound`] when there is no such plan or version for this actor.
    pub async fn look_at_version(
        &self,
        asking: &Asking<'_>,
        plan: PlanId,
        version: u32,
    ) -> std::result::Result<PlanView, LookError> {
        let Some(kept) = self.load(plan).await? else {
            return self.denied(asking, plan, "version", "unknown").await;
        };
        let Some(seq) = kept.plan.versions.iter().find(|known| known.version == version).map(|known| known.seq) else {
            return self.denied(asking, plan, "version", "unknown").await;
        };
        let facts = self.facts(plan, seq).await?;
        let then = Plan::fold(plan, &facts)
            .ok_or_else(|| StoreError::unreadable(format!("plan {plan}"), "does not begin with a proposal"))?;
        match narrow(&kept.plan.as_it_was(&then), asking.actor, asking.moment.today, asking.moment.now) {
            Ok(view) => {
                let because = view.because().key();
                self.log(&asking.line((self.new_id)(), Some(plan), "version", Outcome::Allowed, because)).await?;
                Ok(view)
            }
            Err(why) => self.denied(asking, plan, "version", why.key()).await,
        }
    }

    /// The version before what a look gave, narrowed for the same one: beside what is being written the newest version, beside
    /// the newest the one before it. Part of the look that gave `view`, whose line is in the log.
    ///
    /// # Errors
    /// [`LookError::NotFound`] when the plan is there no more for this actor.
    pub async fn version_before(
        &self,
        asking: &Asking<'_>,
        view: &PlanView,
    ) -> std::result::Result<Option<(u32, PlanView)>, LookError> {
        let settled = matches!(view.stage, Stage::Agreed | Stage::Active | Stage::FollowUp | Stage::Closed);
        let Some(version) = view.versions.iter().rev().nth(usize::from(settled)) else { return Ok(None) };
        let kept = self.load(view.id).await?.ok_or(LookError::NotFound)?;
        let facts = self.facts(view.id, version.seq).await?;
        let then = Plan::fold(view.id, &facts)
            .ok_or_else(|| StoreError::unreadable(format!("plan {}", view.id), "does not begin with a proposal"))?;
        let then = narrow(&kept.plan.as_it_was(&then), asking.actor, asking.moment.today, asking.moment.now);
        Ok(then.ok().map(|then| (version.version, then)))
    }

    /// Look at a plan in order to do something in it: for a page that is a form. Whoever may not do it is told that there is
    /// nothing there, and the attempt is logged as the denial that it is.
    ///
    /// # Errors
    /// [`LookError::NotFound`] when there is nothing there for this actor, or they may do none of these deeds.
    pub async fn look_to(
        &self,
        asking: &Asking<'_>,
        (plan, again): (PlanId, bool),
        deeds: impl for<'p> Fn(&'p Plan) -> Vec<Deed<'p>> + Send,
    ) -> std::result::Result<PlanView, LookError> {
        let Some(kept) = self.load(plan).await? else {
            return self.denied(asking, plan, "see", "unknown").await;
        };
        let today = asking.moment.today;
        let mut why = "not_their_part";
        let mut allowed = false;
        for deed in deeds(&kept.plan) {
            match may(asking.actor, Action::Do(deed), &kept.plan, today) {
                Ok(_) => allowed = true,
                Err(not) => why = not.key(),
            }
        }
        if !allowed {
            return self.denied(asking, plan, "see", why).await;
        }
        self.look_as(asking, plan, if again { STILL } else { SEE }).await.map(|(_, view)| view)
    }

    /// Log that somebody asked for an address that this session does not reach, and tell nothing.
    ///
    /// # Errors
    /// [`LookError::NotFound`], always, unless the log could not be written.
    pub async fn deny_beyond_reach<T>(
        &self,
        asking: &Asking<'_>,
        plan: Option<PlanId>,
    ) -> std::result::Result<T, LookError> {
        self.log(&asking.line((self.new_id)(), plan, "see", Outcome::Denied, "beyond_reach")).await?;
        Err(LookError::NotFound)
    }

    /// Log a denial, and tell nothing.
    pub(crate) async fn denied<T>(
        &self,
        asking: &Asking<'_>,
        plan: PlanId,
        action: &str,
        why: &str,
    ) -> std::result::Result<T, LookError> {
        self.log(&asking.line((self.new_id)(), Some(plan), action, Outcome::Denied, why)).await?;
        Err(LookError::NotFound)
    }

    /// The history of a plan in the lines this actor may see, oldest first.
    ///
    /// # Errors
    /// [`LookError::NotFound`] when there is nothing there for this actor.
    pub async fn history(&self, asking: &Asking<'_>, plan: PlanId) -> std::result::Result<Vec<HistoryLine>, LookError> {
        let (kept, view) = self.look_as(asking, plan, "history").await?;
        let facts = self.facts(plan, kept.revision).await?;
        Ok(narrow_history(&view, asking.actor, &kept.plan, facts, asking.moment.today))
    }

    /// The facts of a plan up to a revision, oldest first.
    pub(crate) async fn facts(&self, plan: PlanId, up_to: u64) -> Result<Vec<Fact>> {
        let cipher = self.keys.of_plan(plan).await?;
        let rows = self.pool.fetch(crate::events::STORY, &values![plan.0]).await?;
        let facts = rows.iter().map(|row| crate::events::read(row, plan, &cipher)).collect::<Result<Vec<_>>>()?;
        Ok(facts.into_iter().take_while(|(seq, _)| *seq <= up_to).map(|(_, fact)| fact).collect())
    }

    /// Who looked at a plan and acted in it, newest first: a thousand lines, from `until` backwards. For the family, those who
    /// carry the plan on, and auditors.
    ///
    /// # Errors
    /// [`LookError::NotFound`] when there is nothing there for this actor.
    pub async fn log_of(
        &self,
        asking: &Asking<'_>,
        plan: PlanId,
        until: jiff::Timestamp,
    ) -> std::result::Result<Vec<Logged>, LookError> {
        self.may_read_log(asking, plan, "log").await?;
        let rows = self.pool.fetch(access_log::OF_PLAN, &values![plan.0, until, LOG_LINES]).await?;
        Ok(rows.iter().map(access_log::read).collect::<Result<_>>()?)
    }

    /// Judges whether somebody may read who looked at a plan, and logs it under `action`.
    ///
    /// # Errors
    /// [`LookError::NotFound`] when there is nothing there for this actor.
    pub(crate) async fn may_read_log(
        &self,
        asking: &Asking<'_>,
        plan: PlanId,
        action: &str,
    ) -> std::result::Result<(), LookError> {
        let Some(kept) = self.load(plan).await? else {
            return self.denied(asking, plan, action, "unknown").await;
        };
        match may(asking.actor, Action::See(Datum::plain(Item::Log)), &kept.plan, asking.moment.today) {
            Err(why) => self.denied(asking, plan, action, why.key()).await,
            Ok(because) => {
                let line = asking.line((self.new_id)(), Some(plan), action, Outcome::Allowed, because.key());
                Ok(self.log(&line).await?)
            }
        }
    }

    /// The lines of the whole log between two points in time, newest first, at most a thousand: for auditors alone.
    ///
    /// # Errors
    /// [`LookError::NotFound`] for anybody else.
    pub async fn log_between(
        &self,
        asking: &Asking<'_>,
        since: jiff::Timestamp,
        until: jiff::Timestamp,
    ) -> std::result::Result<Vec<Logged>, LookError> {
        self.on_duty(asking, Hat::Auditor, "log", None).await?;
        let rows = self.pool.fetch(access_log::LATEST, &values![since, until, LOG_LINES]).await?;
        Ok(rows.iter().map(access_log::read).collect::<Result<_>>()?)
    }

    /// How much stands in that part of the log, all of it, for the page that shows the newest of it: that look is logged already.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn log_totals(&self, since: Timestamp, until: Timestamp) -> Result<access_log::Totals> {
        let rows = self.pool.fetch(access_log::TOTALS, &values![since, until]).await?;
        rows.first().map(access_log::read_totals).transpose()?.ok_or(StoreError::NotFound)
    }

    /// Opens a page of the installation to those who have that duty, and logs it: allowed or denied.
    ///
    /// # Errors
    /// [`LookError::NotFound`] for anybody else.
    pub async fn on_duty(
        &self,
        asking: &Asking<'_>,
        hat: Hat,
        action: &str,
        about: Option<Uuid>,
    ) -> std::result::Result<(), LookError> {
        let wears = asking.actor.wears(hat) && asking.actor.reach == Reach::Whole;
        let (outcome, reason) = if wears { (Outcome::Allowed, "duty") } else { (Outcome::Denied, "not_their_part") };
        let line = Line { about, ..asking.line((self.new_id)(), None, action, outcome, reason) };
        self.log(&line).await?;
        if wears { Ok(()) } else { Err(LookError::NotFound) }
    }

    /// A whole plan, not narrowed, with its story: for the command that hands an authority or the person everything.
    /// Logged as an export by the operator of the installation.
    ///
    /// # Errors
    /// [`LookError::NotFound`] when there is no such plan.
    pub async fn export(
        &self,
        plan: PlanId,
        now: jiff::Timestamp,
    ) -> std::result::Result<(Plan, Vec<Fact>), LookError> {
        let kept = self.load(plan).await?;
        let (outcome, reason) =
            if kept.is_some() { (Outcome::Allowed, "operator") } else { (Outcome::Denied, "unknown") };
        self.log(&access_log::operator((self.new_id)(), plan, now, "export", outcome, reason)).await?;
        let kept = kept.ok_or(LookError::NotFound)?;
        let facts = self.facts(plan, kept.revision).await?;
        Ok((Plan::clone(&kept.plan), facts))
    }
}
