//! Everything but the events can be computed again from them: comparing it, and writing it anew.

use std::collections::BTreeSet;

use samsyn_domain::ids::PlanId;
use samsyn_domain::plan::{Fact, Plan};

use crate::Store;
use crate::bulk::Table;
use crate::db::{self, Address};
use crate::error::{Result, StoreError};
use crate::plans::read_state;
use crate::projections::{DROP_READER, DROP_WAITING, reader_rows, waiting_rows};
use crate::sql::{Statement, Value, values};
use crate::writer::Unit;

pub(crate) const IDS: &str = "select plan from plans union select plan from events order by plan";
pub(crate) const PLAN: &str = "select plan, revision, stage, next_meeting, label, codec, key_id, created_at, updated_at, state from plans where plan = $1";
pub(crate) const READERS: &str = "select plan, subject_kind, subject_id, role, from_day, to_day from plan_readers where plan = $1 order by subject_kind, subject_id, role, from_day";
pub(crate) const WAITING: &str = "select plan, row_no, subject_kind, subject_id, task, item, due, words, codec, key_id from waiting where plan = $1 order by row_no";

/// Something stored that is not what the events amount to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// The plan.
    pub plan: PlanId,
    /// What differs, by table and column, without personal words.
    pub what: String,
}

/// What a verification found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Verified {
    /// How many stories were folded.
    pub plans: u64,
    /// How many events they have.
    pub events: u64,
    /// All that differs.
    pub differences: Vec<Difference>,
}

/// Fold every story of the database at `url` again and compare with its row and the lists, beside a service that may be running.
/// `assessment_days` is the installation's setting.
///
/// # Errors
/// `Address`, `Database` or `Migration` when the database cannot be read. A difference is no error.
pub async fn verify(url: &str, assessment_days: u16) -> Result<Verified> {
    let address: Address = url.parse()?;
    let pool = db::open_to_read(&address).await?;
    let mut found = Verified::default();
    let mut snapshot = pool.snapshot().await?;
    let ids = snapshot.conn().fetch(IDS, &[]).await?;
    for id in ids {
        let plan = PlanId(id.uuid(0)?);
        let differences = verify_one(&mut snapshot.conn(), plan, assessment_days, &mut found.events).await?;
        found.differences.extend(differences.into_iter().map(|what| Difference { plan, what }));
        found.plans += 1;
    }
    drop(snapshot);
    pool.close().await;
    Ok(found)
}

async fn verify_one(
    conn: &mut crate::sql::Conn<'_>,
    plan: PlanId,
    assessment_days: u16,
    events: &mut u64,
) -> Result<Vec<String>> {
    let key = values![plan.0];
    let mut differences = Vec::new();
    let mut facts: Vec<Fact> = Vec::new();
    for row in conn.fetch(crate::events::STORY, &key).await? {
        *events += 1;
        match crate::events::read(&row, plan) {
            Ok((seq, fact)) if seq == facts.len() as u64 + 1 => facts.push(fact),
            Ok((seq, _)) => return Ok(vec![format!("events: a gap before {seq}")]),
            Err(error) => return Ok(vec![format!("events: {error}")]),
        }
    }
    let Some(folded) = Plan::fold(plan, &facts) else {
        return Ok(vec!["events: the story does not begin with a proposal".into()]);
    };
    let Some(row) = conn.fetch(PLAN, &key).await?.into_iter().next() else {
        return Ok(vec!["plans: no row".into()]);
    };
    let at = facts.last().map_or(folded.proposal.at, |fact| fact.at);
    let (_, expected) = crate::plans::row(&folded, at)?;
    // The columns of `plans::row` but the state, which is compared as what it means, and the codec before it.
    let columns = [
        ("revision", 1, 1),
        ("stage", 2, 2),
        ("next_meeting", 3, 3),
        ("label", 4, 4),
        ("created_at", 7, 8),
        ("updated_at", 8, 9),
    ];
    for (name, in_row, in_expected) in columns {
        let stored = match &expected[in_expected] {
            Value::Int(_) => Value::Int(row.maybe_int(in_row)?),
            Value::Text(_) => Value::Text(row.maybe_text(in_row)?),
            Value::Bytes(_) => Value::Bytes(row.maybe_bytes(in_row)?),
        };
        if stored != expected[in_expected] {
            differences.push(format!("plans.{name}"));
        }
    }
    match read_state(&row, 5, 9) {
        Ok(state) if state == folded => {}
        Ok(_) => differences.push("plans.state".into()),
        Err(error) => differences.push(error.to_string()),
    }
    let kinds = |like: &[Vec<Value>]| like.first().cloned().unwrap_or_default();
    for (table, sql, expected) in
        [("plan_readers", READERS, reader_rows(&folded)), ("waiting", WAITING, waiting_rows(&folded, assessment_days))]
    {
        let stored = conn.fetch(sql, &key).await?;
        let like = kinds(&expected);
        let stored = stored.iter().map(|row| like_row(row, &like)).collect::<Result<BTreeSet<_>>>()?;
        let expected: BTreeSet<_> = expected.iter().map(|row| format!("{row:?}")).collect();
        let (missing, extra) = (expected.difference(&stored).count(), stored.difference(&expected).count());
        if missing + extra > 0 {
            differences.push(format!("{table}: {missing} rows missing or changed, {extra} too many or changed"));
        }
    }
    Ok(differences)
}

/// A stored row in the form of an expected one. Without an expected row any stored one is too many.
fn like_row(row: &crate::sql::Row, like: &[Value]) -> Result<String> {
    let value = |(at, value): (usize, &Value)| {
        Ok(match value {
            Value::Int(_) => Value::Int(row.maybe_int(at)?),
            Value::Text(_) => Value::Text(row.maybe_text(at)?),
            Value::Bytes(_) => Value::Bytes(row.maybe_bytes(at)?),
        })
    };
    Ok(format!("{:?}", like.iter().enumerate().map(value).collect::<Result<Vec<_>>>()?))
}

impl Store {
    /// Fold every story again and write its row and lists anew: after a change of the rules or of the settings they rest on.
    /// Returns how many plans were written. Events are not touched.
    /// Nobody else may act meanwhile: on PostgreSQL, stop other processes first.
    ///
    /// # Errors
    /// `Unreadable` when a story cannot be folded; those before it are written.
    pub async fn rebuild(&self, assessment_days: u16) -> Result<u64> {
        let mut written = 0;
        for id in self.pool.fetch(IDS, &[]).await? {
            let id = PlanId(id.uuid(0)?);
            let _turn = self.turn(id.0).await;
            let facts = self.facts(id, u64::MAX).await?;
            let plan = Plan::fold(id, &facts)
                .ok_or_else(|| StoreError::unreadable(format!("plan {id}"), "cannot be folded"))?;
            let at = facts.last().map_or(plan.proposal.at, |fact| fact.at);
            let mut unit = Unit { rows: vec![crate::plans::row(&plan, at)?], statements: Vec::new() };
            let (readers, waiting) = (reader_rows(&plan), waiting_rows(&plan, assessment_days));
            for row in self.pool.fetch(READERS, &values![id.0]).await? {
                let key = (0..5).map(|at| Ok(Value::Text(row.maybe_text(at)?))).collect::<Result<Vec<_>>>()?;
                if !readers.iter().any(|reader| reader[..5] == key[..]) {
                    unit.statements.push(Statement::new(DROP_READER, key));
                }
            }
            let from = i64::try_from(waiting.len()).unwrap_or(i64::MAX);
            unit.statements.push(Statement::new(DROP_WAITING, values![id.0, from]));
            unit.rows.extend(readers.into_iter().map(|row| (Table::Readers, row)));
            unit.rows.extend(waiting.into_iter().map(|row| (Table::Waiting, row)));
            self.writer.write(unit).await?;
            self.cache.forget(id.0);
            written += 1;
        }
        Ok(written)
    }
}
