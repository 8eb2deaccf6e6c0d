//! Opening either database, and reading from it.

use std::fs::{DirBuilder, File, OpenOptions, TryLockError};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::time::Duration;

use sqlx::ConnectOptions;
use sqlx::postgres::{PgConnectOptions, PgPool, PgPoolOptions};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteSynchronous};

use crate::error::{Result, StoreError};
use crate::migrate::{KEYS, PLANS};
use crate::sql::{self, Conn, Row, Value};

/// The most connections to PostgreSQL: measured best near 16.
const POSTGRES_CONNECTIONS: u32 = 16;
/// Connections that read from SQLite: one for each processor, within these bounds. Each has a cache and statements of its own, some two
/// megabytes, and they share the page cache of the operating system.
const SQLITE_READERS: (u32, u32) = (2, 8);
/// Connections to the key store: keys are read once, and then kept in memory.
const KEY_CONNECTIONS: u32 = 2;
/// Prepared statements kept by each connection: more than there are.
const STATEMENTS: usize = 512;
/// How long a statement waits for a lock, and a request for a connection.
const PATIENCE: Duration = Duration::from_secs(10);

/// Where the data lies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Address {
    Sqlite(PathBuf),
    Postgres(String),
}

impl FromStr for Address {
    type Err = StoreError;
    fn from_str(url: &str) -> Result<Self> {
        if let Some(path) = url.strip_prefix("sqlite:") {
            let path = path.strip_prefix("//").unwrap_or(path);
            if path.is_empty() || path == ":memory:" {
                return Err(StoreError::Address("write the database as sqlite:PATH, a file that is kept".into()));
            }
            return Ok(Self::Sqlite(path.into()));
        }
        if url.starts_with("postgres://") || url.starts_with("postgresql://") {
            return Ok(Self::Postgres(url.into()));
        }
        Err(StoreError::Address("write the database as sqlite:PATH or postgres://USER@HOST/NAME".into()))
    }
}

/// A pool of connections for reading; on PostgreSQL also for writing.
#[derive(Debug, Clone)]
pub(crate) enum Pool {
    Sqlite(SqlitePool),
    Postgres(PgPool),
}

/// What stays open for as long as the store is: the pool, SQLite's one writing connection, and the lock that makes it the only one.
pub(crate) struct Opened {
    pub pool: Pool,
    pub writer: Option<sqlx::SqliteConnection>,
    pub lock: Option<File>,
}

/// Open the database and bring it to this program's shape.
pub(crate) async fn open(address: &Address, now: jiff::Timestamp) -> Result<Opened> {
    match address {
        Address::Sqlite(path) => open_sqlite(path, now).await,
        Address::Postgres(url) => {
            let options: PgConnectOptions =
                url.parse().map_err(|_| StoreError::Address("the PostgreSQL address cannot be read".into()))?;
            let options =
                options.application_name("samsyn").statement_cache_capacity(STATEMENTS).disable_statement_logging();
            let pool = PgPoolOptions::new()
                .max_connections(POSTGRES_CONNECTIONS)
                .acquire_timeout(PATIENCE)
                .connect_with(options)
                .await?;
            crate::migrate::migrate(&mut Conn::Postgres(&mut *pool.acquire().await?), PLANS, now).await?;
            Ok(Opened { pool: Pool::Postgres(pool), writer: None, lock: None })
        }
    }
}

/// Open for reading alone, beside a process that may be writing; nothing is migrated and no lock is taken.
///
/// # Errors
/// `Migration` when the database is not of this program's shape.
pub(crate) async fn open_to_read(address: &Address) -> Result<Pool> {
    let pool = match address {
        Address::Sqlite(path) => {
            let options = SqliteConnectOptions::new()
                .filename(path)
                .create_if_missing(false)
                .busy_timeout(PATIENCE)
                .pragma("query_only", "on");
            Pool::Sqlite(
                SqlitePoolOptions::new().max_connections(1).connect_with(options.disable_statement_logging()).await?,
            )
        }
        Address::Postgres(url) => {
            Pool::Postgres(PgPoolOptions::new().max_connections(1).acquire_timeout(PATIENCE).connect(url).await?)
        }
    };
    crate::migrate::check(&mut pool.snapshot().await?.conn(), PLANS).await?;
    Ok(pool)
}

async fn open_sqlite(path: &Path, now: jiff::Timestamp) -> Result<Opened> {
    let lock = lock(path)?;
    make_private(path)?;
    let options = SqliteConnectOptions::new()
        .filename(path)
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        .busy_timeout(PATIENCE)
        .statement_cache_capacity(STATEMENTS)
        // What is deleted is overwritten, so that a destroyed key does not stay in a free page.
        .pragma("secure_delete", "on")
        .pragma("temp_store", "memory")
        // An act writes a plan's whole state, some ten pages: with SQLite's own 1,000 the log would be moved into the database
        // after every hundred acts, two flushes and all those pages each time. At most 32 MB of log is read after a crash.
        .pragma("wal_autocheckpoint", "8000")
        .disable_statement_logging();
    let mut writer = options.clone().connect().await?;
    crate::migrate::migrate(&mut Conn::Sqlite(&mut writer), PLANS, now).await?;
    let readers = std::thread::available_parallelism().ok().and_then(|processors| u32::try_from(processors.get()).ok());
    let readers = readers.unwrap_or(SQLITE_READERS.0).clamp(SQLITE_READERS.0, SQLITE_READERS.1);
    // `query_only`, not the read-only open: a read-only connection cannot start the write-ahead log after a crash.
    let readers =
        SqlitePoolOptions::new().max_connections(readers).acquire_timeout(PATIENCE).test_before_acquire(false);
    let pool = readers.connect_with(options.pragma("query_only", "on")).await?;
    Ok(Opened { pool: Pool::Sqlite(pool), writer: Some(writer), lock: Some(lock) })
}

/// Open the key store and bring it to this program's shape. Beside each other several processes may have it open.
pub(crate) async fn open_keys(address: &Address, now: jiff::Timestamp) -> Result<Pool> {
    let pool = match address {
        Address::Sqlite(path) => {
            if let Some(folder) = path.parent() {
                make_folder(folder)?;
            }
            make_private(path)?;
            let options = SqliteConnectOptions::new()
                .filename(path)
                // No write-ahead log: a key that is deleted is overwritten in the one file there is.
                .journal_mode(SqliteJournalMode::Delete)
                .synchronous(SqliteSynchronous::Full)
                .busy_timeout(PATIENCE)
                .pragma("secure_delete", "on")
                .pragma("temp_store", "memory")
                .disable_statement_logging();
            let pool = SqlitePoolOptions::new().max_connections(KEY_CONNECTIONS).acquire_timeout(PATIENCE);
            Pool::Sqlite(pool.connect_with(options).await?)
        }
        Address::Postgres(url) => {
            let options: PgConnectOptions =
                url.parse().map_err(|_| StoreError::Address("the key store's address cannot be read".into()))?;
            let options = options.application_name("samsyn keys").disable_statement_logging();
            let pool = PgPoolOptions::new().max_connections(KEY_CONNECTIONS).acquire_timeout(PATIENCE);
            Pool::Postgres(pool.connect_with(options).await?)
        }
    };
    match &pool {
        Pool::Sqlite(pool) => {
            crate::migrate::migrate(&mut Conn::Sqlite(&mut *pool.acquire().await?), KEYS, now).await?;
        }
        Pool::Postgres(pool) => {
            crate::migrate::migrate(&mut Conn::Postgres(&mut *pool.acquire().await?), KEYS, now).await?;
        }
    }
    Ok(pool)
}

/// A folder that its owner alone may enter, with those above it, where they are missing.
///
/// # Errors
/// `File` when it cannot be made.
pub fn make_folder(folder: &Path) -> Result<()> {
    if folder.as_os_str().is_empty() {
        return Ok(());
    }
    let made = DirBuilder::new().recursive(true).mode(0o700).create(folder);
    made.map_err(|source| StoreError::File { path: folder.display().to_string(), source })
}

/// How a file is opened that its owner alone may read: made if it is not there.
pub(crate) fn private_file() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.create(true).mode(0o600);
    options
}

/// Make a database file before SQLite does, which would let others read it. Its journals take over its mode.
fn make_private(path: &Path) -> Result<()> {
    let made = private_file().append(true).open(path);
    made.map(drop).map_err(|source| StoreError::File { path: path.display().to_string(), source })
}

/// One process writes a SQLite file: what this one keeps in memory is then what the file holds.
fn lock(path: &Path) -> Result<File> {
    let mut name = path.as_os_str().to_owned();
    name.push(".lock");
    let name = PathBuf::from(name);
    let shown = name.display().to_string();
    let file = private_file()
        .truncate(false)
        .write(true)
        .open(&name)
        .map_err(|source| StoreError::File { path: shown.clone(), source })?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(StoreError::Locked(path.display().to_string())),
        Err(TryLockError::Error(source)) => Err(StoreError::File { path: shown, source }),
    }
}

impl Pool {
    /// The rows a query gives.
    pub async fn fetch(&self, query: &'static str, values: &[Value]) -> Result<Vec<Row>> {
        Ok(match self {
            Self::Sqlite(pool) => {
                let rows = sqlx::query_with(query, sql::bind_sqlite(values)?).fetch_all(pool).await?;
                rows.into_iter().map(Row::Sqlite).collect()
            }
            Self::Postgres(pool) => {
                let rows = sqlx::query_with(query, sql::bind_postgres(values)?).fetch_all(pool).await?;
                rows.into_iter().map(Row::Postgres).collect()
            }
        })
    }

    /// The first row, if any.
    pub async fn first(&self, query: &'static str, values: &[Value]) -> Result<Option<Row>> {
        Ok(self.fetch(query, values).await?.into_iter().next())
    }

    /// A transaction that sees the database as it is at one moment.
    pub async fn snapshot(&self) -> Result<Snapshot> {
        Ok(match self {
            Self::Sqlite(pool) => Snapshot::Sqlite(pool.begin().await?),
            Self::Postgres(pool) => {
                Snapshot::Postgres(pool.begin_with("begin isolation level repeatable read read only").await?)
            }
        })
    }

    /// A transaction that writes; dropped without [`Snapshot::commit`], it is undone.
    pub async fn begin(&self) -> Result<Snapshot> {
        Ok(match self {
            Self::Sqlite(pool) => Snapshot::Sqlite(pool.begin_with("begin immediate").await?),
            Self::Postgres(pool) => Snapshot::Postgres(pool.begin().await?),
        })
    }

    pub async fn close(&self) {
        match self {
            Self::Sqlite(pool) => pool.close().await,
            Self::Postgres(pool) => pool.close().await,
        }
    }
}

/// One moment of the database, or one change of it; dropped, it is let go.
pub(crate) enum Snapshot {
    Sqlite(sqlx::Transaction<'static, sqlx::Sqlite>),
    Postgres(sqlx::Transaction<'static, sqlx::Postgres>),
}

impl Snapshot {
    pub fn conn(&mut self) -> Conn<'_> {
        match self {
            Self::Sqlite(transaction) => Conn::Sqlite(transaction),
            Self::Postgres(transaction) => Conn::Postgres(transaction),
        }
    }

    /// Make what was written durable.
    pub async fn commit(self) -> Result<()> {
        match self {
            Self::Sqlite(transaction) => transaction.commit().await?,
            Self::Postgres(transaction) => transaction.commit().await?,
        }
        Ok(())
    }
}
