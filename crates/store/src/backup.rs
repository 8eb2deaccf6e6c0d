//! A backup: every table at one moment, as lines of JSON, the same for both databases, so that a backup also moves a house
//! from one to the other. Made while the service runs. Sessions, sign-in links and visit codes are left out: nobody shall be
//! signed in by a restore. Drafts are left out: they last days.

use std::io::{BufRead, Write};
use std::sync::Arc;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;
use sha2::{Digest, Sha256};

use crate::db::{self, Address, Opened, Pool};
use crate::error::{Result, StoreError};
use crate::migrate::{Kind, PLANS, Set, TableShape, hex, tables};
use crate::sql::{Conn, Row, Value};

/// The version of the form of the lines.
const FORM: u32 = 1;
/// Tables that are not backed up.
const LEFT_OUT: [&str; 5] = ["sessions", "signin_links", "sign_ins", "visit_codes", "drafts"];

/// The kinds of line.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Line {
    /// The first line.
    Samsyn { form: u32, at: Timestamp },
    /// A table's name and columns, before its rows.
    Table { name: String, columns: Vec<String> },
    /// A row: `null`, a number, a text, or bytes as `{"utf8": …}` or `{"hex": …}`.
    Row(Vec<Json>),
    /// The last line: how many rows, and SHA-256 of all bytes before it.
    End { rows: u64, sha256: String },
}

/// What a backup holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BackedUp {
    /// How many rows, of all tables together.
    pub rows: u64,
    /// The moment it shows; for a restore, the moment the backup was made.
    pub at: Timestamp,
    /// Whether its rows carry stamps: one of an older version does not, and its rows are believed only when the operator says so
    /// ([`crate::believe_rows`]).
    pub stamped: bool,
}

fn bad(why: impl std::fmt::Display) -> StoreError {
    StoreError::Backup(why.to_string())
}

/// Writes lines and remembers their sum.
struct Lines<W> {
    out: W,
    sum: Sha256,
    rows: u64,
}

impl<W: Write> Lines<W> {
    fn write(&mut self, line: &Line) -> Result<()> {
        let mut text = serde_json::to_vec(line).map_err(bad)?;
        text.push(b'\n');
        self.sum.update(&text);
        self.out.write_all(&text).map_err(bad)
    }

    fn row(&mut self, row: &Row, table: &TableShape) -> Result<()> {
        let value = |(at, (_, kind)): (usize, &(String, Kind))| Ok(to_json(row.value(at, *kind)?));
        let values = table.columns.iter().enumerate().map(value).collect::<Result<_>>()?;
        self.rows += 1;
        self.write(&Line::Row(values))
    }
}

/// Write a backup of the database at `url` to `out`, as it is at one moment, beside a service that may be running.
///
/// # Errors
/// `Address`, `Database` or `Migration` when the database cannot be read; `Backup` when `out` cannot be written.
pub async fn backup(url: &str, out: impl Write, now: Timestamp) -> Result<BackedUp> {
    let address: Address = url.parse()?;
    let pool = db::open_to_read(&address).await?;
    let done = write_all(&pool, PLANS, &LEFT_OUT, out, now).await?;
    pool.close().await;
    Ok(done)
}

/// Write the tables of a set of migrations, but those left out.
pub(crate) async fn write_all(
    pool: &Pool,
    set: Set,
    left_out: &[&str],
    out: impl Write,
    now: Timestamp,
) -> Result<BackedUp> {
    let mut snapshot = pool.snapshot().await?;
    let mut lines = Lines { out, sum: Sha256::new(), rows: 0 };
    lines.write(&Line::Samsyn { form: FORM, at: now })?;
    for table in tables(set).into_iter().filter(|table| !left_out.contains(&table.name.as_str())) {
        let columns: Vec<String> = table.columns.iter().map(|(name, _)| name.clone()).collect();
        let query = format!("select {} from {}", columns.join(", "), table.name);
        lines.write(&Line::Table { name: table.name.clone(), columns })?;
        snapshot.conn().each(query, |row| lines.row(&row, &table)).await?;
    }
    let (rows, sha256) = (lines.rows, hex(&lines.sum.clone().finalize()));
    lines.write(&Line::End { rows, sha256 })?;
    lines.out.flush().map_err(bad)?;
    Ok(BackedUp { rows, at: now, stamped: true })
}

/// Restore a backup into an empty database: all of it, or nothing.
///
/// # Errors
/// `Backup` when the target holds anything, or the backup is cut short, changed, or of another form.
pub async fn restore(url: &str, from: impl BufRead, now: Timestamp) -> Result<BackedUp> {
    let address: Address = url.parse()?;
    let Opened { pool, writer, lock } = db::open(&address, now).await?;
    let done = match (&pool, writer) {
        (Pool::Postgres(pg), _) => restore_into(Conn::Postgres(&mut *pg.acquire().await?), from, now).await,
        (Pool::Sqlite(_), Some(mut writer)) => {
            let done = restore_into(Conn::Sqlite(&mut writer), from, now).await;
            sqlx::Connection::close(writer).await?;
            done
        }
        (Pool::Sqlite(_), None) => Err(StoreError::Closing),
    };
    pool.close().await;
    drop(lock);
    done
}

async fn restore_into(mut conn: Conn<'_>, from: impl BufRead, now: Timestamp) -> Result<BackedUp> {
    conn.execute("begin", &[]).await?;
    let done = match fill(&mut conn, from, PLANS, &LEFT_OUT).await {
        Ok(done) => crate::seal::marks::restored(&mut conn, done, now).await.map(|()| done),
        Err(error) => Err(error),
    };
    conn.execute(if done.is_ok() { "commit" } else { "rollback" }, &[]).await?;
    done
}

/// Fill the tables of a set of migrations, all empty, within a transaction that the caller ends.
pub(crate) async fn fill(conn: &mut Conn<'_>, from: impl BufRead, set: Set, left_out: &[&str]) -> Result<BackedUp> {
    let shapes: Vec<TableShape> = tables(set);
    for table in &shapes {
        let mut found = 0;
        conn.each(format!("select 1 from {} limit 1", table.name), |_| {
            found += 1;
            Ok(())
        })
        .await?;
        if found > 0 {
            return Err(bad("the database to restore into is not empty; give the address of a new one"));
        }
    }
    let mut sum = Sha256::new();
    let (mut rows, mut at, mut current, mut stamped) = (0_u64, None, None, true);
    for text in from.split(b'\n') {
        let mut text = text.map_err(bad)?;
        let line: Line = serde_json::from_slice(&text)
            .map_err(|_| bad(format!("line after row {rows} cannot be read: the file was cut short or changed")))?;
        let before = hex(&sum.clone().finalize());
        text.push(b'\n');
        sum.update(&text);
        match line {
            Line::Samsyn { form: FORM, at: made } => at = Some(made),
            Line::Samsyn { form, .. } => {
                return Err(bad(format!("this program reads form {FORM}, the backup is of form {form}")));
            }
            Line::Table { name, columns } => {
                if left_out.contains(&name.as_str()) {
                    return Err(unknown_table());
                }
                stamped &= name != "accounts" || columns.iter().any(|column| column == "stamp");
                current = Some(Target::find(&shapes, &name, &columns)?);
            }
            Line::Row(values) => {
                current.as_ref().ok_or_else(|| bad("a row before any table"))?.insert(conn, values).await?;
                rows += 1;
            }
            Line::End { rows: told, sha256 } => {
                let at = at.ok_or_else(|| bad("the first line is missing"))?;
                if told == rows && sha256 == before {
                    return Ok(BackedUp { rows, at, stamped });
                }
                return Err(bad("the sum at its end does not fit: the file was changed"));
            }
        }
    }
    Err(bad("its last line is missing: the file was cut short"))
}

fn unknown_table() -> StoreError {
    bad("it holds a table that this program does not know")
}

/// The table that rows go into.
struct Target {
    kinds: Vec<Kind>,
    sql: Arc<str>,
}

impl Target {
    fn find(shapes: &[TableShape], name: &str, columns: &[String]) -> Result<Self> {
        let shape = shapes.iter().find(|shape| shape.name == name).ok_or_else(unknown_table)?;
        let kind = |column: &String| shape.columns.iter().find(|(known, _)| known == column).map(|(_, kind)| *kind);
        let kinds: Option<Vec<Kind>> = columns.iter().map(kind).collect();
        let kinds = kinds.ok_or_else(|| bad(format!("table {name} holds a column that this program does not know")))?;
        let holes: Vec<String> = (1..=columns.len()).map(|at| format!("${at}")).collect();
        let sql = format!("insert into {name} ({}) values ({})", columns.join(", "), holes.join(", "));
        Ok(Self { kinds, sql: sql.into() })
    }

    async fn insert(&self, conn: &mut Conn<'_>, values: Vec<Json>) -> Result<()> {
        if values.len() != self.kinds.len() {
            return Err(bad("a row has another number of values than its table has columns"));
        }
        let values =
            values.into_iter().zip(&self.kinds).map(|(json, kind)| from_json(json, *kind)).collect::<Option<Vec<_>>>();
        conn.insert(&self.sql, &values.ok_or_else(|| bad("a value is of another type than its column"))?).await
    }
}

fn to_json(value: Value) -> Json {
    match value {
        Value::Int(int) => int.into(),
        Value::Text(text) => text.into(),
        Value::Bytes(None) => Json::Null,
        Value::Bytes(Some(bytes)) => match String::from_utf8(bytes) {
            Ok(text) => serde_json::json!({ "utf8": text }),
            Err(error) => serde_json::json!({ "hex": hex(error.as_bytes()) }),
        },
    }
}

fn from_json(json: Json, kind: Kind) -> Option<Value> {
    Some(match (kind, json) {
        (Kind::Int, Json::Null) => Value::Int(None),
        (Kind::Int, Json::Number(int)) => Value::Int(Some(int.as_i64()?)),
        (Kind::Text, Json::Null) => Value::Text(None),
        (Kind::Text, Json::String(text)) => Value::Text(Some(text)),
        (Kind::Bytes, Json::Null) => Value::Bytes(None),
        (Kind::Bytes, Json::Object(mut map)) => match (map.remove("utf8"), map.remove("hex")) {
            (Some(Json::String(text)), None) => Value::Bytes(Some(text.into_bytes())),
            (None, Some(Json::String(text))) => Value::Bytes(Some(unhex(&text)?)),
            _ => return None,
        },
        _ => return None,
    })
}

fn unhex(text: &str) -> Option<Vec<u8>> {
    let pairs = text.as_bytes().chunks(2);
    pairs.map(|pair| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok().filter(|_| pair.len() == 2)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_value_comes_back() {
        let values = [
            (Kind::Int, Value::Int(Some(i64::MIN))),
            (Kind::Int, Value::Int(None)),
            (Kind::Text, Value::Text(Some("å\n\"".into()))),
            (Kind::Text, Value::Text(None)),
            (Kind::Bytes, Value::Bytes(Some(vec![0xFF, 0x00, 0x7F]))),
            (Kind::Bytes, Value::Bytes(Some(b"{}".to_vec()))),
            (Kind::Bytes, Value::Bytes(None)),
        ];
        for (kind, value) in values {
            assert_eq!(from_json(to_json(value.clone()), kind), Some(value));
        }
    }
}
