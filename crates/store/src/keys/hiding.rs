//! What an older version wrote in the clear is encrypted when this one opens the database, plan by plan and person by person. Cut off at
//! any point it goes on where it was; each value is read by its own codec meanwhile.

use jiff::Timestamp;
use samsyn_domain::ids::PlanId;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::cipher::{Cipher, SEALED};
use super::{Keys, Whose};
use crate::error::{Result, StoreError};
use crate::people;
use crate::plans::CLEAR;
use crate::search::Storable;
use crate::sql::{Conn, Row, values};

/// The setting in the plans' database that names its keys.
const NAME: &str = "keys";
/// How many plans or people are encrypted in one transaction.
const BATCH: i64 = 64;

pub(crate) const PLANS: &str = "select plan from plans where plan > $1 order by plan limit $2";
/// Whether anything that is always encrypted lies in the clear.
pub(crate) const ANY: &str = "select 'plans' from plans where codec = 0 union select 'events' from events where codec = 0 \
    union select 'people' from people where codec = 0 union select 'waiting' from waiting where codec = 0 and words is not null";
pub(crate) const LEFT: &str = "select distinct plan from events where codec = 0 order by plan limit $1";
pub(crate) const PLAN: &str = "select revision, label, state from plans where plan = $1 and codec = 0";
pub(crate) const HIDE_PLAN: &str =
    "update plans set label = $2, state = $3, codec = $4, key_id = $5 where plan = $1 and codec = 0 and revision = $6";
pub(crate) const EVENTS: &str =
    "select seq, kind, body, act_key from events where plan = $1 and codec = 0 order by seq";
pub(crate) const HIDE_EVENT: &str =
    "update events set body = $3, codec = $4, key_id = $5, act_key = $6 where plan = $1 and seq = $2 and codec = 0";
pub(crate) const WAITING: &str =
    "select row_no, task, words from waiting where plan = $1 and codec = 0 and words is not null order by row_no";
pub(crate) const HIDE_WAITING: &str =
    "update waiting set words = $3, codec = $4, key_id = $5 where plan = $1 and row_no = $2 and codec = 0";
pub(crate) const PEOPLE: &str = "select person, code, name, born, personal_number, language, mail, phone, ended_at, sealed, codec \
    from people where codec = 0 order by person limit $1";

/// Which keys a database is encrypted with, and whether all of it is.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub(crate) struct Marker {
    pub house: Uuid,
    pub hidden: bool,
}

/// The marker of a database; none before its keys were made.
pub(crate) async fn marker(conn: &mut Conn<'_>) -> Result<Option<Marker>> {
    let rows = conn.fetch(crate::settings::ONE, &values![NAME]).await?;
    rows.first().map(|row| row.json(0)).transpose()
}

impl Keys {
    /// Name these keys in the database, then encrypt what lies in the clear, then let the database forget it.
    /// `erased`: words in the clear may have been erased just now. `stamped`: the rows of this house were all encrypted and stamped
    /// before, so what lies in the clear now is not this program's.
    ///
    /// # Errors
    /// `Keys` when there is something in the clear that cannot be this program's: nothing is changed.
    pub async fn hide_all(&self, conn: &mut Conn<'_>, erased: bool, stamped: bool, now: Timestamp) -> Result<()> {
        let found = marker(conn).await?;
        let house = self.known().state.house;
        if found.is_some_and(|marker| marker.hidden) {
            return if erased { forget(conn).await } else { Ok(()) };
        }
        let clear = if stamped { conn.fetch(ANY, &[]).await? } else { Vec::new() };
        if let Some(row) = clear.first() {
            return Err(StoreError::Keys(format!(
                "{} holds rows in the clear, though all of this house was encrypted: somebody else wrote them, or this is a backup of \
                 an older version. Look first (samsyn verify); if it is such a backup, say so: samsyn keys believe-rows. Nothing was \
                 changed",
                row.text(0)?
            )));
        }
        // Named first: from the first encrypted value on, the database does not open without its keys.
        self.mark(conn, Marker { house, hidden: false }, now).await?;
        let hidden = self.hide_plans(conn).await? + self.hide_people(conn).await?;
        if hidden > 0 || erased {
            tracing::info!(hidden, "values that an older version wrote in the clear were encrypted");
            forget(conn).await?;
        }
        self.mark(conn, Marker { house, hidden: true }, now).await
    }

    async fn mark(&self, conn: &mut Conn<'_>, marker: Marker, now: Timestamp) -> Result<()> {
        let json = serde_json::to_string(&marker).map_err(|e| StoreError::unreadable("settings", e))?;
        conn.execute(crate::settings::SAVE, &values![NAME, json, now, None::<Uuid>]).await.map(drop)
    }

    async fn hide_plans(&self, conn: &mut Conn<'_>) -> Result<u64> {
        let (mut hidden, mut after) = (0, String::new());
        loop {
            let plans = ids(&conn.fetch(PLANS, &values![&after, BATCH]).await?)?;
            let Some(last) = plans.last() else { break };
            after = last.to_string();
            hidden += self.hide_batch(conn, &plans).await?;
        }
        loop {
            // Events of plans without a row: damage, but words all the same.
            let plans = ids(&conn.fetch(LEFT, &values![BATCH]).await?)?;
            if plans.is_empty() {
                return Ok(hidden);
            }
            hidden += self.hide_batch(conn, &plans).await?;
        }
    }

    async fn hide_batch(&self, conn: &mut Conn<'_>, plans: &[Uuid]) -> Result<u64> {
        let ciphers = self.made(Whose::Plan, plans).await?;
        begin(conn).await?;
        let mut hidden = 0;
        for plan in plans {
            let cipher = ciphers.get(plan).ok_or(StoreError::NotFound)?;
            match hide_plan(conn, PlanId(*plan), cipher).await {
                Ok(count) => hidden += count,
                Err(error) => {
                    conn.script("rollback".into()).await?;
                    return Err(error);
                }
            }
        }
        conn.script("commit".into()).await?;
        Ok(hidden)
    }

    async fn hide_people(&self, conn: &mut Conn<'_>) -> Result<u64> {
        let mut hidden = 0;
        loop {
            let found = conn.fetch(PEOPLE, &values![BATCH]).await?;
            if found.is_empty() {
                return Ok(hidden);
            }
            let found = found.iter().map(people::read_clear).collect::<Result<Vec<_>>>()?;
            let ids: Vec<Uuid> = found.iter().map(|person| person.id.0).collect();
            let ciphers = self.made(Whose::Person, &ids).await?;
            begin(conn).await?;
            for person in &found {
                let cipher = ciphers.get(&person.id.0).ok_or(StoreError::NotFound)?;
                let statement = person.hide(self, cipher, Storable::Matched)?;
                if let Err(error) = conn.execute(statement.sql, &statement.values).await {
                    conn.script("rollback".into()).await?;
                    return Err(error);
                }
                hidden += 1;
            }
            conn.script("commit".into()).await?;
        }
    }
}

async fn begin(conn: &mut Conn<'_>) -> Result<()> {
    conn.script(if matches!(conn, Conn::Sqlite(_)) { "begin immediate" } else { "begin" }.into()).await
}

fn ids(rows: &[Row]) -> Result<Vec<Uuid>> {
    rows.iter().map(|row| row.uuid(0)).collect()
}

async fn hide_plan(conn: &mut Conn<'_>, plan: PlanId, cipher: &Cipher) -> Result<u64> {
    let (key, mut hidden) = (cipher.id().to_string(), 0);
    for row in conn.fetch(PLAN, &values![plan.0]).await? {
        let revision = row.int(0)?;
        let label = crate::plans::hide_label(cipher, &row.bytes(1)?)?;
        let state = crate::plans::hide_state(cipher, revision, &row.bytes(2)?)?;
        hidden += conn.execute(HIDE_PLAN, &values![plan.0, label, state, SEALED, &key, revision]).await?;
    }
    for row in conn.fetch(EVENTS, &values![plan.0]).await? {
        let (seq, kind) = (row.int(0)?, row.text(1)?);
        let body = cipher.hide("events", seq, &kind, &row.bytes(2)?)?;
        let act_key = row.maybe_text(3)?.map(|key| crate::act::keyed(&key, cipher));
        hidden += conn.execute(HIDE_EVENT, &values![plan.0, seq, body, SEALED, &key, act_key]).await?;
    }
    for row in conn.fetch(WAITING, &values![plan.0]).await? {
        let (no, task) = (row.int(0)?, row.text(1)?);
        let words = cipher.hide("waiting", no, &task, &row.bytes(2)?)?;
        hidden += conn.execute(HIDE_WAITING, &values![plan.0, no, words, SEALED, &key]).await?;
    }
    debug_assert_eq!(CLEAR, 0, "the statements above name it");
    Ok(hidden)
}

// PostgreSQL alone: the time of the database, and how many others still read what was there before a time (both in microseconds).
const NOW: &str = "select cast(extract(epoch from clock_timestamp()) * 1000000 as bigint)";
const READ_BEFORE: &str = "select count(*) from pg_stat_activity where datname = current_database() \
    and pid <> pg_backend_pid() and backend_xmin is not null and extract(epoch from xact_start) * 1000000 <= cast($1 as bigint)";

/// How often, and how long apart, it is asked whether others still read what was there before.
const WAITS: (usize, std::time::Duration) = (600, std::time::Duration::from_millis(100));

/// Waits, a minute at most, until nobody else reads what was there before: PostgreSQL gives up no row that an older
/// transaction may still see.
async fn alone(conn: &mut Conn<'_>) -> Result<()> {
    let first = |rows: Vec<crate::sql::Row>| rows.first().map_or(Ok(0), |row| row.int(0));
    let now = first(conn.fetch(NOW, &[]).await?)?;
    for _ in 0..WAITS.0 {
        if first(conn.fetch(READ_BEFORE, &values![now]).await?)? == 0 {
            return Ok(());
        }
        tokio::time::sleep(WAITS.1).await;
    }
    tracing::warn!(
        "others still read what was there before; what they may see is given up later, by the database itself"
    );
    Ok(())
}

/// Let the database give up the pages that held words in the clear. PostgreSQL's write-ahead log keeps them until it is recycled, and
/// its backups for as long as they are kept: docs/running.md says so.
async fn forget(conn: &mut Conn<'_>) -> Result<()> {
    match conn {
        Conn::Sqlite(_) => {
            conn.script("vacuum".into()).await?;
            conn.fetch("pragma wal_checkpoint(truncate)", &[]).await.map(drop)
        }
        Conn::Postgres(_) => {
            alone(conn).await?;
            for table in ["plans", "events", "waiting", "people"] {
                conn.script(format!("vacuum full {table}")).await?;
            }
            Ok(())
        }
    }
}
