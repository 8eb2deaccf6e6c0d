//! Bringing a database to the shape this program expects, forwards only.

use std::fmt::Write as _;

use sha2::{Digest, Sha256};

use crate::error::{Result, StoreError};
use crate::sql::{Conn, values};

/// The portable set. A file that was released is never edited; what changes comes in a new one.
pub(crate) const PLANS: Set = &[
    ("0001_plans", include_str!("../migrations/0001_plans.sql")),
    ("0002_directory", include_str!("../migrations/0002_directory.sql")),
    ("0003_accounts", include_str!("../migrations/0003_accounts.sql")),
    ("0004_log_jobs_keys", include_str!("../migrations/0004_log_jobs_keys.sql")),
    ("0005_ciphertext_disposal", include_str!("../migrations/0005_ciphertext_disposal.sql")),
    ("0006_seal", include_str!("../migrations/0006_seal.sql")),
    ("0007_sign_in", include_str!("../migrations/0007_sign_in.sql")),
    ("0008_who_looked", include_str!("../migrations/0008_who_looked.sql")),
    ("0009_scans", include_str!("../migrations/0009_scans.sql")),
    ("0010_state_now_and_then", include_str!("../migrations/0010_state_now_and_then.sql")),
    ("0011_media", include_str!("../migrations/0011_media.sql")),
    ("0012_remits", include_str!("../migrations/0012_remits.sql")),
    ("0013_calling", include_str!("../migrations/0013_calling.sql")),
    ("0014_reminders", include_str!("../migrations/0014_reminders.sql")),
    ("0015_stamps", include_str!("../migrations/0015_stamps.sql")),
    ("0016_figures", include_str!("../migrations/0016_figures.sql")),
    ("0017_rooms", include_str!("../migrations/0017_rooms.sql")),
    ("0018_deviations", include_str!("../migrations/0018_deviations.sql")),
    ("0019_archivists", include_str!("../migrations/0019_archivists.sql")),
    ("0020_log_index", include_str!("../migrations/0020_log_index.sql")),
    ("0021_functional_addresses", include_str!("../migrations/0021_functional_addresses.sql")),
];

/// The migrations of one database.
pub(crate) type Set = &'static [(&'static str, &'static str)];

/// Those of the key store, a database of its own.
pub(crate) const KEYS: Set = &[("0001_keys", include_str!("../migrations/keys/0001_keys.sql"))];

/// A number of our own for PostgreSQL's advisory lock, so that two processes that start together do not both migrate.
const LOCK: i64 = 0x5341_4D53_594E;

pub(crate) const APPLIED: &str = "select name, checksum from migrations order by name";

/// Apply what is missing; refuse a database that holds a migration this program does not know or knows otherwise.
pub(crate) async fn migrate(conn: &mut Conn<'_>, set: Set, now: jiff::Timestamp) -> Result<()> {
    match conn {
        Conn::Sqlite(_) => conn.script("begin immediate".into()).await?,
        Conn::Postgres(_) => {
            conn.script("begin".into()).await?;
            conn.fetch("select cast(pg_advisory_xact_lock($1) as text)", &values![LOCK]).await?;
        }
    }
    let done = apply(conn, set, now).await;
    conn.script(if done.is_ok() { "commit" } else { "rollback" }.into()).await?;
    done
}

async fn apply(conn: &mut Conn<'_>, set: Set, now: jiff::Timestamp) -> Result<()> {
    conn.script(
        "create table if not exists migrations (name text not null primary key, checksum text not null, applied_at bigint not null)"
            .into(),
    )
    .await?;
    let mut applied = std::collections::BTreeMap::new();
    for row in conn.fetch(APPLIED, &[]).await? {
        applied.insert(row.text(0)?, row.text(1)?);
    }
    for (name, sql) in set {
        let checksum = hex(&Sha256::digest(sql.as_bytes()));
        match applied.remove(*name) {
            Some(known) if known == checksum => {}
            Some(_) => {
                return Err(StoreError::Migration(format!("{name} was changed after it was applied")));
            }
            None => {
                conn.script(dialect(conn, sql)).await?;
                let row = values![*name, checksum, now];
                conn.execute("insert into migrations (name, checksum, applied_at) values ($1, $2, $3)", &row).await?;
            }
        }
    }
    match applied.keys().next() {
        Some(name) => Err(StoreError::Migration(format!(
            "the database holds {name}, which this version of the program does not know"
        ))),
        None => Ok(()),
    }
}

/// Refuse a database that was not brought to this program's shape.
pub(crate) async fn check(conn: &mut Conn<'_>, set: Set) -> Result<()> {
    let rows =
        conn.fetch(APPLIED, &[]).await.map_err(|_| StoreError::Migration("this is no database of samsyn".into()))?;
    let applied = rows.iter().map(|row| Ok((row.text(0)?, row.text(1)?))).collect::<Result<Vec<_>>>()?;
    let wanted: Vec<_> =
        set.iter().map(|(name, sql)| ((*name).to_owned(), hex(&Sha256::digest(sql.as_bytes())))).collect();
    if applied == wanted {
        Ok(())
    } else {
        Err(StoreError::Migration(
            "the database is of another version; start the service once to bring it up to date".into(),
        ))
    }
}

/// A table as the migrations describe it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct TableShape {
    pub name: String,
    pub columns: Vec<(String, Kind)>,
}

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Int,
    Text,
    Bytes,
}

/// The tables in the order in which they were made, so that each comes after those it refers to.
pub(crate) fn tables(set: Set) -> Vec<TableShape> {
    let mut tables: Vec<TableShape> = Vec::new();
    for line in set.iter().flat_map(|(_, sql)| sql.lines()) {
        if let Some((name, column)) = line.strip_prefix("alter table ").and_then(|rest| rest.split_once(" add column "))
        {
            let table = tables.iter_mut().find(|table| table.name == name);
            if let (Some(table), Some(column)) = (table, column_of(column)) {
                table.columns.push(column);
            }
            continue;
        }
        if let Some(name) = line.strip_prefix("create table ").and_then(|rest| rest.strip_suffix(" (")) {
            tables.push(TableShape { name: name.to_owned(), columns: Vec::new() });
        } else if let (Some(table), Some(rest)) = (tables.last_mut(), line.strip_prefix("  ")) {
            table.columns.extend(column_of(rest));
        }
    }
    tables
}

/// A column's name and kind from the words that describe it.
fn column_of(words: &str) -> Option<(String, Kind)> {
    let mut words = words.split([' ', ',', ';']);
    let (name, kind) = (words.next()?, words.next()?);
    let kind = match kind {
        "{text}" => Kind::Text,
        "bigint" => Kind::Int,
        "{bytes}" => Kind::Bytes,
        _ => return None,
    };
    Some((name.to_owned(), kind))
}

/// The two words in which the databases differ: bytes, and text compared byte by byte.
fn dialect(conn: &Conn<'_>, sql: &str) -> String {
    let (text, bytes) = match conn {
        Conn::Sqlite(_) => ("text", "blob"),
        Conn::Postgres(_) => ("text collate \"C\"", "bytea"),
    };
    sql.replace("{text}", text).replace("{bytes}", bytes)
}

/// Bytes in hexadecimal, small letters.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}
