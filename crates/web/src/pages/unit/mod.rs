//! What whoever manages a unit reads.

pub mod deviations;
