//! Figures without persons, for development leaders.

pub mod chart;
pub mod dictionary;
pub mod download;
mod parquet;
pub mod see;
pub mod told;
pub mod words;
