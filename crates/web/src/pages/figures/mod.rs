//! Figures without persons, for development leaders.

pub mod chart;
pub mod dictionary;
pub mod download;
pub mod see;
pub mod told;
pub mod words;
