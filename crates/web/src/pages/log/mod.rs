//! Who looked: for the family and those who carry a plan on, and over all plans for auditors.

pub mod all;
pub mod of_plan;
mod words;
