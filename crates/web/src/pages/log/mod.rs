//! Who looked: for the family and those who carry a plan on, and over all plans for auditors. Questions about a line, and
//! the auditors' spot checks.

pub mod all;
pub mod ask;
pub mod checks;
pub mod of_plan;
pub mod questions;
#[cfg(test)]
mod tests;
pub(in crate::pages) mod words;
