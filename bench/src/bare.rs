//! The bare limits: an axum service that says hello, and a database that stores one row a commit.

use std::io::{BufRead, BufReader, Write};
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use axum::Router;
use axum::routing::get;
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous};
use sqlx::{ConnectOptions, SqliteConnection};

use crate::Fault;
use crate::client::Ran;

/// A bare axum service in a process of its own; ends with this value.
pub struct Hello {
    child: Child,
    /// Where it listens.
    pub address: SocketAddr,
}

impl Hello {
    /// Start this program once more, to say hello.
    pub fn start() -> Result<Self, Fault> {
        let mut child = Command::new(std::env::current_exe()?).arg("hello").stdout(Stdio::piped()).spawn()?;
        let mut line = String::new();
        BufReader::new(child.stdout.take().ok_or("no output")?).read_line(&mut line)?;
        Ok(Self { child, address: line.trim().parse()? })
    }

    /// Its process.
    pub fn process(&self) -> String {
        self.child.id().to_string()
    }
}

impl Drop for Hello {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// What the process of [`Hello`] does: the runtime is as the service's own.
pub fn serve_hello() -> Result<(), Fault> {
    tokio::runtime::Builder::new_multi_thread().enable_all().build()?.block_on(async {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
        println!("{}", listener.local_addr()?);
        std::io::stdout().flush()?;
        axum::serve(listener, Router::new().route("/", get(|| async { "hello" }))).await?;
        Ok(())
    })
}

/// One connection that commits one row at a time, as durably as the store does (write-ahead log, `synchronous=FULL`).
pub struct Commits(SqliteConnection);

impl Commits {
    /// Make the database.
    pub async fn open(file: &Path) -> Result<Self, Fault> {
        let options = SqliteConnectOptions::new()
            .filename(file)
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .disable_statement_logging();
        let mut connection = options.connect().await?;
        sqlx::query("create table rows (id integer primary key, words text not null)").execute(&mut connection).await?;
        Ok(Self(connection))
    }

    /// Commit for so long.
    pub async fn run(&mut self, time: Duration) -> Result<Ran, Fault> {
        let (began, mut answered) = (Instant::now(), 0);
        while began.elapsed() < time {
            sqlx::query("insert into rows (words) values ($1)")
                .bind("En rad, så kort som en rad kan vara.")
                .execute(&mut self.0)
                .await?;
            answered += 1;
        }
        Ok(Ran { answered, seconds: began.elapsed().as_secs_f64() })
    }
}
