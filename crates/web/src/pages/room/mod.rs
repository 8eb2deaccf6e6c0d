//! The room of an open meeting, three ways: the screen that all look at, the view of whoever leads, and one's own.
//!
//! The shared screen shows what each of those in the room may see (`samsyn_domain::room::narrow_together`); no titles, and
//! nothing of how long one person spoke.

pub mod act;
pub mod lead;
pub mod mine;
pub(crate) mod seats;
pub mod see;
mod state;

#[cfg(test)]
mod tests;
#[cfg(test)]
mod tests_trouble;
