//! The questions after a meeting and after a follow-up: half a minute, on one page, once.

pub mod answer;
#[cfg(test)]
mod tests;
pub mod words;
