//! One line for every look, act and denial, durable before the answer. Never changed, and without personal words.

use jiff::Timestamp;
use samsyn_domain::ids::{AccountId, PlanId};
use uuid::Uuid;

use crate::Store;
use crate::bulk::Table;
use crate::error::Result;
use crate::sql::{Row, Value, values};
use crate::writer::Unit;

/// Through what somebody looks or acts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Surface {
    /// A page.
    Page,
    /// The printed plan or call.
    Paper,
    /// The plan as data.
    Export,
    /// The interface for other systems.
    Fhir,
    /// The worker that does what acts have caused.
    Worker,
    /// A command of the binary.
    Command,
}

impl Surface {
    /// The word in the log.
    pub fn key(self) -> &'static str {
        match self {
            Self::Page => "page",
            Self::Paper => "paper",
            Self::Export => "export",
            Self::Fhir => "fhir",
            Self::Worker => "worker",
            Self::Command => "command",
        }
    }
}

/// How it went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Outcome {
    Allowed,
    Denied,
    Refused,
    Stale,
    Repeated,
}

impl Outcome {
    pub fn key(self) -> &'static str {
        match self {
            Self::Allowed => "allowed",
            Self::Denied => "denied",
            Self::Refused => "refused",
            Self::Stale => "stale",
            Self::Repeated => "repeated",
        }
    }
}

/// A line that is to be written.
#[derive(Debug, Clone)]
pub(crate) struct Line {
    pub id: Uuid,
    pub plan: Option<PlanId>,
    pub at: Timestamp,
    pub account: Option<AccountId>,
    pub actor_kind: &'static str,
    pub actor_id: Option<Uuid>,
    pub unit: Option<Uuid>,
    pub action: String,
    pub surface: Surface,
    pub outcome: Outcome,
    pub reason: Option<String>,
    /// Whom or what in the directory it concerns.
    pub about: Option<Uuid>,
}

impl Line {
    /// The same line, about somebody or something in the directory.
    pub fn about(self, id: Uuid) -> Self {
        Self { about: Some(id), ..self }
    }

    pub fn row(&self) -> (Table, Vec<Value>) {
        let row = values![
            self.id,
            self.plan.map(|plan| plan.0),
            self.at,
            self.account.map(|account| account.0),
            self.actor_kind,
            self.actor_id,
            self.unit,
            &self.action,
            self.surface.key(),
            None::<String>,
            self.outcome.key(),
            self.reason.clone(),
            self.about,
        ];
        (Table::AccessLog, row.into())
    }

    pub fn unit(&self) -> Unit {
        Unit { rows: vec![self.row()], statements: Vec::new() }
    }
}

/// A line for what the operator of the installation does by a command.
pub(crate) fn operator(
    id: Uuid,
    plan: impl Into<Option<PlanId>>,
    at: Timestamp,
    action: &str,
    outcome: Outcome,
    reason: &str,
) -> Line {
    Line {
        id,
        plan: plan.into(),
        at,
        account: None,
        actor_kind: "operator",
        actor_id: None,
        unit: None,
        action: action.to_owned(),
        surface: Surface::Command,
        outcome,
        reason: Some(reason.to_owned()),
        about: None,
    }
}

/// A line for what a clock of the installation does by itself.
pub(crate) fn clock(id: Uuid, at: Timestamp, action: &str) -> Line {
    let line = operator(id, None, at, action, Outcome::Allowed, "duty");
    Line { actor_kind: "clock", surface: Surface::Worker, ..line }
}

/// A line as it is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Logged {
    /// The line's id.
    pub id: Uuid,
    /// When.
    pub at: Timestamp,
    /// The plan it concerns; none for lists.
    pub plan: Option<PlanId>,
    /// The account; none for the system itself.
    pub account: Option<AccountId>,
    /// The kind of actor at that time.
    pub actor_kind: String,
    /// The person or member of staff behind the account at that time.
    pub actor_id: Option<Uuid>,
    /// On whose behalf.
    pub unit: Option<Uuid>,
    /// What was asked for.
    pub action: String,
    /// Through what.
    pub surface: String,
    /// "allowed", "denied", "refused", "stale" or "repeated".
    pub outcome: String,
    /// Why allowed or denied.
    pub reason: Option<String>,
    /// Whom or what in the directory it concerns.
    pub about: Option<Uuid>,
}

pub(crate) const OF_PLAN: &str = "select at, plan, account, actor_kind, actor_id, unit, action, surface, outcome, reason, id, about from access_log \
    where plan = $1 and at <= $2 order by at desc, id desc limit $3";
pub(crate) const LATEST: &str = "select at, plan, account, actor_kind, actor_id, unit, action, surface, outcome, reason, id, about from access_log \
    where at >= $1 and at <= $2 order by at desc, id desc limit $3";
pub(crate) const TOTALS: &str = "select count(*), count(distinct account), coalesce(sum(case when outcome = 'denied' then 1 else 0 end), 0) \
    from access_log where at >= $1 and at <= $2";
pub(crate) const AT_WORK_WITH: &str = "select distinct actor_id from access_log where plan = $1 and actor_kind = 'staff' \
    and outcome = 'allowed' and coalesce(reason, '') <> 'duty' and actor_id is not null";
pub(crate) const ONE: &str = "select at, plan, account, actor_kind, actor_id, unit, action, surface, outcome, reason, id, about from access_log where id = $1";

/// How much stands in a part of the log.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Totals {
    /// Lines.
    pub lines: i64,
    /// Different accounts.
    pub accounts: i64,
    /// Lines that say no.
    pub denied: i64,
}

pub(crate) fn read_totals(row: &Row) -> Result<Totals> {
    Ok(Totals { lines: row.int(0)?, accounts: row.int(1)?, denied: row.int(2)? })
}

pub(crate) fn read(row: &Row) -> Result<Logged> {
    Ok(Logged {
        at: row.time(0)?,
        plan: row.maybe_uuid(1)?.map(PlanId),
        account: row.maybe_uuid(2)?.map(AccountId),
        actor_kind: row.text(3)?,
        actor_id: row.maybe_uuid(4)?,
        unit: row.maybe_uuid(5)?,
        action: row.text(6)?,
        surface: row.text(7)?,
        outcome: row.text(8)?,
        reason: row.maybe_text(9)?,
        id: row.uuid(10)?,
        about: row.maybe_uuid(11)?,
    })
}

impl Store {
    /// Write a line durably.
    pub(crate) async fn log(&self, line: &Line) -> Result<()> {
        self.writer.write(line.unit()).await.map(drop)
    }
}
