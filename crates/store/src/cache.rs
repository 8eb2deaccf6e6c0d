//! Folded plans kept in memory, so that a look at a plan that was looked at lately reads nothing.
//!
//! On SQLite this process is the only writer (it holds a lock file), so what is here is what the file holds. On PostgreSQL
//! the revision is asked for first. Two generations: when the young one is full it becomes the old one, and what was old
//! and not asked for is let go.

use std::collections::HashMap;
use std::hash::{BuildHasher, RandomState};
use std::sync::{Arc, Mutex, PoisonError};

use uuid::Uuid;

/// Parts, each with a lock of its own.
const SHARDS: usize = 16;

/// A plan as it is after `revision` events.
#[derive(Debug)]
pub(crate) struct Kept<T> {
    pub revision: u64,
    pub plan: Arc<T>,
}

impl<T> Clone for Kept<T> {
    fn clone(&self) -> Self {
        Self { revision: self.revision, plan: Arc::clone(&self.plan) }
    }
}

struct Shard<T> {
    young: HashMap<Uuid, Kept<T>>,
    old: HashMap<Uuid, Kept<T>>,
    /// How many acts were put here: a reader who began before one of them must not put what it read.
    acts: u64,
}

pub(crate) struct Cache<T> {
    shards: Vec<Mutex<Shard<T>>>,
    hasher: RandomState,
    /// How many plans one generation of one shard holds.
    room: usize,
}

/// A note of when a reader began.
#[derive(Clone, Copy)]
pub(crate) struct Began(u64);

impl<T> Cache<T> {
    /// A cache for about `plans` plans.
    pub fn new(plans: usize) -> Self {
        let empty = || Mutex::new(Shard { young: HashMap::new(), old: HashMap::new(), acts: 0 });
        Self {
            shards: (0..SHARDS).map(|_| empty()).collect(),
            hasher: RandomState::new(),
            room: (plans / SHARDS / 2).max(1),
        }
    }

    fn shard(&self, plan: Uuid) -> std::sync::MutexGuard<'_, Shard<T>> {
        let at = usize::try_from(self.hasher.hash_one(plan) % SHARDS as u64).unwrap_or(0);
        // A panic elsewhere leaves maps that are whole: nothing here can be half done.
        self.shards[at].lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The plan, or a note to hand back with what is read instead.
    pub fn get(&self, plan: Uuid) -> Result<Kept<T>, Began> {
        let mut shard = self.shard(plan);
        if let Some(kept) = shard.young.get(&plan) {
            return Ok(kept.clone());
        }
        let Some(kept) = shard.old.remove(&plan) else {
            return Err(Began(shard.acts));
        };
        self.insert(&mut shard, plan, kept.clone());
        Ok(kept)
    }

    /// Keep what was read, unless an act came between.
    pub fn put_read(&self, plan: Uuid, kept: Kept<T>, began: Began) {
        let mut shard = self.shard(plan);
        if shard.acts == began.0 {
            self.insert(&mut shard, plan, kept);
        }
    }

    /// Keep what an act made.
    pub fn put_act(&self, plan: Uuid, kept: Kept<T>) {
        let mut shard = self.shard(plan);
        shard.acts += 1;
        shard.old.remove(&plan);
        if shard.young.get(&plan).is_none_or(|known| known.revision < kept.revision) {
            self.insert(&mut shard, plan, kept);
        }
    }

    /// Drop what is known of a plan.
    pub fn forget(&self, plan: Uuid) {
        let mut shard = self.shard(plan);
        shard.young.remove(&plan);
        shard.old.remove(&plan);
    }

    fn insert(&self, shard: &mut Shard<T>, plan: Uuid, kept: Kept<T>) {
        if shard.young.len() >= self.room && !shard.young.contains_key(&plan) {
            shard.old = std::mem::take(&mut shard.young);
        }
        shard.young.insert(plan, kept);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(revision: u64) -> Kept<u64> {
        Kept { revision, plan: Arc::new(revision) }
    }

    #[test]
    fn a_read_that_began_before_an_act_is_not_kept() {
        let cache = Cache::new(64);
        let plan = Uuid::from_u128(1);
        let Err(began) = cache.get(plan) else { panic!("empty") };
        cache.put_act(plan, kept(2));
        cache.put_read(plan, kept(1), began);
        assert_eq!(cache.get(plan).ok().map(|k| k.revision), Some(2));
    }

    #[test]
    fn it_holds_no_more_than_its_room() {
        let cache = Cache::new(64);
        for n in 0..1000_u128 {
            cache.put_act(Uuid::from_u128(n), kept(1));
        }
        let held: usize = (0..1000_u128).filter(|n| cache.get(Uuid::from_u128(*n)).is_ok()).count();
        assert!(held <= 64 + SHARDS, "{held}");
        assert!(held > 0);
    }
}
