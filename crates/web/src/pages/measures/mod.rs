//! Measures: those that wait for me, and those of one plan with what each may say about them.

pub mod answer;
pub mod mine;
