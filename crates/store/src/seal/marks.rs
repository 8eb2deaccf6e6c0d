//! What operators do to the log as a whole: thin it out after its time, go back to a backup. Each is a line of the log
//! itself, sealed with the others, so that `verify` can tell it from tampering and say it.

use jiff::Timestamp;
use sha2::{Digest, Sha256};
use uuid::{Builder, Uuid, Version};

use crate::Store;
use crate::access_log::{self, Outcome};
use crate::backup::BackedUp;
use crate::error::{Result, StoreError};
use crate::seal::int;
use crate::seal::sequence::size;
use crate::seal::sql::{COVERED, RESTORED, RESTORED_QUEUE, THIN, THINNED};
use crate::sql::{Conn, Statement, values};
use crate::writer::Unit;

/// The shortest time a line is kept, in microseconds: five years (HSLF-FS 2016:40, 4 kap. 9 §), a leap day twice in them.
pub(crate) const FIVE_YEARS: i64 = (5 * 365 + 2) * 86_400 * 1_000_000;

/// What a thinning did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Thinned {
    /// How many lines went.
    pub lines: u64,
    /// Lines with a lower leaf than this went.
    pub below: u64,
}

/// The word in the column `reason`.
fn word(leaf: u64) -> String {
    format!("leaf_{leaf}")
}

impl Store {
    /// Take the lines of the access log away that the last checkpoint before `before` covers, and keep their leaves: the seal
    /// verifies as before, and that checkpoint proves how old they were. The thinning is itself a line.
    ///
    /// # Errors
    /// `Seal` when `before` is less than five years ago.
    pub async fn thin_log(&self, before: Timestamp, now: Timestamp) -> Result<Thinned> {
        if now.as_microsecond() - before.as_microsecond() < FIVE_YEARS {
            return Err(StoreError::Seal("a line of the access log is kept for five years at the least".into()));
        }
        let mut snapshot = self.pool.snapshot().await?;
        let mut conn = snapshot.conn();
        let row = conn.fetch(COVERED, &values![before]).await?.into_iter().next().ok_or(StoreError::NotFound)?;
        let below = row.int(0)?.unsigned_abs();
        let row = conn.fetch(THINNED, &values![int(below)]).await?.into_iter().next().ok_or(StoreError::NotFound)?;
        let lines = row.int(0)?.unsigned_abs();
        drop(snapshot);
        if lines > 0 {
            let line = access_log::operator((self.new_id)(), None, now, "thin", Outcome::Allowed, &word(below));
            let statements = vec![Statement::changing(THIN, values![int(below)])];
            self.writer.write(Unit { rows: vec![line.row()], statements }).await?;
        }
        Ok(Thinned { lines, below })
    }
}

/// Note in a database that was just restored how far its log goes: what a witness saw after that was given up.
pub(crate) async fn restored(conn: &mut Conn<'_>, from: BackedUp, now: Timestamp) -> Result<()> {
    let leaves = size(conn).await?;
    // No chance is at hand; what was restored and when make an id that nothing else has.
    let mut id = Sha256::new();
    id.update(format!("{from:?} {now}"));
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&id.finalize()[..16]);
    let id: Uuid = Builder::from_bytes(bytes).with_version(Version::Custom).into_uuid();
    conn.execute(RESTORED, &values![id, now, word(leaves)]).await?;
    conn.execute(RESTORED_QUEUE, &values![id]).await.map(drop)
}
