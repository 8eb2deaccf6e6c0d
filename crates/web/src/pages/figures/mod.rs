//! Figures without persons, for development leaders.

pub mod see;
