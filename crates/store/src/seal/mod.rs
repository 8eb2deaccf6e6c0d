//! The seal: history and access log are the leaves of one transparency log, whose checkpoints are signed and given to a
//! witness outside the house. Whoever can write to the database can then change nothing of what was sealed unseen.
//!
//! Hashing RFC 6962, section 2.1; checkpoints c2sp.org/tlog-checkpoint; the choice stands in docs/decisions/0012.

pub(crate) mod checkpoint;
pub(crate) mod judge;
pub(crate) mod leaf;
pub(crate) mod marks;
pub(crate) mod prove;
pub(crate) mod sequence;
pub(crate) mod sql;
pub(crate) mod tree;
pub(crate) mod verify;
pub(crate) mod wrong;

use crate::error::StoreError;

/// A count as the database holds it.
pub(crate) fn int(count: u64) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

/// What the library says of a tree that is not whole.
pub(crate) fn broken(why: impl std::fmt::Display) -> StoreError {
    StoreError::Seal(format!("the tree is not whole: {why}"))
}
