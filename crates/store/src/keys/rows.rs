//! The tables of the key store (`migrations/keys`).

use std::collections::HashSet;

use uuid::Uuid;

use super::cipher::Secret;
use super::master::{Master, Ring};
use super::{Chance, Subject, Whose};
use crate::db::Pool;
use crate::error::{Result, StoreError};
use crate::sql::{Row, Value, values};

/// How many keys are read by one statement.
pub(super) const AT_ONCE: usize = 16;

pub(crate) const STATE: &str = "select house, master_version, proof, generation from key_state where one = 1";
pub(crate) const BEGIN: &str = "insert into key_state (one, house, master_version, proof, generation) values (1, $1, $2, $3, 1) on conflict (one) do nothing";
pub(crate) const HOLD: &str = "update key_state set generation = generation where one = 1 and master_version = $1";
pub(crate) const ROTATED: &str =
    "update key_state set master_version = $1, proof = $2, generation = generation + 1 where one = 1";
pub(crate) const RAISE: &str = "update key_state set generation = generation + 1 where one = 1";
pub(crate) const OF_MANY: &str = "select key_id, subject_kind, subject_id, wrapped, master_version from data_keys where subject_kind = $1 \
    and subject_id in ($2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)";
pub(crate) const ALL: &str =
    "select key_id, subject_kind, subject_id, wrapped, master_version from data_keys order by key_id";
pub(crate) const ADD: &str = "insert into data_keys (key_id, subject_kind, subject_id, wrapped, master_version) values ($1, $2, $3, $4, $5) \
    on conflict (subject_kind, subject_id) do nothing";
pub(crate) const REWRAP: &str = "update data_keys set wrapped = $2, master_version = $3 where key_id = $1";
pub(crate) const DESTROY: &str = "delete from data_keys where subject_kind = $1 and subject_id = $2";
pub(crate) const ERASED: &str = "select subject_kind, subject_id from erased";
pub(crate) const ERASE: &str = "insert into erased (subject_kind, subject_id, erased_at) values ($1, $2, $3) on conflict (subject_kind, subject_id) do nothing";
pub(crate) const LOG: &str = "insert into key_log (id, at, what, master_version, keys) values ($1, $2, $3, $4, $5)";
pub(crate) const STAMPED: &str = "select what from key_log where what in ('stamped', 'unstamped')";
pub(crate) const LOGGED: &str = "select at, what, master_version, keys from key_log order by at, id";

/// All of them, for the test that prepares each.
pub fn key_statements() -> Vec<&'static str> {
    vec![STATE, BEGIN, HOLD, ROTATED, RAISE, OF_MANY, ALL, ADD, REWRAP, DESTROY, ERASED, ERASE, LOG, STAMPED, LOGGED]
}

/// Which keys these are.
#[derive(Clone)]
pub(super) struct State {
    pub house: Uuid,
    pub version: u32,
    pub proof: Vec<u8>,
    pub generation: i64,
}

pub(super) async fn state(db: &Pool) -> Result<Option<State>> {
    db.first(STATE, &[]).await?.map(|row| read_state(&row)).transpose()
}

pub(super) fn read_state(row: &Row) -> Result<State> {
    Ok(State { house: row.uuid(0)?, version: version(row, 1)?, proof: row.bytes(2)?, generation: row.int(3)? })
}

fn version(row: &Row, at: usize) -> Result<u32> {
    u32::try_from(row.int(at)?).map_err(|e| StoreError::unreadable("data_keys.master_version", e))
}

/// A data key as it lies in the store.
pub(super) struct Wrapped {
    pub id: Uuid,
    pub subject: Subject,
    pub bytes: Vec<u8>,
    pub version: u32,
}

impl Wrapped {
    pub fn new(
        id: Uuid,
        subject: Subject,
        version: u32,
        master: &Secret,
        secret: &Secret,
        chance: &Chance,
    ) -> Result<Self> {
        let bytes = master.encrypt(chance, &label(id, subject, version), secret.bytes())?;
        Ok(Self { id, subject, bytes, version })
    }

    pub fn values(&self) -> [Value; 5] {
        let (whose, id) = self.subject;
        values![self.id, whose.key(), id, self.bytes.clone(), i64::from(self.version)]
    }

    /// The key itself.
    ///
    /// # Errors
    /// `Keys` when the master key of its version is not known here, or the row was changed.
    pub fn unwrap(self, ring: &Ring, master: &Master) -> Result<Secret> {
        let Some(known) = ring.get(self.version) else {
            return Err(StoreError::Keys(format!(
                "a key needs version {} of the master key; {} holds {}",
                self.version,
                master.name(),
                ring.told()
            )));
        };
        let clear = known.decrypt(&label(self.id, self.subject, self.version), self.bytes);
        let bytes = clear.map(zeroize::Zeroizing::new).and_then(|clear| <[u8; 32]>::try_from(clear.as_slice()).ok());
        bytes.map(Secret::new).ok_or_else(|| StoreError::Keys(format!("key {} in the key store was changed", self.id)))
    }
}

fn label(id: Uuid, (whose, subject): Subject, version: u32) -> String {
    format!("{id}|{}|{subject}|{version}", whose.key())
}

pub(super) fn read(row: &Row) -> Result<Wrapped> {
    let whose = whose(row, 1)?;
    Ok(Wrapped { id: row.uuid(0)?, subject: (whose, row.uuid(2)?), bytes: row.bytes(3)?, version: version(row, 4)? })
}

fn whose(row: &Row, at: usize) -> Result<Whose> {
    Whose::from_key(&row.text(at)?).ok_or_else(|| StoreError::unreadable("subject_kind", "unknown word"))
}

/// The keys of at most [`AT_ONCE`], those that are there.
pub(super) async fn of_many(db: &Pool, of: Whose, ids: &[Uuid]) -> Result<Vec<Wrapped>> {
    let Some(last) = ids.last() else { return Ok(Vec::new()) };
    // The statement has a fixed number of places; the last one is asked for again.
    let mut row = vec![Value::from(of.key())];
    row.extend((0..AT_ONCE).map(|at| Value::from(*ids.get(at).unwrap_or(last))));
    db.fetch(OF_MANY, &row).await?.iter().map(read).collect()
}

/// Everybody on the erasure list in the store.
pub(super) async fn erased(db: &Pool) -> Result<HashSet<Subject>> {
    db.fetch(ERASED, &[]).await?.iter().map(|row| Ok((whose(row, 0)?, row.uuid(1)?))).collect()
}
