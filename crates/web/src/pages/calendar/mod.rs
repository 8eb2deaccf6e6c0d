//! The calendar that a member of staff shares, so that a time is found without asking around.

pub mod share;
pub mod words;
