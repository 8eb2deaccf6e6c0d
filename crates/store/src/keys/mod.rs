//! Keys: one for each plan, one for each person of the directory, one to search by. They lie in a key store of their own, wrapped by a
//! versioned master key that lies elsewhere again (docs/decisions/0011). Unwrapped they are in this process's memory alone.

pub(crate) mod cipher;
mod copy;
mod erasure;
pub(crate) mod hiding;
mod master;
mod open;
mod rotate;
pub(crate) mod rows;
mod stamped;

use std::collections::{BTreeSet, HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};

use samsyn_domain::ids::PlanId;
use tokio::sync::Mutex as Turn;
use uuid::Uuid;

use crate::db::Pool;
use crate::error::{Result, StoreError};
use crate::ids::NewId;
use crate::sql::values;
use cipher::{Cipher, SEALED, Secret};
pub use copy::{backup_keys, restore_keys};
pub use master::Master;
use master::Ring;
pub(crate) use open::Found;
pub use rotate::{KeysStatus, Rotated, keys_status, new_master_line, rotate_keys};
use rows::State;
pub use stamped::believe_rows;

/// 256 bits of chance at each call, from the operating system; handed in, because the store draws none.
pub type Chance = Arc<dyn Fn() -> [u8; 32] + Send + Sync>;

/// The most keys kept unwrapped in memory, some 100 bytes each; when there are more, all are read again.
const ROOM: usize = 65_536;
/// How often a key is made again when the master key was changed meanwhile.
const TRIES: usize = 3;

/// Where the keys lie.
#[derive(Clone)]
pub struct KeysAt {
    /// The key store: `sqlite:PATH` or `postgres://…`. Never the plans' own database.
    pub store: String,
    /// The master key.
    pub master: Master,
    /// The file with the erasure list.
    pub erased: PathBuf,
    /// Chance for keys and nonces.
    pub chance: Chance,
}

impl KeysAt {
    /// Key store, master key and erasure list as files of one folder: `keys.db`, `master.key`, `erased.txt`.
    pub fn in_folder(folder: &Path, chance: Chance) -> Self {
        Self {
            store: format!("sqlite:{}", folder.join("keys.db").display()),
            master: Master::File(folder.join("master.key")),
            erased: folder.join("erased.txt"),
            chance,
        }
    }
}

/// Whose key it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Whose {
    Plan,
    Person,
    Search,
}

impl Whose {
    pub fn key(self) -> &'static str {
        match self {
            Self::Plan => "plan",
            Self::Person => "person",
            Self::Search => "search",
        }
    }

    pub fn from_key(key: &str) -> Option<Self> {
        [Self::Plan, Self::Person, Self::Search].into_iter().find(|whose| whose.key() == key)
    }
}

/// Whose key, and which one's.
pub(crate) type Subject = (Whose, Uuid);

/// A data key.
#[derive(Clone)]
struct Key {
    id: Uuid,
    secret: Secret,
}

/// What was read of the key store and the master key.
struct Known {
    ring: Ring,
    state: State,
    erased: HashSet<Subject>,
}

/// The keys of one house.
pub(crate) struct Keys {
    db: Pool,
    at: KeysAt,
    new_id: NewId,
    known: RwLock<Known>,
    search: Secret,
    /// Stamps rows that say who somebody is (`stamps`); derived from the key to search by, so it is kept, wrapped and restored with it.
    pub(crate) stamps: Secret,
    cache: Mutex<HashMap<Subject, Key>>,
    /// Keys that are to be made: whoever has the turn makes them all in one transaction.
    wanted: Mutex<BTreeSet<Subject>>,
    turn: Turn<()>,
}

fn held<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    // A panic elsewhere leaves maps and sets that are whole.
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Keys {
    fn known(&self) -> std::sync::RwLockReadGuard<'_, Known> {
        self.known.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn cipher(&self, subject: Uuid, key: Key) -> Cipher {
        Cipher { subject, id: key.id, secret: key.secret, chance: Arc::clone(&self.at.chance) }
    }

    /// Whether a plan's key was destroyed by statutory disposal.
    pub fn is_disposed(&self, plan: PlanId) -> bool {
        self.known().erased.contains(&(Whose::Plan, plan.0))
    }

    /// Whether somebody was taken out of the directory by statutory disposal.
    pub fn is_erased(&self, person: Uuid) -> bool {
        self.known().erased.contains(&(Whose::Person, person))
    }

    /// The key of a plan that is stored.
    ///
    /// # Errors
    /// `Unreadable` when the key store has none.
    pub async fn of_plan(&self, plan: PlanId) -> Result<Cipher> {
        let mut found = self.of(Whose::Plan, &[plan.0]).await?;
        found.remove(&plan.0).ok_or_else(|| StoreError::unreadable(format!("plan {plan}"), "its key is not there"))
    }

    /// The key of a plan, made if it is not there.
    pub async fn for_plan(&self, plan: PlanId) -> Result<Cipher> {
        self.made(Whose::Plan, &[plan.0]).await?.remove(&plan.0).ok_or(StoreError::NotFound)
    }

    /// The keys of several, where they are.
    pub async fn of(&self, whose: Whose, ids: &[Uuid]) -> Result<HashMap<Uuid, Cipher>> {
        let mut found = HashMap::with_capacity(ids.len());
        let mut missing = BTreeSet::new();
        {
            let cache = held(&self.cache);
            for id in ids {
                match cache.get(&(whose, *id)) {
                    Some(key) => drop(found.insert(*id, self.cipher(*id, key.clone()))),
                    None => drop(missing.insert(*id)),
                }
            }
        }
        let missing: Vec<Uuid> = missing.into_iter().collect();
        for part in missing.chunks(rows::AT_ONCE) {
            for (id, key) in self.read(whose, part).await? {
                self.keep((whose, id), key.clone());
                found.insert(id, self.cipher(id, key));
            }
        }
        Ok(found)
    }

    fn keep(&self, subject: Subject, key: Key) {
        let mut cache = held(&self.cache);
        if cache.len() >= ROOM {
            cache.clear();
        }
        cache.insert(subject, key);
    }

    /// Read keys from the store and unwrap them; if another process has changed the master key, learn of it first.
    async fn read(&self, whose: Whose, ids: &[Uuid]) -> Result<Vec<(Uuid, Key)>> {
        let mut stored = rows::of_many(&self.db, whose, ids).await?;
        if stored.iter().any(|row| row.version != self.known().state.version) {
            self.refresh().await?;
            stored = rows::of_many(&self.db, whose, ids).await?;
        }
        let known = self.known();
        stored
            .into_iter()
            .map(|row| Ok((row.subject.1, Key { id: row.id, secret: row.unwrap(&known.ring, &self.at.master)? })))
            .collect()
    }

    /// The keys of several, made where they are not.
    ///
    /// # Errors
    /// `NotFound` when one of them was destroyed by disposal: it is never made again.
    pub async fn made(&self, whose: Whose, ids: &[Uuid]) -> Result<HashMap<Uuid, Cipher>> {
        for _ in 0..TRIES {
            let found = self.of(whose, ids).await?;
            let missing: Vec<Subject> =
                ids.iter().filter(|id| !found.contains_key(id)).map(|id| (whose, *id)).collect();
            if missing.is_empty() {
                return Ok(found);
            }
            if missing.iter().any(|subject| self.known().erased.contains(subject)) {
                return Err(StoreError::NotFound);
            }
            held(&self.wanted).extend(missing);
            let _turn = self.turn.lock().await;
            let wanted = std::mem::take(&mut *held(&self.wanted));
            if !wanted.is_empty() {
                self.add(&wanted).await?;
            }
        }
        Err(StoreError::Keys("a key could not be made: the key store keeps changing".into()))
    }

    /// Make keys, all in one durable transaction, unless the master key was changed: then learn of it.
    async fn add(&self, wanted: &BTreeSet<Subject>) -> Result<()> {
        let (version, master) = {
            let known = self.known();
            (known.state.version, known.ring.get(known.state.version).cloned())
        };
        let Some(master) = master else { return self.refresh().await };
        let mut change = self.db.begin().await?;
        // Holds the row until the commit, so that no rotation comes between.
        if change.conn().execute(rows::HOLD, &values![i64::from(version)]).await? == 0 {
            drop(change);
            return self.refresh().await;
        }
        let mut made = Vec::with_capacity(wanted.len());
        for subject in wanted {
            let (id, secret) = ((self.new_id)(), Secret::new((self.at.chance)()));
            let row = rows::Wrapped::new(id, *subject, version, &master, &secret, &self.at.chance)?;
            if change.conn().execute(rows::ADD, &row.values()).await? == 1 {
                made.push((*subject, Key { id, secret }));
            }
        }
        change.commit().await?;
        for (subject, key) in made {
            self.keep(subject, key);
        }
        Ok(())
    }

    /// Learn of what another process did with the keys: a new version of the master key, keys destroyed. Gives the plans that were
    /// disposed of since.
    ///
    /// # Errors
    /// `Keys` when the master key that is now in force cannot be had here; what is known stays known.
    pub async fn refresh_erased(&self) -> Result<Vec<PlanId>> {
        let Some(state) = rows::state(&self.db).await? else {
            return Err(StoreError::Keys("the key store was emptied while it was in use".into()));
        };
        if state.generation == self.known().state.generation {
            return Ok(Vec::new());
        }
        let ring = open::fitting(&self.at.master, &state)?;
        let erased = rows::erased(&self.db).await?;
        let mut known = self.known.write().unwrap_or_else(PoisonError::into_inner);
        let new = erased.difference(&known.erased).filter(|(whose, _)| *whose == Whose::Plan);
        let new = new.map(|(_, id)| PlanId(*id)).collect();
        *known = Known { ring, state, erased };
        drop(known);
        held(&self.cache).clear();
        Ok(new)
    }

    async fn refresh(&self) -> Result<()> {
        self.refresh_erased().await.map(drop)
    }

    /// A keyed hash to find and to keep apart by, for a column of the directory.
    pub fn hash(&self, column: &str, text: &str) -> String {
        self.search.hash(column, text)
    }

    pub async fn close(&self) {
        self.db.close().await;
    }
}

/// A value and the two columns that say how it is written, as they go into a row.
pub(crate) fn sealed_columns(cipher: &Cipher) -> (i64, String) {
    (SEALED, cipher.id().to_string())
}
