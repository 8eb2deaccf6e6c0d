//! A backup of the key store, apart from that of the plans: whoever has one of them has nothing. The master key is in neither.

use std::io::{BufRead, Write};

use jiff::Timestamp;

use super::KeysAt;
use super::open;
use super::rows;
use crate::backup::{BackedUp, fill, write_all};
use crate::db::{self, Address};
use crate::error::{Result, StoreError};
use crate::ids::NewId;
use crate::migrate::KEYS;
use crate::sql::values;

fn missing() -> StoreError {
    StoreError::Keys("there is no key store to back up".into())
}

/// Write a backup of the key store: wrapped keys and the erasure list. It can be read only with the master key of the version that is in
/// force now; after each rotation and each disposal an older one is worth nothing.
///
/// # Errors
/// `Keys` when there is no key store or the master key does not fit it.
pub async fn backup_keys(at: &KeysAt, out: impl Write, now: Timestamp) -> Result<(BackedUp, u32)> {
    let address: Address = at.store.parse()?;
    if matches!(&address, Address::Sqlite(path) if !path.exists()) {
        return Err(missing());
    }
    let db = db::open_keys(&address, now).await?;
    let state = rows::state(&db).await?.ok_or_else(missing)?;
    // A backup that nobody could open is not made.
    open::fitting(&at.master, &state)?;
    let done = write_all(&db, KEYS, &[], out, now).await?;
    db.close().await;
    Ok((done, state.version))
}

/// Put a backup of the key store into an empty one: all of it, or nothing.
///
/// # Errors
/// `Backup` when the target holds keys or the file was changed; `Keys` when the master key does not fit them.
pub async fn restore_keys(at: &KeysAt, from: impl BufRead, new_id: &NewId, now: Timestamp) -> Result<BackedUp> {
    let address: Address = at.store.parse()?;
    let new = matches!(&address, Address::Sqlite(path) if !path.exists());
    let db = db::open_keys(&address, now).await?;
    let mut change = db.begin().await?;
    let done = async {
        let done = fill(&mut change.conn(), from, KEYS, &[]).await?;
        let row = change.conn().fetch(rows::STATE, &[]).await?;
        let state = row.first().ok_or_else(missing).and_then(rows::read_state)?;
        open::fitting(&at.master, &state)?;
        let count = i64::try_from(done.rows).unwrap_or(i64::MAX);
        let line = values![new_id(), now, "restored", i64::from(state.version), count];
        change.conn().execute(rows::LOG, &line).await?;
        Ok(done)
    }
    .await;
    match done {
        Ok(done) => {
            change.commit().await?;
            db.close().await;
            Ok(done)
        }
        Err(error) => {
            drop(change);
            db.close().await;
            if let (true, Address::Sqlite(path)) = (new, &address) {
                let _ = std::fs::remove_file(path);
            }
            Err(error)
        }
    }
}
