//! Whether the rows of the plans' database carry stamps already. It is noted in the key store's own log: noted in the plans' database,
//! whoever can write there could say no, and have rows of their own stamped at the next start.

use jiff::Timestamp;

use super::{Keys, KeysAt, rows};
use crate::db::Pool;
use crate::error::{Result, StoreError};
use crate::ids::NewId;
use crate::sql::values;

const STAMPED: &str = "stamped";
const UNSTAMPED: &str = "unstamped";

async fn is_stamped(db: &Pool) -> Result<bool> {
    let (mut yes, mut no) = (0, 0);
    for row in db.fetch(rows::STAMPED, &[]).await? {
        if row.text(0)? == STAMPED { yes += 1 } else { no += 1 }
    }
    Ok(yes > no)
}

impl Keys {
    /// Whether every row carries its stamp: one without it is then wrong.
    pub async fn rows_are_stamped(&self) -> Result<bool> {
        is_stamped(&self.db).await
    }

    /// Note that so many rows got their stamps.
    pub async fn note_stamped(&self, count: u64, now: Timestamp) -> Result<()> {
        let version = i64::from(self.known().state.version);
        let count = i64::try_from(count).unwrap_or(i64::MAX);
        self.note(&values![(self.new_id)(), now, STAMPED, version, count]).await
    }

    async fn note(&self, line: &[crate::sql::Value]) -> Result<()> {
        let mut change = self.db.begin().await?;
        change.conn().execute(rows::LOG, line).await?;
        change.commit().await
    }
}

/// The operator says that who is in the database now is right: at the next start every row gets its stamp anew. For a backup of before
/// the stamps, and after rows that were changed behind the program's back were looked at one by one. Says whether that changed anything.
///
/// # Errors
/// `Keys` when there is no key store.
pub async fn believe_rows(at: &KeysAt, new_id: &NewId, now: Timestamp) -> Result<bool> {
    let db = super::rotate::open_existing(at, now).await?;
    let state = rows::state(&db).await?.ok_or_else(|| StoreError::Keys("there are no keys yet".into()))?;
    // Whoever says so has the master key.
    super::open::fitting(&at.master, &state)?;
    let stamped = is_stamped(&db).await?;
    if stamped {
        let mut change = db.begin().await?;
        let line = values![new_id(), now, UNSTAMPED, i64::from(state.version), 0_i64];
        change.conn().execute(rows::LOG, &line).await?;
        change.commit().await?;
    }
    db.close().await;
    Ok(stamped)
}
