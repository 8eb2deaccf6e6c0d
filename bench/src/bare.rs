//! The bare limits: an axum service that says hello, tells a number on or notes who asked, and a database that stores one row a commit.

use std::collections::HashMap;
use std::convert::Infallible;
use std::io::{BufRead, BufReader, Write};
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use axum::Router;
use axum::extract::State;
use axum::http::{Method, StatusCode, Uri};
use axum::response::sse::{Event, Sse};
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum::routing::get;
use futures_util::stream::unfold;
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous};
use sqlx::{ConnectOptions, SqliteConnection};
use tokio::sync::{mpsc, oneshot, watch};

use crate::Fault;
use crate::client::Ran;

/// A bare axum service in a process of its own; ends with this value.
pub struct Bare {
    child: Child,
    /// Where it listens.
    pub address: SocketAddr,
}

impl Bare {
    /// Start this program once more, in a folder: to say "hello", to be an "echo", or to answer when it has "noted" who asked.
    pub fn start(what: &str, folder: &Path) -> Result<Self, Fault> {
        let program = std::env::current_exe()?;
        let mut child = Command::new(program).arg(what).current_dir(folder).stdout(Stdio::piped()).spawn()?;
        let mut line = String::new();
        BufReader::new(child.stdout.take().ok_or("no output")?).read_line(&mut line)?;
        Ok(Self { child, address: line.trim().parse()? })
    }

    /// Its process.
    pub fn process(&self) -> String {
        self.child.id().to_string()
    }
}

impl Drop for Bare {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// What the process of [`Bare`] does; `None` for a word that means none of it.
pub fn serve(what: &str) -> Option<Result<(), Fault>> {
    match what {
        "hello" => Some(serve_router(async || Ok(Router::new().route("/", get(|| async { "hello" }))))),
        "echo" => Some(serve_router(async || Ok(Router::new().fallback(echo).with_state(Echo::default())))),
        "noted" => Some(serve_router(async || {
            let (lines, queue) = mpsc::channel(4096);
            let Commits(log) = Commits::open(Path::new("noted.db")).await?;
            tokio::spawn(note(log, queue));
            Ok(Router::new().fallback(noted).with_state(lines))
        })),
        _ => None,
    }
}

/// The runtime is as the service's own.
fn serve_router(router: impl AsyncFnOnce() -> Result<Router, Fault>) -> Result<(), Fault> {
    tokio::runtime::Builder::new_multi_thread().enable_all().build()?.block_on(async {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
        println!("{}", listener.local_addr()?);
        std::io::stdout().flush()?;
        axum::serve(listener, router().await?).await?;
        Ok(())
    })
}

/// Somebody who waits until their line is on the disk.
type Waiting = oneshot::Sender<()>;

/// The bytes of a plan page, all alike: nobody is asked for, nothing is drawn, the line that is noted says nothing.
async fn noted(State(lines): State<mpsc::Sender<Waiting>>) -> Response {
    let (done, written) = oneshot::channel();
    let sent = lines.send(done).await.is_ok();
    if sent && written.await.is_ok() {
        Html(" ".repeat(PLAN_PAGE)).into_response()
    } else {
        StatusCode::INTERNAL_SERVER_ERROR.into_response()
    }
}

/// Writes a line for each who waits: those who wait together in one transaction, in one statement, as the store does.
async fn note(mut log: SqliteConnection, mut queue: mpsc::Receiver<Waiting>) {
    let mut waiting = Vec::new();
    while queue.recv_many(&mut waiting, 256).await > 0 {
        tokio::task::yield_now().await;
        while let Ok(one) = queue.try_recv() {
            waiting.push(one);
        }
        let lines = vec!["(?)"; waiting.len()].join(", ");
        let text = sqlx::AssertSqlSafe(format!("insert into rows (words) values {lines}"));
        let line = "a".repeat(LINE);
        let insert = waiting.iter().fold(sqlx::query(text), |insert, _| insert.bind(line.as_str()));
        // Whoever waits is told nothing, and the run fails, if the disk does.
        if insert.execute(&mut log).await.is_ok() {
            for one in waiting.drain(..) {
                // Whoever asked may have gone away.
                let _ = one.send(());
            }
        }
        waiting.clear();
    }
}

/// A number for each plan, and who waits for the next.
type Echo = Arc<Mutex<HashMap<String, watch::Sender<u64>>>>;

/// The bytes of Elin's plan page with twelve measures, and those of a line of the access log with its leaf of the seal.
const PLAN_PAGE: usize = 17_800;
const LINE: usize = 300;

/// The bytes of the echo's page, as many as a page of the room has.
const PAGE: usize = 16_000;

/// A form counts one on and tells all who listen, a stream says the number, any other page holds it: no names, no log, no database.
async fn echo(State(echo): State<Echo>, method: Method, uri: Uri) -> Response {
    let Some(plan) = uri.path().split('/').find(|part| part.len() == 36) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let mut all = echo.lock().unwrap_or_else(PoisonError::into_inner);
    let number = all.entry(plan.to_owned()).or_insert_with(|| watch::channel(1).0);
    if method == Method::POST {
        number.send_modify(|number| *number += 1);
        return Redirect::to("/").into_response();
    }
    if uri.path().starts_with("/live/") {
        let events = unfold(number.subscribe(), |mut number| async move {
            number.changed().await.ok()?;
            let now = *number.borrow_and_update();
            Some((Ok::<_, Infallible>(Event::default().event("changed").data(now.to_string())), number))
        });
        return Sse::new(events).into_response();
    }
    Html(format!("<main data-revision=\"{}\">{}</main>", *number.borrow(), " ".repeat(PAGE))).into_response()
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
