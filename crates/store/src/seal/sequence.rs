//! Rows get their leaf: a moment after they were written, in one order for all of them.

use tlog_tiles::{Hash, stored_hashes_for_record_hash};

use crate::Store;
use crate::bulk::Table;
use crate::error::{Result, StoreError};
use crate::seal::leaf::{FORM, Of};
use crate::seal::sql::{QUEUED_EVENTS, QUEUED_LINES, SEALED, SIZE};
use crate::seal::tree::Hashes;
use crate::sql::{Conn, Row, Statement, Value, values};
use crate::writer::Unit;

/// The most events, and the most lines, that get their leaves in one transaction.
const AT_A_TIME: i64 = 1000;

/// A row that waits for its leaf.
struct Queued {
    at: i64,
    /// The columns that name it: line, plan, seq.
    key: [Value; 3],
    hash: Hash,
}

/// A row of `unsealed` for each row that is written to the history or the log.
pub(crate) fn queue_row(table: Table, row: &[Value]) -> Option<Vec<Value>> {
    match table {
        Table::Events => Some(vec![Value::from(""), row.first()?.clone(), row.get(1)?.clone()]),
        Table::AccessLog => Some(vec![row.first()?.clone(), Value::from(""), Value::from(0_i64)]),
        _ => None,
    }
}

/// How many leaves there are.
pub(crate) async fn size(conn: &mut Conn<'_>) -> Result<u64> {
    let row = conn.fetch(SIZE, &[]).await?.into_iter().next().ok_or(StoreError::NotFound)?;
    Ok(row.int(0)?.unsigned_abs())
}

fn queued(of: Of, row: &Row) -> Result<Queued> {
    let values = of.values(FORM, row, 0)?;
    let hash = of.hash(FORM, &values);
    let (at, key) = match of {
        Of::Event => (row.int(2)?, [Value::from(""), values[0].clone(), values[1].clone()]),
        Of::Line => (row.int(2)?, [values[0].clone(), Value::from(""), Value::from(0_i64)]),
    };
    Ok(Queued { at, key, hash })
}

impl Store {
    /// Give a leaf to every row of the history and the log that was committed before and has none. Returns how many got one.
    /// Two processes may do this at once: the key of `leaves` lets one be first, and the other has nothing to do.
    ///
    /// # Errors
    /// `Seal` when the leaves are fewer than the last checkpoint covers, or their hashes are not there: then nothing is added,
    /// so that `verify` finds everything as it was left.
    pub async fn seal(&self) -> Result<u64> {
        let _turn = self.sealing.lock().await;
        let mut sealed = 0;
        loop {
            let some = self.seal_some().await?;
            sealed += some;
            if some < u64::try_from(AT_A_TIME).unwrap_or(u64::MAX) {
                return Ok(sealed);
            }
        }
    }

    async fn seal_some(&self) -> Result<u64> {
        let mut snapshot = self.pool.snapshot().await?;
        let mut conn = snapshot.conn();
        let mut rows = Vec::new();
        for (of, sql) in [(Of::Event, QUEUED_EVENTS), (Of::Line, QUEUED_LINES)] {
            for row in conn.fetch(sql, &values![AT_A_TIME]).await? {
                rows.push(queued(of, &row)?);
            }
        }
        if rows.is_empty() {
            return Ok(0);
        }
        // What happened first has the lower leaf, as far as a batch can tell. Sorting is stable: an act's events before its line.
        rows.sort_by_key(|row| row.at);
        let first = size(&mut conn).await?;
        let covered = super::checkpoint::last(&mut conn).await?.map_or(0, |last| last.size);
        if first < covered {
            return Err(StoreError::Seal(format!(
                "there are {first} leaves, and a checkpoint covers {covered}: leaves were taken away"
            )));
        }
        let mut hashes = Hashes::edge(&mut conn, first).await?;
        drop(snapshot);
        let mut unit = Unit::default();
        let mut leaf = first;
        for Queued { key: [line, plan, seq], hash, .. } in rows {
            let new = stored_hashes_for_record_hash(leaf, hash, &hashes).map_err(super::broken)?;
            hashes.add(leaf, &new);
            let bytes: Vec<u8> = new.iter().flat_map(|hash| hash.0).collect();
            let [number, form] = values![super::int(leaf), FORM];
            unit.rows.push((Table::Leaves, vec![number, form, line, plan, seq, Value::from(bytes)]));
            leaf += 1;
        }
        unit.statements.push(Statement::changing(SEALED, values![super::int(first)]));
        match self.writer.write(unit).await {
            Ok(_) => Ok(leaf - first),
            // Another process was first.
            Err(StoreError::Conflict(_)) => Ok(0),
            Err(error) => Err(error),
        }
    }
}
