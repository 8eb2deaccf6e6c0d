//! Together mode: a worker hands over the own device to somebody of a family. Who helped stays on record.

use jiff::Timestamp;
use samsyn_domain::ids::{AccountId, PersonId, PlanId, StaffId};
use uuid::Uuid;

use crate::Store;
use crate::access_log::Outcome;
use crate::accounts::Holder;
use crate::error::{Result, StoreError};
use crate::look::{Asking, LookError};
use crate::sql::{Row, Statement, values};
use crate::visits::Checked;
use crate::writer::Unit;

/// A hand-over, as the plan's family and those who carry it on see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Handover {
    /// Who answered.
    pub person: PersonId,
    /// Who helped.
    pub helper: StaffId,
    /// How that one made sure who it was.
    pub checked: Checked,
    /// When.
    pub begun: Timestamp,
    /// When the device was given back; none when the session just ran out.
    pub ended: Option<Timestamp>,
}

pub(crate) const ADD: &str =
    "insert into handovers (handover, plan, person, helper, checked, begun_at) values ($1, $2, $3, $4, $5, $6)";
pub(crate) const END: &str = "update handovers set ended_at = $2 where handover = $1 and ended_at is null";
pub(crate) const OF_PLAN: &str = "select person, helper, checked, begun_at, ended_at from handovers where plan = $1 order by begun_at desc, handover";

fn read(row: &Row) -> Result<Handover> {
    Ok(Handover {
        person: PersonId(row.uuid(0)?),
        helper: StaffId(row.uuid(1)?),
        checked: Checked::from_key(&row.text(2)?)
            .ok_or_else(|| StoreError::unreadable("handovers.checked", "unknown word"))?,
        begun: row.time(3)?,
        ended: row.maybe_time(4)?,
    })
}

impl Store {
    /// Record a hand-over: the account that the device is to be signed in as, and the hand-over's id.
    ///
    /// # Errors
    /// [`LookError::NotFound`] when this one does not carry the plan on, or the person is none of the plan's family.
    pub async fn hand_over(
        &self,
        asking: &Asking<'_>,
        plan: PlanId,
        person: PersonId,
        checked: Checked,
    ) -> std::result::Result<(AccountId, Uuid), LookError> {
        let action = "hand_over";
        let (helper, because) = self.helps_in(asking, plan, Some(person), action).await?;
        let now = asking.moment.now;
        let account = match self.account_for(Holder::Person(person), now).await {
            Err(StoreError::NotFound) => return self.denied(asking, plan, action, "unknown").await,
            other => other?,
        };
        let id = (self.new_id)();
        let row = values![id, plan.0, person.0, helper.0, checked.key(), now];
        let line = asking.line((self.new_id)(), Some(plan), action, Outcome::Allowed, because);
        self.writer.write(Unit { rows: vec![line.row()], statements: vec![Statement::new(ADD, row)] }).await?;
        Ok((account, id))
    }

    /// The hand-overs of a plan, latest first, for those who carry it on.
    ///
    /// # Errors
    /// [`LookError::NotFound`] for anybody else.
    pub async fn handovers(&self, asking: &Asking<'_>, plan: PlanId) -> std::result::Result<Vec<Handover>, LookError> {
        self.helps_in(asking, plan, None, "handovers").await?;
        let rows = self.pool.fetch(OF_PLAN, &values![plan.0]).await?;
        Ok(rows.iter().map(read).collect::<Result<_>>()?)
    }
}
