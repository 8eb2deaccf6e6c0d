//! What lies in the database file, read beside the server.

use std::collections::BTreeMap;
use std::path::Path;

use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection, SqliteRow};
use sqlx::{ConnectOptions, Connection, Row};
use tokio::runtime::{Builder, Runtime};

/// The tables that looking and signing in change, and the seal of what was looked at.
const ALWAYS_CHANGING: [&str; 8] =
    ["access_log", "sessions", "signin_links", "sign_ins", "migrations", "unsealed", "leaves", "checkpoints"];

/// A connection of the journey's own.
pub struct Stored {
    runtime: Runtime,
    connection: Option<SqliteConnection>,
}

impl Stored {
    /// Opens the file.
    pub fn open(file: &Path) -> Self {
        let runtime = Builder::new_current_thread().enable_all().build().unwrap();
        let options = SqliteConnectOptions::new().filename(file).busy_timeout(std::time::Duration::from_secs(20));
        let connection = runtime.block_on(options.connect()).unwrap();
        Self { runtime, connection: Some(connection) }
    }

    /// The rows of a query.
    pub fn rows(&mut self, query: &str) -> Vec<SqliteRow> {
        let query = sqlx::query(sqlx::AssertSqlSafe(query.to_owned()));
        self.runtime.block_on(query.fetch_all(self.connection.as_mut().unwrap())).unwrap()
    }

    /// The texts of the one column that a query gives; nothing for null.
    pub fn texts(&mut self, query: &str) -> Vec<String> {
        self.rows(query).iter().map(|row| row.get::<Option<String>, _>(0).unwrap_or_default()).collect()
    }

    /// The number that a query gives.
    pub fn number(&mut self, query: &str) -> i64 {
        self.rows(query)[0].get(0)
    }

    /// Waits until what a house does once, beside its pages, is done: consents weighed ahead, the reminders of the day.
    pub fn settled(mut self) -> Self {
        let done = "select count(*) from settings where name in ('consents_weighed_ahead', 'reminded_to')";
        super::until("the house has settled", || self.number(done) == 2);
        self
    }

    /// Waits until nothing is due that an act has left to be done afterwards, such as invitations.
    pub fn idle(&mut self) {
        super::until("what is due is done", || {
            let now = jiff::Timestamp::now().as_microsecond();
            let due =
                format!("select count(*) from jobs where done_at is null and failed_at is null and run_at <= {now}");
            self.number(&due) == 0
        });
    }

    /// Changes something behind the server's back.
    pub fn change(&mut self, statement: &str) -> u64 {
        let statement = sqlx::query(sqlx::AssertSqlSafe(statement.to_owned()));
        self.runtime.block_on(statement.execute(self.connection.as_mut().unwrap())).unwrap().rows_affected()
    }

    /// What may not change when something is refused: each plan's revision, and the number of rows of each table but those
    /// of the log and the sessions.
    pub fn fingerprint(&mut self) -> BTreeMap<String, i64> {
        let tables = self.texts("select name from sqlite_master where type = 'table' and name not like 'sqlite%'");
        let kept = tables.into_iter().filter(|table| !ALWAYS_CHANGING.contains(&table.as_str()));
        let mut found: BTreeMap<String, i64> = BTreeMap::new();
        for table in kept.collect::<Vec<_>>() {
            // The service sees to its spot checks by itself.
            let but = if table == "jobs" { " where kind <> 'spot_check'" } else { "" };
            let rows = self.number(&format!("select count(*) from {table}{but}"));
            found.insert(table, rows);
        }
        for row in self.rows("select plan, revision from plans") {
            found.insert(row.get(0), row.get(1));
        }
        found
    }
}

impl Drop for Stored {
    fn drop(&mut self) {
        if let Some(connection) = self.connection.take() {
            let _ = self.runtime.block_on(connection.close());
        }
    }
}
