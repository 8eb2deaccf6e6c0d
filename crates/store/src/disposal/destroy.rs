//! The destruction: the keys first, for good, then what the keys no longer open.

use std::collections::HashSet;

use jiff::Timestamp;
use jiff::civil::Date;
use samsyn_domain::disposal::Disposal;
use samsyn_domain::ids::{PersonId, PlanId, PrincipalId};
use samsyn_domain::plan::Plan;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::list::{DisposalRow, DisposalState, line, saved};
use super::{
    DONE, EMPTY_CLEAR, END_ACCOUNT, END_LINKS, END_SESSIONS, FORGET_PERSON, LEFT, LEFT_PERSON, LET_GO, OTHER_PLANS,
    STORY,
};
use crate::Store;
use crate::access_log::{Line, Outcome, operator};
use crate::bulk::Table;
use crate::error::Result;
use crate::ids::NewId;
use crate::keys::{Rotated, Subject, Whose};
use crate::migrate::hex;
use crate::sql::{Conn, Statement, values};

/// What was destroyed, without a personal word.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    /// The plan.
    pub plan: PlanId,
    /// How many events its story had.
    pub events: u64,
    /// SHA-256 in hexadecimal over the sequence number (eight bytes, big-endian) and the ciphertext of each event in order: these bytes stay,
    /// and nobody can read them.
    pub ciphertext: String,
    /// The day of the last entry.
    pub last_entry: Date,
    /// The clock that decided.
    pub clock: String,
    /// Where its years come from.
    pub source: String,
    /// Whether that was verified in the statute; if not it was this installation's setting.
    pub verified: bool,
    /// The first day it could be destroyed.
    pub due_from: Date,
    /// How many people were taken out of the directory with it, being in no other plan.
    pub people: u64,
    /// Whose it was, and when each said yes; empty in a receipt of an earlier version.
    #[serde(default)]
    pub authorities: Vec<Yes>,
}

/// A principal that took part in what was destroyed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Yes {
    /// The principal.
    pub principal: PrincipalId,
    /// When its archivist said yes; none where the operator did by a command.
    pub at: Option<Timestamp>,
}

/// What a run did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Destroyed {
    /// One for each plan.
    pub receipts: Vec<Receipt>,
    /// Plans that were approved and stay: something was added to them since, so their clock runs anew.
    pub not_due: Vec<PlanId>,
    /// What became of the master key; `None` when there was nothing to destroy.
    pub rotated: Option<Rotated>,
}

impl Store {
    /// Destroy what was approved and is due. Their keys are gone when this returns, also if it is cut off after that point: the next start
    /// does the rest.
    ///
    /// # Errors
    /// `Keys` when the master key is given from outside and no newer version of it is there: then nothing was destroyed.
    pub async fn dispose(&self, clocks: &Disposal, today: Date, now: Timestamp) -> Result<Destroyed> {
        let (mut approved, mut not_due) = (Vec::new(), Vec::new());
        for row in self.approved(clocks).await? {
            match row.state {
                DisposalState::Approved if row.is_due(today) => approved.push(row),
                // Held meanwhile, or approved by some of those who take part: it is on the list still.
                DisposalState::Held | DisposalState::Released => {}
                DisposalState::Open if row.authorities.iter().any(|authority| authority.said.is_some()) => {}
                DisposalState::Open | DisposalState::Approved => not_due.push(row.plan),
            }
        }
        if approved.is_empty() {
            return Ok(Destroyed { receipts: Vec::new(), not_due, rotated: None });
        }
        self.keys.can_destroy()?;
        let (mut receipts, mut people, mut statements) = (Vec::new(), HashSet::new(), Vec::new());
        let plans: Vec<Uuid> = approved.iter().map(|row| row.plan.0).collect();
        for row in &approved {
            let alone = self.in_no_other_plan(row.plan, &plans).await?;
            let receipt = self.receipt(row, alone.difference(&people).count()).await?;
            people.extend(alone);
            let json = serde_json::to_string(&receipt).map_err(|e| crate::StoreError::unreadable("a receipt", e))?;
            statements.push(saved(row.plan, Some(json), now));
            receipts.push(receipt);
        }
        // The receipts are there before the keys are gone.
        self.write_disposal(Vec::new(), statements).await?;
        let people: Vec<Uuid> = people.into_iter().map(|person| person.0).collect();
        let rotated = self.keys.destroy(&plans, &people, now).await?;
        let mut statements = Vec::new();
        for plan in &plans {
            statements.extend(crate::figures::left(&self.pool.fetch(crate::figures::OF_PLAN, &values![*plan]).await?)?);
            statements.extend(gone(*plan, now));
        }
        statements.extend(people.iter().flat_map(|person| forgotten(*person, now)));
        let lines = approved.iter().map(|row| line(self, Some(row.plan), "dispose", Outcome::Allowed, now)).collect();
        self.write_disposal(lines, statements).await?;
        for row in &approved {
            self.forget_plan(row.plan);
        }
        Ok(Destroyed { receipts, not_due, rotated: Some(rotated) })
    }

    async fn receipt(&self, row: &DisposalRow, people: usize) -> Result<Receipt> {
        let (mut sum, mut events) = (Sha256::new(), 0);
        for event in self.pool.fetch(STORY, &values![row.plan.0]).await? {
            sum.update(event.int(0)?.to_be_bytes());
            sum.update(event.bytes(3)?);
            events += 1;
        }
        Ok(Receipt {
            plan: row.plan,
            events,
            ciphertext: hex(&sum.finalize()),
            last_entry: row.last_entry,
            clock: row.clock.clone(),
            source: row.source.0.clone(),
            verified: row.source.1,
            due_from: row.from,
            people: people as u64,
            authorities: row.authorities.iter().map(|one| Yes { principal: one.principal, at: one.said }).collect(),
        })
    }

    /// Those of the family's side who are in no plan but those that are destroyed: the directory has no reason to know them.
    async fn in_no_other_plan(&self, plan: PlanId, destroyed: &[Uuid]) -> Result<HashSet<PersonId>> {
        let mut alone = HashSet::new();
        let Some(kept) = self.load(plan).await? else { return Ok(alone) };
        for person in family(&kept.plan) {
            let elsewhere = self.pool.fetch(OTHER_PLANS, &values![person.0]).await?;
            let elsewhere = elsewhere.iter().map(|row| row.uuid(0)).collect::<Result<Vec<_>>>()?;
            if elsewhere.iter().all(|other| destroyed.contains(other)) {
                alone.insert(person);
            }
        }
        Ok(alone)
    }
}

fn family(plan: &Plan) -> impl Iterator<Item = PersonId> {
    let representatives = plan.representatives.iter().map(|representative| representative.person);
    let supporters = plan.supporters.iter().filter_map(|supporter| supporter.person);
    std::iter::once(plan.person.person).chain(representatives).chain(supporters)
}

/// What is done in the database when a plan's key is gone; its counts in the figures were left there before.
fn gone(plan: Uuid, now: Timestamp) -> Vec<Statement> {
    let mut statements: Vec<Statement> = LET_GO.iter().map(|(_, sql)| Statement::new(sql, values![plan])).collect();
    statements.push(Statement::new(EMPTY_CLEAR, values![plan, Vec::<u8>::new()]));
    statements.push(Statement::new(DONE, values![plan, now]));
    statements
}

/// What is done in the database when a person's key is gone.
fn forgotten(person: Uuid, now: Timestamp) -> Vec<Statement> {
    vec![
        Statement::new(END_SESSIONS, values![person]),
        Statement::new(END_LINKS, values![person]),
        Statement::new(END_ACCOUNT, values![person, now]),
        Statement::new(FORGET_PERSON, values![person, now]),
    ]
}

/// Apply the erasure list to the database: after a restore, and after a run that was cut off. Says whether words in the clear were erased.
pub(crate) async fn erase_again(
    conn: &mut Conn<'_>,
    erased: &HashSet<Subject>,
    new_id: &NewId,
    now: Timestamp,
) -> Result<bool> {
    let (mut statements, mut lines): (Vec<Statement>, Vec<Line>) = (Vec::new(), Vec::new());
    for (whose, id) in erased {
        match whose {
            Whose::Plan if !conn.fetch(LEFT, &values![*id]).await?.is_empty() => {
                statements.extend(crate::figures::leave(conn, *id).await?);
                statements.extend(gone(*id, now));
                lines.push(operator(new_id(), PlanId(*id), now, "dispose", Outcome::Repeated, "erasure_list"));
            }
            Whose::Person if !conn.fetch(LEFT_PERSON, &values![*id]).await?.is_empty() => {
                statements.extend(forgotten(*id, now));
            }
            Whose::Plan | Whose::Person | Whose::Search => {}
        }
    }
    if statements.is_empty() {
        return Ok(false);
    }
    conn.script(if matches!(conn, Conn::Sqlite(_)) { "begin immediate" } else { "begin" }.into()).await?;
    let done = async {
        let mut clear = 0;
        for statement in &statements {
            let changed = conn.execute(statement.sql, &statement.values).await?;
            clear += if statement.sql == EMPTY_CLEAR { changed } else { 0 };
        }
        let rows: Vec<_> = lines.iter().map(|line| line.row().1).collect();
        Table::AccessLog.insert(conn, &rows.iter().collect::<Vec<_>>()).await?;
        let queued = rows.iter().filter_map(|row| crate::seal::sequence::queue_row(Table::AccessLog, row));
        Table::Unsealed.insert(conn, &queued.collect::<Vec<_>>().iter().collect::<Vec<_>>()).await.map(|()| clear > 0)
    }
    .await;
    conn.script(if done.is_ok() { "commit" } else { "rollback" }.into()).await?;
    done
}
