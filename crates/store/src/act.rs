//! The door in: load, may, decide, append, fold, project, enqueue, log, in one transaction; then tell that the plan changed.

use std::fmt::{self, Write as _};
use std::sync::Arc;

use samsyn_domain::access::action::deed;
use samsyn_domain::access::actor::speaks_as;
use samsyn_domain::access::{Action, Identity, PlanView, WhyNot, kept_for_them, may, named, narrow};
use samsyn_domain::ids::PlanId;
use samsyn_domain::information::Clocks;
use samsyn_domain::people::{FamilyMember, Who};
use samsyn_domain::plan::command::{Command, Propose};
use samsyn_domain::plan::consequences::{coming_of_age, consequences, opening_ahead};
use samsyn_domain::plan::touched;
use samsyn_domain::plan::{Event, Fact, Plan, Refusal, Refusals, Why, propose};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::Store;
use crate::access_log::Outcome;
use crate::cache::Kept;
use crate::error::StoreError;
use crate::keys::cipher::Cipher;
use crate::look::{Asking, LookError};
use crate::sql::{Statement, values};
use crate::writer::Unit;

/// How often an act is judged again when another process was first.
const TRIES: usize = 5;

/// What is asked of a plan.
#[derive(Debug, Clone)]
pub struct Ask {
    /// The plan.
    pub plan: PlanId,
    /// The revision that the one who asks has seen; `None` when it does not matter what others did meanwhile.
    pub expected: Option<u64>,
    /// The id of the submit: asked a second time with the same id, the answer is that of the first and nothing is added.
    pub submit: Option<Uuid>,
    /// What is to be done.
    pub command: Command,
}

/// An act that was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Acted {
    /// The plan.
    pub plan: PlanId,
    /// Its revision after the act.
    pub revision: u64,
    /// Whether this was a repeated submit, done already the first time.
    pub repeated: bool,
}

/// Why an act was not done. Nothing stored has changed but the log.
#[derive(Debug, thiserror::Error)]
pub enum ActError {
    /// There is no such plan, or this actor may not do this in it: the two are told alike.
    #[error("there is nothing there")]
    NotFound,
    /// What stands in the way, each with the field to mend.
    #[error("refused for {} reasons", .0.len())]
    Refused(Refusals),
    /// Somebody else changed the plan meanwhile: what it is now, as this actor may see it.
    #[error("the plan changed meanwhile")]
    Stale(Box<PlanView>),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<LookError> for ActError {
    fn from(error: LookError) -> Self {
        match error {
            LookError::NotFound => Self::NotFound,
            LookError::Store(error) => Self::Store(error),
        }
    }
}

/// What becomes of an act, before it is written.
enum Judged {
    Done(Box<Plan>, Unit),
    Not { outcome: Outcome, reason: String, error: ActError },
}

impl Store {
    /// Do something in a plan. When this returns `Acted`, the events, the plan's row, the lists, the jobs and the log line are
    /// on disk, all in one transaction.
    ///
    /// # Errors
    /// [`ActError`]; each kind but `Store` has been logged.
    pub async fn act(&self, asking: &Asking<'_>, ask: Ask) -> Result<Acted, ActError> {
        self.act_and(asking, ask, Vec::new()).await
    }

    /// As [`Store::act`], with statements that are done in the same transaction.
    pub(crate) async fn act_and(
        &self,
        asking: &Asking<'_>,
        ask: Ask,
        beside: Vec<Statement>,
    ) -> Result<Acted, ActError> {
        let name = command_name(&ask.command);
        let _turn = self.turn(ask.plan.0).await;
        for _ in 0..TRIES {
            let Some(kept) = self.load(ask.plan).await? else {
                return Ok(self.denied(asking, ask.plan, &name, "unknown").await?);
            };
            let ask = self.as_it_is_now(&ask, &kept, asking.moment.now).await?;
            let cipher = self.keys.of_plan(ask.plan).await?;
            let key = ask.submit.map(|submit| keyed(&act_key(asking, submit, &format!("{:?}", ask.command)), &cipher));
            match self.judge(asking, &ask, &kept.plan, &name, key.clone(), &cipher)? {
                Judged::Done(after, mut unit) => {
                    unit.statements.extend(beside.iter().cloned());
                    let renamed = after.person.name != kept.plan.person.name;
                    if renamed {
                        unit.statements.extend(self.renamed(&after).await?);
                    }
                    let written = self.writer.write(unit).await;
                    if renamed {
                        self.signed.forget();
                    }
                    match written {
                        Ok(_) => return Ok(self.done(*after)),
                        // Another process was first, or the same submit came twice: judge again on what is there now.
                        Err(StoreError::Conflict(_)) => self.forget(ask.plan),
                        Err(error) => return Err(error.into()),
                    }
                }
                Judged::Not { outcome, reason, error } => {
                    if let Some(revision) = self.repeated(ask.plan, key.as_deref()).await? {
                        self.log(&asking.line((self.new_id)(), Some(ask.plan), &name, Outcome::Repeated, "")).await?;
                        return Ok(Acted { plan: ask.plan, revision, repeated: true });
                    }
                    self.log(&asking.line((self.new_id)(), Some(ask.plan), &name, outcome, &reason)).await?;
                    return Err(error);
                }
            }
            if let Some(revision) = self.repeated(ask.plan, key.as_deref()).await? {
                self.log(&asking.line((self.new_id)(), Some(ask.plan), &name, Outcome::Repeated, "")).await?;
                return Ok(Acted { plan: ask.plan, revision, repeated: true });
            }
        }
        Err(StoreError::Conflict("others keep changing this plan".into()).into())
    }

    /// What is asked, with what the store knows and the one who asks does not: whether the row that they want to change is still
    /// as they saw it, whatever else was written meanwhile; and how the talk was shared in the meeting that ends.
    async fn as_it_is_now(&self, ask: &Ask, kept: &Kept<Plan>, now: jiff::Timestamp) -> Result<Ask, StoreError> {
        let mut ask = ask.clone();
        if let (Some(seen), Some(row)) = (ask.expected, touched::row_of(&ask.command))
            && seen < kept.revision
        {
            let since = self.facts(ask.plan, kept.revision).await?.into_iter().skip(usize::try_from(seen).unwrap_or(0));
            if !since.into_iter().any(|fact| touched::touches(&fact.event, row)) {
                ask.expected = Some(kept.revision);
            }
        }
        if let Command::EndMeeting { family_talk } = &mut ask.command {
            *family_talk = self.family_talk(&kept.plan, now).await?;
        }
        Ok(ask)
    }

    fn judge(
        &self,
        asking: &Asking<'_>,
        ask: &Ask,
        plan: &Plan,
        name: &str,
        key: Option<String>,
        cipher: &Cipher,
    ) -> Result<Judged, ActError> {
        let not = |outcome, reason: &str, error| Ok(Judged::Not { outcome, reason: reason.to_owned(), error });
        let (actor, moment) = (asking.actor, asking.moment);
        let named = named(actor, plan, &ask.command, (moment.today, moment.now));
        let because = match may(actor, Action::Do(deed(&ask.command, named.plan())), plan, moment.today) {
            Ok(because) => because,
            Err(why) => return not(Outcome::Denied, why.key(), ActError::NotFound),
        };
        let Some(who) = speaks_as(actor, plan) else {
            return not(Outcome::Denied, "outside", ActError::NotFound);
        };
        if ask.expected.is_some_and(|expected| expected != plan.revision) {
            return match narrow(plan, actor, moment.today, moment.now) {
                Ok(view) => not(Outcome::Stale, "", ActError::Stale(Box::new(view))),
                Err(why) => not(Outcome::Denied, why.key(), ActError::NotFound),
            };
        }
        if let Some(refusal) = kept_for_them(actor, named.plan(), &ask.command) {
            return not(Outcome::Refused, "", ActError::Refused(vec![refusal]));
        }
        match named.decide(&who, ask.command.clone(), moment) {
            Err(refusals) if named.hides() => {
                not(Outcome::Denied, WhyNot::NoConsent.key(), ActError::Refused(refusals))
            }
            Err(refusals) => not(Outcome::Refused, "", ActError::Refused(refusals)),
            Ok(events) => {
                let line = asking.line((self.new_id)(), Some(plan.id), name, Outcome::Allowed, because.key());
                let (after, mut unit) = self.written(asking, (plan.id, Some(plan)), &who, events, key, cipher)?;
                if let Command::Evaluate { draft } = &ask.command {
                    crate::evaluations::beside(&mut unit, (plan, &who), draft, asking, cipher)?;
                }
                unit.rows.push(line.row());
                Ok(Judged::Done(Box::new(after), unit))
            }
        }
    }

    /// Everything that an act writes about the plan itself.
    fn written(
        &self,
        asking: &Asking<'_>,
        (id, before): (PlanId, Option<&Plan>),
        who: &Who,
        events: Vec<Event>,
        key: Option<String>,
        cipher: &Cipher,
    ) -> Result<(Plan, Unit), StoreError> {
        let moment = asking.moment;
        let mut unit = Unit::default();
        let mut plan = before.cloned();
        let mut key = key;
        let mut begun = Vec::new();
        let last = events.len().saturating_sub(1);
        for (at, event) in events.into_iter().enumerate() {
            let fact = Fact { at: moment.now, by: who.clone(), event };
            let after = match plan {
                Some(plan) => plan.evolve(&fact),
                None => Plan::begin(id, &fact)
                    .ok_or_else(|| StoreError::unreadable(format!("plan {id}"), "does not begin with a proposal"))?,
            };
            let key = if at == last { key.take() } else { None };
            unit.statements.extend(crate::media::beside(id, &fact.event));
            unit.statements.extend(crate::rooms::beside(id, &fact, cipher)?);
            unit.rows.push(crate::events::row(id, after.revision, &fact, asking.actor, key, cipher)?);
            for (n, job) in consequences(&after, &fact, moment.settings).into_iter().enumerate() {
                // Of one act each is told once, however many facts it made.
                if begun.contains(&job) {
                    continue;
                }
                unit.rows.push(crate::jobs::of(
                    &job,
                    (self.new_id)(),
                    id,
                    &job.once().map_or_else(|| format!("{id}:{}:{n}", after.revision), |once| format!("{id}:{once}")),
                    moment.now,
                )?);
                begun.push(job);
            }
            plan = Some(after);
        }
        let plan = plan.ok_or_else(|| StoreError::unreadable(format!("plan {id}"), "no event"))?;
        let due = crate::plans::state_is_due(before.map(|plan| plan.revision), plan.revision);
        unit.rows.push(crate::plans::row(&plan, moment.now, cipher, due)?);
        crate::projections::project(&mut unit, before, &plan, moment.settings.clocks(), cipher)?;
        Ok((plan, unit))
    }

    /// Keep the new state in memory and tell that the plan changed.
    fn done(&self, after: Plan) -> Acted {
        let acted = Acted { plan: after.id, revision: after.revision, repeated: false };
        self.cache.put_act(after.id.0, Kept { revision: after.revision, plan: Arc::new(after) });
        self.signals.send(acted.plan, acted.revision);
        acted
    }

    /// The directory must not know the name behind an alias either: what gives the person there the plan's name.
    async fn renamed(&self, plan: &Plan) -> Result<Vec<Statement>, StoreError> {
        let name = plan.person.name.to_string();
        match self.person(plan.person.person).await {
            Ok(person) => self.save_people(&[&crate::Person { name, ..person }]).await,
            Err(StoreError::NotFound) => Ok(Vec::new()),
            Err(error) => Err(error),
        }
    }

    fn forget(&self, plan: PlanId) {
        self.cache.forget(plan.0);
    }

    /// The revision after the act that this submit caused, if it was done before.
    async fn repeated(&self, plan: PlanId, key: Option<&str>) -> Result<Option<u64>, StoreError> {
        let Some(key) = key else { return Ok(None) };
        let row = self.pool.first(crate::events::REPEATED, &values![plan.0, key]).await?;
        row.map(|row| Ok(row.int(0)?.unsigned_abs())).transpose()
    }

    /// Begin a story. `plan` is its id, made by the caller (in the form, so that a repeated submit begins no second story).
    ///
    /// # Errors
    /// [`ActError::Refused`] with the faults of the form; [`ActError::Stale`] with the plan that this id began with other
    /// words; [`ActError::NotFound`] when another account has that id.
    pub async fn propose(&self, asking: &Asking<'_>, plan: PlanId, proposal: Propose) -> Result<Acted, ActError> {
        let _turn = self.turn(plan.0).await;
        let who = match &asking.actor.identity {
            Identity::Staff(staff) => Some(Who::Staff(staff.clone())),
            Identity::Person(person) if *person == proposal.person.person => Some(Who::Family(FamilyMember::Person)),
            Identity::Person(_) | Identity::Clock => None,
        };
        let key = act_key(asking, plan.0, &format!("{proposal:?}"));
        let events = match who.as_ref() {
            Some(who) => propose(who, proposal, asking.moment),
            // For somebody else's plan one asks a unit; until she is named in it, nobody can speak as a relative.
            None => Err(vec![Refusal::at("person", Why::NotYours)]),
        };
        let line = |outcome| asking.line((self.new_id)(), Some(plan), "propose", outcome, "");
        let (who, events) = match (who, events) {
            (Some(who), Ok(events)) => (who, events),
            (_, Err(refusals)) => {
                self.log(&line(Outcome::Refused)).await?;
                return Err(ActError::Refused(refusals));
            }
            (None, Ok(_)) => return Err(ActError::NotFound),
        };
        let cipher = match self.keys.for_plan(plan).await {
            // A plan that was disposed of: its id is never used again.
            Err(StoreError::NotFound) => return Ok(self.denied(asking, plan, "propose", "unknown").await?),
            other => other?,
        };
        let key = keyed(&key, &cipher);
        let (after, mut unit) = self.written(asking, (plan, None), &who, events, Some(key.clone()), &cipher)?;
        unit.rows.push(line(Outcome::Allowed).row());
        match self.writer.write(unit).await {
            Ok(_) => Ok(self.done(after)),
            Err(StoreError::Conflict(_)) => self.proposed_already(asking, plan, &key).await,
            Err(error) => Err(error.into()),
        }
    }

    /// Take over a whole story that was told elsewhere: for the demo, and for a plan that moves here from another installation.
    /// Of the jobs only the coming of age follows: the others were done where it was told. Logged as done by the operator.
    ///
    /// # Errors
    /// `Unreadable` when it does not begin with a proposal, `Conflict` when the plan is here already.
    pub async fn adopt(
        &self,
        plan: PlanId,
        facts: &[Fact],
        clocks: Clocks,
        now: jiff::Timestamp,
    ) -> Result<Acted, StoreError> {
        let folded = Plan::fold(plan, facts)
            .ok_or_else(|| StoreError::unreadable(format!("plan {plan}"), "does not begin with a proposal"))?;
        let mut unit = Unit::default();
        let cipher = self.keys.for_plan(plan).await?;
        for (fact, seq) in facts.iter().zip(1..) {
            unit.rows.push(crate::events::adopted(plan, seq, fact, &cipher)?);
        }
        if let Some(job) = opening_ahead(&folded) {
            let once = job.once().unwrap_or_default();
            unit.rows.push(crate::jobs::of(&job, (self.new_id)(), plan, &format!("{plan}:{once}"), now)?);
        }
        if let Some(job) = coming_of_age(&folded) {
            unit.rows.push(crate::jobs::of(&job, (self.new_id)(), plan, &format!("{plan}:adopt:0"), now)?);
        }
        let at = facts.last().map_or(now, |fact| fact.at);
        unit.rows.push(crate::plans::row(&folded, at, &cipher, true)?);
        crate::projections::project(&mut unit, None, &folded, clocks, &cipher)?;
        if folded.protected {
            unit.statements.extend(self.renamed(&folded).await?);
        }
        unit.rows
            .push(crate::access_log::operator((self.new_id)(), plan, now, "adopt", Outcome::Allowed, "operator").row());
        self.writer.write(unit).await?;
        Ok(self.done(folded))
    }

    async fn proposed_already(&self, asking: &Asking<'_>, plan: PlanId, key: &str) -> Result<Acted, ActError> {
        let first = self.pool.first(crate::events::FIRST, &values![plan.0]).await?;
        let by = first.map(|row| row.maybe_uuid(0)).transpose()?.flatten();
        if by != crate::events::account(asking.actor) {
            return Ok(self.denied(asking, plan, "propose", "outside").await?);
        }
        let Some(revision) = self.repeated(plan, Some(key)).await? else {
            // She went back, wrote something else and pressed again: that was not stored, and must not look so.
            let (_, view) = self.look_as(asking, plan, "propose").await?;
            return Err(ActError::Stale(Box::new(view)));
        };
        self.log(&asking.line((self.new_id)(), Some(plan), "propose", Outcome::Repeated, "")).await?;
        Ok(Acted { plan, revision, repeated: true })
    }
}

/// What stands for a submit: of one account, so that no one can take another's key, and of what was asked, so
/// that somebody who goes back, writes something else and presses again is not told that it is stored when it is not.
fn act_key(asking: &Asking<'_>, submit: Uuid, asked: &str) -> String {
    let asked = Sha256::digest(asked);
    format!("{}:{submit}:{}", asking.actor.account, crate::migrate::hex(&asked[..8]))
}

/// The key of a submit with its last part, a hash of what was asked, hashed once more under the plan's key: who guesses the words cannot
/// try the guess, and what was disposed of leaves nothing to compare with.
pub(crate) fn keyed(act_key: &str, cipher: &Cipher) -> String {
    let (submit, asked) = act_key.rsplit_once(':').unwrap_or((act_key, ""));
    let mut asked = cipher.hash("act_key", asked);
    asked.truncate(16);
    format!("{submit}:{asked}")
}

/// The command's name, without anything it holds: `TakeMeasure { .. }` is `take_measure`.
fn command_name(command: &Command) -> String {
    struct Name(String);
    impl fmt::Write for Name {
        fn write_str(&mut self, text: &str) -> fmt::Result {
            for c in text.chars() {
                if !c.is_ascii_alphanumeric() {
                    // Ends the formatting before any field is written.
                    return Err(fmt::Error);
                }
                if c.is_ascii_uppercase() && !self.0.is_empty() {
                    self.0.push('_');
                }
                self.0.push(c.to_ascii_lowercase());
            }
            Ok(())
        }
    }
    let mut name = Name(String::new());
    let _ = write!(name, "{command:?}");
    name.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_commands_name_holds_no_personal_word() {
        assert_eq!(command_name(&Command::AskQuestion { words: "Hemligt".into() }), "ask_question");
        assert_eq!(command_name(&Command::SendCalls), "send_calls");
        assert_eq!(command_name(&Command::TurnOfAge), "turn_of_age");
    }
}
