//! The store itself: what is open, and how it is opened and closed.

use std::collections::{BTreeSet, HashMap};
use std::fs::File;
use std::sync::Mutex;
use std::sync::atomic::AtomicUsize;

use jiff::Timestamp;
use samsyn_domain::ids::{AccountId, PlanId};
use samsyn_domain::plan::Plan;
use tokio::sync::{Mutex as Turn, MutexGuard as MyTurn, broadcast};
use uuid::Uuid;

use crate::cache::Cache;
use crate::db::{self, Address, Opened, Pool};
use crate::error::{Result, StoreError};
use crate::ids::NewId;
use crate::keys::hiding::marker;
use crate::keys::{Found, Keys, KeysAt};
use crate::signal::{Signal, Signals};
use crate::sql::{Conn, Statement};
use crate::writer::{Unit, Writer};

/// Plans kept folded in memory: some 30 MB when they are all long. One of a hundred events is 57 kB.
const CACHED_PLANS: usize = 512;
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
    /// Where the keys lie that everything personal is encrypted with.
    pub keys: KeysAt,
}

/// All that is stored. Plans leave it and change in it only through [`Store::look`] and [`Store::act`] and what rests on them.
pub struct Store {
    pub(crate) pool: Pool,
    pub(crate) keys: Keys,
    pub(crate) writer: Writer,
    pub(crate) cache: Cache<Plan>,
    pub(crate) signed: crate::signed::Signed,
    pub(crate) new_id: NewId,
    /// Rows that were found without their stamp, so that each is told once.
    pub(crate) wrong_rows: Mutex<BTreeSet<(&'static str, String)>>,
    /// How many of them the access log tells of.
    pub(crate) wrong_noted: AtomicUsize,
    pub(crate) signals: Signals,
    /// When each last looked at a page of a plan: what "still viewing" goes on from.
    pub(crate) viewing: Mutex<HashMap<(AccountId, PlanId), Timestamp>>,
    turns: Vec<Turn<()>>,
    /// Held while leaves are added or a checkpoint is made: one at a time in this process.
    pub(crate) sealing: Turn<()>,
    /// The writing task, taken when the store is closed.
    task: Mutex<Option<tokio::task::JoinHandle<()>>>,
    /// Held for as long as the store is: this process alone writes the SQLite file.
    _lock: Option<File>,
}

/// Match keys and database, and bring what is stored to where it should be: encrypted, and without what was erased.
async fn settle(opened: &mut Opened, found: Found, opening: &Opening<'_>) -> Result<Keys> {
    match (&opened.pool, &mut opened.writer) {
        (Pool::Postgres(pool), _) => prepare(&mut Conn::Postgres(&mut *pool.acquire().await?), found, opening).await,
        (Pool::Sqlite(_), Some(writer)) => prepare(&mut Conn::Sqlite(writer), found, opening).await,
        (Pool::Sqlite(_), None) => Err(StoreError::Closing),
    }
}

async fn prepare(conn: &mut Conn<'_>, found: Found, opening: &Opening<'_>) -> Result<Keys> {
    let marker = marker(conn).await?;
    let keys = found.settle(marker.map(|marker| marker.house), NewId::clone(&opening.new_id), opening.now).await?;
    let erased = keys.apply_erased(opening.now).await?;
    let again = crate::disposal::erase_again(conn, &erased, &opening.new_id, opening.now).await?;
    let stamped = keys.rows_are_stamped().await?;
    keys.hide_all(conn, again, stamped, opening.now).await?;
    if !stamped {
        let count = crate::stamps::stamp_all(conn, &keys).await?;
        keys.note_stamped(count, opening.now).await?;
        if count > 0 {
            tracing::warn!(
                count,
                "rows that say who somebody is were believed as they were, and are stamped from now on"
            );
        }
    }
    Ok(keys)
}

impl std::fmt::Debug for Store {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(if self.is_sqlite() { "Store(sqlite)" } else { "Store(postgres)" })
    }
}

impl Store {
    /// Open the database, create it if it is a SQLite file that does not exist, and bring it to this program's shape. Keys are made with a
    /// new database; what an older version wrote in the clear is encrypted; the erasure list is applied.
    ///
    /// # Errors
    /// `Keys` when the keys are lost or are others: then nothing has been changed.
    /// `Address` when the URL is of neither kind, `Locked` when another process has the file, `Migration` when the database
    /// was made by a newer program, `Database` when it cannot be reached.
    pub async fn open(opening: Opening<'_>) -> Result<Self> {
        let address: Address = opening.url.parse()?;
        let found = Found::look(&opening.keys, opening.url, opening.now).await?;
        let mut opened = db::open(&address, opening.now).await?;
        let keys = settle(&mut opened, found, &opening).await?;
        let signals = match &opened.pool {
            Pool::Sqlite(_) => Signals::local(),
            Pool::Postgres(pool) => Signals::postgres(pool, (opening.new_id)()).await?,
        };
        let (writer, task) = Writer::start(&opened.pool, opened.writer);
        Ok(Self {
            pool: opened.pool,
            keys,
            writer,
            cache: Cache::new(CACHED_PLANS),
            signed: crate::signed::Signed::default(),
            new_id: opening.new_id,
            wrong_rows: Mutex::default(),
            wrong_noted: AtomicUsize::new(0),
            signals,
            viewing: Mutex::new(HashMap::new()),
            turns: (0..TURNS).map(|_| Turn::new(())).collect(),
            sealing: Turn::new(()),
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
        let Self { pool, keys, writer, task, signals, .. } = self;
        drop((writer, signals));
        let task = task.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner);
        if let Some(task) = task {
            let _ = task.await;
        }
        pool.close().await;
        keys.close().await;
    }

    /// Learn of what another process did with the keys, such as a new version of the master key. Cheap when nothing was done; for the
    /// worker, every now and then.
    ///
    /// # Errors
    /// `Keys` when the master key that is now in force cannot be had here: what is in memory goes on working.
    pub async fn refresh_keys(&self) -> Result<()> {
        for plan in self.keys.refresh_erased().await? {
            self.cache.forget(plan.0);
        }
        Ok(())
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
