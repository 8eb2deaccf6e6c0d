//! Where the hashes of the tree lie. `tlog_tiles` numbers them in the order in which they come to be (Crosby and Wallach,
//! section 3.3); a row of `leaves` holds those that come with its leaf, so that all rows in order are that order.

use std::cell::RefCell;
use std::collections::HashMap;

use tlog_tiles::{Error, Hash, HashReader, split_stored_hash_index, stored_hash_index, sub_tree_index};

use crate::error::{Result, StoreError};
use crate::seal::sql::HASHES;
use crate::sql::{Conn, values};

/// The bytes of a hash.
pub(crate) const HASH: usize = tlog_tiles::HASH_SIZE;

/// How many hashes come with the leaf of that index: its own, and one for each subtree that it completes.
pub(crate) fn stored_with(leaf: u64) -> usize {
    1 + leaf.trailing_ones() as usize
}

/// Hashes as stored with a leaf.
pub(crate) fn split(bytes: &[u8]) -> Vec<Hash> {
    bytes.chunks_exact(HASH).filter_map(|chunk| chunk.try_into().ok().map(Hash)).collect()
}

/// The leaf with which a stored hash came to be, and which of that leaf's hashes it is.
fn place(index: u64) -> (u64, usize) {
    let (level, n) = split_stored_hash_index(index);
    (((n + 1) << level) - 1, usize::from(level))
}

/// Hashes by their number, read ahead of what needs them.
#[derive(Debug, Default)]
pub(crate) struct Hashes(HashMap<u64, Hash>);

impl Hashes {
    /// Those that the common hash of the first `size` leaves, and the next leaf, are made of.
    pub async fn edge(conn: &mut Conn<'_>, size: u64) -> Result<Self> {
        let mut hashes = Self::default();
        hashes.read(conn, &sub_tree_index(0, size, Vec::new())).await?;
        Ok(hashes)
    }

    /// Read more.
    ///
    /// # Errors
    /// `Seal` when one is not there.
    pub async fn read(&mut self, conn: &mut Conn<'_>, indexes: &[u64]) -> Result<()> {
        for index in indexes {
            let (leaf, at) = place(*index);
            let key = i64::try_from(leaf).unwrap_or(i64::MAX);
            let row = conn.fetch(HASHES, &values![key]).await?.into_iter().next();
            let bytes = row.map(|row| row.bytes(0)).transpose()?.unwrap_or_default();
            let hash = split(&bytes).get(at).copied();
            let hash = hash.ok_or_else(|| StoreError::Seal(format!("the hashes of leaf {leaf} are not there")))?;
            self.0.insert(*index, hash);
        }
        Ok(())
    }

    /// Keep the hashes that come with a new leaf.
    pub fn add(&mut self, leaf: u64, hashes: &[Hash]) {
        let first = stored_hash_index(0, leaf);
        self.0.extend((first..).zip(hashes.iter().copied()));
    }
}

impl HashReader for Hashes {
    fn read_hashes(&self, indexes: &[u64]) -> std::result::Result<Vec<Hash>, Error> {
        indexes.iter().map(|index| self.0.get(index).copied().ok_or(Error::IndexesNotInTree)).collect()
    }
}

/// Finds out which hashes a proof needs: asks for the proof, and notes what it wants to read.
pub(crate) fn needed<T>(proof: impl FnOnce(&Wanted) -> std::result::Result<T, Error>) -> Vec<u64> {
    let wanted = Wanted::default();
    // It fails, because nothing is given.
    let _ = proof(&wanted);
    wanted.0.into_inner()
}

/// A reader that gives nothing and notes what was wanted.
#[derive(Default)]
pub(crate) struct Wanted(RefCell<Vec<u64>>);

impl HashReader for Wanted {
    fn read_hashes(&self, indexes: &[u64]) -> std::result::Result<Vec<Hash>, Error> {
        self.0.borrow_mut().extend_from_slice(indexes);
        Err(Error::IndexesNotInTree)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tlog_tiles::{node_hash, record_hash, stored_hash_count, stored_hashes_for_record_hash, tree_hash};

    #[test]
    fn the_rows_of_leaves_in_order_are_the_order_of_the_library() {
        let mut hashes = Hashes::default();
        let mut index = 0;
        for leaf in 0..300_u64 {
            let new = stored_hashes_for_record_hash(leaf, record_hash(&leaf.to_be_bytes()), &hashes).unwrap();
            assert_eq!(new.len(), stored_with(leaf));
            for at in 0..new.len() {
                assert_eq!(place(index), (leaf, at));
                index += 1;
            }
            hashes.add(leaf, &new);
            assert_eq!(stored_hash_count(leaf + 1), index);
        }
        let (a, b, c) =
            (record_hash(&0_u64.to_be_bytes()), record_hash(&1_u64.to_be_bytes()), record_hash(&2_u64.to_be_bytes()));
        // RFC 6962, 2.1: three leaves are a pair and one.
        assert_eq!(tree_hash(3, &hashes).unwrap(), node_hash(node_hash(a, b), c));
    }
}
