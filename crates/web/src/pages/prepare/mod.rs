//! To prepare for the meeting: one page for each role, the same questions on paper and screen.

pub mod questions;
#[cfg(test)]
mod tests;
pub mod write;
