//! A new version of the master key: everything that is kept is wrapped anew, and the old version is destroyed. That is what makes a
//! deleted key unreadable also in free pages, in write-ahead logs and in old backups of the key store.

use std::fs::{File, TryLockError};

use jiff::Timestamp;
use uuid::Uuid;

use super::master::{Master, Ring, line};
use super::open::{self, proof};
use super::rows::{self, State, Wrapped};
use super::{Keys, KeysAt, Known, Subject, erasure, held};
use crate::db::Pool;
use crate::error::{Result, StoreError};
use crate::ids::NewId;
use crate::sql::values;

/// What a rotation did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rotated {
    /// The version before.
    pub from: u32,
    /// The version in force now.
    pub to: u32,
    /// How many keys were wrapped anew.
    pub keys: u64,
    /// How many keys were destroyed.
    pub destroyed: u64,
    /// Whether this program destroyed the old version. If not, the operator must take it away from where it lies: until then
    /// whoever has it and an old copy of the key store can read what was disposed of.
    pub old_is_gone: bool,
}

/// How it stands with the keys.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeysStatus {
    /// The version of the master key in force.
    pub version: u32,
    /// The versions that its place holds: more than one while it is being changed.
    pub held: Vec<u32>,
    /// How many keys there are, and how many of them another version wraps (none, unless something went wrong).
    pub keys: (u64, u64),
    /// How many plans and people were erased.
    pub erased: u64,
    /// What was done: when, a fixed word, the version after it, how many keys.
    pub log: Vec<(Timestamp, String, u32, u64)>,
}

/// Wrap all keys under a new version of the master key, also while the service runs.
///
/// # Errors
/// `Keys` when the master key does not fit, or is given from outside and no newer version of it is there.
pub async fn rotate_keys(at: &KeysAt, new_id: &NewId, now: Timestamp) -> Result<Rotated> {
    let db = open_existing(at, now).await?;
    let done = rotate(&db, at, new_id, &[], now).await;
    db.close().await;
    done
}

/// How it stands with the keys, beside a service that may be running.
///
/// # Errors
/// `Keys` when the master key does not fit.
pub async fn keys_status(at: &KeysAt, now: Timestamp) -> Result<KeysStatus> {
    let db = open_existing(at, now).await?;
    let state = rows::state(&db).await?.ok_or_else(no_keys)?;
    let ring = open::fitting(&at.master, &state)?;
    let keys = db.fetch(rows::ALL, &[]).await?.iter().map(rows::read).collect::<Result<Vec<_>>>()?;
    let others = keys.iter().filter(|key| key.version != state.version).count();
    let log = db.fetch(rows::LOGGED, &[]).await?;
    let log = log.iter().map(|row| {
        let version = u32::try_from(row.int(2)?).unwrap_or_default();
        Ok((row.time(0)?, row.text(1)?, version, row.int(3)?.unsigned_abs()))
    });
    let status = KeysStatus {
        version: state.version,
        held: ring.versions().collect(),
        keys: (keys.len() as u64, others as u64),
        erased: rows::erased(&db).await?.len() as u64,
        log: log.collect::<Result<_>>()?,
    };
    db.close().await;
    Ok(status)
}

/// A new version of the master key as it is written, for whoever keeps it in the environment or behind a command.
///
/// # Errors
/// `Keys` when the one in force does not fit.
pub async fn new_master_line(at: &KeysAt, now: Timestamp) -> Result<String> {
    let next = match at.master.read() {
        Ok(Some(ring)) => ring.newest() + 1,
        // None yet: the first.
        Ok(None) | Err(StoreError::Keys(_)) => match open_existing(at, now).await {
            Ok(db) => rows::state(&db).await?.map_or(1, |state| state.version + 1),
            Err(_) => 1,
        },
        Err(error) => return Err(error),
    };
    Ok(line(next, &super::Secret::new((at.chance)())))
}

fn no_keys() -> StoreError {
    StoreError::Keys("there are no keys yet; they are made when the service first starts".into())
}

pub(super) async fn open_existing(at: &KeysAt, now: Timestamp) -> Result<Pool> {
    let address: crate::db::Address = at.store.parse()?;
    match &address {
        crate::db::Address::Sqlite(path) if !path.exists() => Err(no_keys()),
        _ => crate::db::open_keys(&address, now).await,
    }
}

/// One rotation at a time: a second one that read the file before would write over the new version.
fn alone(master: &Master) -> Result<Option<File>> {
    let Master::File(path) = master else { return Ok(None) };
    let mut name = path.as_os_str().to_owned();
    name.push(".lock");
    let failed = |source| StoreError::File { path: master.name(), source };
    let file = crate::db::private_file().truncate(false).write(true).open(&name).map_err(failed)?;
    match file.try_lock() {
        Ok(()) => Ok(Some(file)),
        Err(TryLockError::WouldBlock) => Err(StoreError::Keys("another rotation is going on".into())),
        Err(TryLockError::Error(source)) => Err(failed(source)),
    }
}

/// The version to change to, in its place already.
fn next(at: &KeysAt, ring: Ring, state: &State) -> Result<Ring> {
    // Left from a rotation that was cut off, or put there by the operator.
    if ring.newest() > state.version {
        return Ok(ring);
    }
    if !at.master.is_file() {
        return Err(StoreError::Keys(format!(
            "{} holds version {} of the master key alone. Add a newer one beside it (samsyn keys new prints it), restart the \
             service so that it knows both, and run this again. Nothing was changed",
            at.master.name(),
            state.version
        )));
    }
    let ring = ring.with_next(&at.chance);
    at.master.change(&ring)?;
    Ok(ring)
}

async fn rotate(db: &Pool, at: &KeysAt, new_id: &NewId, erase: &[Subject], now: Timestamp) -> Result<Rotated> {
    let state = rows::state(db).await?.ok_or_else(no_keys)?;
    // Nothing at all is written where the keys do not fit, not even a lock.
    open::fitting(&at.master, &state)?;
    let lock = alone(&at.master)?;
    let state = rows::state(db).await?.ok_or_else(no_keys)?;
    let ring = next(at, open::fitting(&at.master, &state)?, &state)?;
    let to = ring.newest();
    // The list comes first: cut off from here on, what is on it is destroyed by the next start.
    if !erase.is_empty() {
        erasure::add(&at.erased, erase, now)?;
    }
    let (keys, destroyed) = rewrap(db, at, new_id, (&ring, &state, to), erase, now).await?;
    at.master.change(&ring.only(to))?;
    drop(lock);
    Ok(Rotated { from: state.version, to, keys, destroyed, old_is_gone: at.master.is_file() })
}

/// In one transaction: destroy what is to be destroyed, wrap the rest under the new version. Gives how many of each.
async fn rewrap(
    db: &Pool,
    at: &KeysAt,
    new_id: &NewId,
    (ring, state, to): (&Ring, &State, u32),
    erase: &[Subject],
    now: Timestamp,
) -> Result<(u64, u64)> {
    let master = ring.get(to).ok_or_else(no_keys)?;
    let mut change = db.begin().await?;
    let mut conn = change.conn();
    if conn.execute(rows::HOLD, &values![i64::from(state.version)]).await? == 0 {
        return Err(StoreError::Keys("another rotation was first; look at samsyn keys status".into()));
    }
    let mut destroyed = 0;
    for (whose, id) in erase {
        conn.execute(rows::ERASE, &values![whose.key(), *id, now]).await?;
        destroyed += conn.execute(rows::DESTROY, &values![whose.key(), *id]).await?;
    }
    let mut kept = 0_u64;
    for row in conn.fetch(rows::ALL, &[]).await? {
        let row = rows::read(&row)?;
        let (id, subject) = (row.id, row.subject);
        let secret = row.unwrap(ring, &at.master)?;
        let anew = Wrapped::new(id, subject, to, master, &secret, &at.chance)?;
        conn.execute(rows::REWRAP, &values![id, anew.bytes, i64::from(to)]).await?;
        kept += 1;
    }
    let proof = proof(master, &at.chance, state.house, to)?;
    conn.execute(rows::ROTATED, &values![i64::from(to), proof]).await?;
    let count = |n: u64| i64::try_from(n).unwrap_or(i64::MAX);
    if destroyed > 0 {
        conn.execute(rows::LOG, &values![new_id(), now, "destroyed", i64::from(to), count(destroyed)]).await?;
    }
    conn.execute(rows::LOG, &values![new_id(), now, "rotated", i64::from(to), count(kept)]).await?;
    change.commit().await?;
    Ok((kept, destroyed))
}

impl Keys {
    /// Destroy keys for good: they are put on the erasure list and deleted, what remains is wrapped under a new version of the master
    /// key, and the old version is destroyed where this program can.
    ///
    /// # Errors
    /// `Keys` when the master key is given from outside and no newer version of it is there.
    pub async fn destroy(&self, plans: &[Uuid], people: &[Uuid], now: Timestamp) -> Result<Rotated> {
        let subjects: Vec<Subject> = (plans.iter().map(|id| (super::Whose::Plan, *id)))
            .chain(people.iter().map(|id| (super::Whose::Person, *id)))
            .collect();
        let _turn = self.turn.lock().await;
        let done = rotate(&self.db, &self.at, &self.new_id, &subjects, now).await?;
        let state = rows::state(&self.db).await?.ok_or_else(no_keys)?;
        let known =
            Known { ring: open::fitting(&self.at.master, &state)?, erased: rows::erased(&self.db).await?, state };
        *self.known.write().unwrap_or_else(std::sync::PoisonError::into_inner) = known;
        held(&self.cache).retain(|subject, _| !subjects.contains(subject));
        Ok(done)
    }

    /// Whether [`Keys::destroy`] could begin: the master key is a file, or a newer version of it has been put beside the one in force.
    pub fn can_destroy(&self) -> Result<()> {
        let state = self.known().state.clone();
        let ring = open::fitting(&self.at.master, &state)?;
        if self.at.master.is_file() || ring.newest() > state.version {
            Ok(())
        } else {
            next(&self.at, ring, &state).map(drop)
        }
    }
}
