//! Figures, kept up as things happen: what a plan adds to them is computed from its story before and after an act, and the
//! difference is written in the act's transaction. What was disposed of stays as counts alone.

use std::collections::BTreeMap;

use samsyn_domain::figures::{Counted, Counts, Figure, Quarter, counts};
use samsyn_domain::ids::UnitId;
use samsyn_domain::plan::Plan;
use uuid::Uuid;

use crate::Store;
use crate::bulk::Table;
use crate::error::{Result, StoreError};
use crate::sql::{Conn, Row, Statement, Value, values};
use crate::writer::Unit;

pub(crate) const OF_PLAN: &str = "select unit, counts from plan_figures where plan = $1";
pub(crate) const ALL_PLANS: &str = "select unit, counts from plan_figures";
pub(crate) const ALL: &str =
    "select figure, quarter, unit, value, n, kept from figures order by figure, quarter, unit, value";
pub(crate) const KEEP: &str =
    "update figures set kept = kept + $5 where figure = $1 and quarter = $2 and unit = $3 and value = $4";
pub(crate) const CELLS: &str =
    "select quarter, unit, value, n from figures where figure = $1 and quarter >= $2 and quarter <= $3 and n > 0";
pub(crate) const SIZES: &str = "select quarter, unit, cast(sum(n) as bigint) from figures where figure = $1 and quarter >= $2 and quarter <= $3 and n > 0 group by quarter, unit";
pub(crate) const BY_QUARTER: &str = "select quarter, value, cast(sum(n) as bigint) from figures where figure = $1 and quarter >= $2 and quarter <= $3 and n > 0 group by quarter, value";
pub(crate) const BY_UNIT: &str = "select unit, value, cast(sum(n) as bigint) from figures where figure = $1 and quarter >= $2 and quarter <= $3 and n > 0 group by unit, value";

/// One row of the figures as a key: figure, quarter, unit (empty for answers after meetings), value.
pub(crate) type Key = (String, String, String, i64);

fn key(counted: &Counted, unit: &str) -> Key {
    (counted.figure.key(), counted.quarter.to_string(), unit.to_owned(), i64::from(counted.value))
}

/// A plan's counts as its row holds them.
pub(crate) fn written(counts: &Counts) -> Result<String> {
    let rows: Vec<(String, String, u32, u32)> = counts
        .iter()
        .map(|(counted, n)| (counted.figure.key(), counted.quarter.to_string(), counted.value, *n))
        .collect();
    serde_json::to_string(&rows).map_err(|e| StoreError::unreadable("plan_figures", e))
}

/// A plan's row as rows of the figures.
pub(crate) fn read(row: &Row) -> Result<BTreeMap<Key, i64>> {
    let unit = row.text(0)?;
    let rows: Vec<(String, String, u32, u32)> = row.json(1)?;
    Ok(rows
        .into_iter()
        .map(|(figure, quarter, value, n)| ((figure, quarter, unit.clone(), i64::from(value)), i64::from(n)))
        .collect())
}

/// What a plan adds, as rows of the figures.
pub(crate) fn keyed(counts: &Counts, unit: &str) -> BTreeMap<Key, i64> {
    counts.iter().map(|(counted, n)| (key(counted, unit), i64::from(*n))).collect()
}

/// The unit whose plan it is in the figures.
pub(crate) fn unit_of(plan: &Plan) -> String {
    plan.proposal.to.unit.to_string()
}

/// Adds to `unit` what changes in the figures when a plan that added `before` adds what `after` does.
pub(crate) fn project(unit: &mut Unit, before: Option<&BTreeMap<Key, i64>>, after: &Plan) -> Result<()> {
    let counts = counts(after);
    let of = unit_of(after);
    let now = keyed(&counts, &of);
    if before == Some(&now) {
        return Ok(());
    }
    unit.rows.push((Table::PlanFigures, values![after.id.0, of, written(&counts)?].into()));
    let mut changes = now;
    for (key, n) in before.into_iter().flatten() {
        *changes.entry(key.clone()).or_insert(0) -= n;
    }
    add(unit, changes);
    Ok(())
}

/// What the plan before an act added.
pub(crate) fn before(plan: &Plan) -> BTreeMap<Key, i64> {
    keyed(&counts(plan), &unit_of(plan))
}

/// Rows in the order of their key, so that two acts at once never wait for each other.
pub(crate) fn add(unit: &mut Unit, changes: BTreeMap<Key, i64>) {
    for ((figure, quarter, of, value), n) in changes.into_iter().filter(|(_, n)| *n != 0) {
        unit.rows.push((Table::Figures, values![figure, quarter, of, value, n, 0_i64].into()));
    }
}

/// What is done with the figures of a plan that is disposed of: its counts stay, as counts.
pub(crate) async fn leave(conn: &mut Conn<'_>, plan: Uuid) -> Result<Vec<Statement>> {
    let rows = conn.fetch(OF_PLAN, &values![plan]).await?;
    left(&rows)
}

pub(crate) fn left(rows: &[Row]) -> Result<Vec<Statement>> {
    let mut statements = Vec::new();
    for row in rows {
        for ((figure, quarter, unit, value), n) in read(row)? {
            statements.push(Statement::new(KEEP, values![figure, quarter, unit, value, n]));
        }
    }
    Ok(statements)
}

/// The figures as stored: how many of each, and how many of those from plans that were disposed of.
pub(crate) fn stored(rows: &[Row]) -> Result<BTreeMap<Key, (i64, i64)>> {
    rows.iter()
        .map(|row| Ok(((row.text(0)?, row.text(1)?, row.text(2)?, row.int(3)?), (row.int(4)?, row.int(5)?))))
        .collect()
}

/// Whether a row of the figures comes from answers after meetings.
pub(crate) fn of_answers(key: &Key) -> bool {
    Figure::from_key(&key.0).is_some_and(Figure::of_answers)
}

/// One figure's counts by quarter, unit and value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FigureCell {
    /// The quarter.
    pub quarter: Quarter,
    /// The unit whose plans they are; none for answers after meetings.
    pub unit: Option<UnitId>,
    /// The value; `None` when all values are summed.
    pub value: Option<u32>,
    /// How many.
    pub n: u64,
}

fn count(n: i64) -> u64 {
    u64::try_from(n).unwrap_or(0)
}

fn quarter(row: &Row, at: usize) -> Result<Quarter> {
    row.text(at)?.parse().map_err(|()| StoreError::unreadable("figures.quarter", "no quarter"))
}

fn unit(row: &Row, at: usize) -> Result<Option<UnitId>> {
    let text = row.text(at)?;
    let unit = (!text.is_empty()).then(|| text.parse()).transpose();
    unit.map_err(|_| StoreError::unreadable("figures.unit", "no unit"))
}

fn value(row: &Row, at: usize) -> Result<u32> {
    u32::try_from(row.int(at)?).map_err(|e| StoreError::unreadable("figures.value", e))
}

fn asked(figure: Figure, (from, to): (Quarter, Quarter)) -> [Value; 3] {
    values![figure.key(), from.to_string(), to.to_string()]
}

impl Store {
    /// A figure's counts by quarter, unit and value, from one quarter to another, both within.
    ///
    /// # Errors
    /// When the store does not answer, or holds what cannot be read.
    pub async fn figure_cells(&self, figure: Figure, span: (Quarter, Quarter)) -> Result<Vec<FigureCell>> {
        let rows = self.pool.fetch(CELLS, &asked(figure, span)).await?;
        let cell = |row: &Row| {
            let (quarter, unit, value) = (quarter(row, 0)?, unit(row, 1)?, Some(value(row, 2)?));
            Ok(FigureCell { quarter, unit, value, n: count(row.int(3)?) })
        };
        rows.iter().map(cell).collect()
    }

    /// How many there are of a figure by quarter and unit.
    ///
    /// # Errors
    /// As [`Store::figure_cells`].
    pub async fn figure_sizes(&self, figure: Figure, span: (Quarter, Quarter)) -> Result<Vec<FigureCell>> {
        let rows = self.pool.fetch(SIZES, &asked(figure, span)).await?;
        let cell = |row: &Row| {
            Ok(FigureCell { quarter: quarter(row, 0)?, unit: unit(row, 1)?, value: None, n: count(row.int(2)?) })
        };
        rows.iter().map(cell).collect()
    }

    /// How many there are of each value of a figure, by quarter.
    ///
    /// # Errors
    /// As [`Store::figure_cells`].
    pub async fn figure_by_quarter(
        &self,
        figure: Figure,
        span: (Quarter, Quarter),
    ) -> Result<BTreeMap<Quarter, BTreeMap<u32, u64>>> {
        let mut all: BTreeMap<Quarter, BTreeMap<u32, u64>> = BTreeMap::new();
        for row in self.pool.fetch(BY_QUARTER, &asked(figure, span)).await? {
            all.entry(quarter(&row, 0)?).or_default().insert(value(&row, 1)?, count(row.int(2)?));
        }
        Ok(all)
    }

    /// How many there are of each value of a figure, by unit, over all those quarters.
    ///
    /// # Errors
    /// As [`Store::figure_cells`].
    pub async fn figure_by_unit(
        &self,
        figure: Figure,
        span: (Quarter, Quarter),
    ) -> Result<BTreeMap<Option<UnitId>, BTreeMap<u32, u64>>> {
        let mut all: BTreeMap<Option<UnitId>, BTreeMap<u32, u64>> = BTreeMap::new();
        for row in self.pool.fetch(BY_UNIT, &asked(figure, span)).await? {
            all.entry(unit(&row, 0)?).or_default().insert(value(&row, 1)?, count(row.int(2)?));
        }
        Ok(all)
    }

    /// What all plans' rows add up to, put right in the figures where they say something else. Returns how many rows were wrong.
    pub(crate) async fn settle_figures(&self) -> Result<u64> {
        let mut sums: BTreeMap<Key, i64> = BTreeMap::new();
        for row in self.pool.fetch(ALL_PLANS, &[]).await? {
            for (key, n) in read(&row)? {
                *sums.entry(key).or_insert(0) += n;
            }
        }
        for (key, (n, kept)) in stored(&self.pool.fetch(ALL, &[]).await?)? {
            if of_answers(&key) {
                continue;
            }
            // What is left is what must be added.
            *sums.entry(key).or_insert(0) -= n - kept;
        }
        sums.retain(|_, n| *n != 0);
        let wrong = sums.len() as u64;
        let mut unit = Unit::default();
        add(&mut unit, sums);
        self.writer.write(unit).await?;
        Ok(wrong)
    }
}
