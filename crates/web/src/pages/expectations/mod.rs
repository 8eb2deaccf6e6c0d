//! Who does what, before the meeting: each writes unseen, all is opened at the same time, asks are answered.

pub mod answer;
mod names;
pub mod see;
#[cfg(test)]
mod tests;
pub mod write;

pub(crate) use names::{side, speaker};
