//! Handing over a measure, or holding the plan together: offered on one page, answered on another.

pub mod answer;
pub mod offer;
#[cfg(test)]
mod tests;
