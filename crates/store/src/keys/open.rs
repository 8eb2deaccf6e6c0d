//! Opening the keys. Whatever does not fit is a clear stop before anything is written: a lost or wrong key is put back by people,
//! never replaced by a program.

use std::path::Path;
use std::sync::{Mutex, RwLock};

use jiff::Timestamp;
use tokio::sync::Mutex as Turn;
use uuid::Uuid;

use super::cipher::Secret;
use super::master::{Master, Ring};
use super::rows::{self, State, Wrapped};
use super::{Keys, KeysAt, Known, Whose};
use crate::db::{self, Address, Pool};
use crate::error::{Result, StoreError};
use crate::ids::NewId;
use crate::sql::values;

/// What the master key proves itself by.
const PROOF: &[u8] = b"samsyn key store";

/// What was found where the keys should lie. Nothing has been written but, in a key store that is there, newer tables.
pub(crate) struct Found {
    at: KeysAt,
    ring: Option<Ring>,
    db: Option<Pool>,
    state: Option<State>,
}

fn stop(why: impl Into<String>) -> StoreError {
    StoreError::Keys(why.into())
}

fn proof_label(house: Uuid, version: u32) -> String {
    format!("{house}|proof|{version}")
}

/// What a master key of that version leaves in the key store, to be known again by.
pub(super) fn proof(master: &Secret, chance: &super::Chance, house: Uuid, version: u32) -> Result<Vec<u8>> {
    master.encrypt(chance, &proof_label(house, version), PROOF)
}

/// The master key, if it is the one that wraps the keys.
///
/// # Errors
/// `Keys`: it is lost, of another version, or another key.
pub(super) fn fitting(master: &Master, state: &State) -> Result<Ring> {
    fits(master.read()?, master, state)
}

fn fits(ring: Option<Ring>, master: &Master, state: &State) -> Result<Ring> {
    let (name, version) = (master.name(), state.version);
    let Some(ring) = ring else {
        return Err(stop(format!(
            "the master key {name} is not there, but the key store holds keys that version {version} of it wraps. Put it back \
             from where you keep its copy. Nothing was changed, and no new one is made"
        )));
    };
    let Some(own) = ring.get(version) else {
        return Err(stop(format!(
            "the keys are wrapped by version {version} of the master key, and {name} holds version {}. Nothing was changed",
            ring.told()
        )));
    };
    let proved = own.decrypt(&proof_label(state.house, version), state.proof.clone());
    if proved.as_deref() != Some(PROOF) {
        return Err(stop(format!(
            "the master key in {name} is not the one that wraps the keys: it has the right version ({version}) and other \
             digits. Put the right one back. Nothing was changed"
        )));
    }
    Ok(ring)
}

impl Found {
    /// Look where the keys should lie, beside the plans' database at `url`.
    ///
    /// # Errors
    /// `Keys` when what is there does not fit together.
    pub async fn look(at: &KeysAt, url: &str, now: Timestamp) -> Result<Self> {
        if at.store == url {
            return Err(stop(
                "the key store must be another database than the plans': a backup of one shall not hold both",
            ));
        }
        let ring = at.master.read()?;
        let address: Address = at.store.parse()?;
        let db = match &address {
            Address::Sqlite(path) if !path.exists() => None,
            _ => Some(db::open_keys(&address, now).await?),
        };
        let state = match &db {
            Some(db) => rows::state(db).await?,
            None => None,
        };
        let ring = match &state {
            Some(state) => Some(fits(ring, &at.master, state)?),
            None => ring,
        };
        Ok(Self { at: at.clone(), ring, db, state })
    }

    /// The keys of the house that the plans' database names; made, if it names none and there are none.
    ///
    /// # Errors
    /// `Keys` when the database names keys that are not these.
    pub async fn settle(self, house: Option<Uuid>, new_id: NewId, now: Timestamp) -> Result<Keys> {
        let Self { at, ring, db, state } = self;
        match (&state, house) {
            (None, Some(_)) => {
                return Err(stop(format!(
                    "the database is encrypted, but its key store ({}) is not there. Bring it back: samsyn keys restore. Nothing \
                     was changed, and no new keys are made",
                    shown(&at.store)
                )));
            }
            (Some(state), Some(house)) if state.house != house => {
                return Err(stop(format!(
                    "the key store ({}) belongs to another database than this one. Nothing was changed",
                    shown(&at.store)
                )));
            }
            _ => {}
        }
        let (db, state, ring) = match (db, state, ring) {
            (Some(db), Some(state), Some(ring)) => (db, state, ring),
            (db, _, ring) => begin(&at, db, ring, &new_id, now).await?,
        };
        let search = rows::of_many(&db, Whose::Search, &[Uuid::nil()]).await?.into_iter().next();
        let search = search.ok_or_else(|| stop("the key store has no key to search by"))?.unwrap(&ring, &at.master)?;
        let erased = rows::erased(&db).await?;
        Ok(Keys {
            db,
            at,
            new_id,
            known: RwLock::new(Known { ring, state, erased }),
            stamps: search.derived("samsyn stamps"),
            search,
            cache: Mutex::default(),
            wanted: Mutex::default(),
            turn: Turn::new(()),
        })
    }
}

/// The first keys of a house: the master key if it is a file that is not there, the store, and the key to search by.
async fn begin(
    at: &KeysAt,
    db: Option<Pool>,
    ring: Option<Ring>,
    new_id: &NewId,
    now: Timestamp,
) -> Result<(Pool, State, Ring)> {
    let ring = if let Some(ring) = ring {
        ring
    } else {
        let ring = Ring::first(&at.chance);
        if let Master::File(path) = &at.master {
            db::make_folder(path.parent().unwrap_or(Path::new(".")))?;
        }
        at.master.make(&ring)?;
        ring
    };
    let db = match db {
        Some(db) => db,
        None => db::open_keys(&at.store.parse()?, now).await?,
    };
    let (house, version) = (new_id(), ring.newest());
    let master = ring.get(version).ok_or_else(|| stop("there is no master key"))?;
    let mut change = db.begin().await?;
    let row = values![house, i64::from(version), proof(master, &at.chance, house, version)?];
    // Another process that starts at the same time may be first; then its keys are ours.
    if change.conn().execute(rows::BEGIN, &row).await? == 1 {
        let (id, secret) = (new_id(), Secret::new((at.chance)()));
        let search = Wrapped::new(id, (Whose::Search, Uuid::nil()), version, master, &secret, &at.chance)?;
        change.conn().execute(rows::ADD, &search.values()).await?;
        change.conn().execute(rows::LOG, &values![new_id(), now, "made", i64::from(version), 1_i64]).await?;
    }
    change.commit().await?;
    let state = rows::state(&db).await?.ok_or_else(|| stop("the key store could not be made"))?;
    let ring = fits(Some(ring), &at.master, &state)?;
    tracing::info!(
        key_store = shown(&at.store),
        master_key = at.master.name(),
        "keys were made: keep a copy of both, apart"
    );
    Ok((db, state, ring))
}

/// The address of the key store without a password.
pub(super) fn shown(store: &str) -> &str {
    store.rsplit('@').next().unwrap_or(store)
}
