//! The person's own question comes first; what is not to be raised stands beside it.

pub(in crate::pages) mod answered;
pub mod write;
