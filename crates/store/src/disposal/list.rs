//! What is due, and what the archivist decides about it. Every step is a line in the access log.

use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};
use samsyn_domain::disposal::{Disposal, Due};
use samsyn_domain::ids::{PlanId, PrincipalId};
use samsyn_domain::plan::state::Stage;

use super::{
    ALL, APPROVED, Authority, DisposalError, DisposalSays, HOLD, LISTED, ONE, RELEASE, Receipt, SAVE, SAY, UNSAY, plan,
};
use crate::Store;
use crate::access_log::{self, Line, Outcome};
use crate::bulk::Table;
use crate::error::{Result, StoreError};
use crate::keys::sealed_columns;
use crate::look::Asking;
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
    /// A fixed word, as in the table.
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
    /// Whether the identity is protected: then nobody is told which other authorities take part.
    pub protected: bool,
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
    /// The authorities that took part, each with its own clock.
    pub authorities: Vec<Authority>,
    /// What was decided: approved is what each authority, or the operator, said yes to.
    pub state: DisposalState,
    /// Whose archivist holds it; none where the operator does.
    pub held_by: Option<PrincipalId>,
    /// Why it is held or was released.
    pub words: Option<String>,
}

impl DisposalRow {
    /// Whether it may be destroyed on that day, as far as its clocks go.
    pub fn is_due(&self, today: Date) -> bool {
        self.from <= today
    }

    /// As the archivist of that principal may have it: another's reason for a hold is another's, and of a protected plan nothing tells
    /// which other authorities take part.
    #[must_use]
    pub(super) fn narrowed(mut self, own: PrincipalId) -> Self {
        if self.state != DisposalState::Held || self.held_by != Some(own) {
            self.words = None;
        }
        if self.protected {
            for other in self.authorities.iter_mut().filter(|authority| authority.principal != own) {
                other.name = String::new();
                other.principal = PrincipalId(uuid::Uuid::nil());
                (other.clock, other.source) = (String::new(), (String::new(), false));
            }
            self.held_by = self.held_by.map(|by| if by == own { by } else { PrincipalId(uuid::Uuid::nil()) });
        }
        self
    }

    /// Whether that principal took part.
    pub fn of(&self, principal: PrincipalId) -> bool {
        self.authorities.iter().any(|authority| authority.principal == principal)
    }
}

/// Who decides.
pub(super) enum By<'a> {
    /// The operator, by a command, at that time on that day.
    Operator(Timestamp, Date),
    /// The archivist of this principal.
    Archivist(&'a Asking<'a>, PrincipalId),
}

impl By<'_> {
    fn principal(&self) -> Option<PrincipalId> {
        match self {
            Self::Operator(..) => None,
            Self::Archivist(_, principal) => Some(*principal),
        }
    }

    fn now(&self) -> Timestamp {
        match self {
            Self::Operator(now, _) => *now,
            Self::Archivist(asking, _) => asking.moment.now,
        }
    }

    fn today(&self) -> Date {
        match self {
            Self::Operator(_, today) => *today,
            Self::Archivist(asking, _) => asking.moment.today,
        }
    }

    fn line(&self, store: &Store, plan: PlanId, action: &str, outcome: Outcome) -> Line {
        match self {
            Self::Operator(now, _) => line(store, Some(plan), action, outcome, *now),
            Self::Archivist(asking, _) => asking.line((store.new_id)(), Some(plan), action, outcome, "duty"),
        }
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
        self.due_or_held(clocks, today).await
    }

    pub(super) async fn due_or_held(&self, clocks: &Disposal, today: Date) -> Result<Vec<DisposalRow>> {
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

    /// The operator's yes, for all who take part, that a plan is destroyed at the next [`Store::dispose`].
    ///
    /// # Errors
    /// `NotDue` while a clock runs, `Held`, `Already`, `NotFound`.
    pub async fn approve_disposal(
        &self,
        id: PlanId,
        clocks: &Disposal,
        today: Date,
        now: Timestamp,
    ) -> std::result::Result<(), DisposalError> {
        self.operator_says(id, clocks, DisposalSays::Approve, (now, today)).await
    }

    /// Keep a plan although its clock runs out, for a reason. A plan that was approved is no longer.
    ///
    /// # Errors
    /// `NoReason`, `NotTheirs` when an archivist holds it already, `NotFound`.
    pub async fn hold_disposal(
        &self,
        id: PlanId,
        reason: &str,
        clocks: &Disposal,
        now: Timestamp,
    ) -> std::result::Result<(), DisposalError> {
        self.operator_says(id, clocks, DisposalSays::Hold(reason), (now, Date::MAX)).await
    }

    /// End a hold, whoever placed it, for a reason.
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
        self.operator_says(id, clocks, DisposalSays::Release(reason), (now, Date::MAX)).await
    }

    async fn operator_says(
        &self,
        id: PlanId,
        clocks: &Disposal,
        says: DisposalSays<'_>,
        (now, today): (Timestamp, Date),
    ) -> std::result::Result<(), DisposalError> {
        let Some(row) = self.disposal_known(id, clocks).await? else {
            self.log(&line(self, Some(id), says.key(), Outcome::Denied, now)).await?;
            return Err(DisposalError::NotFound);
        };
        self.decide(&row, says, &By::Operator(now, today)).await
    }

    /// All that were approved by somebody, whether or not they are due still, and whether or not everybody has said yes.
    pub(super) async fn approved(&self, clocks: &Disposal) -> Result<Vec<DisposalRow>> {
        let mut approved = Vec::new();
        for row in self.pool.fetch(APPROVED, &[]).await? {
            approved.push(self.disposal_row(&row, clocks).await?);
        }
        Ok(approved)
    }

    pub(super) async fn disposal_known(&self, id: PlanId, clocks: &Disposal) -> Result<Option<DisposalRow>> {
        match self.pool.first(ONE, &values![id.0]).await? {
            Some(row) => self.disposal_row(&row, clocks).await.map(Some),
            None => Ok(None),
        }
    }

    /// Judge what was decided, and keep it. What is refused is logged, too.
    pub(super) async fn decide(
        &self,
        row: &DisposalRow,
        says: DisposalSays<'_>,
        by: &By<'_>,
    ) -> std::result::Result<(), DisposalError> {
        let done = match refused(row, says, by) {
            Some(why) => Err(why),
            None => self.keep_decision(row.plan, says, by).await,
        };
        if done.is_err() {
            self.log(&by.line(self, row.plan, says.key(), Outcome::Refused)).await?;
        }
        done
    }

    async fn keep_decision(
        &self,
        id: PlanId,
        says: DisposalSays<'_>,
        by: &By<'_>,
    ) -> std::result::Result<(), DisposalError> {
        let mut unit = by.line(self, id, says.key(), Outcome::Allowed).unit();
        let own = by.principal().map(|principal| principal.0);
        match (says, by) {
            (DisposalSays::Approve, By::Operator(now, _)) => unit.statements.push(saved(id, None, *now)),
            (DisposalSays::Approve, By::Archivist(asking, principal)) => {
                let yes = values![id.0, principal.0, asking.actor.account.0, by.now()];
                unit.statements.push(Statement::changing(SAY, yes));
            }
            (DisposalSays::Hold(words) | DisposalSays::Release(words), _) => {
                let cipher = self.keys.of_plan(id).await?;
                let words = cipher.hide("disposals", "words", "text", words.as_bytes())?;
                let (codec, key) = sealed_columns(&cipher);
                let sql = if matches!(says, DisposalSays::Hold(_)) { HOLD } else { RELEASE };
                unit.statements.push(Statement::changing(sql, values![id.0, words, codec, key, by.now(), own]));
                unit.statements.push(Statement::new(UNSAY, values![id.0]));
            }
        }
        match self.writer.write(unit).await {
            Ok(_) => Ok(()),
            Err(StoreError::Conflict(_)) => Err(DisposalError::Meanwhile),
            Err(error) => Err(error.into()),
        }
    }

    /// From columns plan, `updated_at`, state, words, codec, `approved_at`, `held_by`.
    async fn disposal_row(&self, row: &Row, clocks: &Disposal) -> Result<DisposalRow> {
        let (id, changed) = (plan(row)?, row.time(1)?);
        let kept = self.load(id).await?.ok_or(StoreError::NotFound)?;
        let last_entry = changed.to_zoned(zone()?).date();
        let (authorities, kinds) = self.authorities_of(&kept.plan, clocks, (last_entry, changed)).await?;
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
        let stored = DisposalState::from_key(row.maybe_text(2)?.as_deref())?;
        // A yes counts while nothing is added to the plan after it.
        let by_operator = stored == DisposalState::Approved && row.maybe_time(5)?.is_some_and(|at| at >= changed);
        let by_all = !authorities.is_empty() && authorities.iter().all(|authority| authority.said.is_some());
        let state = match stored {
            DisposalState::Held => DisposalState::Held,
            _ if by_operator || by_all => DisposalState::Approved,
            DisposalState::Approved => DisposalState::Open,
            open => open,
        };
        Ok(DisposalRow {
            plan: id,
            stage: kept.plan.stage,
            protected: kept.plan.protected,
            last_entry,
            clock: clock.name.clone(),
            source: (clock.source.clone(), clock.verified),
            from,
            latest,
            authorities,
            state,
            held_by: row.maybe_uuid(6)?.map(PrincipalId),
            words,
        })
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

/// The operator's yes, or the receipt of what is destroyed next.
pub(super) fn saved(id: PlanId, receipt: Option<String>, now: Timestamp) -> Statement {
    Statement::changing(SAVE, values![id.0, now, receipt])
}

/// Why it cannot be decided so, if it cannot.
fn refused(row: &DisposalRow, says: DisposalSays<'_>, by: &By<'_>) -> Option<DisposalError> {
    let held = row.state == DisposalState::Held;
    let own = by.principal();
    let said = |principal| row.authorities.iter().any(|one| one.principal == principal && one.said.is_some());
    match says {
        DisposalSays::Approve if held => Some(DisposalError::Held),
        DisposalSays::Approve if !row.is_due(by.today()) => Some(DisposalError::NotDue(row.from)),
        DisposalSays::Approve if row.state == DisposalState::Approved || own.is_some_and(said) => {
            Some(DisposalError::Already)
        }
        DisposalSays::Approve => None,
        DisposalSays::Hold(_) if held && row.held_by != own => Some(DisposalError::NotTheirs),
        DisposalSays::Release(_) if !held => Some(DisposalError::NotHeld),
        // The operator carries out what was decided on paper.
        DisposalSays::Release(_) if own.is_some() && row.held_by != own => Some(DisposalError::NotTheirs),
        DisposalSays::Hold(reason) | DisposalSays::Release(reason) => without_reason(reason),
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
