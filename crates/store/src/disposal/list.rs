//! What is due, and what the archivist decides about it. Every step is a line in the access log.

use std::collections::BTreeSet;

use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};
use samsyn_domain::disposal::{Disposal, Due};
use samsyn_domain::ids::PlanId;
use samsyn_domain::plan::Plan;
use samsyn_domain::plan::state::Stage;

use super::{ALL, APPROVED, DisposalError, LISTED, ONE, Receipt, SAVE, UNITS, plan};
use crate::Store;
use crate::access_log::{self, Line, Outcome};
use crate::bulk::Table;
use crate::error::{Result, StoreError};
use crate::keys::sealed_columns;
use crate::sql::{Row, Statement, values};
use crate::writer::Unit;

/// The longest reason, in characters.
const LONGEST: usize = 1000;

/// What the archivist decided about a plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DisposalState {
    /// Nothing yet.
    Open,
    /// It is kept, for a reason, until it is released.
    Held,
    /// It was held, and is no longer.
    Released,
    /// It is to be destroyed.
    Approved,
}

impl DisposalState {
    /// The word in the table.
    pub fn key(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Held => "held",
            Self::Released => "released",
            Self::Approved => "approved",
        }
    }

    fn from_key(key: Option<&str>) -> Result<Self> {
        match key {
            None => Ok(Self::Open),
            Some("held") => Ok(Self::Held),
            Some("released") => Ok(Self::Released),
            Some("approved") => Ok(Self::Approved),
            Some(_) => Err(StoreError::unreadable("disposals.state", "unknown word")),
        }
    }
}

/// A plan on the archivist's list: nothing of what stands in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DisposalRow {
    /// The plan.
    pub plan: PlanId,
    /// Where in its life it stands.
    pub stage: Stage,
    /// The day of its last entry, Swedish time.
    pub last_entry: Date,
    /// The name of the clock that decides.
    pub clock: String,
    /// Where its years come from, and whether that was verified.
    pub source: (String, bool),
    /// The first day it may be destroyed.
    pub from: Date,
    /// The day by which it should be, by the strictest clock of those who take part.
    pub latest: Option<Date>,
    /// What was decided.
    pub state: DisposalState,
    /// Why it is held or was released.
    pub words: Option<String>,
}

impl DisposalRow {
    /// Whether it may be destroyed on that day, as far as its clocks go.
    pub fn is_due(&self, today: Date) -> bool {
        self.from <= today
    }
}

/// A line for what the operator does about disposal; about one plan, or about the list.
pub(super) fn line(store: &Store, about: Option<PlanId>, action: &str, outcome: Outcome, now: Timestamp) -> Line {
    let id = (store.new_id)();
    let line = access_log::operator(id, about.unwrap_or(PlanId(id)), now, action, outcome, "operator");
    Line { plan: about, ..line }
}

impl Store {
    /// The plans whose longest clock has run out, the longest overdue first, and those that are held. Logged.
    pub async fn disposals_due(&self, clocks: &Disposal, today: Date, now: Timestamp) -> Result<Vec<DisposalRow>> {
        self.log(&line(self, None, "disposal_list", Outcome::Allowed, now)).await?;
        let span = i64::from(clocks.shortest()).years();
        let before = today.saturating_sub(span).to_zoned(zone()?).map_err(|e| StoreError::unreadable("a day", e))?;
        let mut due = Vec::new();
        for row in self.pool.fetch(ALL, &values![before.timestamp()]).await? {
            let row = self.disposal_row(&row, clocks).await?;
            if row.is_due(today) || row.state == DisposalState::Held {
                due.push(row);
            }
        }
        due.sort_by_key(|row| (row.from, row.plan));
        Ok(due)
    }

    /// The receipts of all that was disposed of, oldest first. Logged.
    pub async fn disposal_receipts(&self, now: Timestamp) -> Result<Vec<(PlanId, Timestamp, Option<Receipt>)>> {
        self.log(&line(self, None, "disposal_receipts", Outcome::Allowed, now)).await?;
        let rows = self.pool.fetch(LISTED, &[]).await?;
        let receipt = |row: &Row| {
            let done = row.maybe_time(3)?.ok_or_else(|| StoreError::unreadable("disposals.done_at", "missing"))?;
            let receipt = row.maybe_text(2)?.map(|_| row.json(2)).transpose()?;
            Ok((plan(row)?, done, receipt))
        };
        rows.iter().map(receipt).collect()
    }

    /// Approve that a plan is destroyed at the next [`Store::dispose`].
    ///
    /// # Errors
    /// `NotDue` while a clock runs, `Held`, `NotFound`.
    pub async fn approve_disposal(
        &self,
        id: PlanId,
        clocks: &Disposal,
        today: Date,
        now: Timestamp,
    ) -> std::result::Result<(), DisposalError> {
        let row = self.one(id, clocks, "disposal_approve", now).await?;
        let refused = match row.state {
            DisposalState::Held => Some(DisposalError::Held),
            _ if !row.is_due(today) => Some(DisposalError::NotDue(row.from)),
            _ => None,
        };
        self.decide(&row, DisposalState::Approved, refused, None, "disposal_approve", now).await
    }

    /// Keep a plan although its clock runs out, for a reason. A plan that was approved is no longer.
    ///
    /// # Errors
    /// `NoReason`, `NotFound`.
    pub async fn hold_disposal(
        &self,
        id: PlanId,
        reason: &str,
        clocks: &Disposal,
        now: Timestamp,
    ) -> std::result::Result<(), DisposalError> {
        let row = self.one(id, clocks, "disposal_hold", now).await?;
        let refused = without_reason(reason);
        self.decide(&row, DisposalState::Held, refused, Some(reason), "disposal_hold", now).await
    }

    /// End a hold, for a reason.
    ///
    /// # Errors
    /// `NotHeld`, `NoReason`, `NotFound`.
    pub async fn release_disposal(
        &self,
        id: PlanId,
        reason: &str,
        clocks: &Disposal,
        now: Timestamp,
    ) -> std::result::Result<(), DisposalError> {
        let row = self.one(id, clocks, "disposal_release", now).await?;
        let held = row.state == DisposalState::Held;
        let refused = if held { without_reason(reason) } else { Some(DisposalError::NotHeld) };
        self.decide(&row, DisposalState::Released, refused, Some(reason), "disposal_release", now).await
    }

    /// All that were approved, whether or not they are due still.
    pub(super) async fn approved(&self, clocks: &Disposal) -> Result<Vec<DisposalRow>> {
        let mut approved = Vec::new();
        for row in self.pool.fetch(APPROVED, &[]).await? {
            approved.push(self.disposal_row(&row, clocks).await?);
        }
        Ok(approved)
    }

    async fn one(
        &self,
        id: PlanId,
        clocks: &Disposal,
        action: &str,
        now: Timestamp,
    ) -> std::result::Result<DisposalRow, DisposalError> {
        if let Some(row) = self.pool.first(ONE, &values![id.0]).await? {
            return Ok(self.disposal_row(&row, clocks).await?);
        }
        self.log(&line(self, Some(id), action, Outcome::Denied, now)).await?;
        Err(DisposalError::NotFound)
    }

    async fn decide(
        &self,
        row: &DisposalRow,
        to: DisposalState,
        refused: Option<DisposalError>,
        words: Option<&str>,
        action: &str,
        now: Timestamp,
    ) -> std::result::Result<(), DisposalError> {
        if let Some(refused) = refused {
            self.log(&line(self, Some(row.plan), action, Outcome::Refused, now)).await?;
            return Err(refused);
        }
        let mut unit = line(self, Some(row.plan), action, Outcome::Allowed, now).unit();
        unit.statements.push(self.saved(row.plan, to, words, None, now).await?);
        self.writer.write(unit).await?;
        Ok(())
    }

    /// The statement that keeps a decision.
    pub(super) async fn saved(
        &self,
        id: PlanId,
        to: DisposalState,
        words: Option<&str>,
        receipt: Option<String>,
        now: Timestamp,
    ) -> Result<Statement> {
        let cipher = self.keys.of_plan(id).await?;
        let words = words.map(|words| cipher.hide("disposals", "words", "text", words.as_bytes())).transpose()?;
        let (codec, key) = sealed_columns(&cipher);
        let approved = (to == DisposalState::Approved).then_some(now);
        Ok(Statement::new(SAVE, values![id.0, to.key(), words, codec, key, now, approved, receipt]))
    }

    /// From columns plan, `updated_at`, state, words, codec.
    async fn disposal_row(&self, row: &Row, clocks: &Disposal) -> Result<DisposalRow> {
        let id = plan(row)?;
        let kept = self.load(id).await?.ok_or(StoreError::NotFound)?;
        let last_entry = row.time(1)?.to_zoned(zone()?).date();
        let kinds = self.kinds_of(&kept.plan).await?;
        let due = clocks.due(kinds.iter().map(String::as_str), last_entry);
        let Due { clock, from, latest } = due.ok_or_else(|| StoreError::unreadable("the clocks", "there is none"))?;
        let words = match row.maybe_bytes(3)? {
            None => None,
            Some(words) => {
                let cipher = self.keys.of_plan(id).await?;
                let words = cipher.reveal("disposals", "words", "text", row.int(4)?, words)?;
                Some(String::from_utf8(words).map_err(|e| StoreError::unreadable("disposals.words", e.utf8_error()))?)
            }
        };
        Ok(DisposalRow {
            plan: id,
            stage: kept.plan.stage,
            last_entry,
            clock: clock.name.clone(),
            source: (clock.source.clone(), clock.verified),
            from,
            latest,
            state: DisposalState::from_key(row.maybe_text(2)?.as_deref())?,
            words,
        })
    }

    /// The kinds of all units that wrote in a plan or were ever asked into it.
    async fn kinds_of(&self, plan: &Plan) -> Result<BTreeSet<String>> {
        let wrote = self.pool.fetch(UNITS, &values![plan.id.0]).await?;
        let mut kinds = wrote.iter().map(|row| row.text(0)).collect::<Result<BTreeSet<_>>>()?;
        let asked: BTreeSet<_> = plan.parties.iter().map(|party| party.unit.unit).collect();
        let units = self.units().await?;
        kinds.extend(units.into_iter().filter(|unit| asked.contains(&unit.id)).map(|unit| unit.kind));
        Ok(kinds)
    }

    /// Forget a plan in memory, after its key was destroyed.
    pub(super) fn forget_plan(&self, plan: PlanId) {
        self.cache.forget(plan.0);
        self.signed.forget();
    }

    /// Write rows and statements of a disposal durably.
    pub(super) async fn write_disposal(&self, rows: Vec<Line>, statements: Vec<Statement>) -> Result<()> {
        let rows: Vec<(Table, _)> = rows.iter().map(Line::row).collect();
        self.writer.write(Unit { rows, statements }).await.map(drop)
    }
}

fn without_reason(reason: &str) -> Option<DisposalError> {
    let fits = !reason.trim().is_empty() && reason.chars().count() <= LONGEST;
    (!fits).then_some(DisposalError::NoReason)
}

/// Days are Swedish days.
pub(super) fn zone() -> Result<jiff::tz::TimeZone> {
    jiff::tz::TimeZone::get("Europe/Stockholm").map_err(|e| StoreError::unreadable("the time zone", e))
}
