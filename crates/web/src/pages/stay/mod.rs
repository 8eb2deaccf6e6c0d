//! A stay in hospital and the clocks of going home (lag 2017:612).

mod clocks;
pub mod note;

#[cfg(test)]
mod tests;
