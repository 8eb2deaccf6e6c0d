//! One SQL text for both databases: statements as data, their values, and rows.
//!
//! sqlx's `Any` driver was tried first; see docs/decisions. Statements as data can be grouped, retried and prepared
//! by a test without knowing who wrote them.

use futures_util::TryStreamExt;
use sqlx::{Arguments, Row as _};

use crate::error::{Result, StoreError};
use crate::migrate::Kind;

/// A value that goes into a statement. Three types are all that the tables use.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Value {
    Int(Option<i64>),
    Text(Option<String>),
    Bytes(Option<Vec<u8>>),
}

macro_rules! value_from {
    ($($from:ty => $variant:ident |$v:ident| $map:expr),* $(,)?) => { $(
        impl From<$from> for Value { fn from($v: $from) -> Self { Self::$variant(Some($map)) } }
        impl From<Option<$from>> for Value { fn from(v: Option<$from>) -> Self { Self::$variant(v.map(|$v| $map)) } }
    )* };
}
value_from! {
    i64 => Int |v| v,
    &str => Text |v| v.to_owned(),
    &String => Text |v| v.clone(),
    String => Text |v| v,
    uuid::Uuid => Text |v| v.to_string(),
    jiff::Timestamp => Int |v| v.as_microsecond(),
    jiff::civil::Date => Text |v| v.to_string(),
    Vec<u8> => Bytes |v| v,
}

/// The values of one statement or one row.
macro_rules! values {
    ($($value:expr),* $(,)?) => { [$($crate::sql::Value::from($value)),*] };
}
pub(crate) use values;

/// What must have happened for the transaction to go on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Expect {
    /// Anything, also nothing.
    Any,
    /// At least one row changed; if not, the whole transaction is undone and answered with `Conflict`.
    Changed,
    /// Rows come back (`returning`).
    Rows,
}

/// One statement with its values.
#[derive(Debug, Clone)]
pub(crate) struct Statement {
    pub sql: &'static str,
    pub values: Vec<Value>,
    pub expect: Expect,
}

impl Statement {
    pub fn new(sql: &'static str, values: impl Into<Vec<Value>>) -> Self {
        Self { sql, values: values.into(), expect: Expect::Any }
    }
    pub fn changing(sql: &'static str, values: impl Into<Vec<Value>>) -> Self {
        Self { sql, values: values.into(), expect: Expect::Changed }
    }
    pub fn returning(sql: &'static str, values: impl Into<Vec<Value>>) -> Self {
        Self { sql, values: values.into(), expect: Expect::Rows }
    }
}

/// A row of either database.
pub(crate) enum Row {
    Sqlite(sqlx::sqlite::SqliteRow),
    Postgres(sqlx::postgres::PgRow),
}

macro_rules! getter {
    ($name:ident, $type:ty) => {
        pub fn $name(&self, at: usize) -> Result<$type> {
            Ok(match self {
                Self::Sqlite(row) => row.try_get(at)?,
                Self::Postgres(row) => row.try_get(at)?,
            })
        }
    };
}

impl Row {
    getter!(int, i64);
    getter!(maybe_int, Option<i64>);
    getter!(text, String);
    getter!(maybe_text, Option<String>);
    getter!(bytes, Vec<u8>);
    getter!(maybe_bytes, Option<Vec<u8>>);

    pub fn uuid(&self, at: usize) -> Result<uuid::Uuid> {
        parse(&self.text(at)?, "a UUID")
    }
    pub fn maybe_uuid(&self, at: usize) -> Result<Option<uuid::Uuid>> {
        self.maybe_text(at)?.map(|text| parse(&text, "a UUID")).transpose()
    }
    pub fn time(&self, at: usize) -> Result<jiff::Timestamp> {
        micros(self.int(at)?)
    }
    pub fn maybe_time(&self, at: usize) -> Result<Option<jiff::Timestamp>> {
        self.maybe_int(at)?.map(micros).transpose()
    }
    /// A JSON text as the type it was made from.
    pub fn json<T: serde::de::DeserializeOwned>(&self, at: usize) -> Result<T> {
        serde_json::from_str(&self.text(at)?).map_err(|e| StoreError::unreadable("a JSON column", e))
    }
    /// The value of a column of a known kind: for backups.
    pub fn value(&self, at: usize, kind: Kind) -> Result<Value> {
        Ok(match kind {
            Kind::Int => Value::Int(self.maybe_int(at)?),
            Kind::Text => Value::Text(self.maybe_text(at)?),
            Kind::Bytes => Value::Bytes(self.maybe_bytes(at)?),
        })
    }
}

fn parse<T: std::str::FromStr<Err: std::fmt::Display>>(text: &str, what: &str) -> Result<T> {
    text.parse().map_err(|e| StoreError::unreadable(what, e))
}

fn micros(at: i64) -> Result<jiff::Timestamp> {
    jiff::Timestamp::from_microsecond(at).map_err(|e| StoreError::unreadable("a point in time", e))
}

/// A connection or transaction of either database.
pub(crate) enum Conn<'c> {
    Sqlite(&'c mut sqlx::SqliteConnection),
    Postgres(&'c mut sqlx::PgConnection),
}

fn bind<'v, A: Arguments>(values: impl IntoIterator<Item = &'v Value>) -> Result<A>
where
    for<'q> Option<i64>: sqlx::Encode<'q, A::Database> + sqlx::Type<A::Database>,
    for<'q> Option<String>: sqlx::Encode<'q, A::Database> + sqlx::Type<A::Database>,
    for<'q> Option<Vec<u8>>: sqlx::Encode<'q, A::Database> + sqlx::Type<A::Database>,
{
    let mut arguments = A::default();
    for value in values {
        match value {
            Value::Int(v) => arguments.add(*v),
            Value::Text(v) => arguments.add(v.clone()),
            Value::Bytes(v) => arguments.add(v.clone()),
        }
        .map_err(sqlx::Error::Encode)?;
    }
    Ok(arguments)
}

pub(crate) fn bind_sqlite<'v>(values: impl IntoIterator<Item = &'v Value>) -> Result<sqlx::sqlite::SqliteArguments> {
    bind(values)
}
pub(crate) fn bind_postgres<'v>(values: impl IntoIterator<Item = &'v Value>) -> Result<sqlx::postgres::PgArguments> {
    bind(values)
}

impl Conn<'_> {
    /// How many rows a statement changed.
    pub async fn execute<'v>(&mut self, sql: &'static str, values: impl IntoIterator<Item = &'v Value>) -> Result<u64> {
        Ok(match self {
            Self::Sqlite(conn) => {
                sqlx::query_with(sql, bind_sqlite(values)?).execute(&mut **conn).await?.rows_affected()
            }
            Self::Postgres(conn) => {
                sqlx::query_with(sql, bind_postgres(values)?).execute(&mut **conn).await?.rows_affected()
            }
        })
    }
    /// The rows a statement gives.
    pub async fn fetch(&mut self, sql: &'static str, values: &[Value]) -> Result<Vec<Row>> {
        Ok(match self {
            Self::Sqlite(conn) => {
                let rows = sqlx::query_with(sql, bind_sqlite(values)?).fetch_all(&mut **conn).await?;
                rows.into_iter().map(Row::Sqlite).collect()
            }
            Self::Postgres(conn) => {
                let rows = sqlx::query_with(sql, bind_postgres(values)?).fetch_all(&mut **conn).await?;
                rows.into_iter().map(Row::Postgres).collect()
            }
        })
    }
    /// Each row of a query that takes no values, one at a time, so that a large table needs no memory.
    pub async fn each(&mut self, sql: String, mut see: impl FnMut(Row) -> Result<()>) -> Result<()> {
        match self {
            Self::Sqlite(conn) => {
                let mut rows = sqlx::query(sqlx::AssertSqlSafe(sql)).fetch(&mut **conn);
                while let Some(row) = rows.try_next().await? {
                    see(Row::Sqlite(row))?;
                }
            }
            Self::Postgres(conn) => {
                let mut rows = sqlx::query(sqlx::AssertSqlSafe(sql)).fetch(&mut **conn);
                while let Some(row) = rows.try_next().await? {
                    see(Row::Postgres(row))?;
                }
            }
        }
        Ok(())
    }
    /// A statement whose text was put together from the migrations, never from anything typed.
    pub async fn insert(&mut self, sql: &std::sync::Arc<str>, values: &[Value]) -> Result<()> {
        let sql = sqlx::AssertSqlSafe(std::sync::Arc::clone(sql));
        match self {
            Self::Sqlite(conn) => {
                sqlx::query_with(sql, bind_sqlite(values)?).execute(&mut **conn).await?;
            }
            Self::Postgres(conn) => {
                sqlx::query_with(sql, bind_postgres(values)?).execute(&mut **conn).await?;
            }
        }
        Ok(())
    }
    /// Several statements in one text, without values.
    pub async fn script(&mut self, sql: String) -> Result<()> {
        let sql = sqlx::raw_sql(sqlx::AssertSqlSafe(sql));
        match self {
            Self::Sqlite(conn) => {
                sql.execute(&mut **conn).await?;
            }
            Self::Postgres(conn) => {
                sql.execute(&mut **conn).await?;
            }
        }
        Ok(())
    }
}
