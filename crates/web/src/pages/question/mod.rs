//! The person's own question comes first; what is not to be raised stands beside it.

pub mod write;
