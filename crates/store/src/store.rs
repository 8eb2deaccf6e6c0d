//! The store itself: what is open, and how it is opened and closed.

use std::fs::File;
use std::sync::Mutex;

use jiff::Timestamp;
use samsyn_domain::plan::Plan;
use tokio::sync::{Mutex as Turn, MutexGuard as MyTurn, broadcast};
use uuid::Uuid;

use crate::cache::Cache;
use crate::db::{self, Address, Pool};
use crate::error::Result;
use crate::ids::NewId;
use crate::signal::{Signal, Signals};
use crate::sql::Statement;
use crate::writer::{Unit, Writer};

/// Plans kept folded in memory: some 20 MB when they are all long.
const CACHED_PLANS: usize = 2048;
/// Acts on the same plan take turns within the process; so many turns, chosen by the plan's id.
const TURNS: usize = 1024;
pub(crate) const PING: &str = "select count(*) from migrations";

/// What a store needs to open.
pub struct Opening<'a> {
    /// `sqlite:PATH` or `postgres://USER@HOST/NAME`.
    pub url: &'a str,
    /// Where ids of log lines and jobs come from.
    pub new_id: NewId,
    /// The time now, for the note of when a migration was applied.
    pub now: Timestamp,
}

/// All that is stored. Plans leave it and change in it only through [`Store::look`] and [`Store::act`] and what rests on them.
pub struct Store {
    pub(crate) pool: Pool,
    pub(crate) writer: Writer,
    pub(crate) cache: Cache<Plan>,
    pub(crate) signed: crate::signed::Signed,
    pub(crate) new_id: NewId,
    pub(crate) signals: Signals,
    turns: Vec<Turn<()>>,
    /// The writing task, taken when the store is closed.
    task: Mutex<Option<tokio::task::JoinHandle<()>>>,
    /// Held for as long as the store is: this process alone writes the SQLite file.
    _lock: Option<File>,
}

impl std::fmt::Debug for Store {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(if self.is_sqlite() { "Store(sqlite)" } else { "Store(postgres)" })
    }
}

impl Store {
    /// Open the database, create it if it is a SQLite file that does not exist, and bring it to this program's shape.
    ///
    /// # Errors
    /// `Address` when the URL is of neither kind, `Locked` when another process has the file, `Migration` when the database
    /// was made by a newer program, `Database` when it cannot be reached.
    pub async fn open(opening: Opening<'_>) -> Result<Self> {
        let address: Address = opening.url.parse()?;
        let opened = db::open(&address, opening.now).await?;
        let signals = match &opened.pool {
            Pool::Sqlite(_) => Signals::local(),
            Pool::Postgres(pool) => Signals::postgres(pool, (opening.new_id)()).await?,
        };
        let (writer, task) = Writer::start(&opened.pool, opened.writer);
        Ok(Self {
            pool: opened.pool,
            writer,
            cache: Cache::new(CACHED_PLANS),
            signed: crate::signed::Signed::default(),
            new_id: opening.new_id,
            signals,
            turns: (0..TURNS).map(|_| Turn::new(())).collect(),
            task: Mutex::new(Some(task)),
            _lock: opened.lock,
        })
    }

    /// Whether the data lies in a SQLite file, which this process alone writes.
    pub fn is_sqlite(&self) -> bool {
        matches!(self.pool, Pool::Sqlite(_))
    }

    /// Whether the database answers and has been migrated.
    pub async fn ready(&self) -> Result<()> {
        self.pool.fetch(PING, &[]).await.map(drop)
    }

    /// Hear of every change of a plan, after it was committed.
    pub fn signals(&self) -> broadcast::Receiver<Signal> {
        self.signals.subscribe()
    }

    /// Close: what waits to be written is written first.
    pub async fn close(self) {
        let Self { pool, writer, task, signals, .. } = self;
        drop((writer, signals));
        let task = task.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner);
        if let Some(task) = task {
            let _ = task.await;
        }
        pool.close().await;
    }

    /// Wait for one's turn to act on a plan.
    pub(crate) async fn turn(&self, plan: Uuid) -> MyTurn<'_, ()> {
        let at = usize::try_from(plan.as_u128() % TURNS as u128).unwrap_or(0);
        self.turns[at].lock().await
    }

    /// Change the directory, accounts or sessions, and forget who was known to be signed in.
    pub(crate) async fn change_directory(&self, statements: Vec<Statement>) -> Result<()> {
        let done = self.writer.write(Unit { rows: Vec::new(), statements }).await;
        // Also after a failure: the answer may have been lost after the commit.
        self.signed.forget();
        done.map(drop)
    }
}
