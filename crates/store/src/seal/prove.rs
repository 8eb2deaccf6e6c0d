//! Proofs for others: that a row is in the log that a checkpoint signs, and that one checkpoint continues another. Everything
//! in the forms that any verifier of C2SP logs reads.

use tlog_tiles::{Hash, prove_record, prove_tree};

use crate::db::{self, Address};
use crate::error::{Result, StoreError};
use crate::seal::broken;
use crate::seal::checkpoint::{last, said};
use crate::seal::leaf::Of;
use crate::seal::sql::{EVENTS, LEAF_OF_EVENT, LEAF_OF_LINE, LINES};
use crate::seal::tree::{Hashes, needed};
use crate::seal::wrong::SealedRow;
use crate::sql::{Conn, values};

/// What proves a row, and that the log only grew.
#[derive(Debug, Clone)]
pub struct Proof {
    /// The newest checkpoint: a signed note.
    pub checkpoint: String,
    /// The bytes of the leaf.
    pub leaf: Vec<u8>,
    /// Its index.
    pub index: u64,
    /// RFC 6962, 2.1.1: base64, from the leaf up.
    pub inclusion: Vec<String>,
    /// RFC 6962, 2.1.2: base64, between the older checkpoint that was given and the newest.
    pub consistency: Option<Vec<String>>,
}

/// Prove that a row is in the log as the newest checkpoint signs it, and that this checkpoint continues `since`, an older one.
/// Reads beside a service that may be running.
///
/// # Errors
/// `NotFound` when no leaf names the row; `Seal` when no checkpoint covers it yet, or `since` is no older checkpoint.
pub async fn prove(url: &str, row: &SealedRow, since: Option<&str>) -> Result<Proof> {
    let address: Address = url.parse()?;
    let pool = db::open_to_read(&address).await?;
    let mut snapshot = pool.snapshot().await?;
    let proof = prove_in(&mut snapshot.conn(), row, since).await;
    drop(snapshot);
    pool.close().await;
    proof
}

async fn prove_in(conn: &mut Conn<'_>, row: &SealedRow, since: Option<&str>) -> Result<Proof> {
    let last = last(conn).await?.ok_or_else(|| StoreError::Seal("there is no checkpoint yet".into()))?;
    let (of, found) = match row {
        SealedRow::Event { plan, seq } => (Of::Event, conn.fetch(LEAF_OF_EVENT, &values![plan.as_str(), *seq]).await?),
        SealedRow::Line { id } => (Of::Line, conn.fetch(LEAF_OF_LINE, &values![id.as_str()]).await?),
    };
    let found = found.into_iter().next().ok_or(StoreError::NotFound)?;
    let (index, form) = (found.int(0)?, found.int(1)?);
    let sql = if of == Of::Event { EVENTS } else { LINES };
    let stored = conn.fetch(sql, &values![index - 1, index]).await?.into_iter().next().ok_or(StoreError::NotFound)?;
    let leaf = of.bytes(form, &of.values(form, &stored, 1)?);
    let index = index.unsigned_abs();
    if index >= last.size {
        return Err(StoreError::Seal(format!("leaf {index} is not covered by a checkpoint yet; try again later")));
    }
    let mut hashes = Hashes::default();
    hashes.read(conn, &needed(|wanted| prove_record(last.size, index, wanted))).await?;
    let inclusion = prove_record(last.size, index, &hashes).map_err(broken)?;
    let consistency = match since {
        None => None,
        Some(note) => Some(consistency(conn, note, last.size).await?),
    };
    Ok(Proof { checkpoint: last.note, leaf, index, inclusion: base64(&inclusion), consistency })
}

async fn consistency(conn: &mut Conn<'_>, since: &str, size: u64) -> Result<Vec<String>> {
    let older = said(since).filter(|said| said.size > 0 && said.size <= size);
    let older = older.ok_or_else(|| StoreError::Seal("what was given is no older checkpoint of this log".into()))?;
    let mut hashes = Hashes::default();
    hashes.read(conn, &needed(|wanted| prove_tree(size, older.size, wanted))).await?;
    Ok(base64(&prove_tree(size, older.size, &hashes).map_err(broken)?))
}

fn base64(hashes: &[Hash]) -> Vec<String> {
    hashes.iter().map(ToString::to_string).collect()
}
